/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-period.h"

#include "gb-period.h"

#define WEEK 7

static const char *const kind_nicks[GB_N_BRIEFING_KINDS] = {
  [GB_BRIEFING_DAY] = "day",
  [GB_BRIEFING_WEEK] = "week",
  [GB_BRIEFING_MONTH] = "month",
  [GB_BRIEFING_RANGE] = "range",
};

static const char *const section_nicks[GB_N_BRIEFING_SECTIONS] = {
  [GB_BRIEFING_REASONS] = "reasons",
  [GB_BRIEFING_ISSUES] = "issues",
  [GB_BRIEFING_WORK] = "work",
  [GB_BRIEFING_PROPOSALS] = "proposals",
};

/* The first worked day after @day, or the last one before it. No holidays last longer than a month. */
static GbDay
worked_beside (GbWorkCalendar *calendar,
               GbDay           day,
               int             direction)
{
  for (int i = 1; i <= 31; i++)
    if (gb_work_calendar_is_working (calendar, day + i * direction))
      return day + i * direction;
  return day + direction;
}

static GbBriefingPeriod
month_of (GbDay day,
          int   later)
{
  GbBriefingPeriod self = { GB_BRIEFING_MONTH, 0, 0 };
  int year, month;

  gb_day_to_ymd (day, &year, &month, NULL);
  month += year * 12 - 1 + later;
  self.from = gb_day_from_ymd (month / 12, month % 12 + 1, 1);
  month++;
  self.to = gb_day_from_ymd (month / 12, month % 12 + 1, 1) - 1;
  return self;
}

/**
 * gb_briefing_period_last:
 * @kind: which
 * @calendar: of the commune; of the province where the whole scope is meant
 * @today: the day it is asked on
 *
 * What a briefing is about that is held on the morning of @today: the last worked day before it, the
 * seven days before it, the month of the day before it. A range is the seven days, too.
 *
 * Returns: the period; a month is whole, its end can be yet to come
 */
GbBriefingPeriod
gb_briefing_period_last (GbBriefingKind  kind,
                         GbWorkCalendar *calendar,
                         GbDay           today)
{
  GbBriefingPeriod self = { kind, today - WEEK, today - 1 };

  if (kind == GB_BRIEFING_MONTH)
    return month_of (today - 1, 0);
  if (kind == GB_BRIEFING_DAY)
    self.from = self.to = worked_beside (calendar, today, -1);
  return self;
}

/**
 * gb_briefing_period_step:
 * @calendar: as of gb_briefing_period_last()
 * @steps: how many periods later; negative for earlier
 *
 * Returns: the period of the same kind and length beside it: days that are not worked are passed over
 *   by a day's briefing
 */
GbBriefingPeriod
gb_briefing_period_step (const GbBriefingPeriod *self,
                         GbWorkCalendar         *calendar,
                         int                     steps)
{
  GbBriefingPeriod beside = *self;
  int length = self->kind == GB_BRIEFING_WEEK ? WEEK : self->to - self->from + 1;

  if (self->kind == GB_BRIEFING_MONTH)
    return month_of (self->from, steps);
  if (self->kind != GB_BRIEFING_DAY)
    {
      beside.from += steps * length;
      beside.to += steps * length;
      return beside;
    }
  for (int i = 0; i < ABS (steps); i++)
    beside.from = beside.to = worked_beside (calendar, beside.from, steps > 0 ? 1 : -1);
  return beside;
}

/**
 * gb_briefing_period_before:
 * @calendar: as of gb_briefing_period_last()
 * @today: the day it is looked at
 *
 * What a period is compared with: the one before. While it is under way, as much of that, see
 * gb_period_before().
 *
 * Returns: the period before
 */
GbBriefingPeriod
gb_briefing_period_before (const GbBriefingPeriod *self,
                           GbWorkCalendar         *calendar,
                           GbDay                   today)
{
  GbBriefingPeriod before = gb_briefing_period_step (self, calendar, -1);
  GbPeriod under_way = { self->kind == GB_BRIEFING_MONTH ? GB_PERIOD_THIS_MONTH : GB_PERIOD_DAYS, self->from, self->to };

  if (self->kind == GB_BRIEFING_DAY || today < self->from || today >= self->to)
    return before;
  if (self->kind == GB_BRIEFING_MONTH)
    before.to = gb_period_before (&under_way, today).to;
  else
    before.to = before.from + (today - self->from);
  return before;
}

/**
 * gb_briefing_period_equal:
 *
 * Returns: whether both are the same days of the same kind
 */
gboolean
gb_briefing_period_equal (const GbBriefingPeriod *self,
                          const GbBriefingPeriod *other)
{
  return self->kind == other->kind && self->from == other->from && self->to == other->to;
}

/**
 * gb_briefing_kind_nick:
 *
 * Returns: the name that the command line and FILE.local use: "week"
 */
const char *
gb_briefing_kind_nick (GbBriefingKind self)
{
  g_return_val_if_fail (self < GB_N_BRIEFING_KINDS, NULL);

  return kind_nicks[self];
}

/**
 * gb_briefing_kind_parse:
 * @nick: (nullable): as of gb_briefing_kind_nick()
 * @self: (out): the kind
 *
 * Returns: whether it is one
 */
gboolean
gb_briefing_kind_parse (const char     *nick,
                        GbBriefingKind *self)
{
  for (int i = 0; i < GB_N_BRIEFING_KINDS; i++)
    if (g_strcmp0 (kind_nicks[i], nick) == 0)
      {
        *self = (GbBriefingKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_briefing_section_nick:
 *
 * Returns: the name that FILE.local and the tags of the sheet use: "reasons"
 */
const char *
gb_briefing_section_nick (GbBriefingSection self)
{
  g_return_val_if_fail (self < GB_N_BRIEFING_SECTIONS, NULL);

  return section_nicks[self];
}
