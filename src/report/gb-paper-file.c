/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-file.h"

#include <cairo-pdf.h>

#include "gb-cairo-stream.h"
#include "gb-config.h"
#include "gb-paper-private.h"
#include "gb-save-file.h"
#include "gb-time.h"

typedef struct
{
  const GbPaperMany *many;
  GbCairoStream *target; /* where to */
  guint n_pages; /* written */
} Job;

static void
describe (cairo_surface_t *surface,
          GbPaper         *paper)
{
  GbPaperProperties properties = gb_paper_get_properties (paper);
  g_autofree char *time = gb_time_format (properties.created);
  const struct
  {
    cairo_pdf_metadata_t kind;
    const char *text;
  } all[] = {
    { CAIRO_PDF_METADATA_TITLE, properties.title },
    { CAIRO_PDF_METADATA_AUTHOR, properties.author },
    { CAIRO_PDF_METADATA_SUBJECT, properties.subject },
    { CAIRO_PDF_METADATA_KEYWORDS, properties.keywords },
    { CAIRO_PDF_METADATA_CREATOR, "Giao Ban " GB_VERSION },
    { CAIRO_PDF_METADATA_CREATE_DATE, time },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].text != NULL && *all[i].text != '\0')
      cairo_pdf_surface_set_metadata (surface, all[i].kind, all[i].text);
}

/* The first page is written in any case, for the list of contents names it already. Returns: how many were. */
static guint
write_pages (Job             *job,
             cairo_surface_t *surface,
             cairo_t         *cr,
             GbPaper         *paper,
             GCancellable    *cancellable)
{
  guint n = gb_paper_get_n_pages (paper), done = 0;
  double width, height;

  gb_paper_get_size (paper, &width, &height);
  cairo_pdf_surface_set_size (surface, width, height);
  do
    {
      gb_paper_draw_page (paper, cr, done++);
      cairo_show_page (cr);
    }
  while (done < n && job->target->failure == NULL && !g_cancellable_is_cancelled (cancellable));
  return done;
}

static void
add_to_contents (cairo_surface_t *surface,
                 GbPaper         *paper,
                 guint            page)
{
  g_autofree char *place = g_strdup_printf ("page=%u", page + 1);
  const char *title = gb_paper_get_title (paper);

  if (title != NULL && *title != '\0')
    cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, title, place, 0);
}

static gboolean
write_many (Job             *job,
            cairo_surface_t *surface,
            GCancellable    *cancellable,
            GError         **error)
{
  const GbPaperMany *many = job->many;
  cairo_t *cr = cairo_create (surface);
  gboolean good = TRUE;

  for (guint i = 0; good && i < many->n && job->target->failure == NULL; i++)
    {
      g_autoptr (GbPaper) paper = NULL;

      good = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
             (paper = many->make (i, many->data, error)) != NULL;
      if (!good)
        break;
      if (i == 0)
        describe (surface, paper);
      if (many->n > 1)
        add_to_contents (surface, paper, job->n_pages);
      job->n_pages += write_pages (job, surface, cr, paper, cancellable);
      if (many->progress != NULL)
        many->progress (i + 1, many->n, many->data);
    }
  cairo_destroy (cr);
  return good && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
write_pdf (GOutputStream *stream,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  GbCairoStream target = { stream, cancellable };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (gb_cairo_stream_write, &target, 1, 1);
  Job *job = data;
  gboolean good;
  cairo_status_t status;

  job->target = &target;
  good = write_many (job, surface, cancellable, error);

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (good)
    return gb_cairo_stream_finish (&target, status, error);
  g_clear_error (&target.failure);
  return FALSE;
}

static GbPaper *
get_only (guint     i,
          gpointer  data,
          GError  **error)
{
  return gb_paper_ref (data);
}

/**
 * gb_paper_write_pdf:
 * @stream: where to; it is not closed
 * @error: a #GIOErrorEnum
 *
 * Writes all pages with their fonts, and text that can be found and copied: the same bytes for the same document. Blocks;
 * may be called on any thread.
 *
 * Returns: whether all of it was written
 */
gboolean
gb_paper_write_pdf (GbPaper        *paper,
                    GOutputStream  *stream,
                    GCancellable   *cancellable,
                    GError        **error)
{
  const GbPaperMany one = { 1, get_only, NULL, paper };
  Job job = { &one };

  return write_pdf (stream, &job, cancellable, error);
}

/**
 * gb_paper_save:
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * Saves it as gb_paper_write_pdf() writes it. Blocks; may be called on any thread.
 *
 * Returns: whether it is saved
 */
gboolean
gb_paper_save (GbPaper       *paper,
               GFile         *file,
               GCancellable  *cancellable,
               GError       **error)
{
  const GbPaperMany one = { 1, get_only, NULL, paper };

  return gb_paper_save_many (&one, file, cancellable, error) > 0;
}

/**
 * gb_paper_save_many:
 * @many: what is saved; only one of the documents is held at a time
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file(), or as of the function that makes them
 *
 * Saves documents one after the other in one file. Blocks; may be called on any thread.
 *
 * Returns: how many pages were saved; 0 with @error set where nothing was
 */
guint
gb_paper_save_many (const GbPaperMany  *many,
                    GFile              *file,
                    GCancellable       *cancellable,
                    GError            **error)
{
  Job job = { many };

  g_return_val_if_fail (many->n > 0, 0);
  return gb_save_file (file, write_pdf, &job, cancellable, error) ? job.n_pages : 0;
}
