/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-search-terms.h"

#include <string.h>

#include "gb-text-words.h"
#include "gb-text.h"

#define MAX_TERMS 8
#define GRAM 3

/* A word with a digit: part of a code, or the beginning of a word such as "120" in a summary. */
typedef struct
{
  char *text; /* (owned) */
  char *grams; /* (owned) (nullable) full-text query for its trigrams; NULL: too short for them */
  char *match; /* (owned) (nullable) full-text query for it as words */
  GPtrArray *tokens; /* (owned) (element-type utf8) the same words */
} CodeTerm;

/**
 * GbSearchTerms:
 *
 * What was typed, taken apart: every word has to match. Words are looked up by their beginning in
 * the folded text of a dossier, words with a digit also by any part of its code.
 */
struct _GbSearchTerms
{
  char **words; /* (owned) folded, as typed */
  char *match; /* (owned) (nullable) full-text query for all words without a digit */
  GPtrArray *tokens; /* (owned) (element-type utf8) the same words */
  GPtrArray *codes; /* (owned) (element-type CodeTerm) */
};

static void
code_term_free (gpointer data)
{
  CodeTerm *self = data;

  g_free (self->text);
  g_free (self->grams);
  g_free (self->match);
  g_ptr_array_unref (self->tokens);
  g_free (self);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* The tokenizer of dossier_text takes letters and digits for words and all else for gaps; do the
 * same, so that no character is special in the query. */
static void
append_match (GString    *match,
              GPtrArray  *tokens,
              const char *text)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *start;

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == start)
        continue;
      g_string_append_printf (match, "%s\"%.*s\"*", match->len > 0 ? " AND " : "", (int) (p - start), start);
      g_ptr_array_add (tokens, g_strndup (start, (gsize) (p - start)));
    }
}

/* An index without positions knows only which trigrams a code has: ask for all of the term's; that
 * they stand together is checked on the rows found. */
static char *
trigrams (const char *text)
{
  g_autoptr (GString) grams = NULL;

  if (g_utf8_strlen (text, -1) < GRAM)
    return NULL;
  grams = g_string_new (NULL);
  for (const char *p = text; g_utf8_strlen (p, -1) >= GRAM; p = g_utf8_next_char (p))
    {
      const char *end = g_utf8_offset_to_pointer (p, GRAM);

      g_string_append (grams, grams->len > 0 ? " AND \"" : "\"");
      for (const char *c = p; c < end; c++)
        {
          if (*c == '"')
            g_string_append_c (grams, '"');
          g_string_append_c (grams, *c);
        }
      g_string_append_c (grams, '"');
    }
  return g_string_free (g_steal_pointer (&grams), FALSE);
}

static CodeTerm *
code_term_new (const char *text)
{
  CodeTerm *self = g_new0 (CodeTerm, 1);
  GString *match = g_string_new (NULL);

  self->text = g_strdup (text);
  self->grams = trigrams (text);
  self->tokens = g_ptr_array_new_with_free_func (g_free);
  append_match (match, self->tokens, text);
  self->match = g_string_free (match, match->len == 0);
  return self;
}

/**
 * gb_search_terms_new:
 * @text: (nullable): what was typed, with or without accents
 *
 * Returns: (transfer full) (nullable): its terms, %NULL when there is nothing to look for
 */
GbSearchTerms *
gb_search_terms_new (const char *text)
{
  g_autofree char *folded = gb_text_fold (text);
  g_autoptr (GString) match = g_string_new (NULL);
  GbSearchTerms *self;

  g_strstrip (folded);
  if (*folded == '\0')
    return NULL;

  self = g_new0 (GbSearchTerms, 1);
  self->words = g_strsplit (folded, " ", MAX_TERMS);
  self->codes = g_ptr_array_new_with_free_func (code_term_free);
  self->tokens = g_ptr_array_new_with_free_func (g_free);
  for (char **word = self->words; *word != NULL; word++)
    {
      if (has_digit (*word))
        g_ptr_array_add (self->codes, code_term_new (*word));
      else
        append_match (match, self->tokens, *word);
    }
  if (match->len > 0)
    self->match = g_strdup (match->str);
  return self;
}

void
gb_search_terms_free (GbSearchTerms *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->words);
  g_free (self->match);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->tokens);
  g_free (self);
}

/**
 * gb_search_terms_get_words:
 *
 * Returns: (transfer none): the words, folded
 */
const char *const *
gb_search_terms_get_words (const GbSearchTerms *self)
{
  return (const char *const *) self->words;
}

static gboolean
has_tokens (const GPtrArray *tokens,
            const char      *folded)
{
  for (guint i = 0; i < tokens->len; i++)
    if (gb_text_find_word (folded, tokens->pdata[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * gb_search_terms_match:
 * @id: a dossier's code
 * @folded: its folded text
 *
 * Returns: whether the dossier is one of those that gb_search_terms_append_sql() finds
 */
gboolean
gb_search_terms_match (const GbSearchTerms *self,
                       const char          *id,
                       const char          *folded)
{
  g_autofree char *code = NULL;

  if (self->tokens->len == 0 && self->codes->len == 0)
    return FALSE;
  if (!has_tokens (self->tokens, folded))
    return FALSE;
  if (self->codes->len > 0)
    code = g_ascii_strdown (id, -1);
  for (guint i = 0; i < self->codes->len; i++)
    {
      const CodeTerm *term = self->codes->pdata[i];

      if (strstr (code, term->text) == NULL && (term->tokens->len == 0 || !has_tokens (term->tokens, folded)))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_search_terms_append_sql:
 *
 * Appends the condition on a row `d` of table dossier.
 */
void
gb_search_terms_append_sql (const GbSearchTerms *self,
                            GString             *sql)
{
  if (self->match == NULL && self->codes->len == 0)
    {
      /* Nothing but signs was typed. SQLite finds no plan for a bare 0 where an index is named. */
      g_string_append (sql, "d.number<0");
      return;
    }
  if (self->match != NULL)
    g_string_append (sql, "d.number IN (SELECT rowid FROM dossier_text "
                          "WHERE dossier_text MATCH :words)");
  for (guint i = 0; i < self->codes->len; i++)
    {
      const CodeTerm *term = self->codes->pdata[i];

      if (i > 0 || self->match != NULL)
        g_string_append (sql, " AND ");
      g_string_append (sql, "(");
      if (term->grams != NULL)
        g_string_append_printf (sql, "d.number IN (SELECT rowid FROM dossier_code "
                                     "WHERE dossier_code MATCH :grams%u) AND ", i);
      g_string_append_printf (sql, "instr(lower(d.id),:code%u)>0", i);
      if (term->match != NULL)
        g_string_append_printf (sql, " OR d.number IN (SELECT rowid FROM dossier_text "
                                     "WHERE dossier_text MATCH :word%u)", i);
      g_string_append (sql, ")");
    }
}

/**
 * gb_search_terms_bind:
 *
 * Binds what gb_search_terms_append_sql() asks for.
 */
void
gb_search_terms_bind (const GbSearchTerms *self,
                      GbSqlStatement      *statement)
{
  gb_sql_statement_set_text (statement, ":words", self->match);
  for (guint i = 0; i < self->codes->len; i++)
    {
      const CodeTerm *term = self->codes->pdata[i];
      char name[16];

      g_snprintf (name, sizeof name, ":grams%u", i);
      gb_sql_statement_set_text (statement, name, term->grams);
      g_snprintf (name, sizeof name, ":code%u", i);
      gb_sql_statement_set_text (statement, name, term->text);
      g_snprintf (name, sizeof name, ":word%u", i);
      gb_sql_statement_set_text (statement, name, term->match);
    }
}
