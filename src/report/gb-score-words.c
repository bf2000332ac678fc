/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gb-duration.h"
#include "gb-format.h"

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
  double scale = pow (10, decimals);
  gint64 scaled = llround (fabs (value) * scale);
  g_autofree char *whole = gb_format_number (scaled / (gint64) scale);
  g_autofree char *rest = g_strdup_printf ("%0*d", MAX (decimals, 1), (int) (scaled % (gint64) scale));
  gsize length = strlen (rest);

  while (length > 0 && rest[length - 1] == '0')
    length--;
  rest[length] = '\0';
  return g_strdup_printf ("%s%s%s%s", value < 0 && scaled > 0 ? "−" : "", whole, length > 0 ? "," : "", rest);
}

/**
 * gb_score_words_points:
 *
 * Returns: (transfer full): such as "17,2/20", or that there are no data
 */
char *
gb_score_words_points (double points,
                       double max)
{
  g_autofree char *told = NULL;
  g_autofree char *of = NULL;

  if (isnan (points))
    return g_strdup (_("no data yet"));
  told = gb_score_words_number (points, 2);
  of = gb_score_words_number (max, 2);
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
  number = gb_score_words_number (line->ratio, 2);
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
