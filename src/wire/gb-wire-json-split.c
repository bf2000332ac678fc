/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-wire-json-split.h"

#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Walks over a text byte by byte and knows what lies in a string and how deep. */
typedef struct
{
  const char *text;
  gsize length;
  gsize at;
  int depth;
  gboolean in_string;
} Scanner;

/* Moves over one byte; FALSE at the end or where more is closed than was opened. */
static gboolean
scanner_step (Scanner *self)
{
  char c;

  if (self->at >= self->length)
    return FALSE;
  c = self->text[self->at];
  if (self->in_string)
    {
      if (c == '\\')
        self->at++;
      else if (c == '"')
        self->in_string = FALSE;
    }
  else if (c == '"')
    self->in_string = TRUE;
  else if (c == '{' || c == '[')
    self->depth++;
  else if (c == '}' || c == ']')
    self->depth--;
  self->at++;
  return self->depth >= 0;
}

static int
line_of (const char *text,
         gsize       at)
{
  int line = 1;

  for (gsize i = 0; i < at; i++)
    line += text[i] == '\n';
  return line;
}

static void
skip_space (Scanner *self)
{
  while (self->at < self->length && strchr (" \t\r\n", self->text[self->at]) != NULL
         && self->text[self->at] != '\0')
    self->at++;
}

/* From the opening bracket of an array to behind its closing one, noting where its elements lie. */
static gboolean
split_array (Scanner *self,
             GArray  *spans)
{
  int outer = self->depth;

  if (!scanner_step (self))
    return FALSE;
  skip_space (self);
  for (gsize start = self->at; self->at < self->length;)
    {
      gboolean quiet = !self->in_string && self->depth == outer + 1;
      char c = self->text[self->at];

      if (quiet && (c == ',' || c == ']'))
        {
          GbWireSpan span = { start, self->at - start };

          if (c == ',' || span.length > 0)
            g_array_append_val (spans, span);
          if (!scanner_step (self))
            return FALSE;
          if (c == ']')
            return TRUE;
          skip_space (self);
          start = self->at;
        }
      else if (!scanner_step (self))
        return FALSE;
    }
  return FALSE;
}

/* Whether the string that ended just before, from @start to @end with its quotes, is @name. */
static gboolean
is_name (const char *text,
         gsize       start,
         gsize       end,
         const char *name)
{
  return end - start == strlen (name) + 2 && memcmp (text + start + 1, name, end - start - 2) == 0;
}

/**
 * gb_wire_json_split:
 * @text: UTF-8: a JSON object
 * @member: the name of the member that holds the array of records
 * @envelope: (out) (transfer full): the object with that array empty
 *
 * Takes a message apart without parsing it: so each record is parsed alone, one that is broken does
 * not block the others, and memory stays that of one record.
 *
 * Returns: (transfer full) (element-type GbWireSpan): where the records lie in @text; %NULL with
 *   %GB_WIRE_ERROR_SYNTAX
 */
GArray *
gb_wire_json_split (const char *text,
               gsize       length,
               const char *member,
               char      **envelope,
               GError    **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GbWireSpan));
  g_autoptr (GString) rest = g_string_new (NULL);
  Scanner scanner = { .text = text, .length = length };
  gsize name_start = 0, name_end = 0, copied = 0;

  while (scanner.at < length)
    {
      gsize at = scanner.at;
      char c = text[at];
      gboolean in_string = scanner.in_string;

      if (!in_string && scanner.depth == 1 && c == '[' && name_end > 0
          && is_name (text, name_start, name_end, member))
        {
          g_string_append_len (rest, text + copied, at - copied);
          g_string_append (rest, "[]");
          if (!split_array (&scanner, spans))
            break;
          copied = scanner.at;
          continue;
        }
      if (!scanner_step (&scanner))
        break;
      if (!in_string && c == '"')
        name_start = at;
      else if (in_string && !scanner.in_string)
        name_end = scanner.at;
      else if (!in_string && (c == ',' || c == '{'))
        name_end = 0;
    }
  if (scanner.at < length || scanner.depth != 0 || scanner.in_string)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX, _("Not JSON: error in line %d"),
                   line_of (text, MIN (scanner.at, length)));
      return NULL;
    }
  g_string_append_len (rest, text + copied, length - copied);
  *envelope = g_string_free (g_steal_pointer (&rest), FALSE);
  return g_steal_pointer (&spans);
}

/**
 * gb_wire_json_append_string:
 * @json: the text to write to
 * @text: UTF-8
 *
 * Writes @text as a JSON string with its quotes.
 */
void
gb_wire_json_append_string (GString    *json,
                       const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (json, "\\n");
      else if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}
