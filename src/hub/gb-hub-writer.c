/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-writer.h"

#include "gb-hub-private.h"

/**
 * GbHubWriter:
 *
 * A thread with a hub of its own that does one thing after the other: so that those who write wait
 * in a line instead of for SQLite's lock.
 */
struct _GbHubWriter
{
  char *path; /* (owned) */
  GbClock *clock; /* (owned) */
  GbHubWriterFunc func;
  GThreadPool *pool; /* (owned): of one thread */
  GbHub *hub; /* (owned) (nullable): the thread's */
};

static void
run (gpointer data,
     gpointer user_data)
{
  GbHubWriter *self = user_data;
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (self->hub == NULL)
    self->hub = gb_hub_open (self->path, self->clock, &error);
  else
    /* Another process may have brought in another calendar meanwhile. */
    gb_hub_forget_calendars (self->hub);
  self->func (self->hub, task, error);
}

/**
 * gb_hub_writer_new:
 * @hub: whose database to write to
 * @func: does what is to be done, on the thread
 *
 * Returns: (transfer full): a writer
 */
GbHubWriter *
gb_hub_writer_new (GbHub          *hub,
                   GbHubWriterFunc func)
{
  GbHubWriter *self = g_new0 (GbHubWriter, 1);

  self->path = g_strdup (gb_hub_get_path (hub));
  self->clock = g_object_ref (gb_hub_get_clock (hub));
  self->func = func;
  self->pool = g_thread_pool_new (run, self, 1, TRUE, NULL);
  return self;
}

/**
 * gb_hub_writer_free:
 * @self: (transfer full): a writer
 *
 * Does what is left to do, and ends.
 */
void
gb_hub_writer_free (GbHubWriter *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->hub);
  g_clear_object (&self->clock);
  g_free (self->path);
  g_free (self);
}

/**
 * gb_hub_writer_n_jobs:
 *
 * Returns: how many wait in the line
 */
guint
gb_hub_writer_n_jobs (GbHubWriter *self)
{
  return g_thread_pool_unprocessed (self->pool);
}

/**
 * gb_hub_writer_push:
 * @task: (transfer full): what is to be done
 *
 * Puts it at the end of the line.
 */
void
gb_hub_writer_push (GbHubWriter *self,
                    GTask       *task)
{
  g_thread_pool_push (self->pool, task, NULL);
}
