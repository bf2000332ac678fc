/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mask.h"

#include <string.h>

/* How many digits at the end of a number stay, to tell two apart. */
#define DIGITS_SHOWN 2
#define HIDDEN "•"

/**
 * gb_mask_name:
 * @name: (nullable): of a person or a body: "Nguyễn Thị Ánh"
 *
 * What a name looks like while others look at the screen: the first letter of each word. As many words as the name
 * has, so that the one who knows it finds it again, and no whole one.
 *
 * Returns: (transfer full) (nullable): "N. T. Á."; %NULL for %NULL
 */
char *
gb_mask_name (const char *name)
{
  g_autofree char *valid = NULL, *composed = NULL;
  g_autoptr (GString) text = NULL;
  gboolean inside = FALSE;

  if (name == NULL)
    return NULL;
  valid = g_utf8_make_valid (name, -1);
  /* A letter and its mark may come apart; they stay together. */
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  text = g_string_new (NULL);
  for (const char *c = composed; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isalpha (letter) && !g_unichar_isdigit (letter))
        inside = inside && g_unichar_ismark (letter);
      else if (!inside)
        {
          inside = TRUE;
          if (text->len > 0)
            g_string_append_c (text, ' ');
          if (g_unichar_isdigit (letter))
            g_string_append (text, HIDDEN);
          else
            g_string_append_unichar (text, g_unichar_toupper (letter));
          g_string_append_c (text, '.');
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_mask_number:
 * @number: (nullable): a telephone or identity number, or a text that has one
 *
 * What a number looks like while others look at the screen: its last two digits, and points for the others. What is
 * not a digit stays; a number of three digits or fewer is no one's and stays, too.
 *
 * Returns: (transfer full) (nullable): "•••• ••• •56" for "0905 123 456"; %NULL for %NULL
 */
char *
gb_mask_number (const char *number)
{
  g_autoptr (GString) text = NULL;
  gsize n_digits = 0, seen = 0;

  if (number == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (const char *c = number; *c != '\0'; c++)
    n_digits += g_ascii_isdigit (*c);
  for (const char *c = number; *c != '\0'; c++)
    {
      seen += g_ascii_isdigit (*c);
      if (g_ascii_isdigit (*c) && n_digits > 3 && seen + DIGITS_SHOWN <= n_digits)
        g_string_append (text, HIDDEN);
      else
        g_string_append_c (text, *c);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
