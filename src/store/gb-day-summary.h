/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-repository.h"

G_BEGIN_DECLS

/**
 * GbDaySummary:
 * @now: UTC seconds: the moment it holds for
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 * @counts: dossiers by class and mark
 * @in_process: the open ones that were accepted: every class but awaiting and finished
 * @oldest_overdue: working seconds that the most overdue one is late, 0 when none is
 * @newly_overdue: how many became overdue after @as_of
 * @first_due_today: UTC seconds: the next one due today, 0 when none is
 * @papers_asked: how many of the paused ones wait for papers
 * @day_seconds: how long a usual working day is
 * @near_days: how many working days "due soon" reaches
 * @next_boundary: UTC seconds: when the classes change next without a sync, 0 = unknown
 * @days: (owned) (element-type GbDossierDay): the last thirty working days that are over, the newest
 *   last
 * @make_up_days: (owned) (element-type GbDay): those of @days that make up for another
 * @loads: (owned) (element-type GbOfficerLoad): officers with open dossiers, most first
 *
 * What the first page says about one commune, or the whole scope, at one moment. Counted
 * references; not changed once loaded.
 */
typedef struct
{
  gint64 now;
  gint64 as_of;
  GbDossierCounts counts;
  gint64 in_process;
  gint64 oldest_overdue;
  gint64 newly_overdue;
  gint64 first_due_today;
  gint64 papers_asked;
  int day_seconds;
  int near_days;
  gint64 next_boundary;
  GArray *days;
  GArray *make_up_days;
  GPtrArray *loads;
} GbDaySummary;

#define GB_TYPE_DAY_SUMMARY (gb_day_summary_get_type ())
GType         gb_day_summary_get_type (void);
GbDaySummary *gb_day_summary_load     (GbSqlConnection  *connection,
                                       const char       *commune,
                                       gint64            now,
                                       GError          **error);
GbDaySummary *gb_day_summary_ref      (GbDaySummary     *self);
void          gb_day_summary_unref    (GbDaySummary     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDaySummary, gb_day_summary_unref)

G_END_DECLS
