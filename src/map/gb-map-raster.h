/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-map-picture.h"

G_BEGIN_DECLS

/**
 * GbMapRaster:
 * @texture: (owned): the picture
 * @surface: (owned): the same pixels
 * @projection: what it shows, in pixels of the widget, not of the screen
 * @width: in pixels of the widget
 * @height: in pixels of the widget
 * @labels: (owned) (nullable) (element-type GbMapLabel): the names in it
 * @nameless: the area whose name is left out, or %GB_GEO_NO_AREA
 *
 * A map drawn ahead, to be moved and scaled while the hand moves.
 */
typedef struct
{
  GdkTexture *texture;
  cairo_surface_t *surface;
  GbGeoProjection projection;
  double width;
  double height;
  GArray *labels;
  guint nameless;
} GbMapRaster;

void         gb_map_raster_render_async  (GbMapPicture               *picture,
                                          guint                       nameless,
                                          const GbGeoProjection      *projection,
                                          double                      width,
                                          double                      height,
                                          int                         scale,
                                          const PangoFontDescription *font,
                                          GCancellable               *cancellable,
                                          GAsyncReadyCallback         callback,
                                          gpointer                    user_data);
void         gb_map_raster_outline_async (GbMapPicture               *picture,
                                          guint                       area,
                                          const GbGeoProjection      *projection,
                                          double                      width,
                                          double                      height,
                                          int                         scale,
                                          GCancellable               *cancellable,
                                          GAsyncReadyCallback         callback,
                                          gpointer                    user_data);
GbMapRaster *gb_map_raster_render_finish (GAsyncResult               *result,
                                          GError                    **error);
void         gb_map_raster_free          (GbMapRaster                *self);
void         gb_map_raster_snapshot      (const GbMapRaster          *self,
                                          GtkWidget                  *widget,
                                          GtkSnapshot                *snapshot,
                                          const GbGeoProjection      *projection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapRaster, gb_map_raster_free)

G_END_DECLS
