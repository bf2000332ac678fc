/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-repository.h"

#include <string.h>

#include "gb-dossier-index.h"
#include "gb-dossier-order.h"
#include "gb-dossier-private.h"
#include "gb-dossier-source.h"
#include "gb-predicate.h"

/* --- counts --------------------------------------------------------------------------------- */

/* The open half goes by once for all classes and marks. Adding up here takes less time than a GROUP BY,
 * for which SQLite would sort the rows. */
static gboolean
count_open (const GbDossierSelect *select,
            GbSqlConnection       *connection,
            GbDossierCounts       *counts,
            GError               **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  g_string_printf (sql, " SELECT %s", gb_predicate_class_sql ());
  for (int i = 0; i < GB_N_DOSSIER_MARKS; i++)
    g_string_append_printf (sql, ",%s", gb_predicate (GB_DOSSIER_FILTER_OF_MARK (i))->sql);
  g_string_append (sql, " FROM " GB_DOSSIER_OPEN " WHERE ");
  gb_dossier_select_append_where (select, GB_DOSSIER_FILTER_OPEN, sql);

  s = gb_dossier_select_prepare (select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      gint64 klass = gb_sql_statement_get_int (s, 0);

      g_return_val_if_fail (klass >= 0 && klass < GB_N_DEADLINE_CLASSES, FALSE);
      counts->classes[klass]++;
      for (int i = 0; i < GB_N_DOSSIER_MARKS; i++)
        counts->marks[i] += gb_sql_statement_get_int (s, 1 + i);
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds how many rows of the set a source has. */
static gboolean
count_source (const GbDossierSelect *select,
              GbSqlConnection       *connection,
              GbDossierFilter        filter,
              const GbDossierSource *source,
              gint64                *count,
              GError               **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  g_string_printf (sql, " SELECT %s FROM %s WHERE %s AND ", source->count, source->from,
                   source->condition);
  gb_dossier_select_append_where (select, filter, sql);
  s = gb_dossier_select_prepare (select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *count += gb_sql_statement_get_int (s, 0);
  return TRUE;
}

static gboolean
count_filter (const GbDossierSelect *select,
              GbSqlConnection       *connection,
              GbDossierFilter        filter,
              gint64                *count,
              GError               **error)
{
  gboolean indexed;

  *count = 0;
  if (!gb_dossier_index_has_finished (connection, &indexed, error))
    return FALSE;
  for (int half = 0; half < GB_N_DOSSIER_HALVES; half++)
    {
      GbDossierSource sources[GB_MAX_DOSSIER_SOURCES];
      guint n_sources = 0;

      if (gb_dossier_half_has (half, filter))
        n_sources = gb_dossier_source_counts (select, half, indexed, sources);
      for (guint i = 0; i < n_sources; i++)
        if (!count_source (select, connection, filter, &sources[i], count, error))
          return FALSE;
    }
  return TRUE;
}

/**
 * gb_dossier_repository_counts:
 * @query: its filter and order do not count, everything else does
 * @now: UTC seconds
 * @counts: (out caller-allocates): how many rows each class and mark has
 *
 * A class's count is the number of rows of a list with that filter, by the same conditions.
 */
gboolean
gb_dossier_repository_counts (GbSqlConnection      *connection,
                              const GbDossierQuery *query,
                              gint64                now,
                              GbDossierCounts      *counts,
                              GError              **error)
{
  g_auto (GbDossierSelect) select = { 0 };

  memset (counts, 0, sizeof *counts);
  if (!gb_dossier_select_init (&select, connection, query, now, error) ||
      !count_open (&select, connection, counts, error) ||
      !count_filter (&select, connection, GB_DOSSIER_FILTER_FINISHED,
                     &counts->classes[GB_DEADLINE_CLASS_FINISHED], error))
    return FALSE;
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    counts->total += counts->classes[i];
  return TRUE;
}

/**
 * gb_dossier_repository_count:
 * @query: its order does not count
 * @now: UTC seconds
 * @count: (out): how many rows a list of the query has
 */
gboolean
gb_dossier_repository_count (GbSqlConnection      *connection,
                             const GbDossierQuery *query,
                             gint64                now,
                             gint64               *count,
                             GError              **error)
{
  g_auto (GbDossierSelect) select = { 0 };

  return gb_dossier_select_init (&select, connection, query, now, error) &&
         count_filter (&select, connection, query->filter, count, error);
}

/* --- rows ----------------------------------------------------------------------------------- */

/**
 * gb_dossier_repository_numbers:
 * @query: which rows, in what order
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type gint64): the rows' numbers, 8 bytes each
 */
GArray *
gb_dossier_repository_numbers (GbSqlConnection      *connection,
                               const GbDossierQuery *query,
                               gint64                now,
                               GError              **error)
{
  g_auto (GbDossierSelect) select = { 0 };

  if (!gb_dossier_select_init (&select, connection, query, now, error))
    return NULL;
  return gb_dossier_order_read (&select, connection, error);
}

/**
 * gb_dossier_repository_first_numbers:
 * @query: which rows, in what order
 * @now: UTC seconds
 * @whole: (out): whether these are all
 *
 * For who wants to show the beginning at once and the rest when it is known.
 *
 * Returns: (transfer full) (element-type gint64): the numbers of all rows; of the first ones when there
 *   are so many that reading all takes a while
 */
GArray *
gb_dossier_repository_first_numbers (GbSqlConnection      *connection,
                                     const GbDossierQuery *query,
                                     gint64                now,
                                     gboolean             *whole,
                                     GError              **error)
{
  g_auto (GbDossierSelect) select = { 0 };

  if (!gb_dossier_select_init (&select, connection, query, now, error))
    return NULL;
  return gb_dossier_order_read_first (&select, connection, whole, error);
}

static GPtrArray *
collect (GbSqlStatement        *s,
         const GbDossierSelect *select,
         GError               **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean row;

  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_ptr_array_add (rows, gb_dossier_new_from_row (s, select->calendars, select->horizon.now));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/**
 * gb_dossier_repository_by_numbers:
 * @numbers: (array length=n_numbers): rows' numbers
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbDossier): those of the rows that still exist, in the
 *   order of @numbers
 */
GPtrArray *
gb_dossier_repository_by_numbers (GbSqlConnection *connection,
                                  const gint64    *numbers,
                                  gsize            n_numbers,
                                  gint64           now,
                                  GError         **error)
{
  const GbDossierQuery all = { GB_DOSSIER_FILTER_ALL };
  g_auto (GbDossierSelect) select = { 0 };
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *sql = NULL;
  g_autoptr (GbSqlStatement) s = NULL;

  for (gsize i = 0; i < n_numbers; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", numbers[i]);
  g_string_append_c (json, ']');

  if (!gb_dossier_select_init (&select, connection, &all, now, error))
    return NULL;
  sql = g_strdup_printf (" SELECT %s FROM json_each(:numbers) n CROSS JOIN dossier d "
                         "ON d.number=n.value ORDER BY n.key",
                         gb_dossier_columns_sql ());
  s = gb_dossier_select_prepare (&select, connection, sql, error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":numbers", json->str);
  return collect (s, &select, error);
}

/**
 * gb_dossier_repository_rows:
 * @query: which rows, in what order
 * @now: UTC seconds
 * @offset: how many to leave out
 * @limit: how many to give, -1 = all
 * @total: (out) (optional): how many there are
 *
 * For those who want a part once: a list that is scrolled through is a #GbDossierList.
 *
 * Returns: (transfer full) (element-type GbDossier): the rows
 */
GPtrArray *
gb_dossier_repository_rows (GbSqlConnection      *connection,
                            const GbDossierQuery *query,
                            gint64                now,
                            gint64                offset,
                            gint64                limit,
                            gint64               *total,
                            GError              **error)
{
  g_autoptr (GArray) numbers = gb_dossier_repository_numbers (connection, query, now, error);
  gint64 first, n;

  if (numbers == NULL)
    return NULL;
  if (total != NULL)
    *total = numbers->len;
  first = MIN (offset, numbers->len);
  n = numbers->len - first;
  return gb_dossier_repository_by_numbers (connection, n > 0 ? &g_array_index (numbers, gint64, first) : NULL,
                                           (gsize) (limit >= 0 ? MIN (limit, n) : n), now, error);
}

/**
 * gb_dossier_repository_find:
 * @code: the dossier's code
 * @now: UTC seconds
 * @dossier: (out) (transfer full) (nullable): the dossier, %NULL when there is none of that code
 *
 * Returns: whether it could be looked up
 */
gboolean
gb_dossier_repository_find (GbSqlConnection *connection,
                            const char      *code,
                            gint64           now,
                            GbDossier      **dossier,
                            GError         **error)
{
  const GbDossierQuery all = { GB_DOSSIER_FILTER_ALL };
  g_auto (GbDossierSelect) select = { 0 };
  g_autofree char *sql = NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  *dossier = NULL;
  if (!gb_dossier_select_init (&select, connection, &all, now, error))
    return FALSE;
  sql = g_strdup_printf (" SELECT %s FROM dossier d WHERE d.id=:id", gb_dossier_columns_sql ());
  s = gb_dossier_select_prepare (&select, connection, sql, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_text (s, ":id", code);
  rows = collect (s, &select, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    *dossier = g_object_ref (rows->pdata[0]);
  return TRUE;
}

/* --- steps ---------------------------------------------------------------------------------- */

void
gb_dossier_step_free (GbDossierStep *self)
{
  g_free (self->event);
  g_free (self->officer);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->text);
  g_free (self);
}

static GbDossierStep *
step_new (GbSqlStatement *s)
{
  GbDossierStep *step = g_new0 (GbDossierStep, 1);

  step->at = gb_sql_statement_get_int (s, 0);
  step->state = (GbDossierState) gb_sql_statement_get_int (s, 1);
  step->officer = gb_sql_statement_dup_text (s, 2);
  step->title = gb_sql_statement_dup_text (s, 3);
  step->unit = gb_sql_statement_dup_text (s, 4);
  step->text = gb_sql_statement_dup_text (s, 5);
  step->planned_from = gb_sql_statement_get_int (s, 6);
  step->planned_to = gb_sql_statement_get_int (s, 7);
  step->event = gb_sql_statement_dup_text (s, 8);
  step->new_due = gb_sql_statement_get_int (s, 9);
  return step;
}

/**
 * gb_dossier_repository_steps:
 * @code: the dossier's code
 *
 * Returns: (transfer full) (element-type GbDossierStep): its steps, in order of time
 */
GPtrArray *
gb_dossier_repository_steps (GbSqlConnection *connection,
                             const char      *code,
                             GError         **error)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_dossier_step_free);
  s = gb_sql_connection_prepare (connection,
                                 "SELECT at,state,officer,title,unit,text,planned_from,planned_to,event,new_due "
                                 "FROM dossier_step WHERE dossier=?1 ORDER BY at,number",
                                 error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, code);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_ptr_array_add (steps, step_new (s));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&steps);
}
