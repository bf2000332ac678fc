/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-holidays.h"

#include "gb-lunar.h"

#define FIRST_CULTURE_DAY 2026

static gboolean
contains (GArray *days,
          GbDay   day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, GbDay, i) == day)
      return TRUE;
  return FALSE;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  return *(const GbDay *) a - *(const GbDay *) b;
}

/* Art. 111(3): a holiday on a weekly rest day moves to the next working day. */
static void
add_substitutes (GArray       *days,
                 GbRestDayFunc is_rest_day,
                 gpointer      data)
{
  guint n_holidays = days->len;

  for (guint i = 0; i < n_holidays; i++)
    {
      GbDay day = g_array_index (days, GbDay, i);

      if (!is_rest_day (day, data))
        continue;
      while (is_rest_day (day, data) || contains (days, day))
        day++;
      g_array_append_val (days, day);
    }
}

/**
 * gb_holidays_of_year:
 * @year: of the Gregorian calendar
 * @is_rest_day: what the weekly rest days are
 * @data: for @is_rest_day
 *
 * The days off of a year for which nothing was announced: 1 January; Tết, the last day of the old
 * year and four of the new; the Hùng Kings' day; 30 April; 1 May; 2 September and one day next to it,
 * the one before unless that one is a weekly rest day and the one after is not; since 2026 the
 * Vietnamese Culture Day, 24 November.
 * Source: Labour Code 2019, art. 111(3) and 112; resolution 28/2026/QH16.
 *
 * Returns: (transfer full) (element-type GbDay): the days, in order
 */
GArray *
gb_holidays_of_year (int           year,
                     GbRestDayFunc is_rest_day,
                     gpointer      data)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (GbDay));
  GbDay tet = gb_lunar_day (year, 1, 1);
  GbDay independence = gb_day_from_ymd (year, 9, 2);
  gboolean after = is_rest_day (independence - 1, data) && !is_rest_day (independence + 1, data);
  const GbDay fixed[] = {
    gb_day_from_ymd (year, 1, 1),  tet - 1, tet, tet + 1, tet + 2, tet + 3,
    gb_lunar_day (year, 3, 10),    gb_day_from_ymd (year, 4, 30),
    gb_day_from_ymd (year, 5, 1),  independence, after ? independence + 1 : independence - 1,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (!contains (days, fixed[i]))
      g_array_append_val (days, fixed[i]);
  if (year >= FIRST_CULTURE_DAY)
    {
      GbDay culture = gb_day_from_ymd (year, 11, 24);

      g_array_append_val (days, culture);
    }
  g_array_sort (days, compare_days);
  add_substitutes (days, is_rest_day, data);
  g_array_sort (days, compare_days);
  return days;
}
