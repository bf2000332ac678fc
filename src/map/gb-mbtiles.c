/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mbtiles.h"

#include <glib/gi18n-lib.h>

#include "gb-mbtiles-file.h"
#include "gb-tile-error.h"

/* A good file is open in a moment; a view that never ends is no good file. */
#define OPEN_SECONDS 20

/**
 * GbMbtiles:
 *
 * Tiles in one file (tệp MBTiles), as a province hands it out on a stick or by the feed. Read by a thread of its own,
 * never written.
 */
struct _GbMbtiles
{
  GObject parent_instance;

  GbTileInfo info;
  GbSqlConnection *connection; /* (owned): the thread's */
  GThreadPool *pool;           /* (owned): of one thread */
};

static void gb_mbtiles_provider_init (GbTileProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbMbtiles, gb_mbtiles, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_TILE_PROVIDER, gb_mbtiles_provider_init))

/* --- reading -------------------------------------------------------------------------------------- */

/* On the thread. */
static void
read_tile (gpointer data,
           gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GbMbtiles *self = g_task_get_source_object (task);
  const GbTileId *id = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  gboolean good;

  if (g_task_return_error_if_cancelled (task))
    return;
  gb_sql_connection_set_cancellable (self->connection, g_task_get_cancellable (task));
  good = gb_mbtiles_file_read (self->connection, id, &bytes, &error);
  gb_sql_connection_set_cancellable (self->connection, NULL);
  if (good)
    g_task_return_pointer (task, gb_tile_found_new (bytes), (GDestroyNotify) gb_tile_found_free);
  else
    g_task_return_error (task, error);
}

static const GbTileInfo *
gb_mbtiles_get_info (GbTileProvider *provider)
{
  return &GB_MBTILES (provider)->info;
}

static void
gb_mbtiles_look_up_async (GbTileProvider     *provider,
                          const GbTileId     *id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_mbtiles_look_up_async);
  g_task_set_task_data (task, g_memdup2 (id, sizeof *id), g_free);
  g_thread_pool_push (GB_MBTILES (provider)->pool, task, NULL);
}

static GbTileFound *
gb_mbtiles_look_up_finish (GbTileProvider *provider,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gb_mbtiles_provider_init (GbTileProviderInterface *iface)
{
  iface->get_info = gb_mbtiles_get_info;
  iface->look_up_async = gb_mbtiles_look_up_async;
  iface->look_up_finish = gb_mbtiles_look_up_finish;
}

/* --- object --------------------------------------------------------------------------------------- */

/* May run on the thread itself, which then held the last reference: nobody waits for it. */
static void
gb_mbtiles_finalize (GObject *object)
{
  GbMbtiles *self = GB_MBTILES (object);

  g_thread_pool_free (self->pool, TRUE, FALSE);
  g_clear_object (&self->connection);
  gb_tile_info_clear (&self->info);
  G_OBJECT_CLASS (gb_mbtiles_parent_class)->finalize (object);
}

static void
gb_mbtiles_class_init (GbMbtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_mbtiles_finalize;
}

static void
gb_mbtiles_init (GbMbtiles *self)
{
  self->pool = g_thread_pool_new (read_tile, NULL, 1, FALSE, NULL);
}

/* --- opening -------------------------------------------------------------------------------------- */

typedef struct
{
  char *path;             /* (owned) */
  GCancellable *given_up; /* (owned): by the caller or by the deadline */
  GCancellable *callers;  /* (owned) (nullable) */
  gulong callers_handler;
  guint deadline;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  if (self->callers != NULL)
    g_signal_handler_disconnect (self->callers, self->callers_handler);
  g_clear_object (&self->callers);
  g_object_unref (self->given_up);
  g_free (self->path);
  g_free (self);
}

static void
open_file (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  Opening *opening = task_data;
  g_autoptr (GbMbtiles) self = g_object_new (GB_TYPE_MBTILES, NULL);
  GError *error = NULL;

  self->connection = gb_mbtiles_file_open (opening->path, &self->info, opening->given_up, &error);
  if (self->connection == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Opening *opening = g_task_get_task_data (user_data);

  opening->deadline = 0;
  g_cancellable_cancel (opening->given_up);
  return G_SOURCE_REMOVE;
}

/**
 * gb_mbtiles_open_async:
 * @path: the file
 *
 * Opens a file and looks whether it can be shown.
 */
void
gb_mbtiles_open_async (const char         *path,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, gb_mbtiles_open_async);
  opening->path = g_strdup (path);
  opening->given_up = g_cancellable_new ();
  if (cancellable != NULL)
    {
      opening->callers = g_object_ref (cancellable);
      opening->callers_handler =
          g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel), opening->given_up);
    }
  g_task_set_task_data (task, opening, opening_free);
  opening->deadline = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, OPEN_SECONDS, on_deadline_cb, g_object_ref (task),
                                                  g_object_unref);
  g_task_run_in_thread (task, open_file);
}

/**
 * gb_mbtiles_open_finish:
 * @error: as gb_mbtiles_file_open() has it
 *
 * Returns: (transfer full): the file's tiles
 */
GbMbtiles *
gb_mbtiles_open_finish (GAsyncResult *result,
                        GError      **error)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) failure = NULL;
  GbMbtiles *self = g_task_propagate_pointer (G_TASK (result), &failure);
  gboolean late = opening->deadline == 0;

  g_clear_handle_id (&opening->deadline, g_source_remove);
  if (self != NULL)
    return self;
  if (late && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_FILE, _("The file takes too long to read."));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
