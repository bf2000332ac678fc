/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-viewport-projection.h"

#include "gb-commune-view.h"

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
  return gb_commune_view_projection (viewport, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
}
