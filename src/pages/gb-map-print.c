/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-print.h"

#include "gb-map-preview.h"

static void
get_page_size (GtkPrintContext *context,
               double          *width,
               double          *height)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);

  *width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS);
  *height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS);
}

/* Only now it is known which paper the user chose. */
static void
on_begin_print_cb (GtkPrintOperation *operation,
                   GtkPrintContext   *context,
                   gpointer           user_data)
{
  double width, height;

  get_page_size (context, &width, &height);
  gtk_print_operation_set_n_pages (operation, (int) gb_map_sheet_get_n_pages (user_data, width, height));
}

static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext   *context,
                 int                page,
                 gpointer           user_data)
{
  double width, height;

  get_page_size (context, &width, &height);
  gb_map_sheet_draw (user_data, gtk_print_context_get_cairo_context (context), (guint) page, width, height);
}

/* A preview of our own: the one of the desktop needs a document viewer that may not be there. */
static gboolean
on_preview_cb (GtkPrintOperation        *operation,
               GtkPrintOperationPreview *preview,
               GtkPrintContext          *context,
               GtkWindow                *parent,
               gpointer                  user_data)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double width, height;

  /* GTK counts the pages with it, and ends the program where there is none. */
  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  get_page_size (context, &width, &height);
  gb_map_preview_present (parent, user_data, width, height, preview);
  return TRUE;
}

static void
sheet_unref (gpointer  data,
             GClosure *closure)
{
  gb_map_sheet_unref (data);
}

/**
 * gb_map_print_new:
 * @sheet: what is printed
 * @a3: whether A3 is proposed, else A4; the user may choose any paper
 *
 * Returns: (transfer full): an operation that prints the pages, lying
 */
GtkPrintOperation *
gb_map_print_new (GbMapSheet *sheet,
                  gboolean    a3)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (a3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);
  g_autofree char *title = gb_map_sheet_dup_title (sheet);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  /* The page leaves its own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin_print_cb), gb_map_sheet_ref (sheet), sheet_unref,
                         0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page_cb), gb_map_sheet_ref (sheet), sheet_unref, 0);
  g_signal_connect_data (operation, "preview", G_CALLBACK (on_preview_cb), gb_map_sheet_ref (sheet), sheet_unref, 0);
  return operation;
}
