/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-core-enums.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbTaskState:
 * @GB_TASK_OPEN: still to be done
 * @GB_TASK_DONE: reported as done
 * @GB_TASK_CANCELLED: taken back by who gave it
 */
typedef enum
{
  GB_TASK_OPEN,
  GB_TASK_DONE,
  GB_TASK_CANCELLED,
} GbTaskState;

#define GB_N_TASK_STATES 3

/**
 * GbTask:
 * @id: (owned): the record's
 * @document: (owned): the number of the paper that orders it
 * @title: (owned): what is to be done
 * @text: (owned) (nullable): what the order says
 * @commune: (owned) (nullable): the commune's code; %NULL = every commune's
 * @commune_name: (owned) (nullable): its type and name
 * @issuer: (owned): who ordered it
 * @programme: (owned) (nullable): the programme it belongs to
 * @indicator: (owned) (nullable): the id of the programme indicator that measures it
 * @assignee: (owned) (nullable): the id of the officer who does it
 * @assignee_name: (owned) (nullable): that officer's name
 * @link: (owned) (nullable): where more of it is to be read
 * @files: (owned) (nullable): JSON list of {name, sha256, bytes}
 * @issued: UTC seconds
 * @due: UTC seconds
 * @finished: when it was reported as done, UTC seconds, 0 = unknown or not yet
 * @state: as it stands with what waits here to be sent
 * @done: how many pieces are done
 * @total: of how many; 0 = it is not counted in pieces
 * @klass: the deadline class by the commune's calendar; finished when it is not open any more
 * @remaining: working seconds left, negative when late, 0 when it is not open
 * @day_seconds: how long a working day of the commune is
 * @pending: whether something reported here is on its way to the hub
 *
 * An order of the province (nhiệm vụ được giao) with its deadline and its progress.
 */
typedef struct
{
  char *id;
  char *document;
  char *title;
  char *text;
  char *commune;
  char *commune_name;
  char *issuer;
  char *programme;
  char *indicator;
  char *assignee;
  char *assignee_name;
  char *link;
  char *files;
  gint64 issued;
  gint64 due;
  gint64 finished;
  GbTaskState state;
  double done;
  double total;
  GbDeadlineClass klass;
  gint64 remaining;
  int day_seconds;
  gboolean pending;
} GbTask;

/**
 * GbTaskFilter:
 * @GB_TASK_FILTER_ALL: every task
 * @GB_TASK_FILTER_OPEN: those that are still to be done
 * @GB_TASK_FILTER_PRESSING: of these, what is late or due within seven days: what the badge and the
 *   page of the day count
 * @GB_TASK_FILTER_OVERDUE: later than its due second
 * @GB_TASK_FILTER_DUE_TODAY: due later today
 * @GB_TASK_FILTER_DUE_SOON: due within two working days of the commune's calendar, or as many as the user wants
 * @GB_TASK_FILTER_ON_TRACK: due later than that
 * @GB_TASK_FILTER_DONE: reported as done
 * @GB_TASK_FILTER_CANCELLED: taken back
 *
 * The named sets of tasks; what counts them and what lists them ask gb_task_is_in().
 */
typedef enum
{
  GB_TASK_FILTER_ALL,
  GB_TASK_FILTER_OPEN,
  GB_TASK_FILTER_PRESSING,
  GB_TASK_FILTER_OVERDUE,
  GB_TASK_FILTER_DUE_TODAY,
  GB_TASK_FILTER_DUE_SOON,
  GB_TASK_FILTER_ON_TRACK,
  GB_TASK_FILTER_DONE,
  GB_TASK_FILTER_CANCELLED,
} GbTaskFilter;

#define GB_N_TASK_FILTERS 9

#define GB_TYPE_TASK (gb_task_get_type ())
GType       gb_task_get_type     (void);
GbTask     *gb_task_new          (void);
GbTask     *gb_task_ref          (GbTask       *self);
void        gb_task_unref        (GbTask       *self);

gboolean    gb_task_is_in        (const GbTask *self,
                                  GbTaskFilter  filter,
                                  gint64        now);
gboolean    gb_task_matches      (const GbTask *self,
                                  const char   *text);
int         gb_task_compare      (gconstpointer a,
                                  gconstpointer b);

const char *gb_task_filter_nick  (GbTaskFilter  filter);
const char *gb_task_filter_label (GbTaskFilter  filter);
gboolean    gb_task_filter_parse (const char   *nick,
                                  GbTaskFilter *filter);
const char *gb_task_state_nick   (GbTaskState   state);
const char *gb_task_state_label  (GbTaskState   state);
gboolean    gb_task_state_parse  (const char   *nick,
                                  GbTaskState  *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTask, gb_task_unref)

G_END_DECLS
