/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action.h that names types and states. */
#include "gb-action.h"

#include <glib/gi18n-lib.h>

/* No such record is made: there is no type of that number. */
#define NOTHING GB_N_RECORD_TYPES

typedef struct
{
  const char *name; /* as the hub knows it */
  const char *label;
  GbRecordType target;
  int makes; /* the type of a record with the action's id, or NOTHING */
  gboolean checks_rev;
  GbActionKey keys[GB_ACTION_MAX_KEYS + 1];
} TypeSpec;

#define TEXT(name, label)     { name, GB_ACTION_VALUE_TEXT, TRUE, label, NULL }
#define MAY_TEXT(name, label) { name, GB_ACTION_VALUE_TEXT, FALSE, label, NULL }
#define NUMBER(name, label)   { name, GB_ACTION_VALUE_NUMBER, FALSE, label, NULL }
#define DAY(name, label)      { name, GB_ACTION_VALUE_DAY, FALSE, label, NULL }
#define FILES                 { "files", GB_ACTION_VALUE_FILES, FALSE, N_ ("Files"), NULL }
#define AUTHOR                MAY_TEXT ("author", N_ ("Author"))

static const TypeSpec types[GB_N_ACTION_TYPES] = {
  [GB_ACTION_APOLOGY] = { "dossier.apology", N_ ("Apology letter"), GB_RECORD_DOSSIER, GB_RECORD_LETTER, TRUE,
                          { TEXT ("reason", N_ ("Reason")),
                            { "new_due", GB_ACTION_VALUE_TIME, TRUE, N_ ("New date"), NULL },
                            MAY_TEXT ("signer", N_ ("Signed by")) } },
  [GB_ACTION_URGE] = { "dossier.urge", N_ ("Urging slip"), GB_RECORD_DOSSIER, GB_RECORD_URGE, FALSE,
                       { TEXT ("officer", N_ ("Officer")), MAY_TEXT ("text", N_ ("Text")) } },
  [GB_ACTION_NOTE] = { "dossier.note", N_ ("Note"), GB_RECORD_DOSSIER, NOTHING, FALSE,
                       { TEXT ("text", N_ ("Text")), AUTHOR } },
  [GB_ACTION_ISSUE_RAISE] = { "issue.raise", N_ ("New issue"), GB_RECORD_COMMUNE, GB_RECORD_ISSUE, FALSE,
                              { { "kind", GB_ACTION_VALUE_TEXT, TRUE, N_ ("Kind"), "difficulty|guidance|report" },
                                TEXT ("field", N_ ("Field")), TEXT ("title", N_ ("Heading")),
                                MAY_TEXT ("text", N_ ("Text")), MAY_TEXT ("department", N_ ("Department")),
                                NUMBER ("lon", N_ ("Longitude")), NUMBER ("lat", N_ ("Latitude")),
                                MAY_TEXT ("place", N_ ("Place")), FILES, AUTHOR } },
  [GB_ACTION_ISSUE_NOTE] = { "issue.note", N_ ("Note on an issue"), GB_RECORD_ISSUE, GB_RECORD_ISSUE_NOTE, FALSE,
                             { TEXT ("text", N_ ("Text")), FILES, AUTHOR } },
  [GB_ACTION_ISSUE_CONFIRM] = { "issue.confirm", N_ ("Verdict on an answer"), GB_RECORD_ISSUE, GB_RECORD_ISSUE_NOTE,
                                TRUE,
                                { { "verdict", GB_ACTION_VALUE_TEXT, FALSE, N_ ("Verdict"), "accept|reject" },
                                  MAY_TEXT ("text", N_ ("Text")), AUTHOR } },
  [GB_ACTION_ISSUE_URGE] = { "issue.urge", N_ ("Urging of an answer"), GB_RECORD_ISSUE, GB_RECORD_ISSUE_NOTE, FALSE,
                             { MAY_TEXT ("text", N_ ("Text")), AUTHOR } },
  [GB_ACTION_ISSUE_ESCALATE] = { "issue.escalate", N_ ("Passing on of an issue"), GB_RECORD_ISSUE,
                                 GB_RECORD_ISSUE_NOTE, FALSE,
                                 { TEXT ("text", N_ ("Reason")),
                                   { "level", GB_ACTION_VALUE_TEXT, FALSE, N_ ("Level"),
                                     "department|province|ministry" },
                                   AUTHOR } },
  [GB_ACTION_TASK_PROGRESS] = { "task.progress", N_ ("Progress of a task"), GB_RECORD_TASK, GB_RECORD_TASK_NOTE, TRUE,
                                { NUMBER ("done", N_ ("Amount done")), NUMBER ("total", N_ ("Total")),
                                  { "state", GB_ACTION_VALUE_TEXT, FALSE, N_ ("State"), "open|done" },
                                  MAY_TEXT ("text", N_ ("Text")), FILES, AUTHOR } },
  [GB_ACTION_NOTICE_ATTEND] = { "notice.attend", N_ ("Registration for a class or conference"), GB_RECORD_NOTICE,
                                GB_RECORD_ATTENDANCE, FALSE,
                                { { "officers", GB_ACTION_VALUE_NAMES, TRUE, N_ ("Officers"), NULL },
                                  MAY_TEXT ("commune", N_ ("Commune")), AUTHOR } },
  [GB_ACTION_VISIT_REQUEST] = { "visit.request", N_ ("Request for a visit"), GB_RECORD_TEAM, GB_RECORD_VISIT, FALSE,
                                { TEXT ("topic", N_ ("Topic")), DAY ("date", N_ ("Date")),
                                  MAY_TEXT ("commune", N_ ("Commune")) } },
  [GB_ACTION_CHANNEL_VERIFY] = { "channel.verify", N_ ("Check of a channel"), GB_RECORD_CHANNEL, NOTHING, FALSE,
                                 { DAY ("date", N_ ("Date")) } },
};

static const struct
{
  const char *name; /* as FILE.local keeps it */
  const char *label;
} states[GB_N_ACTION_STATES] = {
  [GB_ACTION_WAITING] = { "waiting", N_ ("Waiting to be sent") },
  [GB_ACTION_SENDING] = { "sending", N_ ("Being sent") },
  [GB_ACTION_SENT] = { "sent", N_ ("Sent, no result yet") },
  [GB_ACTION_APPLIED] = { "applied", N_ ("Applied") },
  [GB_ACTION_CONFLICT] = { "conflict", N_ ("In conflict with a newer change") },
  [GB_ACTION_REFUSED] = { "refused", N_ ("Refused") },
  [GB_ACTION_RETRY] = { "retry", N_ ("To be sent again") },
};

/**
 * gb_action_type_name:
 *
 * Returns: the name that the protocol uses: "dossier.apology"
 */
const char *
gb_action_type_name (GbActionType type)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, NULL);

  return types[type].name;
}

/**
 * gb_action_type_label:
 *
 * Returns: what it is called in the interface's language
 */
const char *
gb_action_type_label (GbActionType type)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, NULL);

  return _(types[type].label);
}

/**
 * gb_action_type_from_name:
 * @name: as of gb_action_type_name()
 * @type: (out): the type
 *
 * Returns: whether @name names one
 */
gboolean
gb_action_type_from_name (const char   *name,
                          GbActionType *type)
{
  for (int i = 0; i < GB_N_ACTION_TYPES; i++)
    if (g_strcmp0 (name, types[i].name) == 0)
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_action_type_keys:
 *
 * Returns: (transfer none): what its data may have, in the order in which they are written; ends
 *   with one that has no name
 */
const GbActionKey *
gb_action_type_keys (GbActionType type)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, NULL);

  return types[type].keys;
}

/**
 * gb_action_type_takes:
 *
 * Returns: whether @key may be a member of its data
 */
gboolean
gb_action_type_takes (GbActionType type,
                      const char  *key)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, FALSE);

  for (const GbActionKey *k = types[type].keys; k->name != NULL; k++)
    if (g_str_equal (k->name, key))
      return TRUE;
  return FALSE;
}

/**
 * gb_action_type_target:
 *
 * Returns: what kind of record the target is
 */
GbRecordType
gb_action_type_target (GbActionType type)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, GB_RECORD_DOSSIER);

  return types[type].target;
}

/**
 * gb_action_type_makes:
 * @record: (out) (optional): its kind
 *
 * Returns: whether applying it makes a record, which has the action's id
 */
gboolean
gb_action_type_makes (GbActionType  type,
                      GbRecordType *record)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, FALSE);

  if (types[type].makes == NOTHING)
    return FALSE;
  if (record != NULL)
    *record = (GbRecordType) types[type].makes;
  return TRUE;
}

/**
 * gb_action_type_checks_rev:
 *
 * Returns: whether it is a conflict when the target has changed since the base revision
 */
gboolean
gb_action_type_checks_rev (GbActionType type)
{
  g_return_val_if_fail (type < GB_N_ACTION_TYPES, FALSE);

  return types[type].checks_rev;
}

/**
 * gb_action_state_name:
 *
 * Returns: the name that the command line and FILE.local use: "waiting"
 */
const char *
gb_action_state_name (GbActionState state)
{
  g_return_val_if_fail (state < GB_N_ACTION_STATES, NULL);

  return states[state].name;
}

/**
 * gb_action_state_label:
 *
 * Returns: what it is called in the interface's language: "chờ gửi"
 */
const char *
gb_action_state_label (GbActionState state)
{
  g_return_val_if_fail (state < GB_N_ACTION_STATES, NULL);

  return _(states[state].label);
}

/**
 * gb_action_state_from_name:
 * @name: as of gb_action_state_name()
 * @state: (out): the state
 *
 * Returns: whether @name names one
 */
gboolean
gb_action_state_from_name (const char    *name,
                           GbActionState *state)
{
  for (int i = 0; i < GB_N_ACTION_STATES; i++)
    if (g_strcmp0 (name, states[i].name) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}
