/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_MARK_SELECTION (gb_mark_selection_get_type ())
G_DECLARE_FINAL_TYPE (GbMarkSelection, gb_mark_selection, GB, MARK_SELECTION, GObject)

GbMarkSelection *gb_mark_selection_new (GListModel *model);

G_END_DECLS
