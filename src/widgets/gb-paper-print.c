/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-print.h"

static void
on_begin_print_cb (GtkPrintOperation *operation,
                   GtkPrintContext   *context,
                   gpointer           paper)
{
  gtk_print_operation_set_n_pages (operation, (int) gb_paper_get_n_pages (paper));
}

/* On smaller paper than the document's it is smaller, on larger paper it is as large as it should be. */
static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext   *context,
                 int                page,
                 gpointer           paper)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  gb_paper_get_size (paper, &width, &height);
  scale = MIN (gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS) / width,
               gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS) / height);
  cairo_scale (cr, MIN (scale, 1), MIN (scale, 1));
  gb_paper_draw_page (paper, cr, (guint) page);
}

static void
paper_unref (gpointer  data,
             GClosure *closure)
{
  gb_paper_unref (data);
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
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size
      = gtk_paper_size_new (gb_paper_get_format (paper) == GB_PAPER_A5 ? GTK_PAPER_NAME_A5 : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  /* The page leaves its own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin_print_cb), gb_paper_ref (paper), paper_unref, 0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page_cb), gb_paper_ref (paper), paper_unref, 0);
  return operation;
}
