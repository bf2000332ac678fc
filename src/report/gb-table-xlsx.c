/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-private.h"

#include <math.h>
#include <string.h>

#include "gb-config.h"
#include "gb-xlsx-book.h"
#include "gb-xlsx-text.h"

/* Day 0 of Excel's calendar is 1899-12-30; before its day 61 it counts a 29 February 1900 that never was. */
#define EXCEL_EPOCH     25569
#define FIRST_EXCEL_DAY (61 - EXCEL_EPOCH)

#define WIDEST      60 /* characters */
#define LINE_HEIGHT 15 /* points */
#define MOST_LINES  25 /* a row is not higher than 409 points */

/* Of a letter among others, in digits; and the same with the gaps that words leave when they go over to the next line. */
#define LETTER_WIDTH  0.95
#define WRAPPED_WIDTH 1.1

/* A program that opens a sheet measures each line of each text that wraps: of more rows that takes too long. */
#define MOST_WRAPPED 10000

typedef enum
{
  PLAIN,
  STRONG,
  N_STRENGTHS,
} Strength;

/* How a column of a kind is shown, and how wide it usually is. Excel puts what is usual in the reader's country for
 * the separators. */
static const struct
{
  const char *format; /* (nullable) */
  double width;
} kinds[GB_N_TABLE_KINDS] = {
  [GB_TABLE_TEXT] = { NULL, 28 },
  [GB_TABLE_CODE] = { "@", 18 },
  [GB_TABLE_INTEGER] = { "#,##0", 12 },
  [GB_TABLE_NUMBER] = { "#,##0.00", 12 },
  [GB_TABLE_PERCENT] = { "0.0%", 10 },
  [GB_TABLE_DATE] = { "dd/mm/yyyy", 13 },
  [GB_TABLE_DATETIME] = { "dd/mm/yyyy hh:mm", 19 },
  [GB_TABLE_MINUTES] = { "#,##0", 12 },
};

typedef struct
{
  GbXlsxBook *book;
  lxw_format *title, *note;
  lxw_format *headers[GB_N_TABLE_KINDS];
  lxw_format *cells[GB_N_TABLE_KINDS][N_STRENGTHS];
  lxw_format *wrapped[N_STRENGTHS]; /* in place of those for text, where there are not too many rows */
} Writer;

static lxw_format *
add_format (Writer     *self,
            const char *numbers,
            gboolean    bold)
{
  lxw_format *format = workbook_add_format (gb_xlsx_book_get_workbook (self->book));

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (numbers != NULL)
    format_set_num_format (format, numbers);
  if (bold)
    format_set_bold (format);
  return format;
}

/* What stands at the right keeps away from the text of the next column. */
static void
align (lxw_format  *format,
       GbTableKind  kind)
{
  if (kind == GB_TABLE_TEXT || kind == GB_TABLE_CODE)
    return;
  format_set_align (format, LXW_ALIGN_RIGHT);
  format_set_indent (format, 1);
}

static void
add_formats (Writer *self)
{
  for (int i = 0; i < GB_N_TABLE_KINDS; i++)
    for (int k = 0; k < N_STRENGTHS; k++)
      {
        self->cells[i][k] = add_format (self, kinds[i].format, k == STRONG);
        align (self->cells[i][k], i);
      }
  for (int k = 0; k < N_STRENGTHS; k++)
    {
      self->wrapped[k] = add_format (self, NULL, k == STRONG);
      format_set_text_wrap (self->wrapped[k]);
    }
  self->title = add_format (self, NULL, TRUE);
  format_set_font_size (self->title, 14);
  self->note = add_format (self, NULL, FALSE);
  format_set_font_color (self->note, 0x555555);
  for (int i = 0; i < GB_N_TABLE_KINDS; i++)
    {
      self->headers[i] = add_format (self, NULL, TRUE);
      format_set_text_wrap (self->headers[i]);
      format_set_bg_color (self->headers[i], 0xE8EDF3);
      format_set_bottom (self->headers[i], LXW_BORDER_THIN);
      align (self->headers[i], i);
    }
}

static void
describe (Writer        *self,
          const GbTable *first,
          gint64         now)
{
  g_autofree char *title = gb_xlsx_text_cell (first->title != NULL ? first->title : first->name);
  g_autofree char *made_with = g_strdup ("Giao Ban " GB_VERSION);
  lxw_doc_properties properties = { .title = title, .comments = made_with, .created = (time_t) now };

  workbook_set_properties (gb_xlsx_book_get_workbook (self->book), &properties);
}

static void
put_text (lxw_worksheet *sheet,
          lxw_row_t      row,
          lxw_col_t      column,
          const char    *text,
          lxw_format    *format)
{
  g_autofree char *cell = gb_xlsx_text_cell (text);

  worksheet_write_string (sheet, row, column, cell, format);
}

/* A measure without decimals is not shown with empty ones. */
static void
put_number (Writer        *self,
            lxw_worksheet *sheet,
            lxw_row_t      row,
            lxw_col_t      column,
            double         number,
            lxw_format    *format)
{
  for (int i = 0; i < N_STRENGTHS; i++)
    if (format == self->cells[GB_TABLE_NUMBER][i] && number == floor (number))
      format = self->cells[GB_TABLE_INTEGER][i];
  worksheet_write_number (sheet, row, column, number, format);
}

/* Excel has no days before its own. */
static void
put_day (lxw_worksheet     *sheet,
         lxw_row_t          row,
         lxw_col_t          column,
         const GbTableCell *cell,
         lxw_format        *format)
{
  gboolean whole = cell->type == GB_TABLE_CELL_DAY;
  GbDay day = whole ? (GbDay) cell->integer : gb_time_day (cell->integer);
  g_autofree char *text = day < FIRST_EXCEL_DAY ? gb_day_format (day) : NULL;

  if (text != NULL)
    put_text (sheet, row, column, text, format);
  else
    worksheet_write_number (sheet, row, column,
                            day + EXCEL_EPOCH + (whole ? 0 : gb_time_of_day (cell->integer) / (double) GB_DAY_SECONDS),
                            format);
}

static double
find_width (const GbTableHead *head)
{
  return head->width > 0 ? MIN (head->width, WIDEST) : kinds[head->kind].width;
}

/* How many lines a text takes in a column of so many digits' width. */
static guint
count_lines (const char *text,
             double      width)
{
  guint lines = 0;

  for (const char *end; text != NULL; text = end != NULL ? end + 1 : NULL)
    {
      glong length;

      end = strchr (text, '\n');
      length = g_utf8_strlen (text, end != NULL ? end - text : -1);
      lines += length * LETTER_WIDTH <= width ? 1 : (guint) ceil (length * WRAPPED_WIDTH / MAX (width, 1));
    }
  return MIN (lines, MOST_LINES);
}

static gboolean
wraps (const GbTable *table,
       guint          column)
{
  return gb_table_get_column (table, column)->kind == GB_TABLE_TEXT && table->n_rows >= 0 && table->n_rows <= MOST_WRAPPED;
}

/* Not all programs make room of themselves for what takes more than one line. */
static void
set_row_height (lxw_worksheet *sheet,
                const GbTable *table,
                lxw_row_t      place)
{
  guint lines = 1;

  for (guint i = 0; i < table->row.n_cells; i++)
    if (table->row.cells[i].type == GB_TABLE_CELL_TEXT && wraps (table, i))
      lines = MAX (lines, count_lines (table->row.cells[i].text->str, find_width (gb_table_get_column (table, i))));
  if (lines > 1)
    worksheet_set_row (sheet, place, lines * LINE_HEIGHT, NULL);
}

static double
find_header_height (const GbTable *table)
{
  guint lines = 1;

  /* The filter's arrow takes some of the width. */
  for (guint i = 0; i < table->columns->len; i++)
    lines = MAX (lines, count_lines (gb_table_get_column (table, i)->header,
                                     find_width (gb_table_get_column (table, i)) - 2));
  return lines * LINE_HEIGHT;
}

static lxw_format *
choose_format (Writer        *self,
               const GbTable *table,
               guint          column)
{
  GbTableKind kind = gb_table_get_column (table, column)->kind;
  Strength strength = table->row.strong ? STRONG : PLAIN;

  return wraps (table, column) ? self->wrapped[strength] : self->cells[kind][strength];
}

static void
put_row (Writer        *self,
         lxw_worksheet *sheet,
         const GbTable *table,
         lxw_row_t      place)
{
  const GbTableRow *row = &table->row;

  set_row_height (sheet, table, place);
  for (guint i = 0; i < row->n_cells; i++)
    {
      const GbTableCell *cell = &row->cells[i];
      lxw_format *format = choose_format (self, table, i);

      switch (cell->type)
        {
        case GB_TABLE_CELL_NULL:
          break;
        case GB_TABLE_CELL_TEXT:
          put_text (sheet, place, i, cell->text->str, format);
          break;
        case GB_TABLE_CELL_INTEGER:
          worksheet_write_number (sheet, place, i, cell->integer, format);
          break;
        case GB_TABLE_CELL_NUMBER:
          put_number (self, sheet, place, i, cell->number, format);
          break;
        case GB_TABLE_CELL_DAY:
        case GB_TABLE_CELL_TIME:
          put_day (sheet, place, i, cell, format);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* Title, notes and header; what is below them scrolls under them. Returns the row of the header. */
static lxw_row_t
put_head (Writer        *self,
          lxw_worksheet *sheet,
          const GbTable *table)
{
  lxw_row_t row = 0;

  for (guint i = 0; i < table->columns->len; i++)
    worksheet_set_column (sheet, i, i, find_width (gb_table_get_column (table, i)), NULL);
  if (table->title != NULL)
    put_text (sheet, row++, 0, table->title, self->title);
  for (guint i = 0; i < table->notes->len; i++)
    put_text (sheet, row++, 0, table->notes->pdata[i], self->note);
  worksheet_set_row (sheet, row, find_header_height (table), NULL);
  for (guint i = 0; i < table->columns->len; i++)
    put_text (sheet, row, i, gb_table_get_column (table, i)->header,
              self->headers[gb_table_get_column (table, i)->kind]);
  worksheet_freeze_panes (sheet, row + 1, 0);
  worksheet_repeat_rows (sheet, row, row);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9); /* A4 */
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_set_footer (sheet, "&R&P/&N");
  return row;
}

/* Excel would mark each code that looks like a number as a mistake. */
static void
excuse_codes (lxw_worksheet *sheet,
              const GbTable *table,
              lxw_row_t      first,
              lxw_row_t      last)
{
  g_autoptr (GString) ranges = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      char range[LXW_MAX_CELL_RANGE_LENGTH];

      if (gb_table_get_column (table, i)->kind != GB_TABLE_CODE || first > last)
        continue;
      lxw_rowcol_to_range (range, first, i, last, i);
      g_string_append_printf (ranges, "%s%s", ranges->len > 0 ? " " : "", range);
    }
  if (ranges->len > 0)
    worksheet_ignore_errors (sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, ranges->str);
}

static gboolean
put_rows (Writer         *self,
          lxw_worksheet  *sheet,
          GbTable        *table,
          GbTableRun     *run,
          lxw_row_t      *row,
          GError        **error)
{
  g_autoptr (GError) failure = NULL;

  while (gb_table_run_next (run, table, &failure))
    {
      if (!gb_xlsx_book_has_room (self->book, sheet, ++*row, error))
        return FALSE;
      gb_xlsx_book_begin (self->book);
      put_row (self, sheet, table, *row);
      gb_xlsx_book_end (self->book);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
put_table (Writer      *self,
           GbTable     *table,
           GbTableRun  *run,
           GError     **error)
{
  lxw_worksheet *sheet = gb_xlsx_book_add_sheet (self->book, table->name, error);
  lxw_row_t head, row;

  if (sheet == NULL)
    return FALSE;
  row = head = put_head (self, sheet, table);
  if (!put_rows (self, sheet, table, run, &row, error))
    return FALSE;
  if (table->columns->len > 0)
    worksheet_autofilter (sheet, head, 0, row, table->columns->len - 1);
  excuse_codes (sheet, table, head + 1, row);
  return gb_xlsx_book_end_sheet (self->book, sheet, error);
}

/* The library has checks of its own for names and properties; what we give it passes them, so that of what it returns
 * only the closing matters. */
gboolean
gb_table_write_xlsx (GbTable *const *tables,
                     guint           n_tables,
                     gint64          now,
                     GFile          *file,
                     GbTableRun     *run,
                     GOutputStream  *stream,
                     GError        **error)
{
  g_autoptr (GbXlsxBook) book = gb_xlsx_book_new (file, error);
  Writer writer = { .book = book };

  if (book == NULL)
    return FALSE;
  describe (&writer, tables[0], now);
  add_formats (&writer);
  for (guint i = 0; i < n_tables; i++)
    if (!put_table (&writer, tables[i], run, error))
      return FALSE;
  return gb_xlsx_book_write (book, stream, run->cancellable, error);
}
