/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GbActionType:
 * @GB_ACTION_APOLOGY: dossier.apology: sign an apology letter that gives a new date (phiếu xin lỗi
 *   và hẹn lại ngày trả kết quả): `reason`, `new_due` (time), `signer`?. Makes a letter.
 * @GB_ACTION_URGE: dossier.urge: an urging slip to an officer (phiếu đôn đốc): `officer`, `text`?.
 *   Makes an urge.
 * @GB_ACTION_NOTE: dossier.note: a remark on a dossier (ghi chú): `text`, `author`?
 * @GB_ACTION_ISSUE_RAISE: issue.raise: the target is the commune's code; `kind` (difficulty,
 *   guidance, report), `field`, `title`, `text`?, `department`? (an agency's id), `lon`? and `lat`?
 *   (degrees, WGS 84; both or none), `place`? (in words), `files`?, `author`?. Makes an issue (vướng
 *   mắc, kiến nghị, phản ánh).
 * @GB_ACTION_ISSUE_NOTE: issue.note: `text`, `files`?, `author`?. Makes an issue-note, as the next
 *   three do.
 * @GB_ACTION_ISSUE_CONFIRM: issue.confirm: the answer settles it (xác nhận) or, with the `verdict`
 *   reject, does not (chưa đạt): then it lies with the department again: `verdict`? (accept, reject;
 *   accept when missing), `text`?, which reject needs, `author`?
 * @GB_ACTION_ISSUE_URGE: issue.urge: who has to answer is urged: `text`?, `author`?
 * @GB_ACTION_ISSUE_ESCALATE: issue.escalate: pass it on to a higher level (chuyển cấp trên): `text`:
 *   why, `level`? (department, province, ministry; the next one when missing), `author`?
 * @GB_ACTION_TASK_PROGRESS: task.progress: `done`? and `total`? (numbers), `state`? (open, done);
 *   done, state or text is needed; `text`?, `files`?, `author`?. Makes a task-note.
 * @GB_ACTION_NOTICE_ATTEND: notice.attend: who of the commune goes to a class or a conference:
 *   `officers`, in place of those of before, `commune`?, which a province has to give, `author`?.
 *   Makes an attendance.
 * @GB_ACTION_VISIT_REQUEST: visit.request: the target is the team's id; `topic`, `date`? (day),
 *   `commune`?, which a province has to give. Makes a visit.
 * @GB_ACTION_CHANNEL_VERIFY: channel.verify: a hotline or group was tried and works: `date`? (day)
 *
 * What the user can ask the hub to do, and the data it takes: texts, save where another kind is
 * named. Where nothing else is said the target is the id of the record before the dot. What an
 * action makes has the action's id, so that the copy of the feed takes the place of the one that
 * was shown meanwhile. The same is told by data/api/schema/action-*.json.
 */
typedef enum
{
  GB_ACTION_APOLOGY,
  GB_ACTION_URGE,
  GB_ACTION_NOTE,
  GB_ACTION_ISSUE_RAISE,
  GB_ACTION_ISSUE_NOTE,
  GB_ACTION_ISSUE_CONFIRM,
  GB_ACTION_ISSUE_URGE,
  GB_ACTION_ISSUE_ESCALATE,
  GB_ACTION_TASK_PROGRESS,
  GB_ACTION_NOTICE_ATTEND,
  GB_ACTION_VISIT_REQUEST,
  GB_ACTION_CHANNEL_VERIFY,
} GbActionType;

#define GB_N_ACTION_TYPES 12
#define GB_ACTION_MAX_KEYS 10

/* How much an action may name. */
#define GB_ACTION_MAX_FILES 10
#define GB_ACTION_MAX_NAMES 200

/**
 * GbActionValue:
 * @GB_ACTION_VALUE_TEXT: any words
 * @GB_ACTION_VALUE_TIME: a moment, RFC 3339
 * @GB_ACTION_VALUE_DAY: yyyy-mm-dd
 * @GB_ACTION_VALUE_NUMBER: a number with a point, written in JSON as a number
 * @GB_ACTION_VALUE_NAMES: a JSON list of ids: gb_action_set_names()
 * @GB_ACTION_VALUE_FILES: a JSON list of `{"name","sha256"}`: gb_action_add_file(). The hub has to have
 *   the files before: what it does not know is refused.
 *
 * What a member of an action's data holds.
 */
typedef enum
{
  GB_ACTION_VALUE_TEXT,
  GB_ACTION_VALUE_TIME,
  GB_ACTION_VALUE_DAY,
  GB_ACTION_VALUE_NUMBER,
  GB_ACTION_VALUE_NAMES,
  GB_ACTION_VALUE_FILES,
} GbActionValue;

/**
 * GbActionKey:
 * @name: the member's
 * @value: what it holds
 * @required: whether it has to be there and not blank
 * @label: what it is called, to be translated
 * @choices: (nullable): the only texts it can be, with a bar between them
 */
typedef struct
{
  const char *name;
  GbActionValue value;
  gboolean required;
  const char *label;
  const char *choices;
} GbActionKey;

/**
 * GbActionState:
 * @GB_ACTION_WAITING: stored here, never sent (chờ gửi): the only state in which it can be withdrawn
 * @GB_ACTION_SENDING: may have left (đang gửi)
 * @GB_ACTION_SENT: may have left, and the answer did not come (đã gửi): asked again in the next run
 * @GB_ACTION_APPLIED: the hub did it (đã áp dụng)
 * @GB_ACTION_CONFLICT: the target had changed meanwhile (xung đột)
 * @GB_ACTION_REFUSED: the hub will not do it (bị từ chối)
 * @GB_ACTION_RETRY: the hub wants it later: not before the next attempt's time (sẽ thử lại lúc…)
 */
typedef enum
{
  GB_ACTION_WAITING,
  GB_ACTION_SENDING,
  GB_ACTION_SENT,
  GB_ACTION_APPLIED,
  GB_ACTION_CONFLICT,
  GB_ACTION_REFUSED,
  GB_ACTION_RETRY,
} GbActionState;

#define GB_N_ACTION_STATES 7

/**
 * GbAction:
 * @id: (owned) (nullable): a UUID that makes it idempotent; given when it is stored
 * @type: what is asked
 * @target: (owned): whom it is about: the id of a record, see gb_action_type_target()
 * @base_rev: the target's revision that the user saw; 0 = as the cache has it when it is stored
 * @made_at: UTC seconds; given when it is stored
 * @data: (owned) (element-type utf8 utf8): what belongs to the type; times as RFC 3339, numbers as
 *   they are typed, lists as their JSON
 * @replaces: (owned) (nullable): the id of an action that may have left and that this one replaces
 * @replaced_by: (owned) (nullable): the id of the one that is sent in its place: it is kept until
 *   that one is settled, and not sent
 * @state: how far it got
 * @next_attempt: when it is sent next, UTC seconds, 0 = as soon as there is a connection
 * @attempts: how often it was sent
 * @done_at: when the hub said what became of it, UTC seconds, 0 = it has not
 * @rev: the target's revision since it was applied, 0 = it is not
 * @generation: of the cache's rows when it was applied
 * @record: (owned) (nullable): in a conflict: the target's data as the hub has them, JSON; %NULL
 *   when it has none any more
 * @record_rev: the revision of @record
 * @problem: (owned) (nullable): why it was not applied, for the user
 * @problem_field: (owned) (nullable): the member of the data at fault
 *
 * A change the user asked for, in the form of the outbox.
 */
typedef struct
{
  char *id;
  GbActionType type;
  char *target;
  gint64 base_rev;
  gint64 made_at;
  GHashTable *data;
  char *replaces;
  char *replaced_by;
  GbActionState state;
  gint64 next_attempt;
  guint attempts;
  gint64 done_at;
  gint64 rev;
  gint64 generation;
  char *record;
  gint64 record_rev;
  char *problem;
  char *problem_field;
} GbAction;

#define GB_TYPE_ACTION (gb_action_get_type ())
GType        gb_action_get_type       (void);
GbAction    *gb_action_new            (GbActionType    type,
                                       const char     *target);
GbAction    *gb_action_new_apology    (const char     *dossier,
                                       const char     *reason,
                                       gint64          new_due,
                                       const char     *signer);
GbAction    *gb_action_new_urge       (const char     *dossier,
                                       const char     *officer,
                                       const char     *text);
GbAction    *gb_action_new_note       (const char     *dossier,
                                       const char     *text);
GbAction    *gb_action_copy           (const GbAction *self);
void         gb_action_free           (GbAction       *self);

const char  *gb_action_get            (const GbAction *self,
                                       const char     *key);
gint64       gb_action_get_time       (const GbAction *self,
                                       const char     *key);
void         gb_action_set            (GbAction       *self,
                                       const char     *key,
                                       const char     *value);
void         gb_action_set_time       (GbAction       *self,
                                       const char     *key,
                                       gint64          value);
GStrv        gb_action_get_names      (const GbAction *self,
                                       const char     *key);
void         gb_action_set_names      (GbAction       *self,
                                       const char     *key,
                                       const char *const *names);
void         gb_action_add_file       (GbAction       *self,
                                       const char     *sha256,
                                       const char     *name);
char        *gb_action_data_to_json   (const GbAction *self);

const char  *gb_action_type_name      (GbActionType    type);
const char  *gb_action_type_label     (GbActionType    type);
gboolean     gb_action_type_from_name (const char     *name,
                                       GbActionType   *type);
const GbActionKey *
             gb_action_type_keys      (GbActionType    type);
gboolean     gb_action_type_takes     (GbActionType    type,
                                       const char     *key);
GbRecordType gb_action_type_target    (GbActionType    type);
gboolean     gb_action_type_makes     (GbActionType    type,
                                       GbRecordType   *record);
gboolean     gb_action_type_checks_rev
                                      (GbActionType    type);
const char  *gb_action_state_name     (GbActionState   state);
const char  *gb_action_state_label    (GbActionState   state);
gboolean     gb_action_state_from_name
                                      (const char     *name,
                                       GbActionState  *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAction, gb_action_free)

G_END_DECLS
