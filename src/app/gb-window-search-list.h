/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-window-search-model.h"

G_BEGIN_DECLS

#define GB_TYPE_WINDOW_SEARCH_LIST (gb_window_search_list_get_type ())
G_DECLARE_FINAL_TYPE (GbWindowSearchList, gb_window_search_list, GB, WINDOW_SEARCH_LIST, GtkPopover)

GtkWidget     *gb_window_search_list_new          (void);
void           gb_window_search_list_show         (GbWindowSearchList         *self,
                                                   const GbWindowSearchResult *result,
                                                   const GError               *error,
                                                   gboolean                    masked);
void           gb_window_search_list_set_width    (GbWindowSearchList         *self,
                                                   int                         width,
                                                   int                         height);
void           gb_window_search_list_move         (GbWindowSearchList         *self,
                                                   int                         by);
gboolean       gb_window_search_list_activate     (GbWindowSearchList         *self);
GtkListBoxRow *gb_window_search_list_get_selected (GbWindowSearchList         *self);
GtkWidget     *gb_window_search_list_get_rows     (GbWindowSearchList         *self);
guint          gb_window_search_list_get_n_rows   (GbWindowSearchList         *self);

G_END_DECLS
