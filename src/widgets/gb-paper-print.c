/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-print.h"

/* A frame of the window is not missed for counting pages. */
#define SLICE (10 * G_TIME_SPAN_MILLISECOND)

/* What one job prints. Of all documents only the one that is being printed is held. */
typedef struct
{
  GbPaperMany many;
  GDestroyNotify destroy;
  GArray *firsts;  /* (owned) (element-type guint): the first page of each that was counted */
  guint n_pages;   /* of those */
  GbPaper *paper;  /* (owned) (nullable): the last that was made */
  guint i;         /* which it is */
} Job;

static void
job_free (gpointer  data,
          GClosure *closure)
{
  Job *self = data;

  if (self->destroy != NULL)
    self->destroy (self->many.data);
  g_clear_pointer (&self->paper, gb_paper_unref);
  g_array_unref (self->firsts);
  g_free (self);
}

/* Returns: (transfer none) (nullable): one of the documents; without it nothing more is printed. */
static GbPaper *
get_paper (Job               *self,
           GtkPrintOperation *operation,
           guint              i)
{
  if (self->paper != NULL && self->i == i)
    return self->paper;
  g_clear_pointer (&self->paper, gb_paper_unref);
  self->paper = self->many.make (i, self->many.data, NULL);
  self->i = i;
  if (self->paper == NULL && operation != NULL)
    gtk_print_operation_cancel (operation);
  return self->paper;
}

static gboolean
on_paginate_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                gpointer           data)
{
  Job *self = data;
  gint64 end = g_get_monotonic_time () + SLICE;

  while (self->firsts->len < self->many.n && g_get_monotonic_time () < end)
    {
      GbPaper *paper = get_paper (self, operation, self->firsts->len);

      if (paper == NULL)
        {
          gtk_print_operation_set_n_pages (operation, 1);
          return TRUE;
        }
      g_array_append_val (self->firsts, self->n_pages);
      self->n_pages += gb_paper_get_n_pages (paper);
      if (self->many.progress != NULL)
        self->many.progress (self->firsts->len, self->many.n, self->many.data);
    }
  if (self->firsts->len < self->many.n)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int) self->n_pages);
  return TRUE;
}

/* Which document a page belongs to. */
static guint
find_paper (const Job *self,
            guint      page)
{
  guint low = 0, high = self->firsts->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->firsts, guint, middle) <= page)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* On smaller paper than the document's it is smaller, on larger paper it is as large as it should be. */
static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext   *context,
                 int                page,
                 gpointer           data)
{
  Job *self = data;
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint i = find_paper (self, (guint) page);
  GbPaper *paper = self->firsts->len > 0 ? get_paper (self, operation, i) : NULL;
  double width, height, scale;

  if (paper == NULL)
    return;
  gb_paper_get_size (paper, &width, &height);
  scale = MIN (gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS) / width,
               gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS) / height);
  cairo_scale (cr, MIN (scale, 1), MIN (scale, 1));
  gb_paper_draw_page (paper, cr, (guint) page - g_array_index (self->firsts, guint, i));
}

static void
set_up (GtkPrintOperation *operation,
        GbPaperFormat      format,
        const char        *title)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name = g_strdelimit (g_strdup (title), G_DIR_SEPARATOR_S, '-');
  GtkPaperSize *size = gtk_paper_size_new (format == GB_PAPER_A5 ? GTK_PAPER_NAME_A5 : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  /* The page leaves its own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  /* Of a file, where there is no printer; GTK would call each of them "output". */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_allow_async (operation, TRUE);
}

/**
 * gb_paper_print_many_new:
 * @many: what is printed; its functions are called on the main thread, each document is made when its pages are counted
 *   and again when they are printed, and the progress is that of counting
 * @destroy: (nullable): for the data of @many
 * @title: of the job
 *
 * Returns: (transfer full): an operation that prints the documents one after the other as one job, on paper of the size of
 *   the first unless the user chooses another; it is cancelled when one cannot be made
 */
GtkPrintOperation *
gb_paper_print_many_new (const GbPaperMany *many,
                         GDestroyNotify     destroy,
                         const char        *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);
  GbPaper *first;

  job->many = *many;
  job->destroy = destroy;
  job->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  first = get_paper (job, NULL, 0);
  set_up (operation, first != NULL ? gb_paper_get_format (first) : GB_PAPER_A4, title);
  g_signal_connect (operation, "paginate", G_CALLBACK (on_paginate_cb), job);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page_cb), job, job_free, 0);
  return operation;
}

static GbPaper *
get_only (guint     i,
          gpointer  data,
          GError  **error)
{
  return gb_paper_ref (data);
}

/**
 * gb_paper_print_new:
 * @paper: what is printed
 * @title: of the job
 *
 * Returns: (transfer full): an operation that prints the pages, on paper of their size unless the user chooses another
 */
GtkPrintOperation *
gb_paper_print_new (GbPaper    *paper,
                    const char *title)
{
  const GbPaperMany one = { 1, get_only, NULL, gb_paper_ref (paper) };

  return gb_paper_print_many_new (&one, (GDestroyNotify) gb_paper_unref, title);
}
