/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text-print.h"

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
                   gpointer           sheet)
{
  double width, height;

  get_page_size (context, &width, &height);
  gtk_print_operation_set_n_pages (operation, (int) gb_text_sheet_get_n_pages (sheet, width, height));
}

static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext   *context,
                 int                page,
                 gpointer           sheet)
{
  double width, height;

  get_page_size (context, &width, &height);
  gb_text_sheet_draw (sheet, gtk_print_context_get_cairo_context (context), (guint) page, width, height);
}

static void
sheet_unref (gpointer  data,
             GClosure *closure)
{
  gb_text_sheet_unref (data);
}

/**
 * gb_text_print_new:
 * @sheet: what is printed
 * @title: of the job
 *
 * Returns: (transfer full): an operation that prints the pages, standing; A4 unless the user chooses other paper
 */
GtkPrintOperation *
gb_text_print_new (GbTextSheet *sheet,
                   const char  *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  /* The page leaves its own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin_print_cb), gb_text_sheet_ref (sheet), sheet_unref,
                         0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page_cb), gb_text_sheet_ref (sheet), sheet_unref, 0);
  return operation;
}
