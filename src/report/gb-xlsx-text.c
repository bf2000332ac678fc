/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-xlsx-text.h"

#include <string.h>

static gsize
utf16_length (gunichar c)
{
  return c > 0xFFFF ? 2 : 1;
}

/* XML 1.0, 2.2: what a document cannot hold, not even escaped. */
static gboolean
is_xml (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* ECMA-376 part 1, 22.9.2.19 (ST_Xstring): "_x0041_" is read as "A". */
static gboolean
is_escape (const char *at)
{
  if (at[0] != '_' || at[1] != 'x' || strnlen (at, 7) < 7 || at[6] != '_')
    return FALSE;
  return g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]) && g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5]);
}

static void
append (GString    *out,
        const char *at)
{
  gunichar c = g_utf8_get_char (at);

  if (is_escape (at))
    g_string_append (out, "_x005F_");
  else if (c == '\r')
    g_string_append_c (out, '\n');
  else
    g_string_append_unichar (out, is_xml (c) ? c : ' ');
}

/**
 * gb_xlsx_text_cell:
 * @text: UTF-8, whatever strangers wrote
 *
 * Returns: (transfer full): what is written into a cell so that Excel shows @text: without control characters, with
 *   one kind of line end, and cut with an ellipsis where it is longer than a cell can hold
 */
char *
gb_xlsx_text_cell (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gsize used = 0, whole = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\r' && p[1] == '\n')
        continue;
      used += utf16_length (g_utf8_get_char (p));
      if (used > GB_XLSX_CELL_MAX)
        {
          g_string_truncate (out, whole);
          g_string_append (out, "…");
          break;
        }
      append (out, p);
      /* How far it fits with the ellipsis. */
      if (used <= GB_XLSX_CELL_MAX - 1)
        whole = out->len;
    }
  return g_string_free (out, FALSE);
}

static char *
cut (const char *name,
     gsize       at_most)
{
  const char *end = name;
  gsize used = 0;

  while (*end != '\0' && (used += utf16_length (g_utf8_get_char (end))) <= at_most)
    end = g_utf8_next_char (end);
  return g_strndup (name, end - name);
}

static gboolean
is_taken (const char        *name,
          const char *const *taken,
          guint              n_taken)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < n_taken; i++)
    {
      g_autofree char *other = g_utf8_casefold (taken[i], -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }
  return FALSE;
}

/**
 * gb_xlsx_text_sheet:
 * @name: what a sheet is to be called
 * @taken: (array length=n_taken): what those before it are called
 *
 * Returns: (transfer full): what it can be called: 31 characters without []:*?/\, not between apostrophes, other than
 *   @taken whatever the case
 */
char *
gb_xlsx_text_sheet (const char        *name,
                    const char *const *taken,
                    guint              n_taken)
{
  g_autofree char *whole = gb_xlsx_text_cell (name);
  g_autofree char *shown = NULL;

  g_strdelimit (whole, "[]:*?/\\\n\t", ' ');
  g_strstrip (whole);
  if (*whole == '\'')
    *whole = ' ';
  if (g_str_has_suffix (whole, "'"))
    whole[strlen (whole) - 1] = ' ';
  g_strstrip (whole);
  shown = cut (*whole != '\0' ? whole : "1", GB_XLSX_NAME_MAX);
  for (guint i = 2; is_taken (shown, taken, n_taken); i++)
    {
      g_autofree char *number = g_strdup_printf (" (%u)", i);
      g_autofree char *start = cut (whole, GB_XLSX_NAME_MAX - strlen (number));

      g_free (shown);
      shown = g_strconcat (start, number, NULL);
    }
  return g_steal_pointer (&shown);
}
