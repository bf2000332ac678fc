/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text-words.h"

#include <string.h>

#include "gb-text.h"

/* More words make no question clearer. */
#define MOST_WORDS 12

static gboolean
is_word_char (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

/* "sinh," is "sinh", and "1.001193" stays as it is. */
static char *
trim (char *word)
{
  char *end = word + strlen (word);

  while (*word != '\0' && !is_word_char (word))
    word = g_utf8_next_char (word);
  while (end > word)
    {
      char *last = g_utf8_prev_char (end);

      if (is_word_char (last))
        break;
      end = last;
    }
  return g_strndup (word, (gsize) (end - word));
}

/**
 * gb_text_words:
 * @text: (nullable): what was typed, with or without accents
 *
 * Returns: (transfer full): its words, folded as by gb_text_fold() and without signs around them; at most 12
 */
char **
gb_text_words (const char *text)
{
  g_autofree char *folded = gb_text_fold (text);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n = 0;

  for (char **part = parts; *part != NULL && n < MOST_WORDS; part++)
    {
      g_autofree char *word = trim (*part);

      if (*word == '\0')
        continue;
      g_strv_builder_add (words, word);
      n++;
    }
  return g_strv_builder_end (words);
}

static const char *
find_from (const char *folded,
           const char *from,
           const char *word)
{
  for (const char *p = strstr (from, word); p != NULL; p = strstr (g_utf8_next_char (p), word))
    if (p == folded || !is_word_char (g_utf8_find_prev_char (folded, p)))
      return p;
  return NULL;
}

/**
 * gb_text_find_word:
 * @folded: a text as of gb_text_fold()
 * @word: a word of gb_text_words(), or several with a space between
 *
 * Returns: (transfer none) (nullable): the first place in @folded where a word begins with @word
 */
const char *
gb_text_find_word (const char *folded,
                   const char *word)
{
  return find_from (folded, folded, word);
}

/* The folded text, and for each of its bytes and the end where in the original it comes from. */
static char *
fold_with_places (const char *text,
                  GArray     *places)
{
  GString *folded = g_string_new (NULL);
  gsize end;

  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      g_autofree char *one = NULL;
      g_autofree char *part = NULL;

      /* Marks that follow a letter belong to it. */
      while (*next != '\0' && g_unichar_ismark (g_utf8_get_char (next)))
        next = g_utf8_next_char (next);
      one = g_strndup (p, (gsize) (next - p));
      part = g_unichar_isspace (g_utf8_get_char (p)) ? g_strdup (" ") : gb_text_fold (one);
      for (const char *c = part; *c != '\0'; c++)
        {
          gsize at = (gsize) (p - text);

          g_array_append_val (places, at);
        }
      g_string_append (folded, part);
      p = next;
    }
  end = strlen (text);
  g_array_append_val (places, end);
  return g_string_free (folded, FALSE);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const GbTextSpan *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* Spans that touch or overlap are one. */
static void
join_spans (GArray *spans)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      GbTextSpan *span = &g_array_index (spans, GbTextSpan, i);
      GbTextSpan *last = n > 0 ? &g_array_index (spans, GbTextSpan, n - 1) : NULL;

      if (last != NULL && span->start <= last->end)
        last->end = MAX (last->end, span->end);
      else
        g_array_index (spans, GbTextSpan, n++) = *span;
    }
  g_array_set_size (spans, n);
}

/**
 * gb_text_find_spans:
 * @text: UTF-8 as it is shown
 * @words: (array zero-terminated=1): of gb_text_words()
 *
 * Where words of @text begin with one of @words, whatever their accents; or, for one with a digit, where it stands at all:
 * codes are found by any part.
 *
 * Returns: (transfer full) (element-type GbTextSpan): places in @text, in their order, not overlapping
 */
GArray *
gb_text_find_spans (const char        *text,
                    const char *const *words)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GbTextSpan));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree char *folded = fold_with_places (text, places);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);
      gboolean anywhere = strpbrk (words[i], "0123456789") != NULL;
      const char *p = folded;

      while ((p = anywhere ? strstr (p, words[i]) : find_from (folded, p, words[i])) != NULL)
        {
          gsize at = (gsize) (p - folded);
          GbTextSpan span = { g_array_index (places, gsize, at), g_array_index (places, gsize, at + length) };

          g_array_append_val (spans, span);
          p += length;
        }
    }
  join_spans (spans);
  return spans;
}
