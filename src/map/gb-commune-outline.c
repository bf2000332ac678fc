/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-outline.h"

#include <math.h>

#include "gb-map-raster.h"

/* Room for half the line. */
#define PADDING 4.0

struct _GbCommuneOutline
{
  GtkWidget *layer;          /* (unowned): what is drawn again */
  GbMapPicture *picture;     /* (owned) (nullable) */
  guint area;
  GbMapRaster *raster;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the drawing under way */
  GbGeoProjection wanted;    /* what that is to show */
  double width;
  double height;
};

GbCommuneOutline *
gb_commune_outline_new (GtkWidget *layer)
{
  GbCommuneOutline *self = g_new0 (GbCommuneOutline, 1);

  self->layer = layer;
  self->area = GB_GEO_NO_AREA;
  return self;
}

static void
stop (GbCommuneOutline *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
gb_commune_outline_free (GbCommuneOutline *self)
{
  stop (self);
  g_clear_pointer (&self->raster, gb_map_raster_free);
  g_clear_pointer (&self->picture, gb_map_picture_unref);
  g_free (self);
}

/* What has been cancelled belongs to an outline that may be no more. */
static void
on_drawn (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GbCommuneOutline *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMapRaster) raster = gb_map_raster_render_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->raster, gb_map_raster_free);
  self->raster = g_steal_pointer (&raster);
  gtk_widget_queue_draw (self->layer);
}

/* Of an area larger than the window only what lies round the window is drawn. Returns whether anything is to be. */
static gboolean
choose_part (GbCommuneOutline      *self,
             const GbGeoProjection *projection)
{
  const GbGeoBounds *bounds = &gb_geo_coverage_get_area (gb_map_picture_get_coverage (self->picture), self->area)->bounds;
  double width = gtk_widget_get_width (self->layer), height = gtk_widget_get_height (self->layer);
  double left, top, right, bottom;

  gb_geo_projection_project (projection, (GbGeoPoint) { bounds->west, bounds->north }, &left, &top);
  gb_geo_projection_project (projection, (GbGeoPoint) { bounds->east, bounds->south }, &right, &bottom);
  left = floor (MAX (left - PADDING, -width / 2));
  top = floor (MAX (top - PADDING, -height / 2));
  right = ceil (MIN (right + PADDING, 1.5 * width));
  bottom = ceil (MIN (bottom + PADDING, 1.5 * height));
  self->wanted = (GbGeoProjection) { projection->world, projection->x + left, projection->y + top };
  self->width = right - left;
  self->height = bottom - top;
  return self->width > 0 && self->height > 0;
}

/* Whether what is drawn has all that is now seen of the area. */
static gboolean
is_right (GbCommuneOutline      *self,
          const GbGeoProjection *projection)
{
  const GbGeoBounds *bounds = &gb_geo_coverage_get_area (gb_map_picture_get_coverage (self->picture), self->area)->bounds;
  double left, top, right, bottom, x, y;

  if (self->raster == NULL || self->raster->projection.world != projection->world)
    return FALSE;
  gb_geo_projection_project (projection, (GbGeoPoint) { bounds->west, bounds->north }, &left, &top);
  gb_geo_projection_project (projection, (GbGeoPoint) { bounds->east, bounds->south }, &right, &bottom);
  x = self->raster->projection.x - projection->x;
  y = self->raster->projection.y - projection->y;
  return x <= MAX (left, 0) && y <= MAX (top, 0) &&
         x + self->raster->width >= MIN (right, gtk_widget_get_width (self->layer)) &&
         y + self->raster->height >= MIN (bottom, gtk_widget_get_height (self->layer));
}

/**
 * gb_commune_outline_show:
 * @picture: (nullable): what the map shows
 * @area: round which area, or %GB_GEO_NO_AREA
 * @projection: what is seen of it
 *
 * Has the line drawn unless it is there already.
 */
void
gb_commune_outline_show (GbCommuneOutline      *self,
                         GbMapPicture          *picture,
                         guint                  area,
                         const GbGeoProjection *projection)
{
  if (picture != self->picture || area != self->area)
    {
      stop (self);
      g_clear_pointer (&self->raster, gb_map_raster_free);
      if (picture != NULL)
        gb_map_picture_ref (picture);
      g_clear_pointer (&self->picture, gb_map_picture_unref);
      self->picture = picture;
      self->area = area;
    }
  if (picture == NULL || area == GB_GEO_NO_AREA || self->cancellable != NULL || is_right (self, projection) ||
      !choose_part (self, projection))
    return;
  self->cancellable = g_cancellable_new ();
  gb_map_raster_outline_async (picture, area, &self->wanted, self->width, self->height,
                               gtk_widget_get_scale_factor (self->layer), self->cancellable, on_drawn, self);
}

/**
 * gb_commune_outline_is_ready:
 *
 * Returns: whether nothing is being drawn
 */
gboolean
gb_commune_outline_is_ready (GbCommuneOutline *self)
{
  return self->cancellable == NULL;
}

void
gb_commune_outline_snapshot (GbCommuneOutline      *self,
                             GtkSnapshot           *snapshot,
                             const GbGeoProjection *projection)
{
  if (self->raster != NULL)
    gb_map_raster_snapshot (self->raster, self->layer, snapshot, projection);
}
