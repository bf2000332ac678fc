/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-time.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */

/**
 * GbAgendaKind:
 * @GB_AGENDA_LETTERS_TO_SIGN: apology letters to be signed today: @count of them, the rows of
 *   %GB_DOSSIER_FILTER_SIGN_TODAY; @day is the working day they are due on
 * @GB_AGENDA_ANSWERS_OVERDUE: a department has not answered issues in time: @name is the
 *   department, @target its id, @document the issues' kind (gb_issue_kind_name()), @count how many, the rows of
 *   %GB_ISSUE_SET_OVERDUE_ABOVE, @day the earliest due day
 * @GB_AGENDA_REPORTS_OVERDUE: the commune itself has not settled in time what was reported to it: @document the
 *   issues' kind, @count how many, the rows of %GB_ISSUE_SET_OVERDUE_OWN, @day the earliest due day
 * @GB_AGENDA_URGE_UNANSWERED: an officer has not answered an urging slip in time: @name is the
 *   officer, @document the slip's number, @instant when it was made, @target the dossier
 * @GB_AGENDA_TASK_DUE: a task of the province is due: @name is its title, @day the due day, @target the task,
 *   @done of @total when they are known (@total > 0)
 * @GB_AGENDA_TASKS_DUE: in place of these for several communes: @count tasks, @done of them late, of @total communes
 * @GB_AGENDA_SECONDMENT_ENDS: @name is the seconded officer, @target the id, @day the last day,
 *   @count the open dossiers that need another officer
 * @GB_AGENDA_NO_STAND_IN: fields that only one person does: @count of them, @name says which
 *
 * What asks for a decision.
 */
typedef enum
{
  GB_AGENDA_LETTERS_TO_SIGN,
  GB_AGENDA_ANSWERS_OVERDUE,
  GB_AGENDA_REPORTS_OVERDUE,
  GB_AGENDA_URGE_UNANSWERED,
  GB_AGENDA_TASK_DUE,
  GB_AGENDA_TASKS_DUE,
  GB_AGENDA_SECONDMENT_ENDS,
  GB_AGENDA_NO_STAND_IN,
} GbAgendaKind;

typedef struct
{
  GbAgendaKind kind;
  char *name;     /* (owned) */
  char *document; /* (owned) (nullable) */
  char *target;   /* (owned) (nullable) */
  gint64 count;
  GbDay day;
  gint64 instant;
  double done;
  double total;
} GbAgendaItem;

/**
 * GbAgendaEventKind:
 * @GB_AGENDA_EVENT_OFF: days off by the calendar: deadlines do not run
 * @GB_AGENDA_EVENT_MAKE_UP: a day that is worked in place of another
 * @GB_AGENDA_EVENT_NOTICE: a class or conference
 */
typedef enum
{
  GB_AGENDA_EVENT_OFF,
  GB_AGENDA_EVENT_MAKE_UP,
  GB_AGENDA_EVENT_NOTICE,
} GbAgendaEventKind;

/**
 * GbAgendaEvent:
 * @from: the first day
 * @to: the last day
 * @instant: UTC seconds: when it starts, 0 for whole days
 * @name: (owned): what it is called
 * @target: (owned) (nullable): the notice's id
 * @link: (owned) (nullable): the address of its meeting room
 */
typedef struct
{
  GbAgendaEventKind kind;
  GbDay from;
  GbDay to;
  gint64 instant;
  char *name;
  char *target;
  char *link;
} GbAgendaEvent;

GPtrArray *gb_agenda_repository_items  (GbSqlConnection  *connection,
                                        const char       *commune,
                                        gint64            now,
                                        GError          **error);
GPtrArray *gb_agenda_repository_events (GbSqlConnection  *connection,
                                        const char       *commune,
                                        gint64            now,
                                        guint             limit,
                                        GError          **error);

void       gb_agenda_item_free         (GbAgendaItem     *self);
void       gb_agenda_event_free        (GbAgendaEvent    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAgendaItem, gb_agenda_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAgendaEvent, gb_agenda_event_free)

G_END_DECLS
