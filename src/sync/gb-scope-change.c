/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scope-change.h"

#include "gb-cursor-repository.h"
#include "gb-sql-statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether the cache's scope is still the one that the workstation has. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) */
  char *held; /* (owned) */
  gboolean refused; /* the endpoint said so already */
  char *mark; /* (owned) (nullable) of the token */
  char *told; /* (owned) (nullable): the scope that the endpoint told */
  guint64 wire_bytes;
} Look;

static void
look_free (Look *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_free (self->held);
  g_free (self->mark);
  g_free (self->told);
  g_free (self);
}

/**
 * gb_scope_change_allowed:
 * @held: the scope that the cache has
 * @told: the scope that the token has
 * @knows_commune: whether the commune of @told is one that the cache knows, as one of the province's
 *
 * From a province to one of its communes, and from a commune to the province, a workstation stays what
 * it was. From one commune to another it would mix what two have done.
 *
 * Returns: whether the cache may take the other scope
 */
gboolean
gb_scope_change_allowed (const char *held,
                         const char *told,
                         gboolean    knows_commune)
{
  if (g_str_has_prefix (held, "province:"))
    return g_str_has_prefix (told, "commune:") && knows_commune;
  return g_str_has_prefix (held, "commune:") && g_str_has_prefix (told, "province:");
}

static gboolean
load_text (GbSqlConnection *connection,
           const char      *sql,
           const char      *argument,
           char           **text,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, argument);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *text = row ? gb_sql_statement_dup_text (s, 0) : NULL;
  return TRUE;
}

static gboolean
save_mark (GbSqlConnection *connection,
           const char      *mark,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (connection, "INSERT OR REPLACE INTO meta VALUES('token_mark',?1)", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, mark);
  return gb_sql_statement_run (s, error);
}

static gpointer
take (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Look *look = data;
  const char *code = strchr (look->told, ':');
  g_autofree char *known = NULL;

  if (g_str_equal (look->held, look->told))
    return GINT_TO_POINTER (look->mark == NULL || save_mark (connection, look->mark, error));
  if (!load_text (connection, "SELECT id FROM commune WHERE id=?1", code != NULL ? code + 1 : "", &known, error))
    return NULL;
  if (!gb_scope_change_allowed (look->held, look->told, known != NULL))
    {
      g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE,
                   _("The token is for %s, but these data belong to %s. Nothing was changed; sign in for %s, or give "
                     "another file for %s."),
                   look->told, look->held, look->held, look->told);
      return NULL;
    }
  return GINT_TO_POINTER (gb_cursor_change_scope (connection, look->told, error)
                          && (look->mark == NULL || save_mark (connection, look->mark, error)));
}

static void
on_taken_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  gb_store_write_finish (GB_STORE (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, !g_str_equal (look->held, look->told));
}

static void
on_told_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  look->told = gb_client_scope_finish (GB_CLIENT (object), result, &look->wire_bytes, &error);
  if (look->told == NULL)
    g_task_return_error (task, error);
  else
    gb_store_write_async (look->store, take, look, NULL, NULL, g_task_get_cancellable (task), on_taken_cb,
                          g_object_ref (task));
}

static void
on_marked_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gboolean known = GPOINTER_TO_INT (gb_store_write_finish (GB_STORE (object), result, &error));

  if (error != NULL)
    g_task_return_error (task, error);
  else if (known)
    g_task_return_boolean (task, FALSE);
  else
    gb_client_scope_async (look->client, cancellable, on_told_cb, g_steal_pointer (&task));
}

/* Whether the token is the one of the last time. A cache that no token was noted for keeps its scope,
 * which somebody may have chosen. */
static gpointer
look_at_mark (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  Look *look = data;
  g_autofree char *mark = NULL;

  if (look->refused)
    return GINT_TO_POINTER (FALSE);
  if (!load_text (connection, "SELECT value FROM meta WHERE key='token_mark' AND ?1 IS NOT NULL", "", &mark, error))
    return NULL;
  if (mark == NULL && look->mark != NULL && !save_mark (connection, look->mark, error))
    return NULL;
  return GINT_TO_POINTER (mark == NULL || g_strcmp0 (mark, look->mark) == 0);
}

/**
 * gb_scope_change_look_async:
 * @store: an open cache
 * @client: the endpoint
 * @held: the cache's scope
 * @refused: whether the endpoint has just refused that scope (403)
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * When the token is another one than the last time, or its scope was refused, asks the endpoint what the
 * token opens. Where that is more or less of the same province the cache takes the new scope; see
 * gb_cursor_change_scope().
 */
void
gb_scope_change_look_async (GbStore            *store,
                            GbClient           *client,
                            const char         *held,
                            gboolean            refused,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->store = g_object_ref (store);
  look->client = g_object_ref (client);
  look->held = g_strdup (held);
  look->refused = refused;
  look->mark = g_strdup (gb_client_get_token_mark (client));
  g_task_set_source_tag (task, gb_scope_change_look_async);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  gb_store_write_async (store, look_at_mark, look, NULL, NULL, cancellable, on_marked_cb, task);
}

/**
 * gb_scope_change_look_finish:
 * @result: what the callback was given
 * @scope: (out) (transfer full) (nullable): the scope that the cache has now taken
 * @wire_bytes: (out): bytes that went over the link, also on failure
 * @error: %GB_STORE_ERROR_OTHER_SCOPE, a #GbNetError, another #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the scope has changed
 */
gboolean
gb_scope_change_look_finish (GAsyncResult *result,
                             char        **scope,
                             guint64      *wire_bytes,
                             GError      **error)
{
  Look *look = g_task_get_task_data (G_TASK (result));
  gboolean changed = g_task_propagate_boolean (G_TASK (result), error);

  *wire_bytes = look->wire_bytes;
  *scope = changed ? g_strdup (look->told) : NULL;
  return changed;
}
