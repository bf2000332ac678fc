/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-attachment.h"
#include "gb-task.h"

G_BEGIN_DECLS

/**
 * GbTaskNote:
 * @id: (owned): the record's; that of the action where it is still on its way
 * @at: when it was reported, UTC seconds
 * @author: (owned) (nullable): who reported it
 * @text: (owned) (nullable): what was said
 * @has_done: whether it says how much is done
 * @done: how many pieces were done
 * @total: of how many, 0 = not told
 * @has_state: whether it says so
 * @state: what the task was from then on
 * @files: (owned) (nullable): evidence, JSON list of {name, sha256, bytes}
 * @pending: whether it is on its way to the hub
 * @withdrawable: whether it was never sent, so that it can be taken back
 *
 * One report of a task's progress (báo cáo tiến độ).
 */
typedef struct
{
  char *id;
  gint64 at;
  char *author;
  char *text;
  gboolean has_done;
  double done;
  double total;
  gboolean has_state;
  GbTaskState state;
  char *files;
  gboolean pending;
  gboolean withdrawable;
} GbTaskNote;

/**
 * GbTaskDetail:
 * @task: (owned): the task
 * @notes: (owned) (element-type GbTaskNote): its course, the latest report first
 * @files: (owned) (element-type GbAttachment): what belongs to the order and to the reports
 * @indicator: (owned) (nullable): the name of the indicator that measures it
 * @numerator: its latest value
 * @denominator: of how many, 0 = it is no share
 * @target: what is to be reached, 0 = not told
 * @has_value: whether there is a value
 * @as_of: as of when the data are, UTC seconds
 * @now: the moment it was read at, UTC seconds
 *
 * A task with all there is to be told of it.
 */
typedef struct
{
  GbTask *task;
  GPtrArray *notes;
  GPtrArray *files;
  char *indicator;
  double numerator;
  double denominator;
  double target;
  gboolean has_value;
  gint64 as_of;
  gint64 now;
} GbTaskDetail;

/* Blocks; run it on a thread of the store. */
gboolean gb_task_detail_load (GbSqlConnection *connection,
                              const char      *id,
                              gint64           now,
                              GbTaskDetail   **detail,
                              GError         **error);
void     gb_task_detail_free (GbTaskDetail    *self);
void     gb_task_note_free   (GbTaskNote      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTaskDetail, gb_task_detail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTaskNote, gb_task_note_free)

G_END_DECLS
