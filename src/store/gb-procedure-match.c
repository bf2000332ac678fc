/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-match.h"

#include <string.h>

#include "gb-text-words.h"

/* What was typed, taken apart. */
typedef struct
{
  char *phrase; /* (owned): folded */
  char **words; /* (owned): of it */
  guint n_words;
} Query;

typedef struct
{
  GbProcedure *procedure;
  GbProcedureRank rank;
  guint n_words; /* how many of them it has */
  gssize at;     /* where in the name the first one stands; G_MAXSSIZE: not there */
  guint order;   /* by name */
} Hit;

static void
query_init (Query      *self,
            const char *text)
{
  self->words = gb_text_words (text);
  self->n_words = g_strv_length (self->words);
  self->phrase = g_strjoinv (" ", self->words);
}

static void
query_clear (Query *self)
{
  g_strfreev (self->words);
  g_free (self->phrase);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static GbProcedureRank
rank_of (const Query       *query,
         const GbProcedure *procedure,
         Hit               *hit)
{
  guint in_name = 0, in_head = 0;

  hit->n_words = 0;
  hit->at = G_MAXSSIZE;
  for (guint i = 0; i < query->n_words; i++)
    {
      const char *word = query->words[i];
      const char *name = gb_text_find_word (procedure->folded_name, word);
      gboolean head = name != NULL || gb_text_find_word (procedure->folded_field, word) != NULL ||
                      strstr (procedure->folded_code, word) != NULL;

      if (i == 0 && name != NULL)
        hit->at = name - procedure->folded_name;
      in_name += name != NULL;
      in_head += head;
      hit->n_words += head || gb_text_find_word (procedure->folded_rest, word) != NULL;
    }
  if (strcmp (procedure->folded_name, query->phrase) == 0 || strcmp (procedure->folded_code, query->phrase) == 0)
    return GB_PROCEDURE_RANK_SAME;
  if (g_str_has_prefix (procedure->folded_name, query->phrase) ||
      g_str_has_prefix (procedure->folded_code, query->phrase))
    return GB_PROCEDURE_RANK_BEGINS;
  if (gb_text_find_word (procedure->folded_name, query->phrase) != NULL)
    return GB_PROCEDURE_RANK_PHRASE;
  if (in_name == query->n_words)
    return GB_PROCEDURE_RANK_NAME;
  if (in_head == query->n_words)
    return GB_PROCEDURE_RANK_HEAD;
  if (hit->n_words == query->n_words)
    return GB_PROCEDURE_RANK_TEXT;
  return 2 * in_head >= query->n_words ? GB_PROCEDURE_RANK_NEAR : GB_PROCEDURE_RANK_NONE;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  if (x->n_words != y->n_words)
    return x->n_words > y->n_words ? -1 : 1;
  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return x->order < y->order ? -1 : 1;
}

/**
 * gb_procedure_match_find:
 * @procedures: (element-type GbProcedure): in the order of the alphabet
 *
 * As of gb_procedure_catalogue_find().
 *
 * Returns: (transfer full) (element-type GbProcedure): what was found, the best answer first
 */
GPtrArray *
gb_procedure_match_find (GPtrArray       *procedures,
                         const char      *text,
                         const char      *field,
                         GbProcedureRank *best)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_procedure_unref);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  GbProcedureRank worst = GB_PROCEDURE_RANK_TEXT;
  g_auto (Query) query = { 0 };

  query_init (&query, text);
  for (guint i = 0; i < procedures->len; i++)
    {
      Hit hit = { .procedure = procedures->pdata[i], .rank = GB_PROCEDURE_RANK_SAME, .order = i };

      if (query.n_words > 0)
        hit.rank = rank_of (&query, hit.procedure, &hit);
      if (hit.rank != GB_PROCEDURE_RANK_NONE)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  /* Whether all words are to be had is asked of all fields, so that a field's rows are some of these. */
  if (hits->len > 0 && g_array_index (hits, Hit, 0).rank == GB_PROCEDURE_RANK_NEAR)
    worst = GB_PROCEDURE_RANK_NEAR;
  if (best != NULL)
    *best = hits->len > 0 ? g_array_index (hits, Hit, 0).rank : GB_PROCEDURE_RANK_NONE;
  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      if (hit->rank <= worst && (field == NULL || g_str_equal (hit->procedure->field, field)))
        g_ptr_array_add (found, gb_procedure_ref (hit->procedure));
    }
  return found;
}

static gboolean
has_same_papers (const GbProcedure *a,
                 const GbProcedure *b)
{
  if (a->papers->len != b->papers->len)
    return FALSE;
  for (guint i = 0; i < a->papers->len; i++)
    if (!g_str_equal (a->papers->pdata[i], b->papers->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * gb_procedure_match_same:
 *
 * Returns: in what two versions agree, as #GbProcedureChecked
 */
guint
gb_procedure_match_same (const GbProcedure *a,
                         const GbProcedure *b)
{
  guint same = 0;

  if (g_strcmp0 (a->code, b->code) == 0)
    same |= GB_PROCEDURE_CHECKED_CODE;
  if (a->limited == b->limited && a->limit.unit == b->limit.unit && a->limit.amount == b->limit.amount &&
      a->limit.rule == b->limit.rule && a->limit.cutoff == b->limit.cutoff)
    same |= GB_PROCEDURE_CHECKED_LIMIT;
  if (a->fee == b->fee && g_strcmp0 (a->fee_note, b->fee_note) == 0)
    same |= GB_PROCEDURE_CHECKED_FEE;
  if (has_same_papers (a, b))
    same |= GB_PROCEDURE_CHECKED_PAPERS;
  return same;
}
