/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-pin-painter.h"

G_BEGIN_DECLS

#define GB_NO_PIN G_MAXUINT

/**
 * GbPinView:
 * @clusters: (nullable): what is shown
 * @projection: of the map
 * @width: of what is seen, in pixels
 * @height: of what is seen, in pixels
 *
 * Clusters as they are seen at one moment.
 */
typedef struct
{
  const GbPinClusters *clusters;
  GbGeoProjection projection;
  double width;
  double height;
} GbPinView;

void      gb_pin_view_locate       (const GbPinView     *self,
                                    const GbPinCluster  *cluster,
                                    double              *x,
                                    double              *y);
gboolean  gb_pin_view_sees         (const GbPinView     *self,
                                    double               x,
                                    double               y,
                                    double               margin);
guint     gb_pin_view_find_at      (const GbPinView     *self,
                                    const GbPinStyle    *style,
                                    double               x,
                                    double               y);
guint     gb_pin_view_find_towards (const GbPinView     *self,
                                    guint                from,
                                    double               dx,
                                    double               dy);
GArray   *gb_pin_view_list         (const GbPinView     *self,
                                    guint                pin,
                                    guint                most);

G_END_DECLS
