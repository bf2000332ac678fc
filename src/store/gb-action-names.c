/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action.h that names types and states. */
#include "gb-action.h"

#include <glib/gi18n-lib.h>

#define MAX_KEYS 3

typedef struct
{
  const char *name; /* as the hub knows it */
  const char *label;
  const char *keys[MAX_KEYS + 1];
} TypeSpec;

static const TypeSpec types[GB_N_ACTION_TYPES] = {
  [GB_ACTION_APOLOGY] = { "dossier.apology", N_ ("Apology letter"),
                          { "reason", "new_due", "signer" } },
  [GB_ACTION_URGE] = { "dossier.urge", N_ ("Urging slip"), { "officer", "text" } },
  [GB_ACTION_NOTE] = { "dossier.note", N_ ("Note"), { "text" } },
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
 * Returns: (transfer none) (array zero-terminated=1): what its data may have, in the order in which
 *   they are written
 */
const char *const *
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

  return g_strv_contains (types[type].keys, key);
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
