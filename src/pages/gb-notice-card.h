/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-notice-row.h"

G_BEGIN_DECLS

#define GB_TYPE_NOTICE_CARD (gb_notice_card_get_type ())
G_DECLARE_FINAL_TYPE (GbNoticeCard, gb_notice_card, GB, NOTICE_CARD, GtkListBoxRow)

GtkWidget  *gb_notice_card_new    (const GbNoticeRow *notice,
                                   gboolean           masked,
                                   gint64             now);
const char *gb_notice_card_get_id (GbNoticeCard      *self);

G_END_DECLS
