/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-period.h"

#include "gb-format.h"

/* @month may be before January or after December. */
static GbDay
first_of_month (int year,
                int month)
{
  int months = year * 12 + month - 1;

  return gb_day_from_ymd (months / 12, months % 12 + 1, 1);
}

/* The same day of the month some months earlier, or the last that month has. */
static GbDay
months_before (GbDay day,
               int   months)
{
  int year, month, day_of_month;
  GbDay first, next;

  gb_day_to_ymd (day, &year, &month, &day_of_month);
  first = first_of_month (year, month - months);
  next = first_of_month (year, month - months + 1);
  return MIN (first + day_of_month, next) - 1;
}

/* How many months a kind has, 0 where it is no months. */
static int
months_of (GbPeriodKind kind)
{
  switch (kind)
    {
    case GB_PERIOD_THIS_MONTH:
    case GB_PERIOD_LAST_MONTH:
      return 1;
    case GB_PERIOD_THIS_QUARTER:
      return 3;
    case GB_PERIOD_THIS_YEAR:
      return 12;
    case GB_PERIOD_THIS_WEEK:
    case GB_PERIOD_DAYS:
    default:
      return 0;
    }
}

/**
 * gb_period_of:
 * @kind: which; %GB_PERIOD_DAYS is today alone
 * @today: the day it is chosen on
 *
 * Returns: the period, whole: its last day can be yet to come
 */
GbPeriod
gb_period_of (GbPeriodKind kind,
              GbDay        today)
{
  int year, month, months = months_of (kind);
  GbPeriod self = { kind, today, today };

  if (kind == GB_PERIOD_THIS_WEEK)
    {
      self.from = today - (gb_day_weekday (today) - 1);
      self.to = self.from + 6;
    }
  if (months == 0)
    return self;
  gb_day_to_ymd (today, &year, &month, NULL);
  if (kind == GB_PERIOD_LAST_MONTH)
    month--;
  month -= (month + 11) % months;
  self.from = first_of_month (year, month);
  self.to = first_of_month (year, month + months) - 1;
  return self;
}

/**
 * gb_period_before:
 * @today: the day it is looked at
 *
 * What a period is compared with: the one of the same kind and length directly before. While a
 * period is under way, that is as much of the one before: the first 26 days of August stand beside
 * the first 26 of July.
 *
 * Returns: the period before
 */
GbPeriod
gb_period_before (const GbPeriod *self,
                  GbDay           today)
{
  int months = months_of (self->kind);
  GbDay to = CLAMP (today, self->from, self->to);
  GbPeriod before = { self->kind, 0, 0 };

  if (months > 0)
    {
      before.from = months_before (self->from, months);
      before.to = to < self->to ? months_before (to, months) : self->from - 1;
    }
  else if (self->kind == GB_PERIOD_THIS_WEEK)
    {
      before.from = self->from - 7;
      before.to = to - 7;
    }
  else
    {
      before.from = self->from - (to - self->from + 1);
      before.to = self->from - 1;
    }
  return before;
}

/**
 * gb_period_format:
 * @from: first day
 * @to: last day
 *
 * Returns: (transfer full): such as "01/07–26/08/2026"
 */
char *
gb_period_format (GbDay from,
                  GbDay to)
{
  g_autofree char *first = gb_format_day (from, to);
  g_autofree char *last = gb_format_full_day (to);

  if (from == to)
    return g_steal_pointer (&last);
  return g_strdup_printf ("%s–%s", first, last);
}
