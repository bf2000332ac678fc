/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-set-aside-repository.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_SET_ASIDE_ROW (gb_set_aside_row_get_type ())
G_DECLARE_FINAL_TYPE (GbSetAsideRow, gb_set_aside_row, GB, SET_ASIDE_ROW, AdwExpanderRow)

GtkWidget  *gb_set_aside_row_new      (const GbSetAside *line,
                                       gint64            now,
                                       gboolean          masked);
const char *gb_set_aside_row_get_hash (GbSetAsideRow    *self);

G_END_DECLS
