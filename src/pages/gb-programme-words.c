/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-programme-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"
#include "gb-map-words.h"
#include "gb-time.h"

/* A month as far as the pace is told. */
#define MONTH_DAYS 30.4

static gboolean
is_share (const GbProgramme *programme)
{
  return g_strcmp0 (programme->unit, "%") == 0;
}

/* "43 of 50": the whole, or else the target; the amount alone where there is neither. */
static char *
part_text (double numerator,
           double denominator,
           double target)
{
  double whole = isnan (denominator) ? target : denominator;
  g_autofree char *part = gb_map_words_amount (numerator, NULL);
  g_autofree char *of = gb_map_words_amount (whole, NULL);

  return of != NULL ? g_strdup_printf ("%s/%s", part, of) : g_steal_pointer (&part);
}

/**
 * gb_programme_words_amount:
 *
 * Returns: (transfer full): such as "43/50 thủ tục", "15.200/16.000 chứng thư" or, of a share, "2,1 % (6/290)"
 */
char *
gb_programme_words_amount (const GbProgramme *programme)
{
  g_autofree char *part = part_text (programme->numerator, programme->denominator, programme->target);
  g_autofree char *share = NULL;

  if (!is_share (programme))
    return g_strdup_printf ("%s %s", part, programme->unit);
  share = gb_map_words_amount (gb_programme_amount (programme->numerator, programme->denominator, programme->target), "%");
  return share != NULL ? g_strdup_printf ("%s (%s)", share, part) : g_steal_pointer (&part);
}

static gint64
days_left (const GbProgramme *programme,
           gint64             now)
{
  return gb_time_day (programme->due) - gb_time_day (now);
}

/**
 * gb_programme_words_state:
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): how it stands; %NULL where there is nothing to reach
 */
char *
gb_programme_words_state (const GbProgramme *programme,
                          gint64             now)
{
  g_autofree char *missing = gb_map_words_amount (programme->target - programme->numerator, NULL);
  gint64 days;

  switch (programme->state)
    {
    case GB_PROGRAMME_REACHED:
      return g_strdup (_("target met"));
    case GB_PROGRAMME_MISSED:
      /* Translators: an amount */
      return g_strdup_printf (_("past its day, %s missing"), missing);
    case GB_PROGRAMME_DUE_SOON:
      days = days_left (programme, now);
      if (days == 0)
        return g_strdup (_("due today"));
      return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), (int) days);
    case GB_PROGRAMME_UNDER_WAY:
      /* Translators: an amount */
      return g_strdup_printf (_("%s missing"), missing);
    case GB_PROGRAMME_NO_TARGET:
    default:
      return NULL;
    }
}

const char *
gb_programme_words_icon (const GbProgramme *programme)
{
  switch (programme->state)
    {
    case GB_PROGRAMME_REACHED:
      return "gb-on-track-symbolic";
    case GB_PROGRAMME_MISSED:
      return "gb-late-symbolic";
    case GB_PROGRAMME_DUE_SOON:
      return "gb-due-today-symbolic";
    default:
      return "gb-due-soon-symbolic";
    }
}

/**
 * gb_programme_words_style:
 *
 * Returns: the class of style.css that its state has
 */
const char *
gb_programme_words_style (const GbProgramme *programme)
{
  switch (programme->state)
    {
    case GB_PROGRAMME_REACHED:
      return "on-track";
    case GB_PROGRAMME_MISSED:
      return "late";
    case GB_PROGRAMME_DUE_SOON:
      return "due-today";
    default:
      return "due-soon";
    }
}

/**
 * gb_programme_words_due:
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): by when
 */
char *
gb_programme_words_due (const GbProgramme *programme,
                        gint64             now)
{
  g_autofree char *day = NULL;

  if (programme->due == 0)
    return NULL;
  day = gb_format_day (gb_time_day (programme->due), gb_time_day (now));
  /* Translators: a day */
  return g_strdup_printf (_("to be met by %s"), day);
}

/* What came on average in a month since the last gap; NaN where two months are not known. */
static double
recent_gain (GArray *trend)
{
  guint last = trend->len, first;

  while (last > 0 && isnan (g_array_index (trend, GbProgrammePoint, last - 1).numerator))
    last--;
  for (first = last; first > 0 && !isnan (g_array_index (trend, GbProgrammePoint, first - 1).numerator);)
    first--;
  if (last - first < 2)
    return NAN;
  return (g_array_index (trend, GbProgrammePoint, last - 1).numerator
          - g_array_index (trend, GbProgrammePoint, first).numerator)
         / (last - first - 1);
}

/**
 * gb_programme_words_pace:
 * @trend: (nullable) (element-type GbProgrammePoint): how it went
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): how much a month is needed up to the day, and how much came lately; %NULL where
 *   no target waits to be reached by a day
 */
char *
gb_programme_words_pace (const GbProgramme *programme,
                         GArray            *trend,
                         gint64             now)
{
  double missing = programme->target - programme->numerator;
  double gain = trend != NULL ? recent_gain (trend) : NAN;
  g_autofree char *needed = NULL;
  g_autofree char *came = NULL;
  gint64 days;

  if (programme->due <= now || !(missing > 0))
    return NULL;
  days = MAX (1, days_left (programme, now));
  needed = gb_map_words_amount (ceil (missing / MAX (1, days / MONTH_DAYS)), NULL);
  if (isnan (gain))
    /* Translators: an amount, and of what */
    return g_strdup_printf (_("%s %s a month are needed"), needed, programme->unit);
  came = gb_map_words_amount (round (gain * 10) / 10, NULL);
  /* Translators: an amount, of what, and another amount */
  return g_strdup_printf (_("%s %s a month are needed; lately %s a month came"), needed, programme->unit, came);
}

/**
 * gb_programme_words_month:
 *
 * Returns: (transfer full): the month as it stands under a chart: "08/26"
 */
char *
gb_programme_words_month (const GbProgrammePoint *point)
{
  return g_strdup_printf ("%02d/%02d", point->month, point->year % 100);
}

/**
 * gb_programme_words_point:
 *
 * Returns: (transfer full): all of a month's values
 */
char *
gb_programme_words_point (const GbProgramme      *programme,
                          const GbProgrammePoint *point)
{
  GbProgramme then = { .unit = programme->unit, .numerator = point->numerator, .denominator = point->denominator,
                       .target = NAN };
  g_autofree char *amount = isnan (point->numerator) ? NULL : gb_programme_words_amount (&then);
  g_autofree char *target = gb_map_words_amount (point->target, NULL);

  if (amount == NULL)
    /* Translators: a month and a year */
    return g_strdup_printf (_("Month %02d/%d: no data yet"), point->month, point->year);
  if (target == NULL)
    /* Translators: a month, a year, an amount */
    return g_strdup_printf (_("Month %02d/%d: %s"), point->month, point->year, amount);
  /* Translators: a month, a year, an amount, another amount */
  return g_strdup_printf (_("Month %02d/%d: %s; target %s"), point->month, point->year, amount, target);
}

/**
 * gb_programme_words_rank:
 * @amount: of a commune, see gb_programme_amount()
 *
 * Returns: (transfer full): what communes are compared by
 */
char *
gb_programme_words_rank (const GbProgramme *programme,
                         double             amount)
{
  gboolean share = !isnan (programme->denominator) || !isnan (programme->target);

  return gb_map_words_amount (amount, share ? "%" : NULL);
}

/**
 * gb_programme_words_place:
 * @ranking: (nullable) (element-type GbProgrammeRank): the communes beside each other
 * @commune: (nullable): whose place
 *
 * Returns: (transfer full) (nullable): where the commune stands among the others; %NULL where that is not known
 */
char *
gb_programme_words_place (GPtrArray  *ranking,
                          const char *commune)
{
  for (guint i = 0; ranking != NULL && ranking->len > 1 && i < ranking->len; i++)
    {
      const GbProgrammeRank *rank = ranking->pdata[i];

      if (g_strcmp0 (rank->commune, commune) == 0)
        /* Translators: a place, of how many; the highest value has the first */
        return g_strdup_printf (_("place %u of %u communes, the highest first"), rank->rank, ranking->len);
    }
  return NULL;
}

/**
 * gb_programme_words_source:
 * @now: UTC seconds
 *
 * Returns: (transfer full): of when the figures are, and of how many communes
 */
char *
gb_programme_words_source (const GbProgramme *programme,
                           gint64             now)
{
  g_autofree char *moment = gb_format_moment (programme->as_of, now);

  if (programme->n_communes == 1)
    /* Translators: a time of day, or a date and a time */
    return g_strdup_printf (_("Figures up to %s"), moment);
  return g_strdup_printf (ngettext ("Figures up to %s, sum of %u commune", "Figures up to %s, sum of %u communes",
                                    programme->n_communes),
                          moment, programme->n_communes);
}
