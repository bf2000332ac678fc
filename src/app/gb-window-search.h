/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_WINDOW_SEARCH (gb_window_search_get_type ())
G_DECLARE_FINAL_TYPE (GbWindowSearch, gb_window_search, GB, WINDOW_SEARCH, AdwBin)

void         gb_window_search_set_store   (GbWindowSearch *self,
                                           GbStore        *store);
GtkEditable *gb_window_search_get_entry   (GbWindowSearch *self);
gboolean     gb_window_search_get_open    (GbWindowSearch *self);
gboolean     gb_window_search_get_loading (GbWindowSearch *self);

G_END_DECLS
