/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"
#include "gb-work-hours.h"

G_BEGIN_DECLS

/**
 * GbDayKind:
 * @GB_DAY_OFF: a holiday or a day given off
 * @GB_DAY_WORK: a make-up day (ngày làm bù)
 */
typedef enum
{
  GB_DAY_OFF,
  GB_DAY_WORK,
} GbDayKind;

#define GB_TYPE_WORK_CALENDAR (gb_work_calendar_get_type ())
G_DECLARE_FINAL_TYPE (GbWorkCalendar, gb_work_calendar, GB, WORK_CALENDAR, GObject)

GbWorkCalendar   *gb_work_calendar_new          (void);
void              gb_work_calendar_set_compute_holidays (GbWorkCalendar *self,
                                                         gboolean        compute);
void              gb_work_calendar_add_hours    (GbWorkCalendar   *self,
                                                 GbDay             from,
                                                 GbDay             to,
                                                 GbWorkHours      *hours);
void              gb_work_calendar_add_day      (GbWorkCalendar   *self,
                                                 GbDay             day,
                                                 GbDayKind         kind,
                                                 GbDay             replaces,
                                                 const GbSessions *sessions);
void              gb_work_calendar_set_near_days (GbWorkCalendar  *self,
                                                 int               near_days);
int               gb_work_calendar_get_near_days (GbWorkCalendar  *self);

void              gb_work_calendar_day_sessions (GbWorkCalendar   *self,
                                                 GbDay             day,
                                                 GbSessions       *sessions);
gboolean          gb_work_calendar_is_working   (GbWorkCalendar   *self,
                                                 GbDay             day);
gboolean          gb_work_calendar_is_off       (GbWorkCalendar   *self,
                                                 GbDay             day);
gboolean          gb_work_calendar_is_make_up   (GbWorkCalendar   *self,
                                                 GbDay             day);
GbDay             gb_work_calendar_nth_day      (GbWorkCalendar   *self,
                                                 GbDay             after,
                                                 int               n);
int               gb_work_calendar_count_days   (GbWorkCalendar   *self,
                                                 GbDay             from,
                                                 GbDay             to);
gint64            gb_work_calendar_day_end      (GbWorkCalendar   *self,
                                                 GbDay             day);
gint64            gb_work_calendar_next_open    (GbWorkCalendar   *self,
                                                 gint64            instant);
gint64            gb_work_calendar_worked       (GbWorkCalendar   *self,
                                                 gint64            from,
                                                 gint64            to);
gint64            gb_work_calendar_add_worked   (GbWorkCalendar   *self,
                                                 gint64            from,
                                                 gint64            seconds);

G_END_DECLS
