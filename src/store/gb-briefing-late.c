/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-briefing.h that names the late dossiers, and why they are late. */
#include "gb-briefing-private.h"

#include <string.h>

#include "gb-action-overlay.h"
#include "gb-dossier-repository.h"
#include "gb-duration.h"
#include "gb-json-text.h"
#include "gb-sql-statement.h"

/* What was said of a dossier last: in an apology letter, also in one that waits to be sent, or in an answer to an urging
 * slip. */
#define REASONS_SQL                                                                                \
  "WITH wanted(id) AS MATERIALIZED (SELECT value FROM json_each(:ids)),"                           \
  "said(dossier,at,text) AS ("                                                                     \
  "SELECT l.dossier,l.made,l.reason FROM letter l WHERE l.dossier IN (SELECT id FROM wanted) "     \
  "UNION ALL SELECT u.dossier,a.at,a.text FROM urge u JOIN answer a ON a.urge=u.id "               \
  "WHERE u.dossier IN (SELECT id FROM wanted) "                                                    \
  "UNION ALL SELECT a.target,a.made_at,a.data->>'reason' FROM local.action a "                     \
  "WHERE %s AND a.target IN (SELECT id FROM wanted)) "                                             \
  "SELECT dossier,max(at),trim(text) FROM said WHERE at<=:now AND trim(coalesce(text,''))<>'' GROUP BY 1"

static void
late_free (gpointer data)
{
  GbBriefingLate *self = data;

  g_free (self->code);
  g_free (self->procedure);
  g_free (self->field);
  g_free (self->officer);
  g_free (self->commune);
  g_free (self->reason);
  g_free (self);
}

static void
reason_free (gpointer data)
{
  GbBriefingReason *self = data;

  g_free (self->text);
  g_free (self);
}

static GbBriefingLate *
late_new (const GbBriefing *self,
          GbDossier        *dossier,
          GbCalendars      *calendars)
{
  GbWorkCalendar *calendar = gb_calendars_of_commune (calendars, gb_dossier_get_commune (dossier));
  const char *officer = gb_dossier_get_officer (dossier);
  GbBriefingLate *late = g_new0 (GbBriefingLate, 1);

  late->code = g_strdup (gb_dossier_get_code (dossier));
  late->procedure = g_strdup (gb_dossier_get_procedure (dossier));
  late->field = g_strdup (gb_dossier_get_field (dossier));
  late->officer = g_strdup (officer != NULL ? officer : "");
  late->commune = g_strdup (gb_dossier_get_commune (dossier));
  late->due = gb_dossier_get_due (dossier);
  late->late = gb_work_calendar_worked (calendar, late->due, self->until);
  late->day_seconds = gb_duration_typical_day (calendar, gb_time_day (self->until));
  return late;
}

/* The rows that the figure opens, the one that is late longest first. */
static gboolean
load_rows (GbBriefing            *self,
           GbSqlConnection       *connection,
           GbCalendars           *calendars,
           const GbTrackingSpan  *span,
           GError               **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total;

  self->late = g_ptr_array_new_with_free_func (late_free);
  query->set = gb_dossier_set_parse (self->figures[GB_BRIEFING_LATE].set);
  query->sort = GB_DOSSIER_SORT_DUE;
  rows = gb_dossier_repository_rows (connection, query, span->now, 0, GB_BRIEFING_LATE_ROWS, &total, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_ptr_array_add (self->late, late_new (self, rows->pdata[i], calendars));
  return rows != NULL;
}

static char *
list_codes (GPtrArray *late)
{
  GString *ids = g_string_new ("[");

  for (guint i = 0; i < late->len; i++)
    {
      g_string_append (ids, i > 0 ? "," : "");
      gb_json_text_append (ids, ((const GbBriefingLate *) late->pdata[i])->code);
    }
  g_string_append_c (ids, ']');
  return g_string_free (ids, FALSE);
}

static gboolean
load_reasons (GbBriefing       *self,
              GbSqlConnection  *connection,
              GError          **error)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *sql = g_strdup_printf (REASONS_SQL, gb_action_overlay_sql (GB_ACTION_APOLOGY));
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  g_autofree char *ids = list_codes (self->late);
  gboolean row;

  if (s == NULL)
    return FALSE;
  for (guint i = 0; i < self->late->len; i++)
    g_hash_table_insert (by_code, ((GbBriefingLate *) self->late->pdata[i])->code, self->late->pdata[i]);
  gb_sql_statement_set_text (s, ":ids", ids);
  gb_sql_statement_set_int (s, ":now", self->now);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbBriefingLate *late;

      if (!row)
        return TRUE;
      late = g_hash_table_lookup (by_code, gb_sql_statement_get_text (s, 0));
      if (late != NULL)
        late->reason = gb_sql_statement_dup_text (s, 2);
    }
  return FALSE;
}

static int
compare_reasons (gconstpointer a,
                 gconstpointer b)
{
  const GbBriefingReason *one = *(GbBriefingReason *const *) a, *other = *(GbBriefingReason *const *) b;

  if ((one->text == NULL) != (other->text == NULL))
    return one->text == NULL ? 1 : -1;
  return (one->count < other->count) - (one->count > other->count);
}

static void
count_reasons (GbBriefing *self)
{
  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  for (guint i = 0; i < self->late->len; i++)
    {
      const char *text = ((const GbBriefingLate *) self->late->pdata[i])->reason;
      GbBriefingReason *reason = NULL;

      for (guint j = 0; j < self->reasons->len && reason == NULL; j++)
        if (g_strcmp0 (((GbBriefingReason *) self->reasons->pdata[j])->text, text) == 0)
          reason = self->reasons->pdata[j];
      if (reason == NULL)
        {
          reason = g_new0 (GbBriefingReason, 1);
          reason->text = g_strdup (text);
          g_ptr_array_add (self->reasons, reason);
        }
      reason->count++;
    }
  g_ptr_array_sort (self->reasons, compare_reasons);
}

gboolean
gb_briefing_load_late (GbBriefing            *self,
                       GbSqlConnection       *connection,
                       GbCalendars           *calendars,
                       const GbTrackingSpan  *span,
                       GError               **error)
{
  if (!load_rows (self, connection, calendars, span, error) || !load_reasons (self, connection, error))
    return FALSE;
  count_reasons (self);
  return TRUE;
}
