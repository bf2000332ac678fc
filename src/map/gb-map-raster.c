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
  PangoFontDescription *font; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gb_map_picture_unref (job->picture);
  pango_font_description_free (job->font);
  g_free (job);
}

void
gb_map_raster_free (GbMapRaster *self)
{
  g_object_unref (self->texture);
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

static void
render (GTask        *task,
        gpointer      source,
        gpointer      task_data,
        GCancellable *cancellable)
{
  Job *job = task_data;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) ceil (job->width * job->scale), (int) ceil (job->height * job->scale));
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = NULL;
  GbMapRaster *raster;

  cairo_surface_set_device_scale (surface, job->scale, job->scale);
  layout = pango_cairo_create_layout (cr);
  pango_layout_set_font_description (layout, job->font);
  gb_map_picture_draw (job->picture, cr, layout, &job->projection, job->width, job->height);
  cairo_destroy (cr);

  raster = g_new0 (GbMapRaster, 1);
  raster->texture = make_texture (surface);
  raster->projection = job->projection;
  raster->width = job->width;
  raster->height = job->height;
  g_task_return_pointer (task, raster, (GDestroyNotify) gb_map_raster_free);
}

/**
 * gb_map_raster_render_async:
 * @picture: what the map shows
 * @projection: which part of the world, in pixels of the widget
 * @width: in pixels of the widget
 * @height: in pixels of the widget
 * @scale: how many pixels of the screen each has in either direction
 * @font: of the names
 */
void
gb_map_raster_render_async (GbMapPicture               *picture,
                            const GbGeoProjection      *projection,
                            double                      width,
                            double                      height,
                            int                         scale,
                            const PangoFontDescription *font,
                            GCancellable               *cancellable,
                            GAsyncReadyCallback         callback,
                            gpointer                    user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, gb_map_raster_render_async);
  job->picture = gb_map_picture_ref (picture);
  job->projection = *projection;
  job->width = width;
  job->height = height;
  job->scale = scale;
  job->font = pango_font_description_copy (font);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, render);
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
