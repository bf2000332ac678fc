/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbActionBatch:
 * @most: actions wanted at most
 * @tried: (nullable) (element-type utf8): ids that are not wanted again in this run
 *
 * Which actions are to be sent next.
 */
typedef struct
{
  guint most;
  GPtrArray *tried;
} GbActionBatch;

/**
 * GbActionOutcome:
 * @id: (owned): the action's
 * @state: what it is now; %GB_ACTION_WAITING says that it never left
 * @rev: applied: the target's revision
 * @record: (owned) (nullable): conflict: the target as the hub has it, JSON
 * @record_rev: its revision
 * @problem: (owned) (nullable): why, in Vietnamese or the only language there is
 * @problem_en: (owned) (nullable): why, in English
 * @problem_type: (owned) (nullable): "/scope"
 * @problem_field: (owned) (nullable): the member of the data at fault
 * @next_attempt: when it is sent again, UTC seconds, 0 = with the next run
 *
 * What came of sending an action.
 */
typedef struct
{
  char *id;
  GbActionState state;
  gint64 rev;
  char *record;
  gint64 record_rev;
  char *problem;
  char *problem_en;
  char *problem_type;
  char *problem_field;
  gint64 next_attempt;
} GbActionOutcome;

GbActionOutcome *gb_action_outcome_new      (const char           *id,
                                             GbActionState         state);
void             gb_action_outcome_free     (GbActionOutcome      *self);

void             gb_action_queue_take_async (GbStore              *store,
                                             const GbActionBatch  *batch,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray       *gb_action_queue_take_finish (GbStore             *store,
                                              GAsyncResult        *result,
                                              GError             **error);
void             gb_action_queue_note_async (GbStore              *store,
                                             GPtrArray            *outcomes,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean         gb_action_queue_note_finish (GbStore             *store,
                                              GAsyncResult        *result,
                                              GError             **error);

/* For what is handed in as a file. They block. */
GPtrArray       *gb_action_queue_take_all   (GbStore              *store,
                                             GError              **error);
gboolean         gb_action_queue_note       (GbStore              *store,
                                             GPtrArray            *outcomes,
                                             GError              **error);
GPtrArray       *gb_action_queue_settle     (GbStore              *store,
                                             GPtrArray            *outcomes,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbActionOutcome, gb_action_outcome_free)

G_END_DECLS
