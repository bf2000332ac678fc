/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-private.h"

#include "gb-csv.h"

/* A spreadsheet takes a file without it for one of its own country's 8-bit code. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* How much is written at once. */
#define CHUNK (64 * 1024)

/* What is known of a value before its year 1 is not more than that. */
static char *
format_time (gint64   instant,
             gboolean plain)
{
  g_autofree char *day = NULL;
  int seconds = gb_time_of_day (instant);

  if (plain)
    return gb_time_format (instant);
  day = gb_day_format (gb_time_day (instant));
  return g_strdup_printf ("%s %02d:%02d", day, seconds / 3600, seconds / 60 % 60);
}

/* In the clipboard there is no quoting that all who paste know. */
static void
append_flat (GString    *out,
             const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_c (out, *p == '\t' || *p == '\r' || *p == '\n' ? ' ' : *p);
}

static void
append_text (GString     *out,
             const char  *text,
             GbTableForm  form)
{
  g_autofree char *quoted = NULL;

  if (form == GB_TABLE_TABS)
    {
      append_flat (out, text);
      return;
    }
  quoted = gb_csv_quote (text);
  g_string_append (out, quoted);
}

static void
append_cell (GString           *out,
             const GbTableCell *cell,
             GbTableForm        form)
{
  gboolean plain = form == GB_TABLE_CSV_PLAIN;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *moment = NULL;

  switch (cell->type)
    {
    case GB_TABLE_CELL_NULL:
      break;
    case GB_TABLE_CELL_TEXT:
      append_text (out, plain && cell->nick->len > 0 ? cell->nick->str : cell->text->str, form);
      break;
    case GB_TABLE_CELL_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case GB_TABLE_CELL_NUMBER:
      g_string_append (out, g_ascii_formatd (number, sizeof number, "%.10g", cell->number));
      break;
    case GB_TABLE_CELL_DAY:
      moment = gb_day_format ((GbDay) cell->integer);
      g_string_append (out, moment);
      break;
    case GB_TABLE_CELL_TIME:
      moment = format_time (cell->integer, plain);
      g_string_append (out, moment);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
append_header (GString       *out,
               const GbTable *table,
               GbTableForm    form)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GbTableHead *head = gb_table_get_column (table, i);

      if (i > 0)
        g_string_append_c (out, form == GB_TABLE_TABS ? '\t' : ',');
      append_text (out, form == GB_TABLE_CSV_PLAIN ? head->key : head->header, form);
    }
  g_string_append (out, form == GB_TABLE_TABS ? "\n" : "\r\n");
}

static void
append_row (GString          *out,
            const GbTableRow *row,
            GbTableForm       form)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (out, form == GB_TABLE_TABS ? '\t' : ',');
      append_cell (out, &row->cells[i], form);
    }
  g_string_append (out, form == GB_TABLE_TABS ? "\n" : "\r\n");
}

static gboolean
flush (GString        *out,
       gsize           at_least,
       GOutputStream  *stream,
       GCancellable   *cancellable,
       GError        **error)
{
  if (out->len < at_least)
    return TRUE;
  if (!g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (out, 0);
  return TRUE;
}

/* Numbers have a point for the decimals, as programs read them: who wants them as Vietnamese write them takes a
 * workbook. */
gboolean
gb_table_write_csv (GbTable        *table,
                    GbTableForm     form,
                    GbTableRun     *run,
                    GOutputStream  *stream,
                    GError        **error)
{
  g_autoptr (GString) out = g_string_sized_new (CHUNK + 4096);
  g_autoptr (GError) failure = NULL;

  if (form == GB_TABLE_CSV)
    g_string_append (out, BYTE_ORDER_MARK);
  append_header (out, table, form);
  while (gb_table_run_next (run, table, &failure))
    {
      append_row (out, &table->row, form);
      if (!flush (out, CHUNK, stream, run->cancellable, error))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return flush (out, 1, stream, run->cancellable, error);
}
