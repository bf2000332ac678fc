/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-file.h"

#include <locale.h>
#include <string.h>

/* Writes what test-table-files.py reads: write-table FILE PLAIN N_ROWS CASES; a case is a line of CASES, and its row
 * has it in every kind of column that takes it. */

#define NOW G_GINT64_CONSTANT (1787703300) /* 2026-08-26T07:15+07:00 */

typedef struct
{
  char **cases;
  gint64 at;
  gint64 n_rows;
} Source;

static gboolean
next_row (GbTableRow    *row,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Source *self = data;
  g_autofree char *text = NULL;

  if (self->at == self->n_rows)
    return FALSE;
  text = g_strcompress (self->cases[self->at % g_strv_length (self->cases)]);
  gb_table_row_text (row, text);
  gb_table_row_integer (row, self->at - 3);
  gb_table_row_number (row, (double) self->at / 8);
  gb_table_row_number (row, (double) self->at / 1000);
  gb_table_row_day (row, gb_time_day (NOW) + (GbDay) self->at);
  gb_table_row_time (row, NOW + self->at * 60);
  gb_table_row_integer (row, -self->at);
  if (self->at == self->n_rows - 1)
    gb_table_row_set_strong (row);
  self->at++;
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  static const GbTableColumn columns[] = {
    { "text", "Chữ", GB_TABLE_TEXT, 40 },     { "count", "Số lượng", GB_TABLE_INTEGER, 0 },
    { "number", "Số đo", GB_TABLE_NUMBER, 0 }, { "share", "Tỷ lệ", GB_TABLE_PERCENT, 0 },
    { "day", "Ngày", GB_TABLE_DATE, 0 },      { "time", "Thời điểm", GB_TABLE_DATETIME, 0 },
    { "left", "Phút", GB_TABLE_MINUTES, 0 },
  };
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[1]);
  g_autofree char *text = NULL;
  g_auto (GStrv) cases = NULL;
  g_autoptr (GbTable) table = gb_table_new ("Thử: bảng", "Bảng thử nghiệm");
  g_autoptr (GError) error = NULL;
  Source source = { .n_rows = g_ascii_strtoll (argv[3], NULL, 10) };
  GbTableForm form;

  setlocale (LC_ALL, "");
  if (argc != 5 || !gb_table_form_for_name (argv[1], &form) || !g_file_get_contents (argv[4], &text, NULL, &error))
    return 2;
  g_strchomp (text);
  source.cases = cases = g_strsplit (text, "\n", -1);
  if (form == GB_TABLE_CSV && strcmp (argv[2], "plain") == 0)
    form = GB_TABLE_CSV_PLAIN;
  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_as_of (table, NOW);
  gb_table_add_note (table, "Dữ liệu minh họa");
  gb_table_set_source (table, next_row, &source, NULL, source.n_rows);
  if (gb_table_save (&table, 1, form, NOW, file, NULL, NULL, NULL, &error) >= 0)
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
