/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results of actions, kept so that the same id again is answered the same. */
#include "gb-hub-results.h"

#include "gb-hub-error.h"
#include "gb-sql-statement.h"

#include <string.h>

static GbActionResult *
read_result (const char *text,
             GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) results = gb_action_codec_decode_results (bytes, NULL, error);

  if (results == NULL)
    return NULL;
  if (results->len == 1)
    return g_ptr_array_steal_index (results, 0);
  g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_DATABASE, "a kept result cannot be read");
  return NULL;
}

/**
 * gb_hub_results_find:
 * @workstation: whose action
 * @action: its id
 * @result: (out) (transfer full) (nullable): what it was answered; %NULL when it never came
 * @type: (out) (optional) (transfer full) (nullable): its type, where it could be read
 * @target: (out) (optional) (transfer full) (nullable): what it was about
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_results_find (GbSqlConnection *connection,
                     const char      *workstation,
                     const char      *action,
                     GbActionResult **result,
                     char           **type,
                     char           **target,
                     GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT result, type, target FROM action_result WHERE workstation = ?1 AND action = ?2",
      error);
  gboolean row;

  *result = NULL;
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, workstation);
  gb_sql_statement_bind_text (statement, 2, action);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  if (type != NULL)
    *type = gb_sql_statement_dup_text (statement, 1);
  if (target != NULL)
    *target = gb_sql_statement_dup_text (statement, 2);
  *result = read_result (gb_sql_statement_get_text (statement, 0), error);
  return *result != NULL;
}

/**
 * gb_hub_results_keep:
 * @workstation: whose action
 * @message: (nullable): the action; %NULL for one that did not come
 * @result: what it is answered, with its id
 * @now: UTC seconds
 *
 * Keeps a result. One that is there stays as it is.
 */
gboolean
gb_hub_results_keep (GbSqlConnection       *connection,
                     const char            *workstation,
                     const GbActionMessage *message,
                     GbActionResult        *result,
                     gint64                 now,
                     GError               **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      "INSERT OR IGNORE INTO action_result (workstation, action, received, type, target, status, result)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (statement == NULL)
    return FALSE;
  g_ptr_array_add (one, result);
  bytes = gb_action_codec_encode_results (one);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gb_sql_statement_bind_text (statement, 1, workstation);
  gb_sql_statement_bind_text (statement, 2, result->id);
  gb_sql_statement_bind_int (statement, 3, now);
  gb_sql_statement_bind_text (statement, 4, message != NULL ? message->type : NULL);
  gb_sql_statement_bind_text (statement, 5, message != NULL ? message->target : NULL);
  gb_sql_statement_bind_text (statement, 6, gb_action_status_name (result->status));
  gb_sql_statement_bind_text (statement, 7, text);
  return gb_sql_statement_run (statement, error);
}
