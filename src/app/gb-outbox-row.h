/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-outbox-item.h"
#include "gb-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_ROW (gb_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxRow, gb_outbox_row, GB, OUTBOX_ROW, GtkListBoxRow)

GtkWidget *gb_outbox_row_new (GbOutboxItem *item,
                              GbStore      *store);

G_END_DECLS
