/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-view-repository.h"

#include <glib/gi18n-lib.h>

#include "gb-sql-statement.h"
#include "gb-store-private.h"

typedef struct
{
  GbStore *store; /* (owned) */
  GbViewChange change;
  char *name;  /* (owned) */
  char *value; /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static Job *
job_new (GbStore     *store,
         GbViewChange change,
         const char  *name,
         const char  *value)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  self->change = change;
  self->name = g_strstrip (g_strdup (name));
  self->value = g_strstrip (g_strdup (value != NULL ? value : ""));
  return self;
}

void
gb_saved_view_free (GbSavedView *self)
{
  g_free (self->name);
  g_free (self->data);
  g_free (self);
}

/**
 * gb_view_repository_list:
 * @connection: for reading, as gb_store_read() gives it
 *
 * Returns: (transfer full) (element-type GbSavedView): the saved views in the order of the alphabet
 */
GPtrArray *
gb_view_repository_list (GbSqlConnection *connection,
                         GError         **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_saved_view_free);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  s = gb_sql_connection_prepare (connection,
                                 "SELECT name,data FROM local.view ORDER BY gb_sort_key(name)",
                                 error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbSavedView *view = g_new0 (GbSavedView, 1);

      view->name = gb_sql_statement_dup_text (s, 0);
      view->data = gb_sql_statement_dup_text (s, 1);
      g_ptr_array_add (views, view);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&views);
}

static gboolean
is_taken (GbSqlConnection *local,
          const char      *name,
          gboolean        *taken,
          GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (local, "SELECT 1 FROM view WHERE name=?1", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, name);
  return gb_sql_statement_step (s, taken, error);
}

static gboolean
apply (Job             *job,
       GbSqlConnection *local,
       GError         **error)
{
  static const char *const statements[] = {
    [GB_VIEW_SAVE] = "INSERT INTO view(name,data) VALUES(?1,?2) "
                     "ON CONFLICT(name) DO UPDATE SET data=excluded.data",
    [GB_VIEW_RENAME] = "UPDATE view SET name=?2 WHERE name=?1",
    [GB_VIEW_REMOVE] = "DELETE FROM view WHERE name=?1 AND ?2 IS NOT NULL",
  };
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean taken = FALSE;

  if (job->change == GB_VIEW_RENAME && g_strcmp0 (job->name, job->value) != 0 &&
      !is_taken (local, job->value, &taken, error))
    return FALSE;
  if (taken || *job->name == '\0' || (job->change == GB_VIEW_RENAME && *job->value == '\0'))
    {
      g_set_error_literal (error, GB_STORE_ERROR, GB_STORE_ERROR_FAILED,
                           taken ? _("There is a view of that name already.")
                                 : _("A view needs a name."));
      return FALSE;
    }
  s = gb_sql_connection_prepare (local, statements[job->change], error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, job->name);
  gb_sql_statement_bind_text (s, 2, job->value);
  return gb_sql_statement_run (s, error);
}

/* On the writing thread. The cache has no part in it: what is saved here cannot be fetched again. */
static gpointer
write_view (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  return GINT_TO_POINTER (gb_sql_connection_end (local, apply (job, local, error), error));
}

/**
 * gb_view_change_async:
 * @name: which view; blanks around it do not count
 * @value: (nullable): by @change
 *
 * Saves, renames or removes a view. A name that another view has, or none, is
 * %GB_STORE_ERROR_FAILED.
 */
void
gb_view_change_async (GbStore            *store,
                      GbViewChange        change,
                      const char         *name,
                      const char         *value,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  gb_store_write_async (store, write_view, job_new (store, change, name, value), job_free, NULL,
                        cancellable, callback, user_data);
}

gboolean
gb_view_change_finish (GbStore      *store,
                       GAsyncResult *result,
                       GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}

/**
 * gb_view_change:
 *
 * As gb_view_change_async(), but blocks.
 */
gboolean
gb_view_change (GbStore      *store,
                GbViewChange  change,
                const char   *name,
                const char   *value,
                GCancellable *cancellable,
                GError      **error)
{
  Job *job = job_new (store, change, name, value);
  gboolean done = gb_store_write (store, write_view, job, cancellable, error) != NULL;

  job_free (job);
  return done;
}
