/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gb-duration.h"
#include "gb-format.h"
#include "gb-period.h"

#define POINT_DECIMALS 2
#define RATIO_DECIMALS 2

static const char *const groups[GB_N_SCORE_GROUPS] = {
  N_ ("Openness and transparency"), N_ ("Progress of processing"), N_ ("Online services and payment"),
  N_ ("Digitisation of dossiers"),  N_ ("Satisfaction"),
};

static const struct
{
  const char *name;
  const char *formula;
} indicators[GB_N_SCORE_INDICATORS] = {
  [GB_SCORE_PUBLISHED] = { N_ ("Procedures published on time"),
                           N_ ("Procedures published on time / procedures to be published, in the national database") },
  [GB_SCORE_UPDATED] = { N_ ("Procedures updated in public on time"),
                         N_ ("Procedures updated in public on time / procedures that changed, in the national database") },
  [GB_SCORE_COMPLETE] = { N_ ("Procedures public with all parts"),
                          N_ ("Procedures public with all parts / procedures, in the national database") },
  [GB_SCORE_SYNCED] = { N_ ("Dossiers synced to the national portal"),
                        N_ ("Dossiers synced and received / dossiers received by the national report") },
  [GB_SCORE_ON_TIME] = { N_ ("Dossiers done or in process on time"),
                         N_ ("Processing ended by the due date, or in process and not past it at the period's end / "
                             "received or in hand in the period. Papers asked for once and not there yet: the asking "
                             "is the end; asked for more than once: late. The citizen's time for papers is taken off") },
  [GB_SCORE_DURATION] = { N_ ("Average processing time"),
                          N_ ("Working time of the results of the period / their number; shown only, no points") },
  [GB_SCORE_OFFERED] = { N_ ("Procedures offered online"),
                         N_ ("Procedures with a partly or fully online service / procedures of the commune") },
  [GB_SCORE_USED] = { N_ ("Online services that had dossiers"),
                      N_ ("Online services with an online dossier in the period / online services") },
  [GB_SCORE_FILED] = { N_ ("Dossiers filed online"),
                       N_ ("Filed online, with an electronic result where the procedure gives a paper / received") },
  [GB_SCORE_PAYABLE] = { N_ ("Procedures payable online"),
                         N_ ("Procedures with a fee whose dossiers of the period have fee data / procedures with a fee") },
  [GB_SCORE_PAID] = { N_ ("Dossiers paid online"),
                      N_ ("Paid online / received for procedures with a fee, less those whose every fee is 0") },
  [GB_SCORE_RESULT] = { N_ ("Dossiers with an electronic result"),
                        N_ ("With a result file / received for procedures that give a paper") },
  [GB_SCORE_DIGITISED] = { N_ ("Dossiers digitised"),
                           N_ ("With a file among the submitted parts and an electronic result where the procedure "
                               "gives a paper / received") },
  [GB_SCORE_REUSED] = { N_ ("Dossiers that use digitised data again"),
                        N_ ("With at least one part used again or digitised for that / received") },
  [GB_SCORE_SHARED] = { N_ ("Dossiers shared for reuse"),
                        N_ ("With a part from the citizen's store, or the result file synced / received") },
  [GB_SCORE_POPULATION] = { N_ ("Dossiers that use population data"),
                            N_ ("With an account confirmed by VNeID or the population database asked / received") },
  [GB_SCORE_POPULATION_PROCEDURES] = { N_ ("Procedures that use population data"),
                                       N_ ("Procedures with such a dossier / procedures that had dossiers") },
  [GB_SCORE_REPORTS] = { N_ ("Reports of citizens"), N_ ("Reports of the period; shown only, no points") },
  [GB_SCORE_REPORTS_ON_TIME] = { N_ ("Reports handled on time"),
                                 N_ ("Refused within 2 working days, supplement asked for within 5, answered within "
                                     "15 and made public within 2 / reports of the period") },
  [GB_SCORE_REPORTS_SATISFIED] = { N_ ("Satisfied with the answer to reports"),
                                   N_ ("Reports less those rated bad, repeated or late / reports of the period") },
  [GB_SCORE_SATISFIED] = { N_ ("Satisfied with the processing of dossiers"),
                           N_ ("100 % less the share of late ones (2.1) and the share with a complaint or a bad rating") },
};

/**
 * gb_score_words_group:
 * @group: from 1 to 5
 */
const char *
gb_score_words_group (int group)
{
  g_return_val_if_fail (group >= 1 && group <= GB_N_SCORE_GROUPS, NULL);

  return _(groups[group - 1]);
}

/**
 * gb_score_words_indicator:
 *
 * Returns: (transfer none): the indicator's name
 */
const char *
gb_score_words_indicator (GbScoreIndicator indicator)
{
  return _(indicators[indicator].name);
}

/**
 * gb_score_words_formula:
 *
 * Returns: (transfer none): what is divided by what
 */
const char *
gb_score_words_formula (GbScoreIndicator indicator)
{
  return _(indicators[indicator].formula);
}

/**
 * gb_score_words_source:
 *
 * Returns: (transfer none): where the inputs come from
 */
const char *
gb_score_words_source (GbScoreIndicator indicator)
{
  switch (gb_score_rule (indicator)->source)
    {
    case GB_SCORE_OF_PROVINCE:
      return _("Figures of the national system that the province sends");
    case GB_SCORE_OF_PROCEDURES:
      return _("Procedures and dossiers on this machine");
    case GB_SCORE_OF_REPORTS:
      return _("Citizens' reports on this machine");
    case GB_SCORE_OF_DOSSIERS:
    default:
      return _("Dossiers on this machine");
    }
}

/* @min_decimals: so many are told though they are zero */
static char *
write_number (double value,
              int    decimals,
              gsize  min_decimals)
{
  double scale = pow (10, decimals);
  gint64 scaled = llround (fabs (value) * scale);
  g_autofree char *whole = gb_format_number (scaled / (gint64) scale);
  g_autofree char *rest = g_strdup_printf ("%0*d", MAX (decimals, 1), (int) (scaled % (gint64) scale));
  gsize length = strlen (rest);

  while (length > min_decimals && rest[length - 1] == '0')
    length--;
  rest[length] = '\0';
  return g_strdup_printf ("%s%s%s%s", value < 0 && scaled > 0 ? "−" : "", whole, length > 0 ? "," : "", rest);
}

/**
 * gb_score_words_number:
 * @decimals: at most so many
 *
 * Returns: (transfer full): such as "1.234,5"
 */
char *
gb_score_words_number (double value,
                       int    decimals)
{
  return write_number (value, decimals, 0);
}

/**
 * gb_score_words_points:
 *
 * Points stand below each other, so all have two decimals.
 *
 * Returns: (transfer full): such as "17,20/20", or that there are no data
 */
char *
gb_score_words_points (double points,
                       double max)
{
  g_autofree char *told = NULL;
  g_autofree char *of = NULL;

  if (isnan (points))
    return g_strdup (_("no data yet"));
  told = write_number (points, POINT_DECIMALS, POINT_DECIMALS);
  of = gb_score_words_number (max, POINT_DECIMALS);
  /* Translators: points, and over how many */
  return g_strdup_printf (C_("score", "%s/%s"), told, of);
}

/**
 * gb_score_words_ratio:
 *
 * Returns: (transfer full): such as "86,25 %", a duration for the processing time, or that there are no data
 */
char *
gb_score_words_ratio (GbScoreIndicator   indicator,
                      const GbScoreLine *line)
{
  g_autofree char *number = NULL;

  if (indicator == GB_SCORE_REPORTS)
    {
      number = gb_format_number ((gint64) line->numerator);
      return g_strdup_printf (ngettext ("%s report", "%s reports", (gulong) line->numerator), number);
    }
  if (!line->known)
    return g_strdup (_("no data yet"));
  if (indicator == GB_SCORE_DURATION)
    return gb_duration_format ((gint64) (line->ratio * 3600), GB_DURATION_DEFAULT_DAY);
  number = write_number (line->ratio, RATIO_DECIMALS, RATIO_DECIMALS);
  return g_strdup_printf ("%s %%", number);
}

/**
 * gb_score_words_inputs:
 *
 * Returns: (transfer full): such as "1.203/1.310", empty where nothing is divided
 */
char *
gb_score_words_inputs (GbScoreIndicator   indicator,
                       const GbScoreLine *line)
{
  g_autofree char *numerator = NULL;
  g_autofree char *denominator = NULL;

  if (!line->known || indicator == GB_SCORE_REPORTS)
    return g_strdup ("");
  denominator = gb_format_number ((gint64) line->denominator);
  if (indicator == GB_SCORE_DURATION)
    return g_strdup_printf (ngettext ("%s result", "%s results", (gulong) line->denominator), denominator);
  numerator = gb_format_number ((gint64) line->numerator);
  return g_strdup_printf (C_("ratio", "%s/%s"), numerator, denominator);
}

/**
 * gb_score_words_caption:
 *
 * Returns: (transfer full): such as "86,25 % · 1.203/1.310", or why there is no ratio
 */
char *
gb_score_words_caption (GbScoreIndicator   indicator,
                        const GbScoreLine *line)
{
  g_autofree char *ratio = gb_score_words_ratio (indicator, line);
  g_autofree char *inputs = gb_score_words_inputs (indicator, line);

  if (line->known || indicator == GB_SCORE_REPORTS)
    return *inputs != '\0' ? g_strdup_printf ("%s · %s", ratio, inputs) : g_steal_pointer (&ratio);
  if (line->denominator > 0)
    return g_strdup (_ ("no data yet: what was sent does not tell"));
  return g_strdup (gb_score_rule (indicator)->source == GB_SCORE_OF_PROVINCE
                       ? _ ("no data yet: the province has not sent the figure")
                       : _ ("no data yet: nothing to count in this period"));
}

/**
 * gb_score_words_line_points:
 *
 * Returns: (transfer full): such as "17,2/20", or why there are none
 */
char *
gb_score_words_line_points (GbScoreIndicator   indicator,
                            const GbScoreLine *line)
{
  if (!gb_score_rule (indicator)->scored)
    return g_strdup (C_ ("score", "shown only"));
  /* Translators: the province did not say how many points an indicator brings */
  if (isnan (line->max))
    return g_strdup (C_ ("score", "no points set"));
  return gb_score_words_points (line->points, line->max);
}

/**
 * gb_score_words_part:
 *
 * Returns: (transfer full) (nullable): what a button says that opens a part: "192 hồ sơ làm mất 2,28 điểm"; %NULL
 *   where there is nothing to open
 */
char *
gb_score_words_part (const GbScoreLine *line,
                     GbScorePart        part)
{
  gint64 n = part == GB_SCORE_LOST ? line->lost : (gint64) (part == GB_SCORE_YES ? line->numerator : line->denominator);
  g_autofree char *number = gb_format_number (n);
  g_autofree char *points = NULL;
  double lost = line->max - line->points;

  if (n <= 0)
    return NULL;
  if (part == GB_SCORE_ALL)
    return g_strdup_printf (ngettext ("%s counted", "%s counted", (gulong) n), number);
  if (part == GB_SCORE_YES)
    return g_strdup_printf (ngettext ("%s fulfilled", "%s fulfilled", (gulong) n), number);
  if (!line->known || isnan (lost) || lost <= 0)
    return g_strdup_printf (ngettext ("%s not fulfilled", "%s not fulfilled", (gulong) n), number);
  points = gb_score_words_number (lost, 2);
  return g_strdup_printf (ngettext ("%s dossier costs %s points", "%s dossiers cost %s points", (gulong) n), number, points);
}

/**
 * gb_score_words_group_caption:
 *
 * Returns: (transfer full): over how many points a group stands; empty where that is all
 */
char *
gb_score_words_group_caption (const GbScoreTotal *total)
{
  g_autofree char *open = gb_score_words_number (total->max - total->of, 2);

  if (total->of <= 0)
    return g_strdup (_ ("no points can be told yet"));
  if (total->of >= total->max)
    return g_strdup ("");
  return g_strdup_printf (_ ("%s points without data"), open);
}

/**
 * gb_score_words_procedure:
 *
 * Returns: (transfer full): what one procedure has to do with an indicator
 */
char *
gb_score_words_procedure (GbScoreIndicator             indicator,
                          const GbScoreProcedure      *procedure,
                          const GbScoreProcedureCount *count)
{
  g_autofree char *done = gb_format_number (count->done);
  g_autofree char *received = gb_format_number (count->received);
  g_autofree char *time = NULL;

  switch ((int) indicator)
    {
    case GB_SCORE_DURATION:
      time = gb_duration_format (count->seconds / MAX (count->done, 1), GB_DURATION_DEFAULT_DAY);
      return g_strdup_printf (ngettext ("%s each · %s result", "%s each · %s results", (gulong) count->done), time, done);
    case GB_SCORE_OFFERED:
      return g_strdup (_ ("not offered online"));
    case GB_SCORE_USED:
      return g_strdup (_ ("no online dossier in this period"));
    case GB_SCORE_PAYABLE:
      return g_strdup (_ ("no fee data in this period"));
    case GB_SCORE_POPULATION_PROCEDURES:
    default:
      return g_strdup_printf (ngettext ("%s dossier, none with population data", "%s dossiers, none with population data",
                                        (gulong) count->received),
                              received);
    }
}

/**
 * gb_score_words_issue:
 *
 * Returns: (transfer full): when a report was raised, and what costs points
 */
char *
gb_score_words_issue (const GbScoreIssue *issue,
                      GbScoreIndicator    indicator)
{
  g_autofree char *day = gb_format_full_day (gb_time_day (issue->raised));
  const char *verdict = issue->on_time ? C_ ("report", "on time") : C_ ("report", "late");

  if (indicator == GB_SCORE_REPORTS_SATISFIED && issue->on_time && !issue->satisfied)
    verdict = C_ ("report", "rated bad or repeated");
  return g_strdup_printf ("%s · %s · %s", issue->field, day, verdict);
}

/**
 * gb_score_words_set:
 * @set: of kind %GB_DOSSIER_SET_SCORE
 * @today: a period that is under way is told until then
 *
 * Returns: (transfer full): such as "Hồ sơ được số hóa: chưa đạt · 01–26/08/2026"
 */
char *
gb_score_words_set (const GbDossierSet *set,
                    GbDay               today)
{
  static const char *const parts[GB_N_SCORE_PARTS] = { N_ ("counted"), N_ ("fulfilled"), N_ ("not fulfilled") };
  g_autofree char *days = NULL;
  g_autofree char *last = gb_format_day (set->to, today);

  if (set->part == GB_SCORE_SET_FINISHING)
    return g_strdup_printf (_ ("due until %s"), last);
  days = gb_period_format (set->from, CLAMP (today, set->from, set->to));
  return g_strdup_printf ("%s %s: %s · %s", gb_score_rule (set->part / GB_N_SCORE_PARTS)->id,
                          gb_score_words_indicator (set->part / GB_N_SCORE_PARTS),
                          _ (parts[set->part % GB_N_SCORE_PARTS]), days);
}
