/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-setting-repository.h"

#include "gb-sql-statement.h"
#include "gb-store-private.h"

typedef struct
{
  GbStore *store; /* (owned) */
  char *name;     /* (owned) */
  char *value;    /* (owned) (nullable) */
} Job;

static Job *
job_new (GbStore    *store,
         const char *name,
         const char *value)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/**
 * gb_setting_load_trusted_time:
 * @local: the other file itself
 * @clock: of the store that is being opened
 *
 * A program before this one may have learnt that the machine's clock is wrong.
 */
gboolean
gb_setting_load_trusted_time (GbSqlConnection *local,
                              GbClock         *clock,
                              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "SELECT value FROM setting WHERE name='" GB_SETTING_TRUSTED_TIME "'", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    gb_clock_load_trust (clock, gb_sql_statement_get_text (s, 0));
  return TRUE;
}

/**
 * gb_setting_load:
 * @connection: for reading, as gb_store_read() gives it
 * @value: (out) (transfer full) (nullable): %NULL where nothing was saved under @name
 */
gboolean
gb_setting_load (GbSqlConnection *connection,
                 const char      *name,
                 char           **value,
                 GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (connection, "SELECT value FROM local.setting WHERE name=?1", error);
  gboolean row;

  *value = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, name);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *value = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}

/* On a thread of the store. */
static gpointer
read_setting (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  Job *job = data;
  char *value;

  gb_setting_load (connection, job->name, &value, error);
  return value;
}

void
gb_setting_read_async (GbStore            *store,
                       const char         *name,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  gb_store_read_back_async (store, read_setting, job_new (store, name, NULL), job_free, g_free, cancellable, callback,
                            user_data);
}

/**
 * gb_setting_read_finish:
 *
 * Returns: (transfer full) (nullable): as of gb_setting_load()
 */
char *
gb_setting_read_finish (GbStore      *store,
                        GAsyncResult *result,
                        GError      **error)
{
  return gb_store_read_finish (store, result, error);
}

/* On the writing thread. The cache has no part in it: what is kept here cannot be fetched again. */
static gpointer
write_setting (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  Job *job = data;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      gb_store_get_local_connection (job->store),
      "INSERT INTO setting(name,value) VALUES(?1,?2) "
      "ON CONFLICT(name) DO UPDATE SET value=excluded.value",
      error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, job->name);
  gb_sql_statement_bind_text (s, 2, job->value);
  gb_sql_statement_run (s, error);
  return NULL;
}

/**
 * gb_setting_save:
 * @value: what is to be read next time
 *
 * Returns at once. Should the file not take it, the user loses a convenience and hears of the file
 * elsewhere.
 */
void
gb_setting_save (GbStore    *store,
                 const char *name,
                 const char *value)
{
  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (value != NULL);

  gb_store_write_async (store, write_setting, job_new (store, name, value), job_free, NULL, NULL,
                        NULL, NULL);
}
