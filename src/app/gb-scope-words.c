/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of whom the data are, in words. */
#include "gb-scope-words.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-repository.h"

/* (transfer full): "phường Nghĩa Lộ"; the code where the cache does not know the commune */
static char *
name_scope (GPtrArray  *communes,
            const char *scope)
{
  if (!g_str_has_prefix (scope, "commune:"))
    return g_strdup (_("the whole province"));
  scope += strlen ("commune:");
  for (guint i = 0; i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      if (g_str_equal (commune->code, scope))
        return g_strdup_printf ("%s %s", commune->type, commune->name);
    }
  return g_strdup (scope);
}

/**
 * gb_scope_words_change:
 * @connection: for reading, as gb_store_read() gives it
 * @from: the scope that the cache had, such as "province:51"
 * @to: the one that it has
 *
 * Returns: (transfer full) (nullable): that it is another one now, a sentence for the user
 */
char *
gb_scope_words_change (GbSqlConnection *connection,
                       const char      *from,
                       const char      *to,
                       GError         **error)
{
  g_autoptr (GPtrArray) communes = gb_commune_repository_list (connection, error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (communes == NULL)
    return NULL;
  before = name_scope (communes, from);
  after = name_scope (communes, to);
  /* Translators: two of "phường Nghĩa Lộ" and "the whole province" */
  return g_strdup_printf (_("The province has changed what this machine is given from %s to %s."), before, after);
}

static gpointer
load_change (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  char **scopes = data;

  return gb_scope_words_change (connection, scopes[0], scopes[1], error);
}

/**
 * gb_scope_words_change_async:
 * @store: an open store
 *
 * As gb_scope_words_change().
 */
void
gb_scope_words_change_async (GbStore            *store,
                             const char         *from,
                             const char         *to,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  const char *scopes[] = { from, to, NULL };

  gb_store_read_async (store, load_change, g_strdupv ((char **) scopes), (GDestroyNotify) g_strfreev, g_free,
                       G_PRIORITY_DEFAULT, NULL, callback, user_data);
}

char *
gb_scope_words_change_finish (GbStore      *store,
                              GAsyncResult *result,
                              GError      **error)
{
  return gb_store_read_finish (store, result, error);
}
