/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-set-aside-repository.h"

#include <string.h>

#include "gb-save-file.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

void
gb_set_aside_free (GbSetAside *self)
{
  if (self == NULL)
    return;
  g_free (self->hash);
  g_free (self->type);
  g_free (self->id);
  g_free (self->reason);
  g_free (self->line);
  g_free (self);
}

/**
 * gb_set_aside_load:
 * @connection: one for reading, of a store
 * @limit: how many at most
 * @total: (out): how many there are
 *
 * Returns: (transfer full) (element-type GbSetAside): the lines set aside, the latest first
 */
GPtrArray *
gb_set_aside_load (GbSqlConnection *connection,
                   guint            limit,
                   gint64          *total,
                   GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_set_aside_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT hash,type,id,reason,substr(line,1,?2),at FROM local.set_aside ORDER BY at DESC,hash LIMIT ?1", error);
  gboolean row;

  if (s == NULL || !gb_sql_connection_query_int (connection, "SELECT count(*) FROM local.set_aside", total, error))
    return NULL;
  gb_sql_statement_bind_int (s, 1, limit);
  gb_sql_statement_bind_int (s, 2, GB_SET_ASIDE_MAX_SHOWN);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbSetAside *line = g_new0 (GbSetAside, 1);

      g_ptr_array_add (lines, line);
      line->hash = gb_sql_statement_dup_text (s, 0);
      line->type = gb_sql_statement_dup_text (s, 1);
      line->id = gb_sql_statement_dup_text (s, 2);
      line->reason = gb_sql_statement_dup_text (s, 3);
      line->line = gb_sql_statement_dup_text (s, 4);
      line->at = gb_sql_statement_get_int (s, 5);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&lines);
}

/* --- to a file ------------------------------------------------------------------------------ */

typedef struct
{
  GbSqlConnection *connection;
  gint64 n_lines;
} Saving;

static gboolean
write_lines (GOutputStream *stream,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Saving *saving = data;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      saving->connection,
      "SELECT json_object('at',strftime('%Y-%m-%dT%H:%M:%S+07:00',at,'unixepoch','+7 hours'),'group',feed_group,"
      "'type',type,'id',id,'reason',reason,'line',line) FROM local.set_aside ORDER BY at,hash", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      const char *text = gb_sql_statement_get_text (s, 0);

      if (!g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error) ||
          !g_output_stream_write_all (stream, "\n", 1, NULL, cancellable, error))
        return FALSE;
      saving->n_lines++;
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_set_aside_save:
 * @connection: one for reading, of a store
 * @file: where to; what is there already stays until the new one is whole
 * @n_lines: (out): how many were written
 * @error: as of gb_save_file()
 *
 * Writes a JSON object a line, `at` after RFC 3339, `group`, `type`, `id`, `reason` and the whole
 * `line` as a text: it need not be JSON itself.
 */
gboolean
gb_set_aside_save (GbSqlConnection *connection,
                   GFile           *file,
                   gint64          *n_lines,
                   GCancellable    *cancellable,
                   GError         **error)
{
  Saving saving = { connection, 0 };
  gboolean saved = gb_save_file (file, write_lines, &saving, cancellable, error);

  *n_lines = saving.n_lines;
  return saved;
}

static gpointer
export (GbSqlConnection *connection,
        gpointer         file,
        GCancellable    *cancellable,
        GError         **error)
{
  g_autofree gint64 *n_lines = g_new0 (gint64, 1);

  return gb_set_aside_save (connection, file, n_lines, cancellable, error) ? g_steal_pointer (&n_lines) : NULL;
}

/**
 * gb_set_aside_export_async:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Writes all lines set aside into a file that only its owner can read: they may name citizens.
 */
void
gb_set_aside_export_async (GbStore            *store,
                           GFile              *file,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (G_IS_FILE (file));

  gb_store_read_async (store, export, g_object_ref (file), g_object_unref, g_free, G_PRIORITY_DEFAULT, cancellable,
                       callback, user_data);
}

/**
 * gb_set_aside_export_finish:
 * @n_lines: (out): how many were written
 */
gboolean
gb_set_aside_export_finish (GbStore      *store,
                            GAsyncResult *result,
                            gint64       *n_lines,
                            GError      **error)
{
  g_autofree gint64 *value = gb_store_read_finish (store, result, error);

  if (value == NULL)
    return FALSE;
  *n_lines = *value;
  return TRUE;
}

/* --- off the list --------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) */
  char *hash;     /* (owned) */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_object_unref (self->store);
  g_free (self->hash);
  g_free (self);
}

/* On the writing thread; a statement of its own is a transaction of its own. */
static gpointer
remove_line (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Removal *removal = data;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (gb_store_get_local_connection (removal->store),
                                                            "DELETE FROM set_aside WHERE hash=?1", error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, removal->hash);
  if (gb_sql_statement_run (s, error))
    gb_store_touch (removal->store, GB_STORE_CHANGED_SET_ASIDE);
  return NULL;
}

/**
 * gb_set_aside_remove_async:
 * @hash: the line's
 *
 * Takes a line off the list. Should the feed bring it again, it is set aside again.
 */
void
gb_set_aside_remove_async (GbStore            *store,
                           const char         *hash,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Removal *removal;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (hash != NULL);

  removal = g_new0 (Removal, 1);
  removal->store = g_object_ref (store);
  removal->hash = g_strdup (hash);
  gb_store_write_async (store, remove_line, removal, removal_free, NULL, cancellable, callback, user_data);
}

gboolean
gb_set_aside_remove_finish (GbStore      *store,
                            GAsyncResult *result,
                            GError      **error)
{
  GError *problem = NULL;

  gb_store_write_finish (store, result, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}
