/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-predicate.h"

/* What divides due-soon from on-track, and late reception from reception in time, depends on the
 * commune's working calendar. Most communes share one, so the province's instants are bound once
 * and only the others' looked up. */
#define OWN(column, standard)                                                                      \
  "CASE WHEN d.commune IN (SELECT commune FROM horizon) "                                          \
  "THEN (SELECT h." column " FROM horizon h WHERE h.commune=d.commune) ELSE " standard " END"
#define SOON      OWN ("soon", ":soon")
#define NEXT_DAY  OWN ("next_day", ":next_day")
#define RECEPTION OWN ("reception", ":reception")

#define IS_FINISHED "d.state IN (3,7,9,10)"
#define IS_OPEN     "d.state NOT IN (3,7,9,10)"
#define IS_RUNNING  "d.state IN (2,4)"

/* Re-scheduled once: by a letter or an extension in the province's data, or by a letter signed here and
 * on its way. */
#define IS_EXTENDED                                                                                \
  "(d.id IN (SELECT a.dossier FROM apology a) OR "                                                 \
  "EXISTS (SELECT 1 FROM letter l WHERE l.dossier=d.id) OR "                                       \
  "EXISTS (SELECT 1 FROM dossier_step e WHERE e.dossier=d.id AND e.event='extend'))"
/* Where no law says it, the ward's own definition does. */
#define PORTAL_STATES "National Public Service Portal, the ten states of a dossier"
#define DECISION_766 "Decision 766/QD-TTg"
#define WARD_CLASSES "DOMAIN: deadline class (the ward's definition)"
#define SUPPLEMENT_SOURCE "Decree 61/2018/ND-CP, art. 19(4); Decree 297/2025/ND-CP, art. 6(4)"
#define APOLOGY_SOURCE "Decree 61/2018/ND-CP, art. 19(9); Decree 118/2025/ND-CP"

/* DOMAIN: "each dossier is in exactly one, the first that fits". The conditions exclude each
 * other, so that the order does not matter to a list and a count that use one alone. */
static const GbPredicate predicates[GB_N_DOSSIER_FILTERS] = {
  [GB_DOSSIER_FILTER_ALL] = { "all", "1", FALSE, "Every dossier",
                              "DOMAIN: dossier (what the account's scope has)" },
  [GB_DOSSIER_FILTER_OPEN] = { "open", "1", TRUE, "Not finished: every class but the last",
                               PORTAL_STATES "; " WARD_CLASSES },
  [GB_DOSSIER_FILTER_OVERDUE] = { "overdue", IS_RUNNING " AND d.due<:now", TRUE,
                                  "In process, later than its due moment, to the second",
                                  DECISION_766 },
  [GB_DOSSIER_FILTER_DUE_TODAY] = { "due-today",
                                    IS_RUNNING " AND d.due>=:now AND d.due<:day_end", TRUE,
                                    "In process, due later today: not overdue",
                                    DECISION_766 "; " WARD_CLASSES },
  [GB_DOSSIER_FILTER_DUE_SOON] = { "due-soon",
                                   IS_RUNNING " AND d.due>=:day_end AND d.due<=" SOON, TRUE,
                                   "In process, due by the end of the second working day after "
                                   "today in its commune's calendar, or of as many as the user "
                                   "wants",
                                   WARD_CLASSES },
  [GB_DOSSIER_FILTER_ON_TRACK] = { "on-track",
                                   IS_RUNNING " AND d.due>=:day_end AND d.due>" SOON, TRUE,
                                   "In process, due later than that",
                                   DECISION_766 "; " WARD_CLASSES },
  [GB_DOSSIER_FILTER_PAUSED] = { "paused", "d.state IN (5,6,8)", TRUE,
                                 "Waiting for papers or payment, or stopped",
                                 DECISION_766 "; " SUPPLEMENT_SOURCE },
  [GB_DOSSIER_FILTER_NO_DUE] = { "no-due", IS_RUNNING " AND d.due IS NULL", TRUE,
                                 "In process without a due moment: never counted as on time",
                                 DECISION_766 "; " WARD_CLASSES },
  [GB_DOSSIER_FILTER_AWAITING] = { "awaiting", "d.state=1", TRUE,
                                   "Submitted online, not yet accepted", PORTAL_STATES },
  [GB_DOSSIER_FILTER_FINISHED] = { "finished", IS_FINISHED, FALSE,
                                   "Refused, withdrawn, ready or handed over", PORTAL_STATES },
  [GB_DOSSIER_FILTER_LATE_RECEPTION] = { "late-reception",
                                         "d.state=1 AND d.channel='online' AND d.submitted<="
                                         RECEPTION,
                                         TRUE,
                                         "Submitted online more than 8 working hours ago and not "
                                         "yet accepted",
                                         "Decree 61/2018/ND-CP, art. 19; DOMAIN: reception clock" },
  [GB_DOSSIER_FILTER_CROSS_BOUNDARY] = { "cross-boundary", "d.received_by<>d.commune", TRUE,
                                         "Open, received by another commune than the one that "
                                         "owns the clock",
                                         "DOMAIN: dossier (filed in any commune of the province)" },
  /* A due moment on a day off before the next working day has its last working day today, too. */
  [GB_DOSSIER_FILTER_SIGN_TODAY] = { "sign-today",
                                     IS_RUNNING " AND d.due>=:day_end AND d.due<" NEXT_DAY
                                     " AND NOT " IS_EXTENDED,
                                     TRUE,
                                     "In process, due by the end of the next working day of its "
                                     "commune's calendar, not re-scheduled: an apology letter is "
                                     "to be signed today if it will not be done",
                                     APOLOGY_SOURCE },
  [GB_DOSSIER_FILTER_SIGN_MISSED] = { "sign-missed",
                                      IS_RUNNING " AND d.due<:day_end AND NOT " IS_EXTENDED, TRUE,
                                      "In process, due today or earlier, not re-scheduled: the "
                                      "day for signing an apology letter is over",
                                      APOLOGY_SOURCE },
};

/**
 * gb_predicate:
 *
 * Returns: (transfer none): the set's name and condition
 */
const GbPredicate *
gb_predicate (GbDossierFilter filter)
{
  g_return_val_if_fail (filter < GB_N_DOSSIER_FILTERS, NULL);

  return &predicates[filter];
}

/**
 * gb_predicate_condition:
 *
 * The whole condition, to be put after WHERE. Those of open dossiers begin with the words that the
 * partial indexes have, so that SQLite sees that it may use them.
 *
 * Returns: (transfer full): SQL on a row `d` of table dossier, in a statement that begins with
 *   gb_predicate_with_sql() and was given to gb_predicate_bind()
 */
char *
gb_predicate_condition (GbDossierFilter filter)
{
  const GbPredicate *self = gb_predicate (filter);

  if (self->open)
    return g_strdup_printf (IS_OPEN " AND (%s)", self->sql);
  return g_strdup_printf ("(%s)", self->sql);
}

/**
 * gb_predicate_class_sql:
 *
 * Returns: an SQL expression on a row `d` whose value is its #GbDeadlineClass
 */
const char *
gb_predicate_class_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *finished = gb_predicate_condition (GB_DOSSIER_FILTER_FINISHED);
      GString *text = g_string_new (NULL);

      /* That a row is open is asked once, not for each class. */
      g_string_printf (text, "CASE WHEN %s THEN %d", finished, GB_DEADLINE_CLASS_FINISHED);
      for (int i = 0; i < GB_DEADLINE_CLASS_FINISHED; i++)
        g_string_append_printf (text, " WHEN %s THEN %d",
                                gb_predicate (GB_DOSSIER_FILTER_OF_CLASS (i))->sql, i);
      g_string_append (text, " END");
      sql = g_string_free (text, FALSE);
      g_once_init_leave (&once, 1);
    }
  return sql;
}

/**
 * gb_predicate_rescheduled_sql:
 *
 * The new date that a letter or an extension gave and the province's due moment does not show yet ("đã hẹn lại …,
 * chờ hệ thống tỉnh").
 *
 * Returns: an SQL expression on a row `d`: UTC seconds or NULL
 */
const char *
gb_predicate_rescheduled_sql (void)
{
  return "CASE WHEN " IS_OPEN " THEN (SELECT max(n) FROM ("
         "SELECT l.new_due AS n FROM letter l WHERE l.dossier=d.id UNION ALL "
         "SELECT e.new_due FROM dossier_step e WHERE e.dossier=d.id AND e.event='extend' UNION ALL "
         "SELECT a.new_due FROM apology a WHERE a.dossier=d.id) WHERE n>coalesce(d.due,0)) END";
}

/**
 * gb_predicate_with_sql:
 *
 * Returns: the beginning of a statement that uses conditions: a WITH clause for the communes'
 *   horizons and for the letters signed here. Further tables may follow after a comma.
 */
const char *
gb_predicate_with_sql (void)
{
  return "WITH horizon(commune,soon,reception,next_day) AS MATERIALIZED (SELECT value->>'commune',"
         "value->>'soon',value->>'reception',value->>'next_day' FROM json_each(:horizons)),"
         "apology(dossier,new_due) AS MATERIALIZED (SELECT value->>'dossier',value->>'new_due' "
         "FROM json_each(:apologies))";
}

/**
 * gb_predicate_bind:
 *
 * Binds :now, :day_end, :next_day, :soon, :reception, :horizons and :apologies where the statement
 * has them.
 */
void
gb_predicate_bind (GbSqlStatement  *statement,
                   const GbHorizon *horizon)
{
  gb_sql_statement_set_int (statement, ":now", horizon->now);
  gb_sql_statement_set_int (statement, ":day_end", horizon->day_end);
  gb_sql_statement_set_int (statement, ":next_day", horizon->next_day);
  gb_sql_statement_set_int (statement, ":soon", horizon->soon);
  gb_sql_statement_set_int (statement, ":reception", horizon->reception);
  gb_sql_statement_set_text (statement, ":horizons", horizon->communes);
  gb_sql_statement_set_text (statement, ":apologies",
                             horizon->apologies != NULL ? horizon->apologies : "[]");
}
