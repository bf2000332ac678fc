/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-map-view.h"

G_BEGIN_DECLS

gboolean gb_map_geojson_save (const GbMapView *view,
                              const char      *commune,
                              GFile           *file,
                              guint           *n_rows,
                              GCancellable    *cancellable,
                              GError         **error);

G_END_DECLS
