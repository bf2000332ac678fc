/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boundaries that the feed tells of, once their file is here: made into rows of the cache once, by whichever program
 * comes first. */
#include "gb-boundaries-feed.h"

#include "gb-file-cache.h"
#include "gb-sql-statement.h"

#define KIND "boundaries"

/* Goes up when a file that was read has to be read again by a newer program. */
#define READING "1"

/* What is here and what there should be. */
typedef struct
{
  const char *cache_path; /* the store's */
  gboolean told;      /* the feed tells of a file */
  gboolean here;      /* there are rows made from one */
  char *sha256;       /* (owned) (nullable): of the file, where it is here whole */
  char *mark;         /* (owned) (nullable): of that file and these communes */
  char *read_mark;    /* (owned) (nullable): of what was read last */
} State;

static void
state_clear (State *self)
{
  g_free (self->sha256);
  g_free (self->mark);
  g_free (self->read_mark);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

/* (transfer full) (nullable) */
static gboolean
load_text (GbSqlConnection *connection,
           const char      *sql,
           char           **text,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *text = row ? gb_sql_statement_dup_text (s, 0) : NULL;
  return TRUE;
}

/* Which communes there are decides what can be taken of a file. */
static gboolean
make_mark (GbSqlConnection *connection,
           State           *self,
           GError         **error)
{
  g_autofree char *codes = NULL;
  g_autofree char *hash = NULL;

  if (!load_text (connection, "SELECT group_concat(id,' ') FROM (SELECT id FROM commune ORDER BY id)", &codes, error))
    return FALSE;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, codes != NULL ? codes : "", -1);
  self->mark = g_strdup_printf (READING " %s %s", self->sha256, hash);
  return TRUE;
}

static gpointer
load_state (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  State *self = data;
  g_autoptr (GPtrArray) files = gb_file_record_list (connection, self->cache_path, error);
  g_autoptr (GbBoundary) boundary = NULL;

  if (files == NULL || !gb_boundary_repository_load (connection, GB_BOUNDARY_FEED, FALSE, &boundary, error))
    return NULL;
  self->here = boundary != NULL;
  for (guint i = 0; i < files->len; i++)
    {
      const GbFileRecord *file = files->pdata[i];

      if (!g_str_equal (file->kind, KIND))
        continue;
      self->told = TRUE;
      /* A hub has one of them; of several, the largest says most. */
      if (!file->whole)
        continue;
      g_free (self->sha256);
      self->sha256 = g_strdup (file->sha256);
    }
  if (self->sha256 != NULL && !make_mark (connection, self, error))
    return NULL;
  return GINT_TO_POINTER (load_text (connection, "SELECT value FROM meta WHERE key='boundaries_read'", &self->read_mark, error));
}

static gboolean
has_work (const State *self)
{
  if (!self->told)
    return self->here || self->read_mark != NULL;
  return self->sha256 != NULL && g_strcmp0 (self->mark, self->read_mark) != 0;
}

/* The file may come again: it is read again then. */
static gpointer
forget (GbSqlConnection *connection,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  gboolean removed = FALSE;

  return GINT_TO_POINTER (gb_boundary_repository_remove (connection, GB_BOUNDARY_FEED, &removed, error) &&
                          gb_sql_connection_exec (connection, "DELETE FROM meta WHERE key='boundaries_read'", error));
}

/**
 * gb_boundaries_refresh:
 * @news: (out): what was done
 * @taken: (out) (optional) (transfer full) (nullable): what became of a file that was read
 * @error: as gb_boundaries_import(); what was there stays
 *
 * Takes the province's boundaries in once their file is here whole, and again when other communes are here; a file that is
 * no good is read once. Where the feed does not tell of one any more, its boundaries go. Blocks; cheap where there is nothing
 * to do.
 */
gboolean
gb_boundaries_refresh (GbStore            *store,
                       GbBoundariesNews   *news,
                       GbBoundariesTaken **taken,
                       GCancellable       *cancellable,
                       GError            **error)
{
  g_auto (State) state = { gb_store_get_path (store) };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GbBoundariesTaken) done = NULL;
  GbBoundariesImport import = { .store = store, .origin = GB_BOUNDARY_FEED };

  *news = GB_BOUNDARIES_SAME;
  if (taken != NULL)
    *taken = NULL;
  if (!GPOINTER_TO_INT (gb_store_read (store, load_state, &state, cancellable, error)))
    return FALSE;
  if (!has_work (&state))
    return TRUE;
  if (!state.told)
    {
      *news = state.here ? GB_BOUNDARIES_REMOVED : GB_BOUNDARIES_SAME;
      return GPOINTER_TO_INT (gb_store_write (store, forget, NULL, cancellable, error)) != 0;
    }
  path = gb_file_cache_dup_path (state.cache_path, state.sha256);
  file = g_file_new_for_path (path);
  import.file = file;
  import.mark = state.mark;
  done = gb_boundaries_import (&import, cancellable, error);
  if (done == NULL)
    return FALSE;
  *news = done->n_taken > 0 ? GB_BOUNDARIES_TAKEN : GB_BOUNDARIES_SAME;
  if (taken != NULL)
    *taken = g_steal_pointer (&done);
  return TRUE;
}

/* --- on a thread of its own ----------------------------------------------------------------------- */

static void
refresh_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      store,
                   GCancellable *cancellable)
{
  GbBoundariesNews news;
  GError *error = NULL;

  if (gb_boundaries_refresh (store, &news, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
state_free (gpointer data)
{
  state_clear (data);
  g_free (data);
}

/* A thread is taken only where there is something to do. */
static void
on_state_loaded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  const State *state = g_task_get_task_data (task);

  gb_store_read_finish (GB_STORE (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (!has_work (state))
    g_task_return_boolean (task, TRUE);
  else
    {
      g_task_set_task_data (task, g_object_ref (object), g_object_unref);
      g_task_run_in_thread (task, refresh_in_thread);
    }
}

/**
 * gb_boundaries_refresh_async:
 *
 * As gb_boundaries_refresh(), on threads of their own. #GbStore::changed tells what came of it.
 */
void
gb_boundaries_refresh_async (GbStore            *store,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  State *state = g_new0 (State, 1);

  state->cache_path = gb_store_get_path (store);
  g_task_set_source_tag (task, gb_boundaries_refresh_async);
  g_task_set_task_data (task, state, state_free);
  gb_store_read_async (store, load_state, state, NULL, NULL, G_PRIORITY_LOW, NULL, on_state_loaded_cb, task);
}

gboolean
gb_boundaries_refresh_finish (GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
