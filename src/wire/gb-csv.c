/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-csv.h"

#include <string.h>

/* Vietnamese settings make spreadsheets write semicolons; tabs come from the clipboard. The first
 * line decides: it holds names, which have none of them. */
static char
find_separator (const char *at,
                const char *end)
{
  for (; at < end && *at != '\n'; at++)
    if (*at == ',' || *at == ';' || *at == '\t')
      return *at;
  return ',';
}

/**
 * gb_csv_reader_init:
 * @text: UTF-8, a table after RFC 4180; a byte order mark is passed over, lines may end with LF
 *   alone, and semicolons or tabs may stand for the commas
 */
void
gb_csv_reader_init (GbCsvReader *self,
                    const char  *text,
                    gsize        length)
{
  self->at = text;
  self->end = text + length;
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    self->at += 3;
  self->separator = find_separator (self->at, self->end);
}

/**
 * gb_csv_reader_clear:
 *
 * Forgets the text.
 */
void
gb_csv_reader_clear (GbCsvReader *self)
{
  self->at = self->end = NULL;
}

static gboolean
at_line_end (GbCsvReader *self)
{
  return self->at == self->end || *self->at == '\n'
         || (*self->at == '\r' && (self->at + 1 == self->end || self->at[1] == '\n'));
}

static void
skip_line_end (GbCsvReader *self)
{
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;
}

/* A cell in quotation marks, doubled ones standing for themselves; FALSE if none closes it or
 * something follows that does not belong there. */
static gboolean
read_quoted (GbCsvReader *self,
             GString     *cell)
{
  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at != '"')
        g_string_append_c (cell, *self->at);
      else if (self->at + 1 < self->end && self->at[1] == '"')
        g_string_append_c (cell, *self->at++);
      else
        {
          self->at++;
          return at_line_end (self) || *self->at == self->separator;
        }
    }
  return FALSE;
}

static gboolean
read_cell (GbCsvReader *self,
           GString     *cell)
{
  if (self->at < self->end && *self->at == '"')
    return read_quoted (self, cell);
  while (!at_line_end (self) && *self->at != self->separator)
    {
      if (*self->at == '"')
        return FALSE;
      g_string_append_c (cell, *self->at++);
    }
  return TRUE;
}

/* Reads on with the line after the one where a row that is broken begins. */
static void
skip_broken_row (GbCsvReader *self,
                 const char  *start)
{
  self->at = start;
  while (self->at < self->end && *self->at != '\n')
    self->at++;
  skip_line_end (self);
}

/**
 * gb_csv_reader_next:
 * @row: (out) (transfer full) (nullable) (element-type utf8): the cells without white space around
 *   them; %NULL for a row whose quotation marks do not match
 *
 * Rows without any value are passed over.
 *
 * Returns: whether there was a row
 */
gboolean
gb_csv_reader_next (GbCsvReader *self,
                    GPtrArray  **row)
{
  *row = NULL;
  while (self->at < self->end)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      const char *start = self->at;
      gboolean empty = TRUE;

      for (;;)
        {
          g_autoptr (GString) cell = g_string_new (NULL);

          if (!read_cell (self, cell))
            {
              skip_broken_row (self, start);
              return TRUE;
            }
          g_strstrip (cell->str);
          empty = empty && cell->str[0] == '\0';
          g_ptr_array_add (cells, g_string_free (g_steal_pointer (&cell), FALSE));
          if (at_line_end (self))
            break;
          self->at++;
        }
      skip_line_end (self);
      if (!empty)
        {
          *row = g_steal_pointer (&cells);
          return TRUE;
        }
    }
  return FALSE;
}

/* What some spreadsheet takes for the beginning of a formula, or passes over before one; the wide forms are what keyboards
 * of East Asia write. */
static gboolean
looks_like_formula (const char *text)
{
  static const char *const wide[] = { "\357\274\235", "\357\274\213", "\357\274\215", "\357\274\240" };

  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

/**
 * gb_csv_quote:
 * @text: a text cell
 *
 * Quotes a cell after RFC 4180. A spreadsheet would calculate what begins like a formula, and the
 * text comes from citizens: such cells get an apostrophe in front.
 *
 * Returns: (transfer full): the cell
 */
char *
gb_csv_quote (const char *text)
{
  const char *guard = looks_like_formula (text) ? "'" : "";
  g_autoptr (GString) quoted = NULL;

  if (*guard == '\0' && strpbrk (text, "\",\r\n") == NULL)
    return g_strdup (text);
  quoted = g_string_new ("\"");
  g_string_append (quoted, guard);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}
