/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-dossier-repository.h that sums up: days, officers, groups, boundaries. */
#include "gb-dossier-repository.h"

#include <string.h>

#include "gb-dossier-index.h"
#include "gb-dossier-source.h"
#include "gb-predicate.h"

#define RECEPTION_SECONDS (8 * 60 * 60)

/* --- days ----------------------------------------------------------------------------------- */

/* Local days start at UTC+7, without daylight saving time. */
#define DAY_START(day) "(" day ")*86400-25200"

/* A range of the index for each day: to group all rows by their day SQLite would sort them. */
#define DAYS(index, moment, condition)                                                             \
  "WITH RECURSIVE span(day) AS (SELECT :from UNION ALL SELECT day+1 FROM span WHERE day<:to) "      \
  "SELECT day,(SELECT count(*) FROM dossier d INDEXED BY " index " WHERE d." moment                \
  ">=" DAY_START ("day") " AND d." moment "<" DAY_START ("day+1") " AND " condition                \
  " AND (:commune IS NULL OR d.commune=:commune OR d.received_by=:commune)) FROM span"

typedef void (*AddToDay) (GbDossierDay *day,
                          guint         count);

static void
add_received (GbDossierDay *day,
              guint         count)
{
  day->received += count;
}

static void
add_finished (GbDossierDay *day,
              guint         count)
{
  day->finished += count;
}

static gboolean
add_days (GbSqlConnection *connection,
          const char      *sql,
          const char      *commune,
          GArray          *days,
          AddToDay         add,
          GError         **error)
{
  const GbDay first = g_array_index (days, GbDossierDay, 0).day;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":from", first);
  gb_sql_statement_set_int (s, ":to", first + (GbDay) days->len - 1);
  gb_sql_statement_set_text (s, ":commune", commune);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      add (&g_array_index (days, GbDossierDay, gb_sql_statement_get_int (s, 0) - first),
           (guint) gb_sql_statement_get_int (s, 1));
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_dossier_repository_daily:
 * @commune: (nullable): only dossiers it owns or received
 * @from: first day
 * @to: last day, inclusive
 *
 * How many dossiers were accepted and how many ended (ready, handed over or withdrawn, as the
 * tracking table of Decision 766/QD-TTg counts "đã xử lý") on each day.
 *
 * Returns: (transfer full) (element-type GbDossierDay): all days of the span, working or not
 */
GArray *
gb_dossier_repository_daily (GbSqlConnection *connection,
                             const char      *commune,
                             GbDay            from,
                             GbDay            to,
                             GError         **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (GbDossierDay));
  GbWorkCalendar *calendar;

  if (calendars == NULL)
    return NULL;
  if (to < from)
    return g_steal_pointer (&days);
  calendar = gb_calendars_of_commune (calendars, commune);
  for (GbDay day = from; day <= to; day++)
    {
      GbDossierDay entry = { day, gb_work_calendar_is_working (calendar, day), 0, 0 };

      g_array_append_val (days, entry);
    }

  if (!add_days (connection, DAYS ("dossier_received", "received", "d.received IS NOT NULL"), commune,
                 days, add_received, error) ||
      !add_days (connection,
                 DAYS ("dossier_finished", "finished", "d.state IN (3,7,9,10) AND d.state<>3"), commune,
                 days, add_finished, error))
    return NULL;
  return g_steal_pointer (&days);
}

/* --- officers ------------------------------------------------------------------------------- */

void
gb_officer_load_free (GbOfficerLoad *self)
{
  g_free (self->officer);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->field);
  g_free (self);
}

/* An officer's dossiers while they are counted. */
typedef struct
{
  GbOfficerLoad *load; /* not owned */
  GHashTable *fields; /* (owned) (element-type utf8 guint*) how many of each */
} Count;

static void
count_free (gpointer data)
{
  Count *self = data;

  g_hash_table_unref (self->fields);
  g_free (self);
}

static Count *
get_count (GHashTable *counts,
           GPtrArray  *loads,
           const char *officer,
           const char *commune,
           const char *commune_name)
{
  g_autofree char *key = g_strconcat (commune, "/", officer, NULL);
  Count *count = g_hash_table_lookup (counts, key);

  if (count != NULL)
    return count;
  count = g_new0 (Count, 1);
  count->load = g_new0 (GbOfficerLoad, 1);
  count->load->officer = g_strdup (officer);
  count->load->commune = g_strdup (commune);
  count->load->commune_name = g_strdup (commune_name);
  count->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (loads, count->load);
  g_hash_table_insert (counts, g_steal_pointer (&key), count);
  return count;
}

static void
add_dossier (Count      *count,
             const char *field,
             gint64      klass)
{
  guint *n = g_hash_table_lookup (count->fields, field);

  if (n == NULL)
    {
      n = g_new0 (guint, 1);
      g_hash_table_insert (count->fields, g_strdup (field), n);
    }
  (*n)++;
  count->load->classes[klass]++;
  count->load->open++;
}

/* The field with most open dossiers is the officer's; of two with as many the first one of the
 * alphabet, so that it is the same each time. */
static void
choose_field (Count *count)
{
  GHashTableIter iter;
  gpointer field, value;
  guint most = 0;

  g_hash_table_iter_init (&iter, count->fields);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      guint n = *(guint *) value;

      if (n < most || (n == most && strcmp (field, count->load->field) > 0))
        continue;
      most = n;
      g_free (count->load->field);
      count->load->field = g_strdup (field);
    }
}

static int
compare_loads (gconstpointer a,
               gconstpointer b)
{
  const GbOfficerLoad *one = *(GbOfficerLoad *const *) a;
  const GbOfficerLoad *other = *(GbOfficerLoad *const *) b;

  if (one->open != other->open)
    return one->open > other->open ? -1 : 1;
  if (strcmp (one->officer, other->officer) != 0)
    return strcmp (one->officer, other->officer);
  return strcmp (one->commune, other->commune);
}

/**
 * gb_dossier_repository_load:
 * @query: its filter and order do not count, everything else does
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbOfficerLoad): who has how many open dossiers in which
 *   commune, most first
 */
GPtrArray *
gb_dossier_repository_load (GbSqlConnection      *connection,
                            const GbDossierQuery *query,
                            gint64                now,
                            GError              **error)
{
  g_auto (GbDossierSelect) select = { 0 };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, count_free);
  g_autoptr (GPtrArray) loads = NULL;
  GHashTableIter iter;
  gpointer count;
  gboolean row;

  loads = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_load_free);
  if (!gb_dossier_select_init (&select, connection, query, now, error))
    return NULL;
  g_string_printf (sql,
                   " SELECT coalesce(d.officer,''),d.field,%s,d.commune,"
                   "(SELECT c.type||' '||c.name FROM commune c WHERE c.id=d.commune)"
                   " FROM " GB_DOSSIER_OPEN " WHERE ",
                   gb_predicate_class_sql ());
  gb_dossier_select_append_where (&select, GB_DOSSIER_FILTER_OPEN, sql);
  s = gb_dossier_select_prepare (&select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      add_dossier (get_count (counts, loads, gb_sql_statement_get_text (s, 0), gb_sql_statement_get_text (s, 3),
                              gb_sql_statement_get_text (s, 4)),
                   gb_sql_statement_get_text (s, 1), gb_sql_statement_get_int (s, 2));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    choose_field (count);
  g_ptr_array_sort (loads, compare_loads);
  return g_steal_pointer (&loads);
}

/* --- groups --------------------------------------------------------------------------------- */

static const struct
{
  const char *key;
  const char *name;
  const char *order;
} group_expressions[] = {
  [GB_DOSSIER_GROUP_FIELD] = { "d.field", "k",
                               "(SELECT s.key FROM sort_key s WHERE s.kind=1 AND s.text=k)" },
  [GB_DOSSIER_GROUP_OFFICER] = { "coalesce(d.officer,'')", "k",
                                 "(SELECT s.key FROM sort_key s WHERE s.kind=2 AND s.text=k)" },
  [GB_DOSSIER_GROUP_PROCEDURE] = { "d.procedure", "k",
                                   "(SELECT s.key FROM sort_key s WHERE s.kind=1 AND s.text=k)" },
  [GB_DOSSIER_GROUP_COMMUNE] = { "d.commune",
                                 "coalesce((SELECT c.name FROM commune c WHERE c.id=k),k)",
                                 "(SELECT c.name_key FROM commune c WHERE c.id=k)" },
};

void
gb_dossier_group_free (GbDossierGroup *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self);
}

/* Only the open half has overdue ones. */
static void
append_groups (const GbDossierSelect *select,
               GbDossierHalf          half,
               const GbDossierSource *source,
               const char            *key,
               GString               *sql)
{
  g_autofree char *overdue = gb_predicate_condition (GB_DOSSIER_FILTER_OVERDUE);

  g_string_append_printf (sql, "SELECT %s AS k,%s AS n,total(%s) AS late FROM %s WHERE %s AND ",
                          key, source->count, half == GB_DOSSIER_HALF_OPEN ? overdue : "0",
                          source->from, source->condition);
  gb_dossier_select_append_where (select, select->query->filter, sql);
  g_string_append (sql, " GROUP BY 1");
}

/**
 * gb_dossier_repository_groups:
 * @query: which rows are grouped; its order does not count
 * @by: what by
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbDossierGroup): the groups in the order of the alphabet;
 *   their counts sum to the query's rows
 */
GPtrArray *
gb_dossier_repository_groups (GbSqlConnection      *connection,
                              const GbDossierQuery *query,
                              GbDossierGroupBy      by,
                              gint64                now,
                              GError              **error)
{
  g_auto (GbDossierSelect) select = { 0 };
  g_autoptr (GString) sql = g_string_new (NULL), parts = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  gboolean row, indexed;

  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_dossier_group_free);
  if (!gb_dossier_select_init (&select, connection, query, now, error) ||
      !gb_dossier_index_has_finished (connection, &indexed, error))
    return NULL;
  for (int half = 0; half < GB_N_DOSSIER_HALVES; half++)
    {
      GbDossierSource sources[GB_MAX_DOSSIER_SOURCES];
      guint n_sources = 0;

      /* the table of counts knows no procedures, their index does */
      if (gb_dossier_half_has (half, query->filter))
        n_sources = by == GB_DOSSIER_GROUP_PROCEDURE
                        ? gb_dossier_source_rows (&select, half, indexed, sources)
                        : gb_dossier_source_counts (&select, half, indexed, sources);
      if (by == GB_DOSSIER_GROUP_PROCEDURE && half == GB_DOSSIER_HALF_FINISHED && indexed &&
          gb_dossier_source_plain (query))
        sources[0].from = "dossier d INDEXED BY dossier_finished_procedure";
      for (guint i = 0; i < n_sources; i++)
        {
          g_string_append (parts, parts->len > 0 ? " UNION ALL " : "");
          append_groups (&select, half, &sources[i], group_expressions[by].key, parts);
        }
    }
  g_string_printf (sql,
                   " SELECT k,%s,n,late FROM (SELECT k,sum(n) AS n,sum(late) AS late FROM (%s) "
                   "GROUP BY 1 HAVING sum(n)>0) ORDER BY %s,k",
                   group_expressions[by].name, parts->str, group_expressions[by].order);
  s = gb_dossier_select_prepare (&select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbDossierGroup *group = g_new0 (GbDossierGroup, 1);

      group->key = gb_sql_statement_dup_text (s, 0);
      group->name = gb_sql_statement_dup_text (s, 1);
      group->count = gb_sql_statement_get_int (s, 2);
      group->overdue = gb_sql_statement_get_int (s, 3);
      g_ptr_array_add (groups, group);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&groups);
}

/* --- boundaries ----------------------------------------------------------------------------- */

/* The first instant at which an online dossier that waits becomes one that waits too long. */
static gboolean
next_late_reception (const GbDossierSelect *select,
                     GbSqlConnection       *connection,
                     gint64                *instant,
                     GError               **error)
{
  g_autoptr (GString) sql = g_string_new (
      " SELECT d.commune,min(d.submitted) FROM " GB_DOSSIER_OPEN " WHERE ");
  g_autofree char *late = gb_predicate_condition (GB_DOSSIER_FILTER_LATE_RECEPTION);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  gb_dossier_select_append_where (select, GB_DOSSIER_FILTER_AWAITING, sql);
  g_string_append_printf (sql, " AND d.channel='online' AND d.submitted IS NOT NULL AND NOT (%s) "
                               "GROUP BY 1", late);
  s = gb_dossier_select_prepare (select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      GbWorkCalendar *calendar =
          gb_calendars_of_commune (select->calendars, gb_sql_statement_get_text (s, 0));
      gint64 late_at = gb_work_calendar_add_worked (calendar, gb_sql_statement_get_int (s, 1),
                                                    RECEPTION_SECONDS + 1);

      *instant = MIN (*instant, late_at);
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_dossier_repository_next_boundary:
 * @now: UTC seconds
 * @instant: (out): UTC seconds, after @now
 *
 * When the next dossier changes its class or a mark by the clock alone: the second after a due
 * moment, the end of 8 hours of waiting, at the latest midnight.
 */
gboolean
gb_dossier_repository_next_boundary (GbSqlConnection *connection,
                                     gint64           now,
                                     gint64          *instant,
                                     GError         **error)
{
  const GbDossierQuery all = { GB_DOSSIER_FILTER_ALL };
  g_auto (GbDossierSelect) select = { 0 };
  g_autoptr (GString) sql = g_string_new (" SELECT min(d.due) FROM " GB_DOSSIER_OPEN " WHERE ");
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (!gb_dossier_select_init (&select, connection, &all, now, error))
    return FALSE;
  *instant = select.horizon.day_end;

  gb_dossier_select_append_where (&select, GB_DOSSIER_FILTER_DUE_TODAY, sql);
  s = gb_dossier_select_prepare (&select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!gb_sql_statement_is_null (s, 0))
    *instant = MIN (*instant, gb_sql_statement_get_int (s, 0) + 1);
  if (!next_late_reception (&select, connection, instant, error))
    return FALSE;
  *instant = MAX (*instant, now + 1);
  return TRUE;
}
