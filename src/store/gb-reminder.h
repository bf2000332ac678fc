/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbReminderKind:
 * @GB_REMINDER_DAY: the day's counts, once on a working day
 * @GB_REMINDER_DUE_DOSSIERS: dossiers are due within the hour
 * @GB_REMINDER_DUE_TASKS: so are tasks
 * @GB_REMINDER_SECONDMENTS: the last day of secondments is within a week
 * @GB_REMINDER_POSTS: so is that of posts of the own staff
 * @GB_REMINDER_TASKS: tasks are due within a week
 *
 * What one is reminded of. What is said at once in one notice is of one kind, so that it opens its rows.
 */
typedef enum
{
  GB_REMINDER_DAY,
  GB_REMINDER_DUE_DOSSIERS,
  GB_REMINDER_DUE_TASKS,
  GB_REMINDER_SECONDMENTS,
  GB_REMINDER_POSTS,
  GB_REMINDER_TASKS,
} GbReminderKind;

#define GB_N_REMINDER_KINDS 6

/**
 * GbReminderFigure:
 * @GB_REMINDER_FIGURE_OVERDUE: the dossiers of %GB_DOSSIER_FILTER_OVERDUE
 * @GB_REMINDER_FIGURE_DUE_TODAY: those of %GB_DOSSIER_FILTER_DUE_TODAY
 * @GB_REMINDER_FIGURE_SIGN_TODAY: those of %GB_DOSSIER_FILTER_SIGN_TODAY
 * @GB_REMINDER_FIGURE_TASKS_OVERDUE: the tasks of %GB_TASK_FILTER_OVERDUE
 * @GB_REMINDER_FIGURE_TASKS_DUE_TODAY: the tasks of %GB_TASK_FILTER_DUE_TODAY; those of the week have notices of their
 *   own
 *
 * What the notice of the day counts, what presses most first.
 */
typedef enum
{
  GB_REMINDER_FIGURE_OVERDUE,
  GB_REMINDER_FIGURE_DUE_TODAY,
  GB_REMINDER_FIGURE_SIGN_TODAY,
  GB_REMINDER_FIGURE_TASKS_OVERDUE,
  GB_REMINDER_FIGURE_TASKS_DUE_TODAY,
} GbReminderFigure;

#define GB_N_REMINDER_FIGURES 5

/**
 * GbReminderMember:
 * @key: (owned): what is said once: the record and the moment it is due; of the day's counts the day
 * @record: (owned): the record's id, a dossier's code; empty for the day's counts
 * @due: UTC seconds; of a term the end of its last day
 */
typedef struct
{
  char *key;
  char *record;
  gint64 due;
} GbReminderMember;

/**
 * GbReminder:
 * @kind: what it is about
 * @number: under which it is kept once it is claimed; 0 before
 * @commune: (owned) (nullable): whose; %NULL for the whole scope
 * @now: UTC seconds: when it was found
 * @as_of: UTC seconds: how fresh the figures are
 * @figures: of the day's counts, by #GbReminderFigure
 * @members: (owned) (element-type GbReminderMember): what it is about, the earliest first
 *
 * Something to be said (nhắc việc).
 */
typedef struct
{
  GbReminderKind kind;
  gint64 number;
  char *commune;
  gint64 now;
  gint64 as_of;
  gint64 figures[GB_N_REMINDER_FIGURES];
  GPtrArray *members;
} GbReminder;

GbReminder *gb_reminder_new          (GbReminderKind     kind,
                                      const char        *commune,
                                      gint64             now,
                                      gint64             as_of);
void        gb_reminder_free         (GbReminder        *self);
void        gb_reminder_add          (GbReminder        *self,
                                      const char        *record,
                                      gint64             due);

char       *gb_reminder_dup_id       (const GbReminder  *self);
gint64      gb_reminder_get_count    (const GbReminder  *self);
int         gb_reminder_get_figure   (const GbReminder  *self,
                                      guint              nth);
char       *gb_reminder_dup_target   (const GbReminder  *self);
char       *gb_reminder_dup_figure_target
                                     (const GbReminder  *self,
                                      GbReminderFigure   figure);

const char *gb_reminder_kind_nick    (GbReminderKind     kind);
gboolean    gb_reminder_kind_parse   (const char        *nick,
                                      GbReminderKind    *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbReminder, gb_reminder_free)

G_END_DECLS
