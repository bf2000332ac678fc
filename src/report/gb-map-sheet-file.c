/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-sheet-file.h"

#include <cairo-pdf.h>
#include <math.h>

#include "gb-cairo-stream.h"
#include "gb-config.h"
#include "gb-save-file.h"
#include "gb-time.h"

/* A page on the screen: 96 pixels on an inch of 72 points. */
#define PIXELS_PER_POINT (96 / 72.0)

/* What is saved. */
typedef struct
{
  GbMapSheet *sheet;
  double width, height, scale;
} Job;

static void
describe (cairo_surface_t *surface,
          GbMapSheet      *sheet,
          gint64           now)
{
  g_autofree char *title = gb_map_sheet_dup_title (sheet);
  g_autofree char *time = gb_time_format (now);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Giao Ban " GB_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
}

static gboolean
write_pdf (GOutputStream *stream,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Job *job = data;
  GbCairoStream target = { stream, cancellable };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (gb_cairo_stream_write, &target, job->width, job->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  describe (surface, job->sheet, gb_map_sheet_get_now (job->sheet));
  for (guint i = 0; i < gb_map_sheet_get_n_pages (job->sheet, job->width, job->height); i++)
    {
      gb_map_sheet_draw (job->sheet, cr, i, job->width, job->height);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return gb_cairo_stream_finish (&target, status, error);
}

static gboolean
write_png (GOutputStream *stream,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Job *job = data;
  GbCairoStream target = { stream, cancellable };
  double pixels = PIXELS_PER_POINT * job->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) lround (job->width * pixels),
                                                         (int) lround (job->height * pixels));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, pixels, pixels);
  gb_map_sheet_draw (job->sheet, cr, 0, job->width, job->height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, gb_cairo_stream_write, &target);
  cairo_surface_destroy (surface);
  return gb_cairo_stream_finish (&target, status, error);
}

/**
 * gb_map_sheet_save_pdf:
 * @width: of a page, in points
 * @height: of a page, in points
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * Saves all pages, with their fonts, and text that can be found and copied. Blocks; may be called on any thread.
 */
gboolean
gb_map_sheet_save_pdf (GbMapSheet   *sheet,
                       double        width,
                       double        height,
                       GFile        *file,
                       GCancellable *cancellable,
                       GError      **error)
{
  Job job = { sheet, width, height, 1 };

  return gb_save_file (file, write_pdf, &job, cancellable, error);
}

/**
 * gb_map_sheet_save_png:
 * @width: of the page, in points
 * @height: of the page, in points
 * @scale: 1 for the size on the screen, 96 pixels on an inch; up to 4
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * Saves the page with the map as a picture. Blocks; may be called on any thread.
 */
gboolean
gb_map_sheet_save_png (GbMapSheet   *sheet,
                       double        width,
                       double        height,
                       double        scale,
                       GFile        *file,
                       GCancellable *cancellable,
                       GError      **error)
{
  Job job = { sheet, width, height, CLAMP (scale, 0.5, 4) };

  return gb_save_file (file, write_png, &job, cancellable, error);
}
