/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-search.h"

#include "gb-dossier-index.h"

/* Frequent words are found by walking the dossiers from the newest on, rare ones by the full-text index: it puts together
 * all rows that a word has before it gives the first one, which takes long where they are many, and then they are to be
 * sorted. Who has not met enough rows after so many of the newest looks for rare ones. */
#define MOST_WALKED 4000

/* The same of a count, which has to meet more: it gives up early where that cannot be. */
#define PROBED 1000
#define FREQUENT 50 /* of those probed */

/* Both halves in the order of their indexes, which SQLite merges without sorting. */
#define WALK_HALF(index, condition)                                                                                   \
  "SELECT coalesce(received,submitted) AS at,number,id,folded FROM dossier INDEXED BY " index " WHERE state " condition
#define WALK                                                                                                          \
  WALK_HALF ("dossier_open_newest", "NOT IN (3,7,9,10)")                                                              \
  " UNION ALL " WALK_HALF ("dossier_finished_received", "IN (3,7,9,10)") " ORDER BY 1 DESC,2 DESC"

typedef struct
{
  const GbSearchTerms *terms;
  guint most;    /* rows that are wanted */
  guint walked;  /* rows that were looked at */
  guint found;
  GArray *rows;  /* (nullable) (element-type gint64): their numbers */
  gboolean complete; /* there are no more, or enough were found */
} Walk;

/* Whether a walk that has come so far is to go on. */
typedef gboolean (*GoesOn) (const Walk *walk);

static gboolean
goes_on_for_rows (const Walk *walk)
{
  return walk->walked < MOST_WALKED;
}

static gboolean
goes_on_for_count (const Walk *walk)
{
  return walk->walked < PROBED || walk->found * PROBED >= walk->walked * FREQUENT;
}

static gboolean
walk (GbSqlConnection *connection,
      Walk            *self,
      GoesOn           goes_on,
      GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  /* While a first pull is under way the indexes are not there. */
  if (!gb_dossier_index_has_finished (connection, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  s = gb_sql_connection_prepare (connection, WALK, error);
  while (s != NULL && gb_sql_statement_step (s, &row, error))
    {
      gint64 number;

      self->complete = !row || self->found == self->most;
      if (self->complete || !goes_on (self))
        return TRUE;
      self->walked++;
      if (!gb_search_terms_match (self->terms, gb_sql_statement_get_text (s, 2), gb_sql_statement_get_text (s, 3)))
        continue;
      self->found++;
      number = gb_sql_statement_get_int (s, 1);
      if (self->rows != NULL)
        g_array_append_val (self->rows, number);
    }
  return FALSE;
}

static GbSqlStatement *
prepare (GbSqlConnection     *connection,
         const GbSearchTerms *terms,
         const char          *before,
         const char          *after,
         guint                limit,
         GError             **error)
{
  g_autoptr (GString) sql = g_string_new (before);
  GbSqlStatement *s;

  gb_search_terms_append_sql (terms, sql);
  g_string_append (sql, after);
  s = gb_sql_connection_prepare (connection, sql->str, error);
  if (s == NULL)
    return NULL;
  gb_search_terms_bind (terms, s);
  gb_sql_statement_set_int (s, ":limit", limit);
  return s;
}

/**
 * gb_dossier_search_newest:
 * @terms: what is looked for
 * @limit: how many rows at most
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the newest dossiers that have all of it, by acceptance,
 *   before it by submission
 */
GArray *
gb_dossier_search_newest (GbSqlConnection     *connection,
                          const GbSearchTerms *terms,
                          guint                limit,
                          GError             **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Walk own = { .terms = terms, .most = limit, .rows = rows };
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean more;

  if (!walk (connection, &own, goes_on_for_rows, error))
    return NULL;
  if (own.complete)
    return g_steal_pointer (&rows);
  g_array_set_size (rows, 0);
  s = prepare (connection, terms, "SELECT d.number FROM dossier d WHERE ",
               " ORDER BY coalesce(d.received,d.submitted) DESC,d.number DESC LIMIT :limit", limit, error);
  while (s != NULL && gb_sql_statement_step (s, &more, error))
    {
      gint64 number;

      if (!more)
        return g_steal_pointer (&rows);
      number = gb_sql_statement_get_int (s, 0);
      g_array_append_val (rows, number);
    }
  return NULL;
}

/**
 * gb_dossier_search_count:
 * @terms: what is looked for
 * @most: further than this nobody counts
 * @count: (out): how many dossiers have all of it, or @most
 */
gboolean
gb_dossier_search_count (GbSqlConnection     *connection,
                         const GbSearchTerms *terms,
                         guint                most,
                         guint               *count,
                         GError             **error)
{
  Walk own = { .terms = terms, .most = most };
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (!walk (connection, &own, goes_on_for_count, error))
    return FALSE;
  *count = own.found;
  if (own.complete)
    return TRUE;
  s = prepare (connection, terms, "SELECT count(*) FROM (SELECT 1 FROM dossier d WHERE ", " LIMIT :limit)", most, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *count = (guint) gb_sql_statement_get_int (s, 0);
  return TRUE;
}
