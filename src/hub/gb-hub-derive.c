/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exchange-facts.h"
#include "gb-hub-dossier.h"
#include "gb-hub-import-private.h"
#include "gb-wire-json.h"

#include <string.h>

/**
 * gb_hub_derive_dossier:
 * @code: the dossier's code
 * @outcome: (out): what became of its record; the same when no message of it came
 *
 * Makes a dossier's record anew from its messages and steps.
 */
gboolean
gb_hub_derive_dossier (GbHub           *hub,
                       const char      *code,
                       GbHubLogOutcome *outcome,
                       GError         **error)
{
  g_auto (GbHubDossier) dossier = { NULL };
  g_autoptr (GArray) steps = NULL;
  g_autofree char *data = NULL;

  *outcome = GB_HUB_LOG_SAME;
  if (!gb_hub_dossier_load (hub, code, &dossier, error))
    return FALSE;
  if (dossier.facts == NULL)
    return TRUE;
  steps = gb_hub_dossier_load_steps (hub, code, error);
  data = steps != NULL ? gb_hub_dossier_to_data (hub, &dossier, steps, error) : NULL;
  return data != NULL
         && gb_hub_log_put (gb_hub_get_log (hub), GB_RECORD_DOSSIER, code, data, outcome, error);
}

/**
 * gb_hub_derive_dates:
 *
 * Makes the records anew whose due date is a day without a time: when a calendar changed, the end
 * of that day's last session may have.
 */
gboolean
gb_hub_derive_dates (GbHub   *hub,
                     GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  gboolean row = TRUE;

  gb_hub_forget_calendars (hub);
  {
    g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
        gb_hub_get_connection (hub), "SELECT code FROM exchange_dossier WHERE due_is_date", error);

    while (statement != NULL && gb_sql_statement_step (statement, &row, error) && row)
      g_ptr_array_add (codes, gb_sql_statement_dup_text (statement, 0));
    if (statement == NULL || row)
      return FALSE;
  }
  for (guint i = 0; i < codes->len; i++)
    {
      GbHubLogOutcome outcome;

      if (!gb_hub_derive_dossier (hub, codes->pdata[i], &outcome, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_hub_is_derived:
 * @code: a dossier's code
 * @derived: (out): whether exchange messages made it, so that its record is made from them
 */
gboolean
gb_hub_is_derived (GbHub      *hub,
                   const char *code,
                   gboolean   *derived,
                   GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "SELECT 1 FROM exchange_dossier WHERE code = ?1", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, code);
  return gb_sql_statement_step (statement, derived, error);
}

static gboolean
note (GbHub      *hub,
      const char *code,
      const char *received_by,
      const char *facts,
      GError    **error)
{
  g_auto (GbHubDossier) dossier = { NULL };
  g_autoptr (JsonNode) node = facts != NULL ? gb_wire_json_parse (facts, strlen (facts), error) : NULL;

  if ((facts != NULL && node == NULL) || !gb_hub_dossier_load (hub, code, &dossier, error))
    return FALSE;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    gb_exchange_facts_take (json_node_get_object (node), dossier.facts->facts);
  if (received_by != NULL)
    {
      g_free (dossier.received_by);
      dossier.received_by = g_strdup (received_by);
    }
  return gb_hub_dossier_save (hub, &dossier, error);
}

/**
 * gb_hub_note_dossier:
 * @code: the code of a dossier that messages made
 * @received_by: (nullable): the commune where it was handed in
 * @facts: (nullable): a JSON object of facts (gb-fact.h), of which those that it names change
 * @outcome: (out): what became of its record
 *
 * Adds to a dossier what no message carries.
 */
gboolean
gb_hub_note_dossier (GbHub           *hub,
                     const char      *code,
                     const char      *received_by,
                     const char      *facts,
                     GbHubLogOutcome *outcome,
                     GError         **error)
{
  GbSqlConnection *connection = gb_hub_get_connection (hub);

  /* What is refused is not kept either. */
  return gb_sql_connection_exec (connection, "SAVEPOINT noted", error)
         && note (hub, code, received_by, facts, error)
         && gb_hub_derive_dossier (hub, code, outcome, error)
         && (*outcome != GB_HUB_LOG_REFUSED || gb_sql_connection_exec (connection, "ROLLBACK TO noted", error))
         && gb_sql_connection_exec (connection, "RELEASE noted", error);
}
