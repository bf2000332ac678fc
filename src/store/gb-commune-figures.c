/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-figures.h"

#include "gb-duty-private.h"
#include "gb-issue-predicate.h"
#include "gb-predicate.h"

/* Names are data, as those of the province's own indicators are. */
static const struct
{
  const char *id;
  const char *name;
  const char *unit;
} indicators[GB_N_COMMUNE_INDICATORS] = {
  [GB_COMMUNE_LATE_SHARE] = { "late-share", "Tỷ lệ hồ sơ quá hạn trên hồ sơ đang xử lý có hạn", "%" },
  [GB_COMMUNE_OVERDUE] = { "overdue", "Hồ sơ quá hạn", "hồ sơ" },
  [GB_COMMUNE_OPEN] = { "open", "Hồ sơ chưa kết thúc", "hồ sơ" },
  [GB_COMMUNE_ISSUES_WAITING] = { "issues-waiting", "Vướng mắc, kiến nghị chờ trả lời", "việc" },
  [GB_COMMUNE_SECONDED] = { "seconded", "Cán bộ biệt phái đang công tác", "người" },
  [GB_COMMUNE_COVERAGE_GAPS] = { "coverage-gaps", "Lĩnh vực chưa có người thay", "lĩnh vực" },
};

/* What a row of the second statement counts. */
typedef enum
{
  COUNT_SECONDED = 1,
  COUNT_DUTIES,
  COUNT_GAPS,
} Count;

#define OTHERS_SQL                                                                                 \
  "WITH " GB_DUTY_WITH                                                                             \
  " SELECT commune,1,count(*) FROM officer o WHERE " GB_DUTY_SECONDED " GROUP BY 1 "               \
  "UNION ALL SELECT commune,2,count(DISTINCT field) FROM duty WHERE role='main' GROUP BY 1 "       \
  "UNION ALL SELECT commune,3,count(*) FROM gap GROUP BY 1"

static GbCommuneFigures *
get_figures (GHashTable *communes,
             const char *commune)
{
  GbCommuneFigures *figures = g_hash_table_lookup (communes, commune);

  if (figures == NULL)
    {
      figures = g_new0 (GbCommuneFigures, 1);
      g_hash_table_insert (communes, g_strdup (commune), figures);
    }
  return figures;
}

static gboolean
add_dossiers (GbSqlConnection *connection,
              const GbHorizon *horizon,
              GHashTable      *communes,
              GError         **error)
{
  g_autofree char *open = gb_predicate_condition (GB_DOSSIER_FILTER_OPEN);
  g_autofree char *sql = g_strdup_printf ("%s SELECT d.commune,%s AS class,count(*) FROM dossier d WHERE %s GROUP BY 1,2",
                                          gb_predicate_with_sql (), gb_predicate_class_sql (), open);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_predicate_bind (statement, horizon);
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      get_figures (communes, gb_sql_statement_get_text (statement, 0))
          ->classes[gb_sql_statement_get_int (statement, 1)] = gb_sql_statement_get_int (statement, 2);
    }
  return FALSE;
}

static void
take_count (GbCommuneFigures *figures,
            Count             count,
            gint64            n)
{
  switch (count)
    {
    case COUNT_SECONDED:
      figures->seconded = n;
      break;
    case COUNT_DUTIES:
      figures->duties = n;
      break;
    case COUNT_GAPS:
    default:
      figures->gaps = n;
      break;
    }
}

static gboolean
add_others (GbSqlConnection *connection,
            gint64           now,
            GHashTable      *communes,
            GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, OTHERS_SQL, error);
  g_autofree char *today = gb_day_format (gb_time_day (now));
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_set_text (statement, ":today", today);
  gb_sql_statement_set_text (statement, ":commune", NULL);
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      take_count (get_figures (communes, gb_sql_statement_get_text (statement, 0)),
                  (Count) gb_sql_statement_get_int (statement, 1), gb_sql_statement_get_int (statement, 2));
    }
  return FALSE;
}

/* A workstation counts what was done there as well; a hub has no such file. */
static gboolean
add_issues (GbSqlConnection *connection,
            gint64           now,
            GHashTable      *communes,
            GError         **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;
  gint64 local;

  if (!gb_sql_connection_query_int (connection, "SELECT count(*) FROM pragma_database_list WHERE name='local'", &local,
                                    error))
    return FALSE;
  sql = g_strdup_printf ("%sSELECT i.commune,count(*) FROM %s i WHERE i.kind<>'report' AND %s GROUP BY 1",
                         local != 0 ? gb_issue_with_sql () : "", local != 0 ? "issue_now" : "issue",
                         gb_issue_set_sql (GB_ISSUE_SET_PENDING));
  statement = gb_sql_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_set_int (statement, ":now", now);
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      get_figures (communes, gb_sql_statement_get_text (statement, 0))->issues = gb_sql_statement_get_int (statement, 1);
    }
  return FALSE;
}

/**
 * gb_commune_figures_load:
 * @connection: of a hub's database or a workstation's cache
 * @horizon: of the moment to count at
 *
 * Counts what the tables have of each commune; a cache has all only of the communes in its scope.
 *
 * Returns: (transfer full) (element-type utf8 GbCommuneFigures): by code, those of which there is anything
 */
GHashTable *
gb_commune_figures_load (GbSqlConnection *connection,
                         const GbHorizon *horizon,
                         GError         **error)
{
  g_autoptr (GHashTable) communes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!add_dossiers (connection, horizon, communes, error) || !add_issues (connection, horizon->now, communes, error) ||
      !add_others (connection, horizon->now, communes, error))
    return NULL;
  return g_steal_pointer (&communes);
}

/* Those in process that have a due moment: a dossier without one is neither late nor on time. */
static gint64
count_with_due (const GbCommuneFigures *self)
{
  return self->classes[GB_DEADLINE_CLASS_OVERDUE] + self->classes[GB_DEADLINE_CLASS_DUE_TODAY] +
         self->classes[GB_DEADLINE_CLASS_DUE_SOON] + self->classes[GB_DEADLINE_CLASS_ON_TRACK];
}

static gint64
count_open (const GbCommuneFigures *self)
{
  gint64 sum = 0;

  for (gsize i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    sum += i != GB_DEADLINE_CLASS_FINISHED ? self->classes[i] : 0;
  return sum;
}

/**
 * gb_commune_figures_value:
 * @numerator: (out): the amount
 * @denominator: (out): of how many, or -1 where it is no share
 *
 * Returns: whether it is known: who does which field may not have been entered
 */
gboolean
gb_commune_figures_value (const GbCommuneFigures *self,
                          GbCommuneIndicator      indicator,
                          gint64                 *numerator,
                          gint64                 *denominator)
{
  *denominator = -1;
  switch (indicator)
    {
    case GB_COMMUNE_LATE_SHARE:
      *denominator = count_with_due (self);
      *numerator = self->classes[GB_DEADLINE_CLASS_OVERDUE];
      return TRUE;
    case GB_COMMUNE_OVERDUE:
      *numerator = self->classes[GB_DEADLINE_CLASS_OVERDUE];
      return TRUE;
    case GB_COMMUNE_OPEN:
      *numerator = count_open (self);
      return TRUE;
    case GB_COMMUNE_ISSUES_WAITING:
      *numerator = self->issues;
      return TRUE;
    case GB_COMMUNE_SECONDED:
      *numerator = self->seconded;
      return TRUE;
    case GB_COMMUNE_COVERAGE_GAPS:
    default:
      *numerator = self->gaps;
      return self->duties > 0;
    }
}

/**
 * gb_commune_indicator_id:
 *
 * Returns: what values in the feed refer to
 */
const char *
gb_commune_indicator_id (GbCommuneIndicator self)
{
  return indicators[self].id;
}

const char *
gb_commune_indicator_name (GbCommuneIndicator self)
{
  return indicators[self].name;
}

const char *
gb_commune_indicator_unit (GbCommuneIndicator self)
{
  return indicators[self].unit;
}

/**
 * gb_commune_indicator_parse:
 * @id: of an indicator of the feed
 * @self: (out): which one it is
 *
 * Returns: whether it is one that is counted here
 */
gboolean
gb_commune_indicator_parse (const char         *id,
                            GbCommuneIndicator *self)
{
  for (int i = 0; i < GB_N_COMMUNE_INDICATORS; i++)
    {
      if (g_strcmp0 (indicators[i].id, id) != 0)
        continue;
      *self = i;
      return TRUE;
    }
  return FALSE;
}
