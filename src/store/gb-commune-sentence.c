/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-sentence.h"

#include <string.h>

#include "gb-commune-vocabulary.h"
#include "gb-text.h"

/* What is said about a place fits into this; the rest is a story. */
#define MAX_WORDS 48

typedef struct
{
  guint start;
  guint n;
} Span;

/**
 * GbCommuneSentence:
 *
 * What a citizen says about a place, taken apart into words: "tôi ở phường Lê Hồng Phong cũ". Names are looked for in
 * it, not it in names, since no word can be dropped for certain: "Củ Chi" and "Nhà Bè" are places. The fewer words are
 * left unexplained, the better a name answers.
 */
struct _GbCommuneSentence
{
  guint n;
  char **words;  /* (owned): without accents */
  char **typed;  /* (owned): small letters, as typed */
  char *joined;  /* (owned): @words, with a space before and after each */
  guint *at;     /* (owned): where each begins in @joined */
  gboolean *idle; /* (owned): whether a word says nothing, where it is not part of a name */
  GArray *places; /* (owned) (element-type Span): whole names of places, as far as learnt */
};

static void
take_word (GbCommuneSentence *self,
           const char        *start,
           const char        *end)
{
  g_autofree char *word = g_strndup (start, end - start);
  g_autofree char *folded = gb_text_fold (word);

  if (self->n == MAX_WORDS || *folded == '\0')
    return;
  self->words[self->n] = g_steal_pointer (&folded);
  self->typed[self->n] = g_steal_pointer (&word);
  self->n++;
}

static void
join (GbCommuneSentence *self)
{
  GString *joined = g_string_new (" ");

  for (guint i = 0; i < self->n; i++)
    {
      self->at[i] = (guint) joined->len;
      g_string_append_printf (joined, "%s ", self->words[i]);
    }
  self->joined = g_string_free (joined, FALSE);
}

void
gb_commune_sentence_free (GbCommuneSentence *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->words);
  g_strfreev (self->typed);
  g_free (self->joined);
  g_free (self->at);
  g_free (self->idle);
  g_array_unref (self->places);
  g_free (self);
}

gboolean
gb_commune_sentence_is_empty (const GbCommuneSentence *self)
{
  return self->n == 0;
}

/**
 * gb_commune_sentence_is_word:
 * @word: small letters without accents
 *
 * Returns: whether it is all that was typed
 */
gboolean
gb_commune_sentence_is_word (const GbCommuneSentence *self,
                             const char              *word)
{
  return self->n == 1 && strcmp (self->words[0], word) == 0;
}

/**
 * gb_commune_sentence_asks_old:
 *
 * Returns: whether it says that the name is one of before
 */
gboolean
gb_commune_sentence_asks_old (const GbCommuneSentence *self)
{
  for (guint i = 0; i < self->n; i++)
    if (gb_commune_vocabulary_is_former (self->typed[i], self->words[i]))
      return TRUE;
  return FALSE;
}

static guint
count_words (const char *plain)
{
  guint n = 1;

  for (const char *p = plain; *p != '\0'; p++)
    n += *p == ' ';
  return n;
}

/* The words from @start on are those of @plain: how many, 0 where they are not. */
static guint
stands_at (const GbCommuneSentence *self,
           const char              *plain,
           guint                    start)
{
  gsize length = strlen (plain);

  if (length == 0 || start >= self->n)
    return 0;
  return strncmp (self->joined + self->at[start], plain, length) == 0 && self->joined[self->at[start] + length] == ' '
             ? count_words (plain) : 0;
}

/* The type whose @n words end right before @end, or NULL. */
static const GbCommuneType *
type_before (const GbCommuneSentence *self,
             guint                    end,
             guint                   *n)
{
  gsize n_types;
  const GbCommuneType *types = gb_commune_vocabulary_types (&n_types);

  for (gsize i = 0; i < n_types; i++)
    {
      *n = count_words (types[i].plain);
      if (*n <= end && stands_at (self, types[i].plain, end - *n) == *n)
        return &types[i];
    }
  return NULL;
}

/* Fillers, and types that are written out. */
static void
find_idle (GbCommuneSentence *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      guint n;
      const GbCommuneType *type = type_before (self, i + 1, &n);

      self->idle[i] = self->idle[i] || gb_commune_vocabulary_is_filler (self->typed[i], self->words[i]);
      if (type != NULL && strlen (type->plain) > 1)
        for (guint k = i + 1 - n; k <= i; k++)
          self->idle[k] = TRUE;
    }
}

/**
 * gb_commune_sentence_new:
 * @text: (nullable): what was typed, with or without accents
 *
 * Returns: (transfer full): its words; the first 48 of them
 */
GbCommuneSentence *
gb_commune_sentence_new (const char *text)
{
  GbCommuneSentence *self = g_new0 (GbCommuneSentence, 1);
  g_autofree char *composed = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = g_utf8_strdown (composed != NULL ? composed : "", -1);
  const char *start = NULL;

  self->words = g_new0 (char *, MAX_WORDS + 1);
  self->typed = g_new0 (char *, MAX_WORDS + 1);
  self->at = g_new0 (guint, MAX_WORDS + 1);
  self->idle = g_new0 (gboolean, MAX_WORDS + 1);
  self->places = g_array_new (FALSE, FALSE, sizeof (Span));
  for (const char *p = small;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean inside = c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          take_word (self, start, p);
          start = NULL;
        }
      if (c == 0)
        break;
    }
  join (self);
  find_idle (self);
  return self;
}

/**
 * gb_commune_sentence_get_type:
 *
 * Returns: (transfer none) (nullable): the type of unit that is all that was typed, such as "phường"
 */
const char *
gb_commune_sentence_get_type (const GbCommuneSentence *self)
{
  guint n;
  const GbCommuneType *type = type_before (self, self->n, &n);

  return type != NULL && n == self->n && strlen (type->plain) > 1 ? type->type : NULL;
}

/* The next place at or after @from where all of @plain stands; words of the sentence, or G_MAXUINT. */
static guint
find_whole (const GbCommuneSentence *self,
            const char              *plain,
            guint                    from)
{
  for (guint i = from; i < self->n; i++)
    if (stands_at (self, plain, i) > 0)
      return i;
  return G_MAXUINT;
}

/**
 * gb_commune_sentence_learn:
 * @plain: a place's name, as of gb_commune_vocabulary_plain()
 *
 * Where it stands in the sentence, its words are those of a place.
 */
void
gb_commune_sentence_learn (GbCommuneSentence *self,
                           const char        *plain)
{
  if (*plain == '\0' || strstr (self->joined, plain) == NULL)
    return;
  for (guint i = find_whole (self, plain, 0); i != G_MAXUINT; i = find_whole (self, plain, i + 1))
    {
      Span span = { i, count_words (plain) };
      gboolean known = FALSE;

      for (guint k = 0; k < self->places->len && !known; k++)
        {
          const Span *other = &g_array_index (self->places, Span, k);

          known = other->start == span.start && other->n == span.n;
        }
      if (!known)
        g_array_append_val (self->places, span);
    }
}

static gboolean
overlap (Span a,
         Span b)
{
  return a.start < b.start + b.n && b.start < a.start + a.n;
}

static void
explain (gboolean *explained,
         Span      span)
{
  for (guint i = span.start; i < span.start + span.n; i++)
    explained[i] = TRUE;
}

/* Whether the place at @span is one of @around; @held: and tells it from others of its name. A province does not, nor
 * does a city of its name unless it is called one. */
static gboolean
is_around (const GbCommuneSentence *self,
           Span                     span,
           const GbCommuneType     *type,
           const char *const       *around,
           gboolean                *held)
{
  gboolean own = FALSE;

  for (guint k = 0; around != NULL && around[k] != NULL; k++)
    {
      if (stands_at (self, around[k], span.start) != span.n)
        continue;
      own = TRUE;
      if (k > 0 && (strcmp (around[k], around[0]) != 0 || (type != NULL && strcmp (type->type, "tỉnh") != 0)))
        *held = TRUE;
    }
  return own;
}

/* Other places named beside the one at @run: TRUE where one of them holds it. */
static gboolean
explain_places (const GbCommuneSentence *self,
                Span                     run,
                const char *const       *around,
                gboolean                *explained,
                guint                   *n_foreign)
{
  gboolean held = FALSE;

  *n_foreign = 0;
  for (guint i = 0; i < self->places->len; i++)
    {
      Span span = g_array_index (self->places, Span, i);
      const GbCommuneType *type;
      guint n;

      if (overlap (span, run))
        continue;
      type = type_before (self, span.start, &n);
      explain (explained, span);
      if (type != NULL)
        explain (explained, (Span) { span.start - n, n });
      if (!is_around (self, span, type, around, &held))
        (*n_foreign)++;
    }
  return held;
}

/* Who types some accents types all. */
static gboolean
accents_fit (const GbCommuneSentence *self,
             Span                     run,
             const char              *name)
{
  g_autoptr (GbCommuneSentence) own = NULL;
  gboolean plain = TRUE;

  for (guint i = run.start; i < run.start + run.n; i++)
    plain = plain && strcmp (self->typed[i], self->words[i]) == 0;
  if (plain)
    return TRUE;
  own = gb_commune_sentence_new (name);
  for (guint i = run.start; i < run.start + run.n; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < own->n && !found; k++)
        found = g_str_has_prefix (own->typed[k], self->typed[i]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* What the sentence says around the words at @run, if they are of this name. */
static void
weigh (const GbCommuneSentence *self,
       Span                     run,
       const char              *type,
       const char *const       *around,
       GbCommuneMatch          *match,
       guint                   *n_foreign)
{
  gboolean explained[MAX_WORDS] = { FALSE };
  guint n;
  const GbCommuneType *typed = type_before (self, run.start, &n);

  match->start = run.start;
  match->n_words = run.n;
  match->typed = typed != NULL;
  match->type_fits = typed == NULL || strcmp (typed->type, type) == 0;
  explain (explained, run);
  if (typed != NULL)
    explain (explained, (Span) { run.start - n, n });
  match->around = explain_places (self, run, around, explained, n_foreign);
  match->n_unexplained = 0;
  for (guint i = 0; i < self->n; i++)
    match->n_unexplained += !explained[i] && !self->idle[i];
}

static gboolean
is_better (const GbCommuneMatch *a,
           const GbCommuneMatch *b)
{
  if (a->level != b->level)
    return a->level < b->level;
  if (a->n_unexplained != b->n_unexplained)
    return a->n_unexplained < b->n_unexplained;
  if (a->type_fits != b->type_fits)
    return a->type_fits;
  if (a->typed != b->typed)
    return a->typed;
  return a->n_words > b->n_words;
}

static gboolean
match_whole (const GbCommuneSentence *self,
             const char              *plain,
             const char              *type,
             const char *const       *around,
             GbCommuneMatch          *best)
{
  gboolean found = FALSE;

  for (guint i = find_whole (self, plain, 0); i != G_MAXUINT; i = find_whole (self, plain, i + 1))
    {
      GbCommuneMatch match = { .level = GB_COMMUNE_MATCH_WHOLE };
      guint n_foreign;

      weigh (self, (Span) { i, count_words (plain) }, type, around, &match, &n_foreign);
      /* Beside words of which nothing is known, one word is as likely a person's. */
      if (match.n_unexplained > 0 && match.n_words < 2 && !(match.typed && match.type_fits))
        continue;
      if (!found || is_better (&match, best))
        *best = match;
      found = TRUE;
    }
  return found;
}

/* A run of words that is a part of another name says nothing of this one; nor do fillers beside other words. */
static gboolean
may_begin (const GbCommuneSentence *self,
           Span                     run)
{
  gboolean filler = TRUE;

  for (guint i = 0; i < self->places->len; i++)
    {
      Span span = g_array_index (self->places, Span, i);

      if (overlap (span, run) && (run.start > span.start || run.start + run.n < span.start + span.n))
        return FALSE;
    }
  for (guint i = run.start; i < run.start + run.n; i++)
    filler = filler && self->idle[i];
  return !filler || run.n == self->n;
}

/* How many words from @start on are those of @name from @from on; the last one typed may go on. */
static guint
count_common (const GbCommuneSentence *self,
              guint                    start,
              char                   **name,
              guint                    from)
{
  guint n = 0;

  while (start + n < self->n && name[from + n] != NULL &&
         (strcmp (self->words[start + n], name[from + n]) == 0 ||
          (start + n == self->n - 1 && g_str_has_prefix (name[from + n], self->words[start + n]))))
    n++;
  return n;
}

static gboolean
match_part (const GbCommuneSentence *self,
            const char              *plain,
            const char              *type,
            const char *const       *around,
            GbCommuneMatch          *best)
{
  g_auto (GStrv) name = g_strsplit (plain, " ", -1);
  gboolean found = FALSE;

  for (guint start = 0; start < self->n; start++)
    for (guint from = 0; name[from] != NULL; from++)
      {
        GbCommuneMatch match = { .level = from == 0 ? GB_COMMUNE_MATCH_BEGINNING : GB_COMMUNE_MATCH_WITHIN };
        guint n = count_common (self, start, name, from);
        guint n_foreign;

        if (n == 0 || !may_begin (self, (Span) { start, n }))
          continue;
        weigh (self, (Span) { start, n }, type, around, &match, &n_foreign);
        if (match.n_unexplained > 0 || n_foreign > 0 || !match.type_fits)
          continue;
        if (!found || is_better (&match, best))
          *best = match;
        found = TRUE;
      }
  return found;
}

/**
 * gb_commune_sentence_match:
 * @name: a place's name
 * @plain: the same, as of gb_commune_vocabulary_plain()
 * @type: its type, such as "phường"
 * @around: (nullable) (array zero-terminated=1): names, plain, of its province, then of what else holds it or became
 *   of it
 * @match: (out): how well it answers
 *
 * Needs every name to be learnt before.
 *
 * Returns: whether the sentence may mean this place
 */
gboolean
gb_commune_sentence_match (const GbCommuneSentence *self,
                           const char              *name,
                           const char              *plain,
                           const char              *type,
                           const char *const       *around,
                           GbCommuneMatch          *match)
{
  if (*plain == '\0' || self->n == 0 ||
      (!match_whole (self, plain, type, around, match) && !match_part (self, plain, type, around, match)))
    return FALSE;
  match->accents_fit = accents_fit (self, (Span) { match->start, match->n_words }, name);
  return TRUE;
}
