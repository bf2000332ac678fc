/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the handlers of actions have in common. */
#include "gb-hub-act.h"

#include "gb-sql-statement.h"
#include "gb-wire-json.h"

/**
 * gb_hub_act_refuse:
 * @field: (nullable): the member at fault
 *
 * Returns: %TRUE, for a handler to return
 */
gboolean
gb_hub_act_refuse (GbHubAct    *self,
                   GbHubRefusal refusal,
                   const char  *field)
{
  self->refusal = refusal;
  g_free (self->field);
  self->field = g_strdup (field);
  return TRUE;
}

/**
 * gb_hub_act_text:
 * @key: a member of the data
 *
 * Returns: (transfer none) (nullable): its text
 */
const char *
gb_hub_act_text (GbHubAct   *self,
                 const char *key)
{
  return gb_wire_json_string (self->data, key);
}

/**
 * gb_hub_act_author:
 *
 * Returns: (transfer none) (nullable): who did it, by name
 */
const char *
gb_hub_act_author (GbHubAct *self)
{
  const char *author = gb_hub_act_text (self, "author");

  return author != NULL ? author : self->token->name;
}

/**
 * gb_hub_act_number:
 * @key: a member of the data
 * @value: (out): its number, which may have come as text
 *
 * Returns: whether there is one
 */
gboolean
gb_hub_act_number (GbHubAct   *self,
                   const char *key,
                   double     *value)
{
  const char *text = gb_hub_act_text (self, key);
  JsonNode *node = json_object_get_member (self->data, key);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  *value = text != NULL ? g_ascii_strtod (text, NULL) : json_node_get_double (node);
  return TRUE;
}

/**
 * gb_hub_act_target_text:
 * @member: of the target's data
 *
 * Returns: (transfer full) (nullable): its value as text
 */
char *
gb_hub_act_target_text (GbHubAct   *self,
                        const char *member)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (self->connection, "SELECT ?1 ->> ?2", NULL);
  gboolean row;

  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_text (statement, 1, self->target.data);
  gb_sql_statement_bind_text (statement, 2, member);
  return gb_sql_statement_step (statement, &row, NULL) && row ? gb_sql_statement_dup_text (statement, 0) : NULL;
}

/**
 * gb_hub_act_exists:
 * @exists: (out): whether there is such a record
 *
 * Looks for a record that the data name.
 */
gboolean
gb_hub_act_exists (GbHubAct    *self,
                   GbRecordType type,
                   const char  *id,
                   gboolean    *exists,
                   GError     **error)
{
  g_auto (GbHubEntry) entry = { 0 };

  if (!gb_hub_entry_load (&entry, self->connection, type, id, error))
    return FALSE;
  *exists = entry.number != 0 && !entry.deleted;
  return TRUE;
}

/* Notes what was done, for one that may come in its place. */
static gboolean
note_effect (GbHubAct    *self,
             GbRecordType type,
             const char  *id,
             gint64       changed,
             gint64       rev,
             const char  *before,
             GError     **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection,
      "INSERT INTO action_effect (workstation, action, position, type, id, changed, rev, before)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, self->token->workstation);
  gb_sql_statement_bind_text (statement, 2, self->message->id);
  gb_sql_statement_bind_int (statement, 3, self->n_effects++);
  gb_sql_statement_bind_text (statement, 4, gb_record_type_name (type));
  gb_sql_statement_bind_text (statement, 5, id);
  gb_sql_statement_bind_int (statement, 6, changed);
  gb_sql_statement_bind_int (statement, 7, rev);
  gb_sql_statement_bind_text (statement, 8, before);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_act_make:
 * @data: of a new record, whose id is the action's
 *
 * Makes a record. Its revision becomes the result's, until the target's is known.
 */
gboolean
gb_hub_act_make (GbHubAct    *self,
                 GbRecordType type,
                 const char  *data,
                 GError     **error)
{
  const char *id = self->message->id;
  g_auto (GbHubEntry) entry = { 0 };
  GbHubLogOutcome outcome;

  if (!gb_hub_entry_load (&entry, self->connection, type, id, error))
    return FALSE;
  /* Ids are each workstation's own, records' are everybody's. */
  if (entry.number != 0)
    return gb_hub_act_refuse (self, GB_HUB_REFUSAL_VALUE, "id");
  if (!gb_hub_log_put (self->log, type, id, data, &outcome, error))
    return FALSE;
  if (outcome != GB_HUB_LOG_CHANGED)
    return gb_hub_act_refuse (self, GB_HUB_REFUSAL_VALUE, "data");
  self->rev = entry.rev + 1;
  return note_effect (self, type, id, 0, self->rev, NULL, error);
}

/* The target's data with @patch (RFC 7396) in it, and the patch that takes it back. */
static gboolean
merge (GbHubAct   *self,
       const char *patch,
       char      **next,
       char      **back,
       GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection,
      "SELECT json_patch (?1, ?2), (SELECT json_group_object (key, json (coalesce (?1 -> key, 'null')))"
      " FROM json_each (?2))",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, self->target.data);
  gb_sql_statement_bind_text (statement, 2, patch);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *next = gb_sql_statement_dup_text (statement, 0);
  *back = gb_sql_statement_dup_text (statement, 1);
  return TRUE;
}

static gboolean
reload (GbHubAct *self,
        GError  **error)
{
  gb_hub_entry_clear (&self->target);
  if (!gb_hub_entry_load (&self->target, self->connection, self->target_type, self->message->target, error))
    return FALSE;
  self->rev = self->target.rev;
  return TRUE;
}

/**
 * gb_hub_act_change:
 * @patch: members of the target's data and their new values; null takes one away
 *
 * Changes the target, and sends it again in any case, so that it comes after what was made beside it.
 */
gboolean
gb_hub_act_change (GbHubAct   *self,
                   const char *patch,
                   GError    **error)
{
  gint64 changed = self->old_changed != 0 ? self->old_changed : self->target.changed;
  g_autofree char *next = NULL;
  g_autofree char *back = NULL;
  GbHubLogOutcome outcome;

  if (!merge (self, patch, &next, &back, error)
      || !gb_hub_log_put (self->log, self->target_type, self->message->target, next, &outcome, error))
    return FALSE;
  if (outcome == GB_HUB_LOG_SAME)
    return gb_hub_act_touch (self, error);
  if (outcome != GB_HUB_LOG_CHANGED)
    return gb_hub_act_refuse (self, GB_HUB_REFUSAL_VALUE, "data");
  return reload (self, error)
         && note_effect (self, self->target_type, self->message->target, changed, self->rev, back, error);
}

/**
 * gb_hub_act_amend:
 * @patch: as for gb_hub_act_change()
 *
 * Changes the target in a way that nobody is in conflict with, and that is not taken back.
 */
gboolean
gb_hub_act_amend (GbHubAct   *self,
                  const char *patch,
                  GError    **error)
{
  g_autofree char *next = NULL;
  g_autofree char *back = NULL;
  GbHubLogOutcome outcome;

  if (!merge (self, patch, &next, &back, error)
      || !gb_hub_log_amend (self->log, self->target_type, self->message->target, next, &outcome, error))
    return FALSE;
  if (outcome == GB_HUB_LOG_SAME)
    return gb_hub_act_touch (self, error);
  if (outcome != GB_HUB_LOG_CHANGED)
    return gb_hub_act_refuse (self, GB_HUB_REFUSAL_VALUE, "data");
  return reload (self, error);
}

/**
 * gb_hub_act_touch:
 *
 * Sends the target again, so that it comes after what was made beside it.
 */
gboolean
gb_hub_act_touch (GbHubAct *self,
                  GError  **error)
{
  return gb_hub_log_touch (self->log, self->target_type, self->message->target, &self->rev, error);
}
