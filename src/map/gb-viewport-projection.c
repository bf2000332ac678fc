/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-viewport-projection.h"

#include <math.h>

/* libshumate's zoom levels between two whole ones grow evenly, not by powers. */
static double
world_at (ShumateViewport *viewport,
          double           zoom)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);

  return source == NULL ? 256 : shumate_map_source_get_tile_size_at_zoom (source, zoom) * exp2 (floor (zoom));
}

/**
 * gb_viewport_projection:
 * @viewport: of a map, with a reference map source
 * @widget: a layer of the map
 *
 * Returns: what the layer shows
 */
GbGeoProjection
gb_viewport_projection (ShumateViewport *viewport,
                        GtkWidget       *widget)
{
  GbGeoPoint centre = { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                        shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) };

  return gb_geo_projection_new (centre, log2 (world_at (viewport, shumate_viewport_get_zoom_level (viewport)) / 256),
                                gtk_widget_get_width (widget), gtk_widget_get_height (widget));
}
