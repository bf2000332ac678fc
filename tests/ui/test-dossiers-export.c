/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gb-dossiers-column.h"
#include "gb-dossiers-fixture.h"
#include "gb-export-words.h"
#include "gb-export-write.h"
#include "gb-test-export.h"

/* What the table shows is what its file holds. */

static gboolean
all_are_filled (gpointer data)
{
  GListModel *rows = dossiers_get_rows (data);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (rows, i);

      if (gb_dossier_is_loading (row))
        return FALSE;
    }
  return TRUE;
}

/* The titles of the columns that are seen, from left to right. */
static GStrv
seen_titles (DossiersFixture *fixture)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *title = gtk_column_view_column_get_title (column);

      if (gtk_column_view_column_get_visible (column) && title != NULL && *title != '\0')
        g_strv_builder_add (titles, title);
    }
  return g_strv_builder_end (titles);
}

static void
assert_same (DossiersFixture *fixture)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) titles = seen_titles (fixture);
  GListModel *shown = dossiers_get_rows (fixture);
  GPtrArray *headers;

  gb_test_wait (all_are_filled, fixture, "all rows");
  rows = gb_test_export_rows (GTK_WIDGET (fixture->page), FALSE);
  headers = rows->pdata[0];
  g_assert_cmpuint (headers->len, ==, g_strv_length (titles));
  for (guint i = 0; i < headers->len; i++)
    g_assert_cmpstr (headers->pdata[i], ==, titles[i]);
  g_assert_cmpuint (rows->len - 1, ==, g_list_model_get_n_items (shown));
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (shown, i);
      g_autofree char *remaining = gb_dossiers_words_remaining (row, 8 * 3600);

      g_assert_cmpstr (gb_test_export_cell (rows, i, "Code"), ==, gb_dossier_get_code (row));
      g_assert_cmpstr (gb_test_export_cell (rows, i, "Procedure"), ==, gb_dossier_get_procedure (row));
      if (g_strv_contains ((const char *const *) titles, "Remaining"))
        g_assert_cmpstr (gb_test_export_cell (rows, i, "Remaining"), ==, remaining);
    }
}

static void
test_view (DossiersFixture *fixture,
           gconstpointer    data)
{
  GbDossiersColumns *columns = gb_dossier_table_get_columns (dossiers_get_table (fixture));
  static const char *const few[] = { "code", "procedure", "field", "submitted", "channel", NULL };

  assert_same (fixture);
  gb_dossiers_question_set_order (fixture->question, GB_DOSSIERS_ORDER_CODE, TRUE);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  assert_same (fixture);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
  gb_dossiers_columns_set_chosen (columns, gb_dossiers_columns_parse (few));
  assert_same (fixture);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_ALL);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_ALL));
  assert_same (fixture);
}

/* A narrow table says in two columns what the file says in six. */
static void
test_narrow (DossiersFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (GPtrArray) rows = gb_test_export_rows (GTK_WIDGET (fixture->page), FALSE);

  g_assert_cmpuint (rows->len - 1, ==, g_list_model_get_n_items (dossiers_get_rows (fixture)));
  g_assert_nonnull (gb_test_export_cell (rows, 0, "Code"));
  g_assert_nonnull (gb_test_export_cell (rows, 0, "Due"));
}

static void
test_marked (DossiersFixture *fixture,
             gconstpointer    data)
{
  GtkSelectionModel *model;
  g_autoptr (GPtrArray) rows = NULL;

  gb_dossier_table_set_many (dossiers_get_table (fixture), TRUE);
  g_assert_cmpuint (gb_exportable_get_n_marked (GB_EXPORTABLE (fixture->page)), ==, 0);
  gb_test_wait (all_are_filled, fixture, "all rows");
  model = gtk_column_view_get_model (fixture->view);
  gtk_selection_model_select_item (model, 4, FALSE);
  gtk_selection_model_select_item (model, 1, FALSE);
  g_assert_cmpuint (gb_exportable_get_n_marked (GB_EXPORTABLE (fixture->page)), ==, 2);
  rows = gb_test_export_rows (GTK_WIDGET (fixture->page), TRUE);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (G_LIST_MODEL (model), i == 0 ? 1 : 4);

      g_assert_cmpstr (gb_test_export_cell (rows, i, "Code"), ==, gb_dossier_get_code (row));
    }
}

/* Names are whole in the file, and the workbook says why that matters. */
static void
test_masked (DossiersFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GbDossier) first = NULL;
  g_autofree char *workbook = NULL;

  gb_page_set_masked (GB_PAGE (fixture->page), TRUE);
  gb_test_wait (all_are_filled, fixture, "all rows");
  rows = gb_test_export_rows (GTK_WIDGET (fixture->page), FALSE);
  first = g_list_model_get_item (dossiers_get_rows (fixture), 0);
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Applicant"), ==, gb_dossier_get_applicant (first));
  workbook = gb_test_export_text (GTK_WIDGET (fixture->page), GB_EXPORT_XLSX, FALSE);
  g_assert_true (g_str_has_prefix (workbook, "PK"));
}

static gboolean
says_saved (gpointer page)
{
  guint n = gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE);
  g_autofree char *words = g_strdup_printf ("%u rows saved in “hồ sơ.csv”", n);

  return dossiers_shows_words (page, words);
}

static gboolean
is_idle (gpointer button)
{
  return !gb_export_button_get_busy (button);
}

/* What is there stays until the new one is whole; a program that has it open would write over it. */
static void
test_places (DossiersFixture *fixture,
             gconstpointer    data)
{
  GbExportButton *button = gb_test_export_button (GTK_WIDGET (fixture->page));
  g_autofree char *path = g_build_filename (fixture->folder, "hồ sơ.csv", NULL);
  g_autofree char *lock = g_build_filename (fixture->folder, ".~lock.hồ sơ.csv#", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "there", "is.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) no_file = g_file_new_for_path (nowhere);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (g_file_set_contents (lock, "", -1, NULL));
  g_assert_true (gb_export_button_save (button, GB_EXPORT_CSV, FALSE, file));
  gb_test_wait (is_idle, button, "the refusal");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_true (g_file_delete (g_file_new_for_path (lock), NULL, NULL));

  g_assert_true (gb_export_button_save (button, GB_EXPORT_CSV, FALSE, no_file));
  gb_test_wait (is_idle, button, "the refusal");

  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
  g_assert_true (gb_export_button_save (button, GB_EXPORT_CSV, FALSE, file));
  gb_test_wait (is_idle, button, "the file");
  gb_test_wait (says_saved, fixture->page, "the toast");
}

static guint
count_entries (const char *calendar)
{
  guint n = 0;

  for (const char *p = calendar; (p = strstr (p, "BEGIN:VEVENT")) != NULL; p++)
    n++;
  return n;
}

/* A due date for each row that has one and is still to be done. */
static void
test_calendar (DossiersFixture *fixture,
               gconstpointer    data)
{
  GListModel *shown = dossiers_get_rows (fixture);
  guint due = 0;
  g_autofree char *all = gb_test_export_text (GTK_WIDGET (fixture->page), GB_EXPORT_CALENDAR, FALSE);
  g_autofree char *one = NULL;

  gb_test_wait (all_are_filled, fixture, "all rows");
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (shown, i);

      due += gb_dossier_get_due (row) != 0;
    }
  g_assert_cmpuint (count_entries (all), ==, due);
  gb_dossier_table_set_many (dossiers_get_table (fixture), TRUE);
  gb_test_wait (all_are_filled, fixture, "all rows");
  gtk_selection_model_select_item (gtk_column_view_get_model (fixture->view), 0, FALSE);
  one = gb_test_export_text (GTK_WIDGET (fixture->page), GB_EXPORT_CALENDAR, TRUE);
  g_assert_cmpuint (count_entries (one), ==, 1);
}

/* --- many rows -------------------------------------------------------------------------------------- */

#define MANY 300000

static gboolean
next_of_many (GbTableRow    *row,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  guint *n = data;

  if ((*n)++ == MANY)
    return FALSE;
  gb_table_row_integer (row, *n);
  gb_table_row_text (row, "Đăng ký biến động quyền sử dụng đất");
  gb_table_row_time (row, GB_TEST_NOW);
  return TRUE;
}

static gboolean
save_many (GbSqlConnection  *connection,
           gpointer          data,
           GbExportTarget   *target,
           GError          **error)
{
  g_autoptr (GbTable) table = gb_table_new ("Many", NULL);

  gb_table_add_column (table, "n", "N", GB_TABLE_INTEGER, 0);
  gb_table_add_column (table, "name", "Name", GB_TABLE_TEXT, 0);
  gb_table_add_column (table, "at", "At", GB_TABLE_DATETIME, 0);
  gb_table_set_source (table, next_of_many, g_new0 (guint, 1), g_free, MANY);
  return gb_export_write_tables (target, connection, &table, 1, error);
}

typedef struct
{
  GbExportJob *job;
  guint n_frames; /* what the window could have done meanwhile */
  guint n_told;
  gboolean cancel; /* once something was written */
} Many;

static gboolean
on_frame_cb (gpointer data)
{
  ((Many *) data)->n_frames++;
  return G_SOURCE_CONTINUE;
}

static void
on_told_cb (Many *many)
{
  g_autofree char *words = gb_export_words_progress (many->job);
  gint64 n_rows = gb_export_job_get_n_rows (many->job);

  g_assert_true (g_str_has_suffix (words, "of 300.000"));
  many->n_told++;
  if (many->cancel && n_rows > 0)
    gb_export_job_cancel (many->job);
}

static gboolean
is_over (gpointer data)
{
  return !gb_export_job_get_running (((Many *) data)->job);
}

/* The window goes on while a province is saved, hears how far it is, and can stop it; then nothing is left. */
static void
test_many (DossiersFixture *fixture,
           gconstpointer    data)
{
  for (int cancel = 0; cancel < 2; cancel++)
    {
      g_autoptr (GbExport) export = gb_export_new ("Many", MANY, save_many, NULL, NULL);
      g_autofree char *folder = g_build_filename (fixture->folder, "many", NULL);
      g_autofree char *path = g_build_filename (folder, "many.xlsx", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GDir) left = NULL;
      Many many = { .job = gb_export_job_new (fixture->store, export, GB_EXPORT_XLSX, file, NULL), .cancel = cancel };
      guint timer = g_timeout_add (10, on_frame_cb, &many);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_signal_connect_swapped (many.job, "progress", G_CALLBACK (on_told_cb), &many);
      gb_export_job_start (many.job);
      gb_test_wait (is_over, &many, "the end");
      g_source_remove (timer);
      g_assert_cmpuint (many.n_frames, >, 20);
      g_assert_cmpuint (many.n_told, >, 0);
      if (cancel)
        g_assert_error (gb_export_job_get_error (many.job), G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        {
          g_assert_no_error (gb_export_job_get_error (many.job));
          g_assert_cmpint (gb_export_job_get_n_rows (many.job), ==, MANY);
          g_assert_true (g_file_delete (file, NULL, NULL));
        }
      left = g_dir_open (folder, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (left), ==, NULL);
      g_assert_finalize_object (many.job);
    }
}

/* A file opens in the program that its name says. */
static void
test_names (DossiersFixture *fixture,
            gconstpointer    data)
{
  static const struct
  {
    const char *typed;
    GbExportForm wanted;
    const char *name;
    GbExportForm form;
  } cases[] = {
    { "a.xlsx", GB_EXPORT_XLSX, "a.xlsx", GB_EXPORT_XLSX },
    { "a.XLSX", GB_EXPORT_XLSX, "a.XLSX", GB_EXPORT_XLSX },
    { "a.xlsx", GB_EXPORT_CSV, "a.xlsx", GB_EXPORT_XLSX },
    { "a.csv", GB_EXPORT_XLSX, "a.csv", GB_EXPORT_CSV },
    { "a.csv", GB_EXPORT_CSV_PLAIN, "a.csv", GB_EXPORT_CSV_PLAIN },
    { "hồ sơ 26.08", GB_EXPORT_XLSX, "hồ sơ 26.08.xlsx", GB_EXPORT_XLSX },
    { "a.xlsx", GB_EXPORT_CALENDAR, "a.xlsx.ics", GB_EXPORT_CALENDAR },
    { "there", GB_EXPORT_CONTACTS, "there-2.vcf", GB_EXPORT_CONTACTS },
  };
  g_autofree char *there = g_build_filename (fixture->folder, "there.vcf", NULL);

  g_assert_true (g_file_set_contents (there, "", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, cases[i].typed, NULL);
      g_autoptr (GFile) typed = g_file_new_for_path (path);
      GbExportForm form = cases[i].wanted;
      g_autoptr (GFile) file = gb_export_complete_name (typed, &form);
      g_autofree char *name = g_file_get_basename (file);

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpint (form, ==, cases[i].form);
    }
}

static void
test_empty (DossiersFixture *fixture,
            gconstpointer    data)
{
  GbExportButton *button = gb_test_export_button (GTK_WIDGET (fixture->page));
  g_autofree char *path = g_build_filename (fixture->folder, "nothing.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_false (gb_export_button_save (button, GB_EXPORT_CSV, FALSE, file));
  g_assert_false (gb_export_button_get_busy (button));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  DOSSIERS_ADD ("/dossiers-export/view", NULL, test_view);
  DOSSIERS_ADD ("/dossiers-export/province", "province", test_view);
  DOSSIERS_ADD ("/dossiers-export/narrow", "narrow", test_narrow);
  DOSSIERS_ADD ("/dossiers-export/marked", NULL, test_marked);
  DOSSIERS_ADD ("/dossiers-export/masked", NULL, test_masked);
  DOSSIERS_ADD ("/dossiers-export/places", NULL, test_places);
  DOSSIERS_ADD ("/dossiers-export/calendar", NULL, test_calendar);
  DOSSIERS_ADD ("/dossiers-export/many", NULL, test_many);
  DOSSIERS_ADD ("/dossiers-export/names", NULL, test_names);
  DOSSIERS_ADD ("/dossiers-export/empty", "empty", test_empty);
  return g_test_run ();
}
