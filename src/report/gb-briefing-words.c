/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"
#include "gb-freshness-words.h"
#include "gb-score-words.h"

/* Points that differ by less are rounding. */
#define LEAST_POINTS 0.005

/* "8/2026" */
static char *
month_year (GbDay day)
{
  int year, month;

  gb_day_to_ymd (day, &year, &month, NULL);
  return g_strdup_printf ("%d/%d", month, year);
}

static gboolean
is_whole_month (const GbBriefingPeriod *period)
{
  int day, next;

  gb_day_to_ymd (period->from, NULL, NULL, &day);
  gb_day_to_ymd (period->to + 1, NULL, NULL, &next);
  return period->kind == GB_BRIEFING_MONTH && day == 1 && next == 1;
}

/**
 * gb_briefing_words_title:
 * @today: the day it is read on
 *
 * Returns: (transfer full): such as "Tuần 19/08 đến 25/08"
 */
char *
gb_briefing_words_title (const GbBriefingPeriod *period,
                         GbDay                   today)
{
  g_autofree char *from = gb_format_day (period->from, today), *to = gb_format_day (period->to, today);
  g_autofree char *month = month_year (period->from);

  if (period->kind == GB_BRIEFING_MONTH)
    /* Translators: such as "Month 8/2026" */
    return g_strdup_printf (_("Month %s"), month);
  if (period->kind == GB_BRIEFING_WEEK)
    return g_strdup_printf (_("Week from %s to %s"), from, to);
  if (period->from != period->to)
    return g_strdup_printf (_("From %s to %s"), from, to);
  return g_strdup_printf (_("Day %s"), from);
}

/**
 * gb_briefing_words_compared:
 * @before: what it is compared with
 * @today: the day it is read on
 *
 * Returns: (transfer full): such as "so với tuần 12/08 đến 18/08"
 */
char *
gb_briefing_words_compared (const GbBriefingPeriod *before,
                            GbDay                   today)
{
  g_autofree char *from = gb_format_day (before->from, today), *to = gb_format_day (before->to, today);
  g_autofree char *month = month_year (before->from);

  if (is_whole_month (before))
    return g_strdup_printf (_("compared with month %s"), month);
  if (before->kind == GB_BRIEFING_WEEK && before->to - before->from == 6)
    return g_strdup_printf (_("compared with the week from %s to %s"), from, to);
  if (before->from != before->to)
    return g_strdup_printf (_("compared with %s to %s"), from, to);
  return g_strdup_printf (_("compared with day %s"), from);
}

/**
 * gb_briefing_words_kind:
 *
 * Returns: such as "Báo cáo tuần"
 */
const char *
gb_briefing_words_kind (GbBriefingKind kind)
{
  static const char *const names[GB_N_BRIEFING_KINDS] = {
    [GB_BRIEFING_DAY] = N_("Daily report"),
    [GB_BRIEFING_WEEK] = N_("Weekly report"),
    [GB_BRIEFING_MONTH] = N_("Monthly report"),
    [GB_BRIEFING_RANGE] = N_("Report of a range"),
  };

  return _(names[kind]);
}

/**
 * gb_briefing_words_heading:
 *
 * Returns: what stands above the section's remarks, such as "Nguyên nhân quá hạn"
 */
const char *
gb_briefing_words_heading (GbBriefingSection section)
{
  static const char *const names[GB_N_BRIEFING_SECTIONS] = {
    [GB_BRIEFING_REASONS] = N_("Reasons for lateness"),
    [GB_BRIEFING_ISSUES] = N_("Difficulties and petitions"),
    [GB_BRIEFING_WORK] = N_("Tasks and staff"),
    [GB_BRIEFING_PROPOSALS] = N_("Proposals"),
  };

  return _(names[section]);
}

/**
 * gb_briefing_words_figure:
 *
 * Returns: how the row of the table is called, such as "Tiếp nhận trong kỳ"
 */
const char *
gb_briefing_words_figure (GbBriefingFigureId figure)
{
  static const char *const names[GB_N_BRIEFING_FIGURES] = {
    [GB_BRIEFING_RECEIVED] = N_("Accepted in the period"),
    [GB_BRIEFING_DONE] = N_("Settled in the period"),
    [GB_BRIEFING_DONE_IN_TIME] = N_("Of these, early or on time"),
    [GB_BRIEFING_OPEN] = N_("Still in hand"),
    [GB_BRIEFING_LATE] = N_("Of these, late"),
  };

  return _(names[figure]);
}

/**
 * gb_briefing_words_change:
 *
 * Returns: (transfer full): how it differs from the period before: "+48", "−7", "0"
 */
char *
gb_briefing_words_change (const GbBriefingFigure *figure)
{
  gint64 change = figure->value - figure->before;
  g_autofree char *amount = gb_format_number (ABS (change));

  return g_strdup_printf ("%s%s", change > 0 ? "+" : change < 0 ? "−" : "", amount);
}

/* The day as decree 30/2020/NĐ-CP has it: a zero before days under 10 and before January and February alone. */
static char *
write_day (GbDay    day,
           gboolean with_year)
{
  int year, month, day_of_month;
  g_autofree char *digits = NULL;

  gb_day_to_ymd (day, &year, &month, &day_of_month);
  digits = g_strdup_printf (month < 3 ? "%02d/%02d" : "%02d/%d", day_of_month, month);
  return with_year ? g_strdup_printf ("%s/%d", digits, year) : g_steal_pointer (&digits);
}

/**
 * gb_briefing_words_day:
 *
 * Returns: (transfer full): the day as papers write it (decree 30/2020/NĐ-CP, annex I): "05/9/2026"
 */
char *
gb_briefing_words_day (GbDay day)
{
  return write_day (day, TRUE);
}

/**
 * gb_briefing_words_short_day:
 * @today: the day it is written on
 *
 * Returns: (transfer full): as gb_briefing_words_day(), without the year where it is the one of @today
 */
char *
gb_briefing_words_short_day (GbDay day,
                             GbDay today)
{
  int year, this_year;

  gb_day_to_ymd (day, &year, NULL, NULL);
  gb_day_to_ymd (today, &this_year, NULL, NULL);
  return write_day (day, year != this_year);
}

/**
 * gb_briefing_words_about:
 *
 * Returns: (transfer full): what the sheet is about, in two lines: "Kết quả giải quyết thủ tục hành chính\ntừ ngày
 *   19/8/2026 đến ngày 25/8/2026"
 */
char *
gb_briefing_words_about (const GbBriefing *self)
{
  const GbBriefingPeriod *period = &self->period;
  GbDay last = gb_time_day (self->until);
  g_autofree char *from = gb_briefing_words_day (period->from);
  g_autofree char *to = gb_briefing_words_day (CLAMP (last, period->from, period->to));
  g_autofree char *when = NULL;
  int year, month;

  gb_day_to_ymd (period->from, &year, &month, NULL);
  if (period->kind == GB_BRIEFING_MONTH && last >= period->to)
    when = g_strdup_printf (_("in month %d of %d"), month, year);
  else if (period->from == period->to)
    when = g_strdup_printf (_("on %s"), from);
  else
    when = g_strdup_printf (_("from %s to %s"), from, to);
  return g_strdup_printf ("%s\n%s", _("Results of settling administrative procedures"), when);
}

/**
 * gb_briefing_words_score:
 *
 * Returns: (transfer full) (nullable): the scorecard in a sentence; %NULL where it cannot be told
 */
char *
gb_briefing_words_score (const GbBriefing *self)
{
  const GbScoreTotal *score = &self->score, *before = &self->score_before;
  g_autofree char *points = NULL, *change = NULL;
  double difference = score->points - before->points;

  if (isnan (score->points) || score->of <= 0)
    return NULL;
  points = gb_score_words_points (score->points, score->of);
  /* Over other indicators points do not compare. */
  if (isnan (difference) || fabs (score->of - before->of) > LEAST_POINTS || fabs (difference) < LEAST_POINTS)
    /* Translators: points, and over how many */
    return g_strdup_printf (_("Service scorecard (Decision 766/QĐ-TTg): %s points."), points);
  change = gb_score_words_number (fabs (difference), 2);
  if (difference > 0)
    return g_strdup_printf (_("Service scorecard (Decision 766/QĐ-TTg): %s points, %s more than in the "
                              "period before."), points, change);
  return g_strdup_printf (_("Service scorecard (Decision 766/QĐ-TTg): %s points, %s fewer than in the "
                            "period before."), points, change);
}

/**
 * gb_briefing_words_fresh:
 *
 * Returns: (transfer full): such as "Số liệu đến 07:12 thứ Tư, 26/08/2026"; that there are no data before the first sync
 */
char *
gb_briefing_words_fresh (const GbBriefing *self)
{
  return gb_freshness_words_paper (self->as_of);
}

/**
 * gb_briefing_words_stale:
 *
 * Returns: (transfer full) (nullable): that the last days of the period are not in the figures; %NULL where they are
 */
char *
gb_briefing_words_stale (const GbBriefing *self)
{
  GbDay day = gb_time_day (self->as_of);
  g_autofree char *time = gb_format_time (self->as_of), *date = gb_briefing_words_day (day);

  if (self->as_of == 0 || day >= gb_time_day (self->until))
    return NULL;
  return g_strdup_printf (_("The figures are as of %s on %s: what came later is not in them."), time, date);
}
