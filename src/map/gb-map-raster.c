/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-raster.h"

#include <math.h>

typedef struct
{
  GbMapPicture *picture; /* (owned) */
  GbGeoProjection projection;
  double width;
  double height;
  int scale;
  PangoFontDescription *font; /* (owned) (nullable): of an outline */
  guint area;                 /* the outline of which, or %GB_GEO_NO_AREA for the map */
  guint nameless;             /* whose name is left out */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gb_map_picture_unref (job->picture);
  g_clear_pointer (&job->font, pango_font_description_free);
  g_free (job);
}

void
gb_map_raster_free (GbMapRaster *self)
{
  g_object_unref (self->texture);
  cairo_surface_destroy (self->surface);
  g_clear_pointer (&self->labels, g_array_unref);
  g_free (self);
}

/* The surface's memory becomes the texture's. */
static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* (transfer full) (nullable) (element-type GbMapLabel): the names that were drawn */
static GArray *
draw (const Job *job,
      cairo_t   *cr)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (job->area != GB_GEO_NO_AREA)
    {
      gb_map_draw_focus (cr, gb_map_picture_get_style (job->picture), gb_map_picture_get_coverage (job->picture),
                         job->area, &job->projection);
      return NULL;
    }
  layout = pango_cairo_create_layout (cr);
  pango_layout_set_font_description (layout, job->font);
  return gb_map_picture_draw_named (job->picture, cr, layout, job->nameless, &job->projection, job->width, job->height);
}

static void
render (GTask        *task,
        gpointer      source,
        gpointer      task_data,
        GCancellable *cancellable)
{
  Job *job = task_data;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) ceil (job->width * job->scale), (int) ceil (job->height * job->scale));
  cairo_t *cr;
  GbMapRaster *raster;

  cairo_surface_set_device_scale (surface, job->scale, job->scale);
  cr = cairo_create (surface);
  raster = g_new0 (GbMapRaster, 1);
  raster->labels = draw (job, cr);
  cairo_destroy (cr);
  raster->surface = cairo_surface_reference (surface);
  raster->texture = make_texture (surface);
  raster->projection = job->projection;
  raster->width = job->width;
  raster->height = job->height;
  raster->nameless = job->nameless;
  g_task_return_pointer (task, raster, (GDestroyNotify) gb_map_raster_free);
}

static void
start (Job                 *job,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, render);
}

/**
 * gb_map_raster_render_async:
 * @picture: what the map shows
 * @nameless: the area whose name stands elsewhere, or %GB_GEO_NO_AREA
 * @projection: which part of the world, in pixels of the widget
 * @width: in pixels of the widget
 * @height: in pixels of the widget
 * @scale: how many pixels of the screen each has in either direction
 * @font: of the names
 */
void
gb_map_raster_render_async (GbMapPicture               *picture,
                            guint                       nameless,
                            const GbGeoProjection      *projection,
                            double                      width,
                            double                      height,
                            int                         scale,
                            const PangoFontDescription *font,
                            GCancellable               *cancellable,
                            GAsyncReadyCallback         callback,
                            gpointer                    user_data)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job) { gb_map_picture_ref (picture), *projection, width, height, scale, pango_font_description_copy (font),
                 GB_GEO_NO_AREA, nameless };
  start (job, cancellable, callback, user_data);
}

/**
 * gb_map_raster_outline_async:
 * @area: an area of the picture
 *
 * As gb_map_raster_render_async(), but only the line round one area, on nothing.
 */
void
gb_map_raster_outline_async (GbMapPicture          *picture,
                             guint                  area,
                             const GbGeoProjection *projection,
                             double                 width,
                             double                 height,
                             int                    scale,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job) { gb_map_picture_ref (picture), *projection, width, height, scale, NULL, area, GB_GEO_NO_AREA };
  start (job, cancellable, callback, user_data);
}

/**
 * gb_map_raster_render_finish:
 *
 * Returns: (transfer full): the drawn map, or %NULL when cancelled
 */
GbMapRaster *
gb_map_raster_render_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Without a graphics card: to draw a texture, GTK 4.8 turns all of its pixels into floating-point numbers and back, for
 * every frame, which took 25 ms. The surface is the same pixels, and is only copied where it lies on whole pixels. */
static void
snapshot_surface (const GbMapRaster *self,
                  GtkWidget         *widget,
                  GtkSnapshot       *snapshot,
                  double             x,
                  double             y,
                  double             ratio)
{
  graphene_rect_t seen = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));
  graphene_rect_t here = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (self->width * ratio),
                                             (float) (self->height * ratio));
  gboolean moved_only = ratio == 1;
  cairo_t *cr;

  if (!graphene_rect_intersection (&seen, &here, &here))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &here);
  cairo_translate (cr, moved_only ? round (x) : x, moved_only ? round (y) : y);
  cairo_scale (cr, ratio, ratio);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  /* What is seen for a moment, until it is drawn anew, need not be smooth */
  cairo_pattern_set_filter (cairo_get_source (cr), moved_only ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_FAST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static gboolean
draws_without_card (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

/**
 * gb_map_raster_snapshot:
 * @widget: whose snapshot it is
 * @projection: what is seen now
 *
 * Puts the picture where it belongs now, scaled where the zoom is another one.
 */
void
gb_map_raster_snapshot (const GbMapRaster     *self,
                        GtkWidget             *widget,
                        GtkSnapshot           *snapshot,
                        const GbGeoProjection *projection)
{
  double ratio = projection->world / self->projection.world;
  double x = self->projection.x * ratio - projection->x, y = self->projection.y * ratio - projection->y;

  if (draws_without_card (widget))
    {
      snapshot_surface (self, widget, snapshot, x, y, ratio);
      return;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) ratio, (float) ratio);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  gtk_snapshot_restore (snapshot);
}
