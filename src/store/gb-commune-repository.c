/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-repository.h"

#include <string.h>

#include "gb-commune-places.h"
#include "gb-commune-sentence.h"
#include "gb-sql-statement.h"

void
gb_commune_free (GbCommune *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->type);
  g_free (self->old_unit);
  g_free (self->old_district);
  g_free (self->part);
  g_strfreev (self->made_of);
  g_free (self);
}

/**
 * gb_commune_repository_list:
 *
 * Returns: (transfer full) (element-type GbCommune): all communes, in the order of the alphabet
 */
GPtrArray *
gb_commune_repository_list (GbSqlConnection  *connection,
                            GError          **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_commune_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT id,name,type,population,area_km2 FROM commune ORDER BY name_key,id", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbCommune *commune = g_new0 (GbCommune, 1);

      g_ptr_array_add (rows, commune);
      commune->code = gb_sql_statement_dup_text (s, 0);
      commune->name = gb_sql_statement_dup_text (s, 1);
      commune->type = gb_sql_statement_dup_text (s, 2);
      commune->population = gb_sql_statement_get_int (s, 3);
      commune->area_km2 = gb_sql_statement_get_double (s, 4);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/* --- what answers ------------------------------------------------------------------------------- */

/* A place that a sentence may mean: a commune, an old unit or a district. */
typedef struct
{
  GbCommuneMatch match;
  guint commune; /* of an old unit, the one it went into */
  const GbCommuneUnit *unit; /* (nullable) */
  const GbCommuneDistrict *district; /* (nullable) */
  const char *plain;
  gboolean container; /* whether a place of this name holds others: it may be named for their sake */
  guint order; /* in the alphabet, per kind */
} Candidate;

static void
learn (GbCommuneSentence     *sentence,
       const GbCommunePlaces *places)
{
  GHashTableIter iter;
  GbCommuneDistrict *district;
  const char *last = "";

  for (guint i = 0; i < places->plain->len; i++)
    gb_commune_sentence_learn (sentence, places->plain->pdata[i]);
  for (guint i = 0; i < places->units->len; i++)
    {
      const GbCommuneUnit *unit = places->units->pdata[i];

      gb_commune_sentence_learn (sentence, unit->plain);
      if (strcmp (unit->province, last) != 0)
        gb_commune_sentence_learn (sentence, unit->province);
      last = unit->province;
    }
  g_hash_table_iter_init (&iter, places->districts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &district))
    gb_commune_sentence_learn (sentence, district->plain);
}

static void
match_communes (const GbCommunePlaces   *places,
                const GbCommuneSentence *sentence,
                GArray                  *found)
{
  for (guint i = 0; i < places->communes->len; i++)
    {
      const GbCommune *commune = places->communes->pdata[i];
      const GPtrArray *around = places->around->pdata[i];
      Candidate candidate = { .commune = i, .plain = places->plain->pdata[i], .order = i };

      if (gb_commune_sentence_match (sentence, commune->name, candidate.plain, commune->type,
                                     (const char *const *) around->pdata, &candidate.match))
        g_array_append_val (found, candidate);
      else if (gb_commune_sentence_is_word (sentence, commune->code))
        {
          candidate.match = (GbCommuneMatch) { .n_words = 1, .type_fits = TRUE, .accents_fit = TRUE };
          g_array_append_val (found, candidate);
        }
    }
}

static void
match_units (const GbCommunePlaces   *places,
             const GbCommuneSentence *sentence,
             GArray                  *found)
{
  for (guint i = 0; i < places->units->len; i++)
    {
      const GbCommuneUnit *unit = places->units->pdata[i];
      Candidate candidate = { .commune = gb_commune_places_find (places, unit->code), .unit = unit,
                              .plain = unit->plain, .order = i };
      const char *around[] = { NULL, NULL, unit->of != NULL ? unit->of->plain : NULL, NULL };

      if (candidate.commune == G_MAXUINT || gb_commune_places_is_told (places, unit))
        continue;
      around[0] = unit->province;
      around[1] = places->plain->pdata[candidate.commune];
      if (gb_commune_sentence_match (sentence, unit->name, unit->plain, unit->type, around, &candidate.match))
        g_array_append_val (found, candidate);
    }
}

static void
match_districts (const GbCommunePlaces   *places,
                 const GbCommuneSentence *sentence,
                 GArray                  *found)
{
  GHashTableIter iter;
  GbCommuneDistrict *district;

  g_hash_table_iter_init (&iter, places->districts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &district))
    {
      Candidate match = { .district = district, .plain = district->plain, .container = TRUE };

      if (district->type == NULL || !gb_commune_sentence_match (sentence, district->name, district->plain,
                                                                district->type, NULL, &match.match))
        continue;
      for (guint i = 0; i < places->communes->len; i++)
        {
          const GbCommune *commune = places->communes->pdata[i];
          Candidate candidate = match;

          candidate.commune = candidate.order = i;
          if (g_hash_table_contains (district->codes, commune->code))
            g_array_append_val (found, candidate);
        }
    }
}

/* Of a type alone, such as "phường": all communes of that type. */
static void
match_type (const GbCommunePlaces *places,
            const char            *type,
            GArray                *found)
{
  for (guint i = 0; i < places->communes->len; i++)
    {
      const GbCommune *commune = places->communes->pdata[i];
      Candidate candidate = { .match = { .n_words = 1, .type_fits = TRUE, .accents_fit = TRUE }, .commune = i,
                              .plain = places->plain->pdata[i], .order = i };

      if (g_strcmp0 (commune->type, type) == 0)
        g_array_append_val (found, candidate);
    }
}

/* --- which of them, and in what order ----------------------------------------------------------- */

/* Not a district's own whole name, whose island or town this is. */
static void
mark_containers (const GbCommunePlaces *places,
                 GArray                *found)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  GbCommuneDistrict *district;

  g_hash_table_iter_init (&iter, places->districts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &district))
    g_hash_table_add (names, district->plain);
  for (guint i = 0; i < found->len; i++)
    {
      Candidate *candidate = &g_array_index (found, Candidate, i);

      candidate->container = g_hash_table_contains (names, candidate->plain);
    }
}

static int
compare_evidence (const Candidate *a,
                  const Candidate *b)
{
  if (a->match.level != b->match.level)
    return (int) a->match.level - (int) b->match.level;
  if (a->match.n_unexplained != b->match.n_unexplained)
    return a->match.n_unexplained < b->match.n_unexplained ? -1 : 1;
  if (a->match.type_fits != b->match.type_fits)
    return a->match.type_fits ? -1 : 1;
  if (a->match.around != b->match.around)
    return a->match.around ? -1 : 1;
  return 0;
}

/* What is asked about stands before what holds it: "xã Nghĩa Hà thuộc Tư Nghĩa". */
static int
compare_subject (const Candidate *a,
                 const Candidate *b)
{
  gboolean same = a->match.start == b->match.start;

  if (!same && a->container != b->container)
    return a->container ? 1 : -1;
  if (!same)
    return a->match.start < b->match.start ? -1 : 1;
  if (a->match.accents_fit != b->match.accents_fit)
    return a->match.accents_fit ? -1 : 1;
  return 0;
}

/* New names, old ones, districts; the old ones first where they were asked for. */
static int
rank_of_kind (const Candidate *candidate,
              gboolean         asks_old)
{
  if (candidate->district != NULL)
    return 2;
  return (candidate->unit != NULL) != asks_old;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const Candidate *first = a, *second = b;
  gboolean asks_old = *(gboolean *) data;
  int order = compare_evidence (first, second);

  if (order == 0 && first->match.level == GB_COMMUNE_MATCH_WHOLE)
    order = compare_subject (first, second);
  if (order == 0)
    order = rank_of_kind (first, asks_old) - rank_of_kind (second, asks_old);
  if (order == 0 && first->district != second->district)
    order = strcmp (first->district->plain, second->district->plain);
  if (order == 0)
    order = first->order < second->order ? -1 : first->order > second->order;
  return order;
}

/* Whether a weaker candidate is still worth telling beside the best one. */
static gboolean
stands_beside (const Candidate *candidate,
               const Candidate *best)
{
  const GbCommuneMatch *match = &candidate->match;
  gboolean apart = match->start + match->n_words <= best->match.start ||
                   best->match.start + best->match.n_words <= match->start;

  if (best->match.level != GB_COMMUNE_MATCH_WHOLE)
    return TRUE;
  if (match->level != GB_COMMUNE_MATCH_WHOLE)
    return !best->match.typed || match->type_fits;
  if (match->n_unexplained > best->match.n_unexplained || (best->match.around && !match->around))
    return FALSE;
  if (apart)
    return !candidate->container && match->start < best->match.start;
  return match->type_fits || !best->match.type_fits;
}

static void
choose (GArray *found)
{
  Candidate best;
  guint kept = 0;

  if (found->len == 0)
    return;
  best = g_array_index (found, Candidate, 0);
  for (guint i = 0; i < found->len; i++)
    if (stands_beside (&g_array_index (found, Candidate, i), &best))
      g_array_index (found, Candidate, kept++) = g_array_index (found, Candidate, i);
  g_array_set_size (found, kept);
}

static GbCommune *
commune_new (const GbCommunePlaces *places,
             const Candidate       *candidate)
{
  const GbCommune *of = places->communes->pdata[candidate->commune];
  GbCommune *commune = g_new0 (GbCommune, 1);

  commune->code = g_strdup (of->code);
  commune->name = g_strdup (of->name);
  commune->type = g_strdup (of->type);
  commune->population = of->population;
  commune->area_km2 = of->area_km2;
  commune->made_of = g_strdupv (of->made_of);
  commune->whole = candidate->match.level == GB_COMMUNE_MATCH_WHOLE;
  commune->matched_old = candidate->unit != NULL || candidate->district != NULL;
  commune->matched_district = candidate->district != NULL;
  if (candidate->district != NULL)
    commune->old_unit = g_strconcat (candidate->district->type, " ", candidate->district->name, NULL);
  if (candidate->unit != NULL)
    {
      commune->old_unit = g_strconcat (candidate->unit->type, " ", candidate->unit->name, NULL);
      commune->old_district = g_strdup (candidate->unit->district);
      commune->part = g_strdup (candidate->unit->part);
    }
  return commune;
}

/**
 * gb_commune_repository_find:
 * @text: what somebody says about a place: a name, new or old, or the beginning of one, of a commune or of a district
 *   of before, with or without accents and type, the words around it included; or a code
 *
 * Names repeat: a row for each unit that bears the name, an old one with the commune it went into, a district with
 * each that it became. Whole names come before beginnings, and beginnings before later words.
 *
 * Returns: (transfer full) (element-type GbCommune): what was found; all communes for an empty text
 */
GPtrArray *
gb_commune_repository_find (GbSqlConnection  *connection,
                            const char       *text,
                            GError          **error)
{
  g_autoptr (GbCommuneSentence) sentence = gb_commune_sentence_new (text);
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (Candidate));
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GbCommunePlaces) places = NULL;
  gboolean asks_old = gb_commune_sentence_asks_old (sentence);
  const char *type = gb_commune_sentence_get_type (sentence);

  if (gb_commune_sentence_is_empty (sentence))
    return gb_commune_repository_list (connection, error);
  places = gb_commune_places_read (connection, error);
  if (places == NULL)
    return NULL;

  learn (sentence, places);
  match_communes (places, sentence, found);
  match_units (places, sentence, found);
  match_districts (places, sentence, found);
  if (type != NULL)
    match_type (places, type, found);
  mark_containers (places, found);
  g_array_sort_with_data (found, compare, &asks_old);
  choose (found);

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_commune_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (rows, commune_new (places, &g_array_index (found, Candidate, i)));
  return g_steal_pointer (&rows);
}
