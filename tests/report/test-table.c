/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-file.h"
#include "gb-xlsx-text.h"

#include <dirent.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Tables on their way out: what stands in which form, and that nothing half is left. What other programs read in them is
 * in test-table-files.py. */

#define NOW G_GINT64_CONSTANT (1787703300) /* 2026-08-26T07:15+07:00 */

typedef struct
{
  guint at;
  guint n_rows;
  guint fail_at; /* 0 = never */
  GCancellable *cancel; /* (nullable): in the middle */
} Source;

static gboolean
next_row (GbTableRow    *row,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Source *source = data;
  g_autofree char *code = NULL;

  if (source->at == source->n_rows)
    return FALSE;
  source->at++;
  if (source->fail_at == source->at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the source broke");
      return FALSE;
    }
  if (source->cancel != NULL && source->at == source->n_rows / 2)
    g_cancellable_cancel (source->cancel);
  code = g_strdup_printf ("H48.91-260810-%06u", source->at);
  gb_table_row_text (row, code);
  gb_table_row_text (row, "Đăng ký khai sinh, “có yếu tố nước ngoài”");
  gb_table_row_integer (row, source->at);
  return TRUE;
}

static GbTable *
make_long (Source *source)
{
  static const GbTableColumn columns[] = {
    { "code", "Code", GB_TABLE_CODE, 0 },
    { "procedure", "Procedure", GB_TABLE_TEXT, 40 },
    { "number", "No.", GB_TABLE_INTEGER, 0 },
  };
  GbTable *table = gb_table_new ("Dossiers", "All of them");

  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_source (table, next_row, source, NULL, source->n_rows);
  return table;
}

static gboolean
one_of_each (GbTableRow    *row,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  guint *at = data;

  if (++*at > 2)
    return FALSE;
  if (*at == 2)
    {
      /* What is left out is empty. */
      gb_table_row_text (row, NULL);
      gb_table_row_null (row);
      return TRUE;
    }
  gb_table_row_text (row, "=1+1");
  gb_table_row_text (row, "Nguyễn Văn \"A\",\tB\r\nC");
  gb_table_row_choice (row, "overdue", "Quá hạn");
  gb_table_row_integer (row, -1234567);
  gb_table_row_number (row, 0.5);
  gb_table_row_number (row, NAN);
  gb_table_row_day (row, gb_day_from_ymd (2026, 8, 26));
  gb_table_row_time (row, NOW);
  gb_table_row_integer (row, -95);
  return TRUE;
}

static GbTable *
make_one_of_each (guint *at)
{
  static const GbTableColumn columns[] = {
    { "code", "Code", GB_TABLE_CODE, 0 },        { "name", "Name", GB_TABLE_TEXT, 0 },
    { "class", "+Class", GB_TABLE_TEXT, 0 },     { "count", "Count", GB_TABLE_INTEGER, 0 },
    { "share", "Share", GB_TABLE_PERCENT, 0 },   { "points", "Points", GB_TABLE_NUMBER, 0 },
    { "day", "Day", GB_TABLE_DATE, 0 },          { "due", "Due", GB_TABLE_DATETIME, 0 },
    { "left", "Minutes", GB_TABLE_MINUTES, 0 },
  };
  GbTable *table = gb_table_new ("Each", "One of each");

  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_as_of (table, NOW);
  gb_table_set_source (table, one_of_each, at, NULL, -1);
  return table;
}

static void
test_text (void)
{
  static const struct
  {
    GbTableForm form;
    const char *text;
  } cases[] = {
    { GB_TABLE_CSV, "\xEF\xBB\xBF"
                    "Code,Name,\"'+Class\",Count,Share,Points,Day,Due,Minutes\r\n"
                    "\"'=1+1\",\"Nguyễn Văn \"\"A\"\",\tB\r\nC\",Quá hạn,-1234567,0.5,,2026-08-26,2026-08-26 07:15,-95\r\n"
                    ",,,,,,,,\r\n" },
    { GB_TABLE_CSV_PLAIN, "code,name,class,count,share,points,day,due,left\r\n"
                          "\"'=1+1\",\"Nguyễn Văn \"\"A\"\",\tB\r\nC\",overdue,-1234567,0.5,,2026-08-26,"
                          "2026-08-26T07:15:00+07:00,-95\r\n"
                          ",,,,,,,,\r\n" },
    { GB_TABLE_TABS, "Code\tName\t+Class\tCount\tShare\tPoints\tDay\tDue\tMinutes\n"
                     "=1+1\tNguyễn Văn \"A\", B  C\tQuá hạn\t-1234567\t0.5\t\t2026-08-26\t2026-08-26 07:15\t-95\n"
                     "\t\t\t\t\t\t\t\t\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint at = 0;
      g_autoptr (GbTable) table = make_one_of_each (&at);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = gb_table_to_text (table, cases[i].form, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_cell (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "", "" },
    { "=1+1", "=1+1" },
    { "a\r\nb\rc\nd\te", "a\nb\nc\nd\te" },
    { "a\001b\033[31m", "a b [31m" },
    { "a\357\277\276b", "a b" },
    { "_x0041_", "_x005F_x0041_" },
    { "_x004g_ _x0041", "_x004g_ _x0041" },
    { "Đặng Thị Ự", "Đặng Thị Ự" },
  };
  g_autofree char *full = g_strnfill (GB_XLSX_CELL_MAX, 'x');
  g_autofree char *longer = g_strnfill (GB_XLSX_CELL_MAX + 1, 'x');
  g_autofree char *same = gb_xlsx_text_cell (full);
  g_autofree char *cut = gb_xlsx_text_cell (longer);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = gb_xlsx_text_cell (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
    }
  g_assert_cmpstr (same, ==, full);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, GB_XLSX_CELL_MAX);
  g_assert_true (g_str_has_suffix (cut, "x…"));
}

static void
test_sheet_name (void)
{
  static const struct
  {
    const char *name;
    const char *taken[2];
    guint n_taken;
    const char *sheet;
  } cases[] = {
    { "Hồ sơ", { NULL }, 0, "Hồ sơ" },
    { "Hồ sơ", { "HỒ SƠ" }, 1, "Hồ sơ (2)" },
    { "Hồ sơ", { "Hồ sơ", "Hồ sơ (2)" }, 2, "Hồ sơ (3)" },
    { "a[b]:*?/\\c", { NULL }, 0, "a b      c" },
    { "'quoted'", { NULL }, 0, "quoted" },
    { "", { NULL }, 0, "1" },
    { "Một tên rất dài của một bảng không vừa", { NULL }, 0, "Một tên rất dài của một bảng kh" },
    { "Một tên rất dài của một bảng không vừa", { "Một tên rất dài của một bảng kh" }, 1, "Một tên rất dài của một bản (2)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sheet = gb_xlsx_text_sheet (cases[i].name, cases[i].taken, cases[i].n_taken);

      g_assert_cmpstr (sheet, ==, cases[i].sheet);
    }
}

static void
test_form (void)
{
  static const struct
  {
    const char *name;
    gboolean known;
    GbTableForm form;
  } cases[] = {
    { "a.xlsx", TRUE, GB_TABLE_XLSX }, { "Á.XLSX", TRUE, GB_TABLE_XLSX }, { "a.csv", TRUE, GB_TABLE_CSV },
    { "a.xls", FALSE, 0 },             { "csv", FALSE, 0 },               { "", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbTableForm form = 0;

      g_assert_cmpint (gb_table_form_for_name (cases[i].name, &form), ==, cases[i].known);
      g_assert_cmpint (form, ==, cases[i].form);
    }
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

typedef struct
{
  char *folder;
  GFile *file;
} Place;

static void
place_init (Place *self)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("giaoban-table-XXXXXX", NULL);
  path = g_build_filename (self->folder, "bảng.xlsx", NULL);
  self->file = g_file_new_for_path (path);
}

static void
place_clear (Place *self)
{
  g_file_delete (self->file, NULL, NULL);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->file);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* The same bytes, whenever it is made. */
static void
test_same (void)
{
  g_auto (Place) place = { NULL, NULL };
  g_autofree char *first = NULL, *second = NULL;
  gsize n_first, n_second;

  place_init (&place);
  for (int i = 0; i < 2; i++)
    {
      Source source = { .n_rows = 100 };
      guint at = 0;
      g_autoptr (GbTable) one = make_long (&source);
      g_autoptr (GbTable) other = make_one_of_each (&at);
      GbTable *const tables[] = { one, other };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (gb_table_save (tables, 2, GB_TABLE_XLSX, NOW, place.file, NULL, NULL, NULL, &error), ==, 102);
      g_assert_no_error (error);
      g_assert_true (g_file_load_contents (place.file, NULL, i == 0 ? &first : &second, i == 0 ? &n_first : &n_second,
                                           NULL, NULL));
      if (i == 0)
        g_usleep (1100 * 1000);
    }
  g_assert_cmpmem (first, n_first, second, n_second);
}

static void
on_progress (gint64   done,
             gint64   total,
             gpointer data)
{
  gint64 *seen = data;

  g_assert_cmpint (done, >=, seen[0]);
  seen[0] = done;
  seen[1] = total;
  seen[2]++;
}

/* Whatever ends it, what was there stays, nothing lies beside it, and no file stays open. */
static void
test_broken (gconstpointer data)
{
  GbTableForm form = GPOINTER_TO_UINT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const struct
  {
    Source source;
    int code;
  } cases[] = {
    { { .n_rows = 5000, .fail_at = 4000 }, G_IO_ERROR_INVALID_DATA },
    { { .n_rows = 5000, .fail_at = 1 }, G_IO_ERROR_INVALID_DATA },
    { { .n_rows = 5000, .cancel = cancellable }, G_IO_ERROR_CANCELLED },
  };
  g_auto (Place) place = { NULL, NULL };
  guint open_files;

  place_init (&place);
  g_assert_true (g_file_replace_contents (place.file, "old", 3, NULL, FALSE, 0, NULL, NULL, NULL));
  open_files = count_entries ("/proc/self/fd");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Source source = cases[i].source;
      g_autoptr (GbTable) table = make_long (&source);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gint64 seen[3] = { 0, 0, 0 };

      g_cancellable_reset (cancellable);
      g_assert_cmpint (gb_table_save (&table, 1, form, NOW, place.file, on_progress, seen, cancellable, &error), ==, -1);
      g_assert_error (error, G_IO_ERROR, cases[i].code);
      g_assert_cmpint (seen[0], <, 5000);
      g_assert_true (g_file_load_contents (place.file, NULL, &text, NULL, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_entries (place.folder), ==, 1);
      g_assert_cmpuint (count_entries ("/proc/self/fd"), ==, open_files);
    }
}

static void
test_progress (void)
{
  g_auto (Place) place = { NULL, NULL };
  Source source = { .n_rows = 1000 };
  g_autoptr (GbTable) table = make_long (&source);
  gint64 seen[3] = { 0, 0, 0 };

  place_init (&place);
  g_assert_cmpint (gb_table_save (&table, 1, GB_TABLE_XLSX, NOW, place.file, on_progress, seen, NULL, NULL), ==, 1000);
  g_assert_cmpint (seen[0], ==, 1000);
  g_assert_cmpint (seen[1], ==, 1000);
  g_assert_cmpint (seen[2], >=, 3);
}

/* A disk that has room for so many bytes of each file. */
static gint64
save_into (Place        *place,
           GbTableForm   form,
           rlim_t        room,
           GError      **error)
{
  Source source = { .n_rows = 200 };
  g_autoptr (GbTable) table = make_long (&source);
  struct rlimit before, now;
  gint64 saved;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  now = (struct rlimit) { room, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &now), ==, 0);
  saved = gb_table_save (&table, 1, form, NOW, place->file, NULL, NULL, NULL, error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  return saved;
}

/* The disk becomes full somewhere on the way: at the rows, at the sheet, at the archive, of which the library notices
 * the last alone. What is saved all the same is whole. */
static void
test_full (gconstpointer data)
{
  GbTableForm form = GPOINTER_TO_UINT (data);
  g_auto (Place) place = { NULL, NULL };
  g_autofree char *whole = NULL;
  gsize n_whole;
  guint failed = 0, saved = 0;

  place_init (&place);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (save_into (&place, form, RLIM_INFINITY, NULL), ==, 200);
  g_assert_true (g_file_load_contents (place.file, NULL, &whole, &n_whole, NULL, NULL));
  g_assert_true (g_file_delete (place.file, NULL, NULL));
  for (rlim_t room = 0; room < 64 * 1024; room += 509)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      if (save_into (&place, form, room, &error) < 0)
        {
          failed++;
          g_assert_cmpuint (saved, ==, 0);
          g_assert_true (error->domain == G_IO_ERROR);
          if (form == GB_TABLE_XLSX)
            g_assert_cmpint (error->code, ==, G_IO_ERROR_NO_SPACE);
          g_assert_cmpuint (count_entries (place.folder), ==, 0);
          continue;
        }
      saved++;
      g_assert_true (g_file_load_contents (place.file, NULL, &text, &length, NULL, NULL));
      g_assert_cmpmem (text, length, whole, n_whole);
    }
  g_assert_cmpuint (failed, >, 10);
  g_assert_cmpuint (saved, >, 0);
}

static void
test_too_many (void)
{
  g_auto (Place) place = { NULL, NULL };
  Source source = { .n_rows = 1048576 };
  g_autoptr (GbTable) table = make_long (&source);
  g_autoptr (GError) error = NULL;

  if (!g_test_slow ())
    {
      g_test_skip ("writes a million rows");
      place_init (&place);
      return;
    }
  place_init (&place);
  g_assert_cmpint (gb_table_save (&table, 1, GB_TABLE_XLSX, NOW, place.file, NULL, NULL, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "1,048,576"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/text", test_text);
  g_test_add_func ("/table/cell", test_cell);
  g_test_add_func ("/table/sheet-name", test_sheet_name);
  g_test_add_func ("/table/form", test_form);
  g_test_add_func ("/table/same-bytes", test_same);
  g_test_add_func ("/table/progress", test_progress);
  g_test_add_data_func ("/table/broken/xlsx", GUINT_TO_POINTER (GB_TABLE_XLSX), test_broken);
  g_test_add_data_func ("/table/broken/csv", GUINT_TO_POINTER (GB_TABLE_CSV), test_broken);
  g_test_add_data_func ("/table/full/xlsx", GUINT_TO_POINTER (GB_TABLE_XLSX), test_full);
  g_test_add_data_func ("/table/full/csv", GUINT_TO_POINTER (GB_TABLE_CSV), test_full);
  g_test_add_func ("/table/too-many", test_too_many);
  return g_test_run ();
}
