/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking.h"

#include "gb-sql-statement.h"

#define DECISION_766 "Decision 766/QD-TTg"

/**
 * GbTrackingPredicate:
 * @sql: the condition on a row `f` of the facts below
 * @doc: what it means
 * @source: where that is laid down
 *
 * A column of the table. The columns of a group exclude each other; only a dossier without a due
 * date is in none of early, on time and late.
 */
typedef struct
{
  const char *sql;
  const char *doc;
  const char *source;
} GbTrackingPredicate;

#define DONE "coalesce(f.ended BETWEEN :from AND :until,0)"
#define PAUSED "NOT (" DONE ") AND f.state IN (5,6,8)"
#define PROCESSING "NOT (" DONE ") AND f.state NOT IN (5,6,8)"

/* Viet Nam's days: instants are UTC seconds, and days there begin seven hours earlier. */
#define DAY_OF(instant) "((" instant "+25200)/86400)"

static const GbTrackingPredicate predicates[GB_N_TRACKING_COLUMNS] = {
  [GB_TRACKING_RECEIVED] = { "1", "All that were in hand in the period", DECISION_766 },
  [GB_TRACKING_CARRIED] = { "f.accepted<:from", "Accepted before the period and not ended before it", DECISION_766 },
  [GB_TRACKING_PERIOD] = { "f.accepted>=:from", "Accepted in the period", DECISION_766 },
  [GB_TRACKING_ONLINE] = { "f.accepted>=:from AND f.channel='online'", "Of these, filed online", DECISION_766 },
  [GB_TRACKING_DESK] = { "f.accepted>=:from AND f.channel='desk'", "Of these, filed at the desk", DECISION_766 },
  [GB_TRACKING_POST] = { "f.accepted>=:from AND f.channel='post'", "Of these, by public post", DECISION_766 },
  [GB_TRACKING_DONE] = { DONE, "Entered state 9, else 10, or 7, in the period", DECISION_766 },
  [GB_TRACKING_DONE_EARLY] = { DONE " AND " DAY_OF ("f.ended") "<" DAY_OF ("f.due"),
                               "Done on an earlier calendar day than due", DECISION_766 },
  [GB_TRACKING_DONE_ONTIME] = { DONE " AND " DAY_OF ("f.ended") "=" DAY_OF ("f.due") " AND f.ended<=f.due",
                                "Done on the due day, not after the due moment", DECISION_766 },
  [GB_TRACKING_DONE_LATE] = { DONE " AND f.ended>f.due", "Done after the due moment", DECISION_766 },
  [GB_TRACKING_PROCESSING] = { PROCESSING, "In process at the period's end or now", DECISION_766 },
  [GB_TRACKING_PROCESSING_ONTIME] = { PROCESSING " AND :until<=f.due", "Not past the due moment then", DECISION_766 },
  [GB_TRACKING_PROCESSING_LATE] = { PROCESSING " AND :until>f.due", "Past the due moment then", DECISION_766 },
  [GB_TRACKING_PAUSED] = { PAUSED, "Waiting for papers or payment, or stopped, at the period's end or now",
                           DECISION_766 },
  [GB_TRACKING_PAUSED_ONTIME] = { PAUSED " AND f.entered<=f.due", "Came to stand not after the due moment",
                                  DECISION_766 },
  [GB_TRACKING_PAUSED_LATE] = { PAUSED " AND f.entered>f.due", "Came to stand after the due moment", DECISION_766 },
};

/* What is true of each dossier at the end of the period or now, whichever is earlier (:until): its
 * state by the steps, when it came into it, and when it ended. States 1 and 3 never count. */
#define FACTS                                                                                                 \
  "WITH at(id,state,entered) AS MATERIALIZED ("                                                               \
  " SELECT d.id,coalesce(s.state,d.state),"                                                                   \
  "  coalesce((SELECT min(e.at) FROM dossier_step e WHERE e.dossier=d.id AND e.at<=:until AND e.at>coalesce(" \
  "   (SELECT max(o.at) FROM dossier_step o WHERE o.dossier=d.id AND o.at<=:until AND o.state<>s.state),0)),"  \
  "   d.received)"                                                                                            \
  " FROM dossier d LEFT JOIN dossier_step s ON s.number=(SELECT l.number FROM dossier_step l"                 \
  "  WHERE l.dossier=d.id AND l.at<=:until ORDER BY l.at DESC,l.number DESC LIMIT 1)"                         \
  " WHERE d.received<=:until AND (:commune IS NULL OR d.commune=:commune)"                                    \
  "  AND NOT (d.state IN (3,7,9,10) AND d.finished IS NOT NULL AND d.finished<:from)),"                       \
  "f AS MATERIALIZED (SELECT d.id,d.commune,d.field,d.officer,d.channel,d.received AS accepted,d.due,"         \
  " a.state,a.entered,iif(d.state IN (7,9,10),coalesce(d.finished,a.entered),NULL) AS ended"                                      \
  " FROM at a JOIN dossier d ON d.id=a.id WHERE a.state NOT IN (1,3)) "

static const char *const keys[] = {
  [GB_TRACKING_BY_UNIT] = "f.commune",
  [GB_TRACKING_BY_FIELD] = "f.field",
  [GB_TRACKING_BY_OFFICER] = "coalesce(f.officer,'')",
};

static void
bind_period (GbSqlStatement *s,
             GbDay           from,
             GbDay           to,
             const char     *commune,
             gint64          now)
{
  gb_sql_statement_set_int (s, ":from", gb_day_at (from, 0));
  gb_sql_statement_set_int (s, ":until", MIN (gb_day_at (to, GB_DAY_SECONDS - 1), now));
  gb_sql_statement_set_text (s, ":commune", commune);
}

static void
add_to_total (GbTrackingRow       *total,
              const GbTrackingRow *row)
{
  for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
    total->counts[i] += row->counts[i];
}

static GbTrackingRow *
row_new (GbSqlStatement *s)
{
  GbTrackingRow *row = g_new0 (GbTrackingRow, 1);

  row->key = gb_sql_statement_dup_text (s, 0);
  row->name = gb_sql_statement_dup_text (s, 1);
  for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
    row->counts[i] = gb_sql_statement_get_int (s, i + 2);
  return row;
}

static char *
table_sql (GbTrackingBy by)
{
  GString *sql = g_string_new (FACTS);

  if (by == GB_TRACKING_BY_UNIT)
    g_string_append_printf (sql, "SELECT %s,(SELECT c.name FROM commune c WHERE c.id=f.commune)", keys[by]);
  else
    g_string_append_printf (sql, "SELECT %s,%s", keys[by], keys[by]);
  for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
    g_string_append_printf (sql, ",count(*) FILTER (WHERE %s)", predicates[i].sql);
  g_string_append (sql, " FROM f GROUP BY 1 ORDER BY 1");
  return g_string_free (sql, FALSE);
}

/**
 * gb_tracking_table:
 * @by: what a row stands for
 * @from: first day of the period
 * @to: last day of the period
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL = all
 * @now: UTC seconds
 *
 * The table of decision 766/QĐ-TTg. The total of received is done + processing + paused.
 *
 * Returns: (transfer full) (element-type GbTrackingRow): the rows, the last one their total
 */
GPtrArray *
gb_tracking_table (GbSqlConnection *connection,
                   GbTrackingBy     by,
                   GbDay            from,
                   GbDay            to,
                   const char      *commune,
                   gint64           now,
                   GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_tracking_row_free);
  g_autofree char *sql = table_sql (by);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  GbTrackingRow *total = g_new0 (GbTrackingRow, 1);
  gboolean row = FALSE;

  if (s != NULL)
    bind_period (s, from, to, commune, now);
  while (s != NULL && gb_sql_statement_step (s, &row, error) && row)
    {
      g_ptr_array_add (rows, row_new (s));
      add_to_total (total, g_ptr_array_index (rows, rows->len - 1));
    }
  g_ptr_array_add (rows, total);
  return s == NULL || row ? NULL : g_steal_pointer (&rows);
}

/**
 * gb_tracking_codes:
 * @column: one of the table's columns
 * @from: first day of the period
 * @to: last day of the period
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL = all
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type utf8): the codes of exactly the dossiers that the column
 *   counted, in order
 */
GPtrArray *
gb_tracking_codes (GbSqlConnection *connection,
                   GbTrackingColumn column,
                   GbDay            from,
                   GbDay            to,
                   const char      *commune,
                   gint64           now,
                   GError         **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = g_strdup_printf (FACTS "SELECT f.id FROM f WHERE %s ORDER BY 1", predicates[column].sql);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row = FALSE;

  if (s != NULL)
    bind_period (s, from, to, commune, now);
  while (s != NULL && gb_sql_statement_step (s, &row, error) && row)
    g_ptr_array_add (codes, gb_sql_statement_dup_text (s, 0));
  return s == NULL || row ? NULL : g_steal_pointer (&codes);
}

/**
 * gb_tracking_row_free:
 */
void
gb_tracking_row_free (GbTrackingRow *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self);
}
