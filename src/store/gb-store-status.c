/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-status.h"

#include "gb-action-repository.h"
#include "gb-sql-statement.h"

static gboolean
load_meta (GbSqlConnection *connection,
           GbStoreStatus   *status,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT max(value) FILTER (WHERE key='scope'),max(value) FILTER (WHERE key='previous_scope'),"
      "max(value) FILTER (WHERE key='endpoint') FROM meta",
      error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  status->scope = gb_sql_statement_dup_text (s, 0);
  status->previous_scope = gb_sql_statement_dup_text (s, 1);
  status->endpoint = gb_sql_statement_dup_text (s, 2);
  return TRUE;
}

static gboolean
load_groups (GbSqlConnection *connection,
             GbStoreStatus   *status,
             GError         **error)
{
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    {
      GbCursor *group = &status->groups[i];

      if (!gb_cursor_load (connection, i, group, error))
        return FALSE;
      if (i == 0 || group->last_attempt > status->last_attempt ||
          (group->last_attempt == status->last_attempt && status->last_error == NULL))
        {
          status->last_attempt = group->last_attempt;
          status->last_error = group->last_error;
        }
      if (group->next_attempt != 0 &&
          (status->next_attempt == 0 || group->next_attempt < status->next_attempt))
        status->next_attempt = group->next_attempt;
    }
  status->as_of = status->groups[GB_RECORD_GROUP_WORK].as_of;
  return TRUE;
}

static gboolean
count_records (GbSqlConnection *connection,
               GbStoreStatus   *status,
               GError         **error)
{
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", gb_record_spec (i)->table);

      if (!gb_sql_connection_query_int (connection, sql, &status->records[i], error))
        return FALSE;
    }
  return gb_action_repository_count (connection, GB_ACTION_FILTER_PENDING, &status->waiting, error) &&
         gb_action_repository_count (connection, GB_ACTION_FILTER_TROUBLE, &status->refused, error) &&
         gb_sql_connection_query_int (connection, "SELECT count(*) FROM local.set_aside",
                                      &status->set_aside, error);
}

/**
 * gb_store_status_load:
 * @connection: one for reading, of a store
 *
 * Returns: (transfer full): what the cache holds and how fresh it is
 */
GbStoreStatus *
gb_store_status_load (GbSqlConnection *connection,
                      GError         **error)
{
  g_autoptr (GbStoreStatus) status = g_new0 (GbStoreStatus, 1);

  if (!load_meta (connection, status, error) || !load_groups (connection, status, error) ||
      !count_records (connection, status, error) ||
      !gb_attachment_waiting (connection, &status->files, error) ||
      !gb_sync_log_last_skew (connection, &status->skew, error) ||
      !gb_forget_load_status (connection, &status->forgetting, error))
    return NULL;
  return g_steal_pointer (&status);
}

void
gb_store_status_free (GbStoreStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->scope);
  g_free (self->previous_scope);
  g_free (self->endpoint);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    gb_cursor_clear (&self->groups[i]);
  g_free (self);
}
