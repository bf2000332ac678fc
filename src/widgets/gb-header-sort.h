/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_HEADER_SORT (gb_header_sort_get_type ())
G_DECLARE_FINAL_TYPE (GbHeaderSort, gb_header_sort, GB, HEADER_SORT, GObject)

GbHeaderSort *gb_header_sort_new           (GtkColumnView       *view);
void          gb_header_sort_add           (GbHeaderSort        *self,
                                            GtkColumnViewColumn *column,
                                            int                  key);
int           gb_header_sort_get_key       (GbHeaderSort        *self,
                                            gboolean            *descending);
void          gb_header_sort_set_key       (GbHeaderSort        *self,
                                            int                  key,
                                            gboolean             descending);
void          gb_header_sort_freeze        (GbHeaderSort        *self);
void          gb_header_sort_thaw          (GbHeaderSort        *self);

G_END_DECLS
