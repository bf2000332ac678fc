/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sheet.h"

#include "gb-csv.h"
#include "gb-time.h"
#include "gb-wire-json-split.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define GAP "  "

/**
 * GbSheet:
 *
 * Writes rows to stdout in the format that was asked for: JSON and CSV row by row as they come, a
 * table once all its widths are known. In JSON only the rows are written, with commas between them;
 * what stands around them is the command's.
 */
struct _GbSheet
{
  GbCliFormat format;
  const GbSheetColumn *columns;
  guint n_columns;
  guint at; /* the next cell's column */
  guint64 n_rows;
  GString *line; /* (owned) */
  gboolean *is_text; /* (owned) of a table: columns that hold more than numbers */
  GPtrArray *cells; /* (owned) of a table: all texts, row after row */
};

static int
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/**
 * gb_sheet_width:
 * @text: UTF-8
 *
 * Returns: how many cells of a terminal it takes; accents may be characters of their own
 */
int
gb_sheet_width (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

/**
 * gb_sheet_fit:
 * @text: UTF-8
 * @width: how many cells there are, 0 = enough
 *
 * Returns: (transfer full): @text on one line, cut and ended with an ellipsis when it is wider
 */
char *
gb_sheet_fit (const char *text,
              int         width)
{
  g_autoptr (GString) fitted = g_string_new (NULL);
  gboolean cut = width > 0 && gb_sheet_width (text) > width;
  int used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      used += char_width (c);
      if (cut && used > width - 1)
        break;
      /* What strangers wrote must not steer the terminal. */
      g_string_append_unichar (fitted, g_unichar_iscntrl (c) ? ' ' : c);
    }
  if (cut)
    g_string_append (fitted, "…");
  return g_string_free (g_steal_pointer (&fitted), FALSE);
}

static void
write_line (GbSheet *self)
{
  fwrite (self->line->str, 1, self->line->len, stdout);
  g_string_truncate (self->line, 0);
}

/* The empty text is the catalogue's own header, not a translation. */
static const char *
header_of (const GbSheetColumn *column)
{
  return *column->header != '\0' ? _(column->header) : "";
}

/* @json: the cell as JSON; @shown: (nullable): as text */
static void
add_cell (GbSheet    *self,
          const char *json,
          const char *shown,
          gboolean    is_text)
{
  g_return_if_fail (self->at < self->n_columns);

  if (self->format == GB_CLI_FORMAT_JSON)
    g_string_append_printf (self->line, "%s\"%s\":%s", self->at > 0 ? "," : "", self->columns[self->at].key, json);
  else if (self->format == GB_CLI_FORMAT_TABLE)
    {
      self->is_text[self->at] |= is_text;
      g_ptr_array_add (self->cells, gb_sheet_fit (shown != NULL ? shown : "", self->columns[self->at].width));
    }
  else
    {
      g_autofree char *cell = is_text && shown != NULL ? gb_csv_quote (shown) : g_strdup (shown);

      g_string_append_printf (self->line, "%s%s", self->at > 0 ? "," : "", cell != NULL ? cell : "");
    }
  self->at++;
}

static void
write_csv_header (GbSheet *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (self->line, "%s%s", i > 0 ? "," : "", self->columns[i].key);
  g_string_append (self->line, "\r\n");
  write_line (self);
}

/**
 * gb_sheet_new:
 * @format: how to write
 * @columns: (array length=n_columns): the columns; must outlive the sheet
 * @n_columns: how many
 *
 * Returns: (transfer full): a sheet without rows
 */
GbSheet *
gb_sheet_new (GbCliFormat          format,
              const GbSheetColumn *columns,
              guint                n_columns)
{
  GbSheet *self = g_new0 (GbSheet, 1);

  self->format = format;
  self->columns = columns;
  self->n_columns = n_columns;
  self->line = g_string_new (NULL);
  self->is_text = g_new0 (gboolean, n_columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  if (format == GB_CLI_FORMAT_CSV)
    write_csv_header (self);
  return self;
}

/**
 * gb_sheet_begin_row:
 * @self: a sheet
 *
 * Begins a row; a cell for each column follows, in their order.
 */
void
gb_sheet_begin_row (GbSheet *self)
{
  self->at = 0;
  if (self->format == GB_CLI_FORMAT_JSON)
    g_string_append (self->line, self->n_rows > 0 ? ",\n{" : "{");
  self->n_rows++;
}

/**
 * gb_sheet_text:
 * @self: a sheet
 * @value: (nullable): UTF-8; %NULL = not known
 */
void
gb_sheet_text (GbSheet    *self,
               const char *value)
{
  g_autoptr (GString) json = NULL;

  if (value == NULL)
    {
      gb_sheet_null (self);
      return;
    }
  json = g_string_new (NULL);
  if (self->format == GB_CLI_FORMAT_JSON)
    gb_wire_json_append_string (json, value);
  add_cell (self, json->str, value, TRUE);
}

/**
 * gb_sheet_integer:
 * @self: a sheet
 * @value: a whole number
 */
void
gb_sheet_integer (GbSheet *self,
                  gint64   value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  add_cell (self, text, text, FALSE);
}

/**
 * gb_sheet_number:
 * @self: a sheet
 * @value: a number
 */
void
gb_sheet_number (GbSheet *self,
                 double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.10g", value);
  add_cell (self, text, text, FALSE);
}

/**
 * gb_sheet_time:
 * @self: a sheet
 * @value: UTC seconds, 0 = not known
 */
void
gb_sheet_time (GbSheet *self,
               gint64   value)
{
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  if (value == 0)
    {
      gb_sheet_null (self);
      return;
    }
  if (self->format == GB_CLI_FORMAT_TABLE)
    {
      g_autoptr (GDateTime) time = gb_time_to_date_time (value);

      text = g_date_time_format (time, "%d/%m/%Y %H:%M");
    }
  else
    text = gb_time_format (value);
  json = g_strdup_printf ("\"%s\"", text);
  add_cell (self, json, text, TRUE);
}

/**
 * gb_sheet_json:
 * @self: a sheet
 * @json: a list or object as JSON; only JSON shows it
 */
void
gb_sheet_json (GbSheet    *self,
               const char *json)
{
  add_cell (self, json, NULL, FALSE);
}

/**
 * gb_sheet_choice:
 * @self: a sheet
 * @nick: the value, for programs
 * @label: the value, for people: what a table shows
 */
void
gb_sheet_choice (GbSheet    *self,
                 const char *nick,
                 const char *label)
{
  gb_sheet_text (self, self->format == GB_CLI_FORMAT_TABLE ? label : nick);
}

/**
 * gb_sheet_state:
 * @self: a sheet
 * @value: the number, for programs
 * @label: what it means: what a table shows
 */
void
gb_sheet_state (GbSheet    *self,
                gint64      value,
                const char *label)
{
  if (self->format == GB_CLI_FORMAT_TABLE)
    gb_sheet_text (self, label);
  else
    gb_sheet_integer (self, value);
}

/**
 * gb_sheet_null:
 * @self: a sheet
 *
 * A cell whose value is not known.
 */
void
gb_sheet_null (GbSheet *self)
{
  add_cell (self, "null", NULL, FALSE);
}

/**
 * gb_sheet_end_row:
 * @self: a sheet
 */
void
gb_sheet_end_row (GbSheet *self)
{
  g_return_if_fail (self->at == self->n_columns);

  if (self->format == GB_CLI_FORMAT_JSON)
    g_string_append_c (self->line, '}');
  else if (self->format == GB_CLI_FORMAT_CSV)
    g_string_append (self->line, "\r\n");
  write_line (self);
}

static int *
measure_columns (GbSheet *self)
{
  int *widths = g_new0 (int, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].header != NULL)
      widths[i] = gb_sheet_width (header_of (&self->columns[i]));
  for (guint i = 0; i < self->cells->len; i++)
    {
      int width = gb_sheet_width (g_ptr_array_index (self->cells, i));

      widths[i % self->n_columns] = MAX (widths[i % self->n_columns], width);
    }
  return widths;
}

/* Numbers stand under each other by their last digit. */
static void
append_padded (GbSheet    *self,
               guint       column,
               const char *text,
               int         width)
{
  int space = width - gb_sheet_width (text);

  if (!self->is_text[column])
    g_string_append_printf (self->line, "%*s%s" GAP, space, "", text);
  else
    g_string_append_printf (self->line, "%s%*s" GAP, text, space, "");
}

static void
end_table_line (GbSheet *self)
{
  while (self->line->len > 0 && self->line->str[self->line->len - 1] == ' ')
    g_string_truncate (self->line, self->line->len - 1);
  g_string_append_c (self->line, '\n');
}

/**
 * gb_sheet_finish:
 * @self: a sheet
 *
 * Writes what could not be written before all rows were there.
 */
void
gb_sheet_finish (GbSheet *self)
{
  g_autofree int *widths = NULL;

  if (self->format != GB_CLI_FORMAT_TABLE || self->cells->len == 0)
    return;
  widths = measure_columns (self);
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].header != NULL)
      append_padded (self, i, header_of (&self->columns[i]), widths[i]);
  end_table_line (self);
  if (self->line->len == 1)
    g_string_truncate (self->line, 0);
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;

      if (self->columns[column].header != NULL)
        append_padded (self, column, g_ptr_array_index (self->cells, i), widths[column]);
      if (column == self->n_columns - 1)
        end_table_line (self);
    }
  write_line (self);
}

/**
 * gb_sheet_free:
 * @self: (transfer full): a sheet
 */
void
gb_sheet_free (GbSheet *self)
{
  g_string_free (self->line, TRUE);
  g_ptr_array_unref (self->cells);
  g_free (self->is_text);
  g_free (self);
}
