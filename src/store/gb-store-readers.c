/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-readers.h"

#include "gb-calendars-private.h"
#include "gb-store-files.h"

struct _GbStoreReaders
{
  GAsyncQueue *idle; /* (owned) (element-type GbSqlConnection) */
};

/**
 * gb_store_readers_new:
 *
 * Returns: (transfer full): none open yet
 */
GbStoreReaders *
gb_store_readers_new (void)
{
  GbStoreReaders *self = g_new0 (GbStoreReaders, 1);

  self->idle = g_async_queue_new_full (g_object_unref);
  return self;
}

void
gb_store_readers_free (GbStoreReaders *self)
{
  g_async_queue_unref (self->idle);
  g_free (self);
}

/**
 * gb_store_readers_open:
 * @path: the cache, already brought to this version
 * @key: (nullable): what it is encrypted with
 *
 * Returns: whether all are open; otherwise gb_store_readers_close() has to follow
 */
gboolean
gb_store_readers_open (GbStoreReaders *self,
                       const char     *path,
                       GbSqlKey       *key,
                       GError        **error)
{
  for (int i = 0; i < GB_STORE_N_READERS; i++)
    {
      GbSqlConnection *reader = gb_store_files_open_reader (path, key, error);

      if (reader == NULL)
        return FALSE;
      g_async_queue_push (self->idle, reader);
    }
  return TRUE;
}

/**
 * gb_store_readers_close:
 *
 * Closes those that nobody uses; for when no job runs any more.
 */
void
gb_store_readers_close (GbStoreReaders *self)
{
  GbSqlConnection *reader;

  while ((reader = g_async_queue_try_pop (self->idle)) != NULL)
    g_object_unref (reader);
}

/**
 * gb_store_readers_run:
 * @job: what to read: all of it is one snapshot
 * @choice: (nullable): what the user decides of the calendar
 *
 * Waits for a connection where all are lent.
 *
 * Returns: (transfer full) (nullable): what the job's function returned
 */
gpointer
gb_store_readers_run (GbStoreReaders   *self,
                      GbStoreJob       *job,
                      GbCalendarChoice *choice,
                      GError          **error)
{
  GbSqlConnection *connection = g_async_queue_pop (self->idle);
  gpointer result = NULL;

  gb_calendars_set_choice (connection, choice);
  gb_sql_connection_set_cancellable (connection, gb_store_job_get_cancellable (job));
  if (gb_sql_connection_begin (connection, error))
    {
      result = gb_store_job_call (job, connection, error);
      gb_sql_connection_rollback (connection);
    }
  gb_sql_connection_set_cancellable (connection, NULL);
  g_async_queue_push (self->idle, connection);
  return result;
}
