/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-rules.h"

#include <string.h>

#include "gb-dossier-then-private.h"

/* The conditions stand on a row `d` in a statement that is given to gb_dossier_set_bind(). They are not those of the
 * tracking table (gb-tracking.c): the national system computes the scorecard by its own. */

#define RECEIVED "d.received BETWEEN :set_from AND :set_until"

/* --- how a dossier ended ----------------------------------------------------------------------- */

#define ASKED "unixepoch(e.value->>'$.asked')"
#define COMPLETED "unixepoch(e.value->>'$.completed')"

/* Papers may have been asked for by messages, by steps or by both. */
#define TIMES_ASKED                                                                                                    \
  "max((SELECT count(*) FROM json_each(d.supplements) e WHERE " ASKED "<=:set_until),"                                 \
  "(SELECT count(*) FROM dossier_step s WHERE s.dossier=d.id AND s.state=5 AND s.at<=:set_until AND coalesce("         \
  "(SELECT o.state FROM dossier_step o WHERE o.dossier=d.id AND o.state>0 AND (o.at,o.number)<(s.at,s.number) "        \
  "ORDER BY o.at DESC,o.number DESC LIMIT 1),0)<>5))"

#define WAITING_SINCE                                                                                                  \
  "coalesce((SELECT max(" ASKED ") FROM json_each(d.supplements) e WHERE " ASKED "<=:set_until "                       \
  "AND coalesce(" COMPLETED ">:set_until,1))," GB_THEN_STRETCH ("5", "") ",d.received)"

#define STOPPED_AT                                                                                                     \
  "coalesce(" GB_THEN_STRETCH ("8", "") ",(SELECT max(s.at) FROM dossier_step s WHERE s.dossier=d.id "                 \
  "AND s.at<=:set_until AND " GB_THEN_HAS_STATE "),d.received)"

#define ENDED_BY_STEPS                                                                                                 \
  "coalesce(" GB_THEN_STRETCH ("3,7,9,10", "s.state<>9,") ",iif(d.handed_over<=:set_until,d.handed_over,NULL),d.received)"

/* The end of processing: state 9, else 10, else refused, withdrawn or stopped; papers that are asked for and not
 * there are the citizen's turn. NULL while it is open. */
#define ENDED                                                                                                          \
  "CASE WHEN d.finished<=:set_until AND d.state IN (3,7,9,10) THEN d.finished ELSE CASE " GB_THEN_STATE                \
  " WHEN 5 THEN " WAITING_SINCE " WHEN 8 THEN " STOPPED_AT " WHEN 3 THEN " ENDED_BY_STEPS " WHEN 7 THEN "              \
  ENDED_BY_STEPS " WHEN 9 THEN " ENDED_BY_STEPS " WHEN 10 THEN " ENDED_BY_STEPS " END END"

/* The citizen's time for papers is taken off, once: a new due date that came with it has it already. */
#define TAKEN_OFF                                                                                                      \
  "coalesce((SELECT sum(max(0,min(" COMPLETED ",:set_until)-" ASKED ")) FROM json_each(d.supplements) e "              \
  "WHERE " ASKED "<=:set_until AND " COMPLETED " IS NOT NULL AND NOT coalesce(e.value->>'$.renewed',0)),0)"

/* Without a due date it is never on time. */
#define ON_TIME                                                                                                        \
  "CASE WHEN d.due IS NULL OR " TIMES_ASKED ">1 THEN 0 "                                                               \
  "ELSE coalesce(" ENDED ",:set_until)-" TAKEN_OFF "<=d.due END"

/* Received in the period, or in process or ended in it. Who was turned away at once had no date to be measured by,
 * unless one was set. */
#define HELD                                                                                                           \
  "(d.received<=:set_until AND (d.received>=:set_from OR coalesce(" ENDED ",:set_until)>=:set_from) "                  \
  "OR d.received IS NULL AND d.state=3 AND d.due IS NOT NULL AND d.finished BETWEEN :set_from AND :set_until)"

/* --- its procedure and its facts --------------------------------------------------------------- */

/* By code; by name where there is none. */
#define OF_PROCEDURE(condition)                                                                                        \
  "(coalesce(d.procedure_code IN (SELECT p.code FROM procedure p WHERE p.code IS NOT NULL AND " condition "),0) "      \
  "OR d.procedure_code IS NULL AND d.procedure IN (SELECT p.name FROM procedure p WHERE " condition "))"

#define GIVES_PAPER OF_PROCEDURE ("p.paper_result=1")
#define COSTS OF_PROCEDURE ("p.fee>0")

#define IS(fact) "coalesce(d." fact ",0)"
#define TOLD(fact) "d." fact " IS NOT NULL"

#define HAS_RESULT "(NOT " GIVES_PAPER " OR " IS ("result_file") ")"
#define KNOWS_RESULT "(NOT " GIVES_PAPER " OR " TOLD ("result_file") ")"

#define OF_DOSSIERS(id, group, full_at, all, yes, told) { id, group, full_at, GB_SCORE_OF_DOSSIERS, TRUE, all, yes, told }
#define OTHER(id, group, full_at, source, scored) { id, group, full_at, source, scored, NULL, NULL, NULL }

static const GbScoreRule rules[GB_N_SCORE_INDICATORS] = {
  [GB_SCORE_PUBLISHED] = OTHER ("1.1", 1, 100, GB_SCORE_OF_PROVINCE, TRUE),
  [GB_SCORE_UPDATED] = OTHER ("1.2", 1, 100, GB_SCORE_OF_PROVINCE, TRUE),
  [GB_SCORE_COMPLETE] = OTHER ("1.3", 1, 100, GB_SCORE_OF_PROVINCE, TRUE),
  [GB_SCORE_SYNCED] = OTHER ("1.4", 1, 100, GB_SCORE_OF_PROVINCE, TRUE),
  [GB_SCORE_ON_TIME] = OF_DOSSIERS ("2.1", 2, 100, HELD, ON_TIME, "1"),
  [GB_SCORE_DURATION] = OTHER ("2.2", 2, 100, GB_SCORE_OF_PROCEDURES, FALSE),
  [GB_SCORE_OFFERED] = OTHER ("3.1", 3, 80, GB_SCORE_OF_PROCEDURES, TRUE),
  [GB_SCORE_USED] = OTHER ("3.2", 3, 100, GB_SCORE_OF_PROCEDURES, TRUE),
  [GB_SCORE_FILED] = OF_DOSSIERS ("3.3", 3, 50, RECEIVED, "(d.channel='online' AND " HAS_RESULT ")", KNOWS_RESULT),
  [GB_SCORE_PAYABLE] = OTHER ("3.5", 3, 80, GB_SCORE_OF_PROCEDURES, TRUE),
  [GB_SCORE_PAID] = OF_DOSSIERS ("3.6", 3, 100, "(" RECEIVED " AND " COSTS " AND NOT " IS ("fee_zero") ")",
                                 IS ("paid_online"), TOLD ("paid_online")),
  [GB_SCORE_RESULT] = OF_DOSSIERS ("4.1", 4, 100, "(" RECEIVED " AND " GIVES_PAPER ")", IS ("result_file"),
                                   TOLD ("result_file")),
  [GB_SCORE_DIGITISED] = OF_DOSSIERS ("4.2", 4, 80, RECEIVED, "(" IS ("digitised") " AND " HAS_RESULT ")",
                                      "(" TOLD ("digitised") " AND " KNOWS_RESULT ")"),
  [GB_SCORE_REUSED] = OF_DOSSIERS ("4.3", 4, 80, RECEIVED, IS ("reused"), TOLD ("reused")),
  [GB_SCORE_SHARED] = OF_DOSSIERS ("4.4", 4, 100, RECEIVED, "(" IS ("from_store") " OR " IS ("result_file") ")",
                                   "(" TOLD ("from_store") " OR " TOLD ("result_file") ")"),
  [GB_SCORE_POPULATION] = OF_DOSSIERS ("4.5", 4, 100, RECEIVED, "(" IS ("identity") " OR " IS ("population") ")",
                                       "(" TOLD ("identity") " OR " TOLD ("population") ")"),
  [GB_SCORE_POPULATION_PROCEDURES] = OTHER ("4.5b", 4, 100, GB_SCORE_OF_PROCEDURES, TRUE),
  [GB_SCORE_REPORTS] = OTHER ("5.1", 5, 100, GB_SCORE_OF_REPORTS, FALSE),
  [GB_SCORE_REPORTS_ON_TIME] = OTHER ("5.2", 5, 100, GB_SCORE_OF_REPORTS, TRUE),
  [GB_SCORE_REPORTS_SATISFIED] = OTHER ("5.3", 5, 100, GB_SCORE_OF_REPORTS, TRUE),
  [GB_SCORE_SATISFIED] = OF_DOSSIERS ("5.4", 5, 90, HELD, "(" ON_TIME " AND NOT " IS ("complaint") ")",
                                      TOLD ("complaint")),
};

/* Decision 766/QĐ-TTg, annex: 18 for openness, 20 for progress, 12 for online services and 10 for payment, 22 for
 * digitisation, 18 for satisfaction. */
static const double group_max[GB_N_SCORE_GROUPS] = { 18, 20, 12 + 10, 22, 18 };

static const char *const part_nicks[GB_N_SCORE_PARTS] = { "all", "yes", "lost" };

/**
 * gb_score_rule:
 *
 * Returns: (transfer none): how the indicator is computed (decision 766/QĐ-TTg, after the national system's own
 *   description)
 */
const GbScoreRule *
gb_score_rule (GbScoreIndicator indicator)
{
  g_return_val_if_fail (indicator < GB_N_SCORE_INDICATORS, NULL);

  return &rules[indicator];
}

/**
 * gb_score_indicator_parse:
 * @id: "2.1"
 * @indicator: (out): which one it is
 *
 * Returns: whether there is such an indicator
 */
gboolean
gb_score_indicator_parse (const char       *id,
                          GbScoreIndicator *indicator)
{
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    if (g_strcmp0 (rules[i].id, id) == 0)
      {
        *indicator = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_score_group_max:
 * @group: from 1 to 5
 *
 * Returns: the group's points
 */
double
gb_score_group_max (int group)
{
  g_return_val_if_fail (group >= 1 && group <= GB_N_SCORE_GROUPS, 0);

  return group_max[group - 1];
}

/**
 * gb_score_set_part:
 *
 * Returns: the part of a #GbDossierSet of kind %GB_DOSSIER_SET_SCORE
 */
int
gb_score_set_part (GbScoreIndicator indicator,
                   GbScorePart      part)
{
  return (int) indicator * GB_N_SCORE_PARTS + (int) part;
}

/**
 * gb_score_set_nick:
 *
 * Returns: (transfer none): the name that saved views use: "2.1-lost"
 */
const char *
gb_score_set_nick (int set_part)
{
  static const char *nicks[GB_N_SCORE_SETS];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (int i = 0; i < GB_SCORE_SET_FINISHING; i++)
        {
          g_autofree char *nick = g_strdup_printf ("%s-%s", rules[i / GB_N_SCORE_PARTS].id,
                                                   part_nicks[i % GB_N_SCORE_PARTS]);

          nicks[i] = g_intern_string (nick);
        }
      nicks[GB_SCORE_SET_FINISHING] = "finishing";
      g_once_init_leave (&once, 1);
    }
  g_return_val_if_fail (set_part >= 0 && set_part < GB_N_SCORE_SETS, NULL);

  return nicks[set_part];
}

/**
 * gb_score_set_append_sql:
 * @set: of kind %GB_DOSSIER_SET_SCORE
 * @open: whether only open dossiers are looked at
 * @now: UTC seconds
 *
 * Appends the condition of a part on a row `d`, for a statement that is given to gb_dossier_set_bind().
 */
void
gb_score_set_append_sql (const GbDossierSet *set,
                         gboolean            open,
                         gint64              now,
                         GString            *sql)
{
  const GbScoreRule *rule;

  if (set->part == GB_SCORE_SET_FINISHING)
    {
      g_string_append (sql, "d.state IN (2,4) AND d.received<=:set_until AND d.due BETWEEN :set_until AND :set_to");
      return;
    }
  rule = &rules[set->part / GB_N_SCORE_PARTS];
  if (rule->all_sql == NULL)
    {
      g_string_append (sql, "0");
      return;
    }
  if (!open && !gb_then_is_long (set->from, now))
    g_string_append (sql, GB_THEN_IN_HAND " AND ");
  g_string_append (sql, rule->all_sql);
  if (set->part % GB_N_SCORE_PARTS != GB_SCORE_ALL)
    g_string_append_printf (sql, " AND %s(%s)", set->part % GB_N_SCORE_PARTS == GB_SCORE_LOST ? "NOT " : "",
                            rule->yes_sql);
}
