/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-private.h"

#include "gb-json-writer.h"
#include "gb-predicate.h"
#include "gb-time.h"

#include <string.h>

/* The figures that the hub computes for every commune and shows to all of them; their names are
 * data, as the province's own indicators are. */
typedef enum
{
  LATE_SHARE,
  OPEN,
  ISSUES_WAITING,
  SECONDED,
} Indicator;

#define N_INDICATORS 4

static const struct
{
  const char *id;
  const char *name;
  const char *unit;
} indicators[N_INDICATORS] = {
  [LATE_SHARE] = { "late-share", "Tỷ lệ hồ sơ quá hạn trên hồ sơ đang xử lý có hạn", "%" },
  [OPEN] = { "open", "Hồ sơ chưa kết thúc", "hồ sơ" },
  [ISSUES_WAITING] = { "issues-waiting", "Vướng mắc, kiến nghị chờ trả lời", "việc" },
  [SECONDED] = { "seconded", "Cán bộ biệt phái đang công tác", "người" },
};

typedef struct
{
  gint64 classes[GB_N_DEADLINE_CLASSES];
  gint64 issues;
  gint64 seconded;
} Figures;

/* Adds what a statement with the columns commune, kind, count gives; -1 and -2 are no classes. */
#define KIND_ISSUES (-1)
#define KIND_SECONDED (-2)

static gboolean
add_rows (GbSqlStatement *statement,
          GHashTable     *communes,
          GError        **error)
{
  gboolean row;

  while (gb_sql_statement_step (statement, &row, error))
    {
      Figures *figures;
      int kind;

      if (!row)
        return TRUE;
      figures = g_hash_table_lookup (communes, gb_sql_statement_get_text (statement, 0));
      kind = gb_sql_statement_get_int (statement, 1);
      if (figures == NULL)
        continue;
      if (kind == KIND_ISSUES)
        figures->issues = gb_sql_statement_get_int (statement, 2);
      else if (kind == KIND_SECONDED)
        figures->seconded = gb_sql_statement_get_int (statement, 2);
      else
        figures->classes[kind] = gb_sql_statement_get_int (statement, 2);
    }
  return FALSE;
}

static gboolean
list_communes (GbHub      *hub,
               GHashTable *communes,
               GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "SELECT id FROM commune ORDER BY id", error);
  gboolean row = TRUE;

  while (statement != NULL && gb_sql_statement_step (statement, &row, error) && row)
    g_hash_table_insert (communes, gb_sql_statement_dup_text (statement, 0), g_new0 (Figures, 1));
  return statement != NULL && !row;
}

static gboolean
count_dossiers (GbHub      *hub,
                GHashTable *communes,
                GError    **error)
{
  g_auto (GbHorizon) horizon = { 0 };
  g_autofree char *open = gb_predicate_condition (GB_DOSSIER_FILTER_OPEN);
  g_autofree char *sql = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  GbCalendars *calendars = gb_hub_get_calendars (hub, error);

  if (calendars == NULL)
    return FALSE;
  gb_horizon_init (&horizon, calendars, gb_clock_now (gb_hub_get_clock (hub)));
  sql = g_strdup_printf (
      "%s SELECT d.commune, %s AS class, count (*) FROM dossier d WHERE %s GROUP BY 1, 2",
      gb_predicate_with_sql (), gb_predicate_class_sql (), open);
  statement = gb_sql_connection_prepare (gb_hub_get_connection (hub), sql, error);
  if (statement == NULL)
    return FALSE;
  gb_predicate_bind (statement, &horizon);
  return add_rows (statement, communes, error);
}

static gboolean
count_others (GbHub      *hub,
              GHashTable *communes,
              GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT commune, -1, count (*) FROM issue WHERE kind <> 'report'"
      " AND state IN ('new', 'collected', 'assigned', 'escalated') GROUP BY 1"
      " UNION ALL "
      "SELECT data ->> '$.commune', -2, count (*) FROM feed_record WHERE type = 'officer' AND NOT "
      "deleted"
      " AND data ->> '$.kind' = 'seconded' AND coalesce (data ->> '$.from', ?1) <= ?1"
      " AND coalesce (data ->> '$.to', ?1) >= ?1 GROUP BY 1",
      error);
  g_autofree char *today = gb_day_format (gb_time_day (gb_clock_now (gb_hub_get_clock (hub))));

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, today);
  return add_rows (statement, communes, error);
}

/* Those in process that have a due moment: a dossier without one is neither late nor on time. */
static gint64
with_due (const Figures *figures)
{
  return figures->classes[GB_DEADLINE_CLASS_OVERDUE] + figures->classes[GB_DEADLINE_CLASS_DUE_TODAY]
         + figures->classes[GB_DEADLINE_CLASS_DUE_SOON]
         + figures->classes[GB_DEADLINE_CLASS_ON_TRACK];
}

static gint64
numerator (const Figures *figures,
           Indicator      indicator)
{
  gint64 sum = 0;

  switch (indicator)
    {
    case LATE_SHARE:
      return figures->classes[GB_DEADLINE_CLASS_OVERDUE];
    case ISSUES_WAITING:
      return figures->issues;
    case SECONDED:
      return figures->seconded;
    case OPEN:
    default:
      for (gsize i = 0; i < GB_N_DEADLINE_CLASSES; i++)
        sum += i != GB_DEADLINE_CLASS_FINISHED ? figures->classes[i] : 0;
      return sum;
    }
}

/* Writes a value if it is another than before; when it was counted is no news. */
static gboolean
put_value (GbHub         *hub,
           Indicator      indicator,
           const char    *commune,
           const Figures *figures,
           GError       **error)
{
  gint64 now = gb_clock_now (gb_hub_get_clock (hub));
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *day = gb_day_format (gb_time_day (now));
  g_autofree char *period = g_strndup (day, strlen ("2026-08"));
  g_autofree char *id = g_strdup_printf ("%s/%s/%s", indicators[indicator].id, commune, period);
  g_autofree char *before = NULL;
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;

  if (!gb_hub_log_find (gb_hub_get_log (hub), GB_RECORD_INDICATOR_VALUE, id, &before, error))
    return FALSE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "indicator", indicators[indicator].id);
  gb_json_writer_text (&writer, "commune", commune);
  gb_json_writer_text (&writer, "period", period);
  gb_json_writer_integer (&writer, "numerator", numerator (figures, indicator));
  if (indicator == LATE_SHARE)
    gb_json_writer_integer (&writer, "denominator", with_due (figures));
  if (before != NULL && g_str_has_prefix (before, writer.text->str)
      && before[writer.text->len] == ',')
    return TRUE;
  gb_json_writer_time (&writer, "as_of", now, FALSE);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_log_put (gb_hub_get_log (hub), GB_RECORD_INDICATOR_VALUE, id, data, &outcome,
                         error);
}

static gboolean
put_indicator (GbHub    *hub,
               Indicator indicator,
               GError  **error)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "name", indicators[indicator].name);
  gb_json_writer_text (&writer, "unit", indicators[indicator].unit);
  gb_json_writer_text (&writer, "kind", "computed");
  gb_json_writer_integer (&writer, "order", indicator + 1);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_log_put (gb_hub_get_log (hub), GB_RECORD_INDICATOR, indicators[indicator].id, data,
                         &outcome, error);
}

static gboolean
refresh (GbHub   *hub,
         GError **error)
{
  g_autoptr (GHashTable) communes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer commune, figures;

  if (!list_communes (hub, communes, error) || !count_dossiers (hub, communes, error)
      || !count_others (hub, communes, error))
    return FALSE;
  if (g_hash_table_size (communes) == 0)
    return TRUE;
  for (int i = 0; i < N_INDICATORS; i++)
    {
      if (!put_indicator (hub, i, error))
        return FALSE;
      g_hash_table_iter_init (&iter, communes);
      while (g_hash_table_iter_next (&iter, &commune, &figures))
        if (!put_value (hub, i, commune, figures, error))
          return FALSE;
    }
  return TRUE;
}

/**
 * gb_hub_refresh_indicators:
 *
 * Counts every commune's figures anew by the same predicates as the application (gb-predicate.h), at
 * the hub's present time, and puts those that changed into the feed: indicator values of the present
 * month, of kind `computed`.
 *
 * Returns: whether the database did its part
 */
gboolean
gb_hub_refresh_indicators (GbHub   *self,
                           GError **error)
{
  GbHubLog *log = gb_hub_get_log (self);

  if (!gb_hub_log_begin (log, error))
    return FALSE;
  if (refresh (self, error))
    return gb_hub_log_commit (log, error);
  gb_hub_log_rollback (log);
  return FALSE;
}
