/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-view.h"

G_BEGIN_DECLS

guint    gb_map_view_find_commune (const GPtrArray    *communes,
                                   const char         *code);
gboolean gb_map_view_load_values  (GbMapView          *self,
                                   GbSqlConnection    *connection,
                                   const GbMapWanted  *wanted,
                                   GError            **error);

G_END_DECLS
