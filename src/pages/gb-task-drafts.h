/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbTaskDraft:
 * @done: how many pieces are done, as it was typed
 * @finished: whether it was ticked that all is done
 * @text: (owned) (nullable): what was written
 * @files: (owned) (nullable): evidence, JSON list of {name, sha256, bytes}
 *
 * A report that was begun and not sent.
 */
typedef struct
{
  double done;
  gboolean finished;
  char *text;
  char *files;
} GbTaskDraft;

#define GB_TYPE_TASK_DRAFTS (gb_task_drafts_get_type ())
G_DECLARE_FINAL_TYPE (GbTaskDrafts, gb_task_drafts, GB, TASK_DRAFTS, GObject)

GbTaskDrafts *gb_task_drafts_new    (GbStore           *store);
GbTaskDraft  *gb_task_drafts_get    (GbTaskDrafts      *self,
                                     const char        *task);
void          gb_task_drafts_set    (GbTaskDrafts      *self,
                                     const char        *task,
                                     const GbTaskDraft *draft);
void          gb_task_drafts_flush  (GbTaskDrafts      *self);
void          gb_task_draft_free    (GbTaskDraft       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTaskDraft, gb_task_draft_free)

G_END_DECLS
