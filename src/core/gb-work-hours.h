/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GB_WORK_HOURS_DEFAULT "mon-fri 07:00-11:30,13:30-17:00"
#define GB_MAX_SESSIONS 4

/**
 * GbSession:
 * @start: seconds since midnight
 * @end: seconds since midnight, after @start
 *
 * A stretch of working time without a break (buổi làm việc).
 */
typedef struct
{
  int start;
  int end;
} GbSession;

/**
 * GbSessions:
 * @n: how many sessions, 0 on a day off
 * @sessions: in order of time, not overlapping
 */
typedef struct
{
  int n;
  GbSession sessions[GB_MAX_SESSIONS];
} GbSessions;

#define GB_TYPE_WORK_HOURS (gb_work_hours_get_type ())
typedef struct _GbWorkHours GbWorkHours;

GType             gb_work_hours_get_type (void);
GbWorkHours      *gb_work_hours_parse    (const char   *text,
                                          GError      **error);
GbWorkHours      *gb_work_hours_ref      (GbWorkHours  *self);
void              gb_work_hours_unref    (GbWorkHours  *self);
const GbSessions *gb_work_hours_weekday  (GbWorkHours  *self,
                                          int           weekday);

gboolean          gb_sessions_parse      (const char   *text,
                                          GbSessions   *sessions,
                                          GError      **error);
int               gb_sessions_length     (const GbSessions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbWorkHours, gb_work_hours_unref)

G_END_DECLS
