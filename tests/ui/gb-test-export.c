/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-export.h"

#include <glib/gstdio.h>

#include "gb-csv.h"
#include "gb-export-job.h"
#include "gb-test-cache.h"
#include "gb-test-window.h"

/* What a page saves, as its button does it. */

static gboolean
is_saved (gpointer button)
{
  return !gb_export_button_get_busy (button);
}

GbExportButton *
gb_test_export_button (GtkWidget *page)
{
  int n = 0;

  return GB_EXPORT_BUTTON (gb_test_find_nth (page, GB_TYPE_EXPORT_BUTTON, &n));
}

/* (transfer full): the whole file */
char *
gb_test_export_text (GtkWidget    *page,
                     GbExportForm  form,
                     gboolean      marked)
{
  GbExportButton *button = gb_test_export_button (page);
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autofree char *name = g_strdup_printf ("out.%s", gb_export_form_suffix (form));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (gb_export_button_save (button, form, marked, file));
  g_assert_true (gb_export_button_get_busy (button));
  gb_test_wait (is_saved, button, "the file");
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  /* Nothing else was left there. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return text;
}

static GPtrArray *
parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (GbCsvReader) reader;
  GPtrArray *row;

  gb_csv_reader_init (&reader, text, strlen (text));
  while (gb_csv_reader_next (&reader, &row))
    g_ptr_array_add (rows, row);
  g_assert_cmpuint (rows->len, >, 0);
  return rows;
}

/* (transfer full) (element-type GPtrArray): the rows of the page's table, the first one the headers */
GPtrArray *
gb_test_export_rows (GtkWidget *page,
                     gboolean   marked)
{
  g_autofree char *text = gb_test_export_text (page, GB_EXPORT_CSV, marked);

  return parse (text);
}

static gboolean
is_done (gpointer job)
{
  return !gb_export_job_get_running (job);
}

/* (transfer full) (element-type GPtrArray): the same of a view that stands on no page */
GPtrArray *
gb_test_export_view (GbStore  *store,
                     gpointer  view)
{
  g_autoptr (GbExport) export = gb_exportable_make_export (GB_EXPORTABLE (view), GB_EXPORT_CSV, FALSE);
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GbExportJob) job = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (export);
  job = gb_export_job_new (store, export, GB_EXPORT_CSV, file, NULL);
  gb_export_job_start (job);
  gb_test_wait (is_done, job, "the file");
  g_assert_no_error (gb_export_job_get_error (job));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  g_rmdir (folder);
  return parse (text);
}

/* (nullable): %NULL where there is no such column */
const char *
gb_test_export_cell (GPtrArray  *rows,
                     guint       row,
                     const char *header)
{
  GPtrArray *headers = rows->pdata[0], *cells = rows->pdata[row + 1];

  for (guint i = 0; i < headers->len; i++)
    if (g_strcmp0 (headers->pdata[i], header) == 0)
      return cells->pdata[i];
  return NULL;
}

/* (transfer full): the cells of a column from top to bottom */
GStrv
gb_test_export_column (GPtrArray  *rows,
                       const char *header)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (guint i = 0; i + 1 < rows->len; i++)
    g_strv_builder_add (cells, gb_test_export_cell (rows, i, header));
  return g_strv_builder_end (cells);
}
