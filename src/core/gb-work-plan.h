/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-work-calendar.h"

G_BEGIN_DECLS

typedef enum
{
  GB_DAY_MARK_NONE,
  GB_DAY_MARK_OFF,
  GB_DAY_MARK_MAKE_UP,
} GbDayMark;

/**
 * GbWorkYear:
 * @first: its first day
 * @n_days: 365 or 366
 * @sessions: each day's sessions
 * @marks: (element-type GbDayMark): what is special about each day
 * @seconds_before: working seconds of the year before the day, one more at the end
 * @days_before: working days of the year before the day, one more at the end
 */
typedef struct
{
  GbDay first;
  int n_days;
  GbSessions sessions[366];
  guint8 marks[366];
  gint32 seconds_before[367];
  gint16 days_before[367];
} GbWorkYear;

/**
 * GbWorkPlan:
 *
 * What a calendar was told: hours with their validity and days' records. Makes years of it.
 */
typedef struct _GbWorkPlan GbWorkPlan;

GbWorkPlan *gb_work_plan_new                  (void);
void        gb_work_plan_free                 (GbWorkPlan       *self);
void        gb_work_plan_set_compute_holidays (GbWorkPlan       *self,
                                               gboolean          compute);
void        gb_work_plan_add_hours            (GbWorkPlan       *self,
                                               GbDay             from,
                                               GbDay             to,
                                               GbWorkHours      *hours);
void        gb_work_plan_add_day              (GbWorkPlan       *self,
                                               GbDay             day,
                                               GbDayKind         kind,
                                               GbDay             replaces,
                                               const GbSessions *sessions);
GbWorkYear *gb_work_plan_make_year            (GbWorkPlan       *self,
                                               int               number);

G_END_DECLS
