/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-issue-rules.h"
#include "gb-issue.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbIssueNoteKind:
 *
 * What somebody wrote about an issue, in the words of its record.
 */
typedef enum
{
  GB_ISSUE_NOTE_NOTE,
  GB_ISSUE_NOTE_ANSWER,
  GB_ISSUE_NOTE_URGE,
  GB_ISSUE_NOTE_CONFIRM,
  GB_ISSUE_NOTE_REJECT,
  GB_ISSUE_NOTE_ESCALATE,
} GbIssueNoteKind;

#define GB_N_ISSUE_NOTE_KINDS 6

/**
 * GbIssueNote:
 * @kind: what it is
 * @at: UTC seconds
 * @author: (owned) (nullable): by name
 * @text: (owned) (nullable): %NULL only where it waits here and nothing was written
 * @files: (owned) (element-type GbAttachment): that go with it
 * @waits: whether it was written here and the feed has not brought it yet
 */
typedef struct
{
  GbIssueNoteKind kind;
  gint64 at;
  char *author;
  char *text;
  GPtrArray *files;
  gboolean waits;
} GbIssueNote;

/**
 * GbIssueDuty:
 * @step: what has to happen
 * @due: until when, UTC seconds
 * @done: when it happened, UTC seconds, 0 = not yet
 * @source: (owned) (nullable): the article
 */
typedef struct
{
  GbIssueStep step;
  gint64 due;
  gint64 done;
  char *source;
} GbIssueDuty;

/**
 * GbIssueGuidance:
 * @id: (owned): an issue's
 * @title: (owned): in one line
 * @answered: UTC seconds
 *
 * An answer that a department gave for everybody.
 */
typedef struct
{
  char *id;
  char *title;
  gint64 answered;
} GbIssueGuidance;

/**
 * GbIssueDetail:
 * @issue: (owned) (nullable): the issue; %NULL where there is none of that id, and then nothing else
 * @now: when it was read, UTC seconds
 * @as_of: how fresh the cache is, UTC seconds; 0 = never synchronised
 * @place: (owned) (nullable): in words
 * @files: (owned) (element-type GbAttachment): that go with it
 * @forwarded: UTC seconds, 0 = not known to be, as the next three
 * @refused: when it was turned away
 * @supplement_asked: when more was asked of who raised it
 * @published: when the answer was made public
 * @rated: 1 where the commune found the answer good, -1 where not, 0 = it did not say
 * @repeated: whether the same was raised before
 * @guidance: whether the department published the answer as guidance
 * @notes: (owned) (element-type GbIssueNote): what was written, the oldest first, with what waits here
 * @limits: (owned) (element-type GbIssueDuty): what has to happen until when, in that order
 * @similar: (owned) (element-type GbIssueGuidance): what departments published about its field, the newest first
 * @pending: (owned) (element-type GbAction): what was done here about it and is not settled, its raising too
 * @may_urge: whether somebody can be urged
 * @may_judge: whether there is an answer to be confirmed or turned back
 * @may_escalate: whether there is a level above
 * @next_level: that level
 *
 * An issue with all that is known of it, read at one moment. Never changed, counted with references.
 */
typedef struct
{
  GbIssue *issue;
  gint64 now;
  gint64 as_of;
  char *place;
  GPtrArray *files;
  gint64 forwarded;
  gint64 refused;
  gint64 supplement_asked;
  gint64 published;
  int rated;
  gboolean repeated;
  gboolean guidance;
  GPtrArray *notes;
  GPtrArray *limits;
  GPtrArray *similar;
  GPtrArray *pending;
  gboolean may_urge;
  gboolean may_judge;
  gboolean may_escalate;
  GbIssueLevel next_level;
} GbIssueDetail;

GbIssueDetail *gb_issue_detail_ref         (GbIssueDetail        *self);
void           gb_issue_detail_unref       (GbIssueDetail        *self);

GbIssueDetail *gb_issue_detail_load        (GbSqlConnection      *connection,
                                            const char           *id,
                                            gint64                now,
                                            GError              **error);
void           gb_issue_detail_load_async  (GbStore              *store,
                                            const char           *id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GbIssueDetail *gb_issue_detail_load_finish (GbStore              *store,
                                            GAsyncResult         *result,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssueDetail, gb_issue_detail_unref)

G_END_DECLS
