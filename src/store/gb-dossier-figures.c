/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-dossier-repository.h that sums up: days, officers, groups, boundaries. */
#include "gb-dossier-repository.h"

#include <string.h>

#include "gb-dossier-select.h"
#include "gb-predicate.h"

#define RECEPTION_SECONDS (8 * 60 * 60)

/* --- days ----------------------------------------------------------------------------------- */

/* Local days start at UTC+7, without daylight saving time. */
#define DAY_OF(column) "(" column "+25200)/86400"

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
          const char      *select,
          const char      *commune,
          GArray          *days,
          AddToDay         add,
          GError         **error)
{
  const GbDay first = g_array_index (days, GbDossierDay, 0).day;
  g_autofree char *sql = NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  sql = g_strdup_printf ("%s %s GROUP BY 1", select,
                         commune != NULL ? "AND (d.commune=:commune OR d.received_by=:commune)"
                                         : "");
  s = gb_sql_connection_prepare (connection, sql, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":from", gb_day_at (first, 0));
  gb_sql_statement_set_int (s, ":to", gb_day_at (first + (GbDay) days->len, 0));
  gb_sql_statement_set_text (s, ":commune", commune);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      gint64 index = gb_sql_statement_get_int (s, 0) - first;

      if (index >= 0 && index < days->len)
        add (&g_array_index (days, GbDossierDay, index), (guint) gb_sql_statement_get_int (s, 1));
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

  if (!add_days (connection,
                 "SELECT " DAY_OF ("d.received") ",count(*) FROM dossier d "
                 "WHERE d.received IS NOT NULL AND d.received>=:from AND d.received<:to",
                 commune, days, add_received, error) ||
      !add_days (connection,
                 "SELECT " DAY_OF ("d.finished") ",count(*) FROM dossier d "
                 "WHERE d.state IN (3,7,9,10) AND d.finished>=:from AND d.finished<:to "
                 "AND d.state<>3",
                 commune, days, add_finished, error))
    return NULL;
  return g_steal_pointer (&days);
}

/* --- officers ------------------------------------------------------------------------------- */

void
gb_officer_load_free (GbOfficerLoad *self)
{
  g_free (self->officer);
  g_free (self->field);
  g_free (self);
}

/* Rows come by officer, then field: the field with most open dossiers is the officer's. */
static void
add_load (GPtrArray      *loads,
          GbSqlStatement *s,
          gint64         *field_count,
          gint64         *best)
{
  const char *officer = gb_sql_statement_get_text (s, 0);
  const char *field = gb_sql_statement_get_text (s, 1);
  gint64 count = gb_sql_statement_get_int (s, 3);
  GbOfficerLoad *load = loads->len > 0 ? loads->pdata[loads->len - 1] : NULL;

  if (load == NULL || strcmp (load->officer, officer) != 0)
    {
      load = g_new0 (GbOfficerLoad, 1);
      load->officer = g_strdup (officer);
      g_ptr_array_add (loads, load);
      *best = 0;
    }
  *field_count = gb_sql_statement_get_int (s, 4);
  if (*field_count > *best)
    {
      *best = *field_count;
      g_free (load->field);
      load->field = g_strdup (field);
    }
  load->classes[gb_sql_statement_get_int (s, 2)] += count;
  load->open += count;
}

static int
compare_loads (gconstpointer a,
               gconstpointer b)
{
  const GbOfficerLoad *one = *(GbOfficerLoad *const *) a;
  const GbOfficerLoad *other = *(GbOfficerLoad *const *) b;

  if (one->open != other->open)
    return one->open > other->open ? -1 : 1;
  return strcmp (one->officer, other->officer);
}

/**
 * gb_dossier_repository_load:
 * @query: its filter and order do not count, everything else does
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbOfficerLoad): who has how many open dossiers, most first
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
  g_autoptr (GPtrArray) loads = NULL;
  gint64 field_count = 0, best = 0;
  gboolean row;

  loads = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_load_free);
  if (!gb_dossier_select_init (&select, connection, query, now, error))
    return NULL;
  g_string_printf (sql,
                   " SELECT o,f,c,count(*),sum(count(*)) OVER (PARTITION BY o,f) FROM "
                   "(SELECT coalesce(d.officer,'') AS o,d.field AS f,%s AS c FROM dossier d WHERE ",
                   gb_predicate_class_sql ());
  gb_dossier_select_append_where (&select, GB_DOSSIER_FILTER_OPEN, sql);
  g_string_append (sql, ") GROUP BY o,f,c ORDER BY o,f,c");
  s = gb_dossier_select_prepare (&select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      add_load (loads, s, &field_count, &best);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
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
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  g_autofree char *overdue = gb_predicate_condition (GB_DOSSIER_FILTER_OVERDUE);
  g_autoptr (GPtrArray) groups = NULL;
  gboolean row;

  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_dossier_group_free);
  if (!gb_dossier_select_init (&select, connection, query, now, error))
    return NULL;
  g_string_printf (sql,
                   " SELECT k,%s,n,late FROM (SELECT %s AS k,count(*) AS n,total(%s) AS late "
                   "FROM dossier d WHERE ",
                   group_expressions[by].name, group_expressions[by].key, overdue);
  gb_dossier_select_append_where (&select, query->filter, sql);
  g_string_append_printf (sql, " GROUP BY 1) ORDER BY %s,k", group_expressions[by].order);
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
  g_autoptr (GString) sql = g_string_new (" SELECT d.commune,min(d.submitted) FROM dossier d WHERE ");
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
  g_autoptr (GString) sql = g_string_new (" SELECT min(d.due) FROM dossier d WHERE ");
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
