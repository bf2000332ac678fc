/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GbActionType:
 * @GB_ACTION_APOLOGY: dossier.apology: sign an apology letter that gives a new date (phiếu xin lỗi
 *   và hẹn lại ngày trả kết quả): `reason`, `new_due` (time), `signer`?
 * @GB_ACTION_URGE: dossier.urge: an urging slip to an officer (phiếu đôn đốc): `officer`, `text`?
 * @GB_ACTION_NOTE: dossier.note: a remark: `text`
 *
 * What the user can ask the hub to do, and the data it takes. The target is a dossier's code.
 */
typedef enum
{
  GB_ACTION_APOLOGY,
  GB_ACTION_URGE,
  GB_ACTION_NOTE,
} GbActionType;

#define GB_N_ACTION_TYPES 3

/**
 * GbActionState:
 * @GB_ACTION_WAITING: stored here, never sent (chờ gửi): the only state in which it can be withdrawn
 * @GB_ACTION_SENDING: may have left
 * @GB_ACTION_SENT: left, without a result yet
 * @GB_ACTION_APPLIED: the hub did it
 * @GB_ACTION_CONFLICT: the target had changed meanwhile
 * @GB_ACTION_REFUSED: the hub will not do it
 * @GB_ACTION_RETRY: to be sent again later
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
 * @target: (owned): whom it is about, a dossier's code
 * @base_rev: the target's revision that the user saw; given when it is stored
 * @made_at: UTC seconds; given when it is stored
 * @data: (owned) (element-type utf8 utf8): what belongs to the type; times as RFC 3339
 * @replaces: (owned) (nullable): the id of an action that may have left and that this one replaces
 * @state: how far it got
 * @next_attempt: when it is sent next, UTC seconds, 0 = as soon as there is a connection
 * @attempts: how often it was sent
 * @problem: (owned) (nullable): why it was not applied, for the user
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
  GbActionState state;
  gint64 next_attempt;
  guint attempts;
  char *problem;
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
char        *gb_action_data_to_json   (const GbAction *self);

const char  *gb_action_type_name      (GbActionType    type);
const char  *gb_action_type_label     (GbActionType    type);
gboolean     gb_action_type_from_name (const char     *name,
                                       GbActionType   *type);
const char *const *
             gb_action_type_keys      (GbActionType    type);
gboolean     gb_action_type_takes     (GbActionType    type,
                                       const char     *key);
const char  *gb_action_state_name     (GbActionState   state);
const char  *gb_action_state_label    (GbActionState   state);
gboolean     gb_action_state_from_name
                                      (const char     *name,
                                       GbActionState  *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAction, gb_action_free)

G_END_DECLS
