/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-ground-repository.h"

#include <string.h>

#include "gb-account.h"
#include "gb-setting-repository.h"
#include "gb-sql-statement.h"

#define GROUP "ground"
#define SETTING "map-ground"

#define USUAL_LIMIT (G_GUINT64_CONSTANT (200) * 1000 * 1000)
#define USUAL_OPACITY 0.6
#define LEAST_OPACITY 0.2

/* In the order of GbGroundKind. */
static const char *const kinds[] = { "none", "province", "web", "file" };

static void
file_free (gpointer data)
{
  GbGroundFile *self = data;

  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

void
gb_ground_free (GbGround *self)
{
  g_free (self->settings.province);
  g_free (self->settings.address);
  g_free (self->settings.allowed);
  g_free (self->settings.file);
  g_free (self->settings.attribution);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->authority);
  g_free (self);
}

static GbGroundKind
parse_kind (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (text, kinds[i]) == 0)
        return i;
    }
  return GB_GROUND_NONE;
}

static char *
get_text (GKeyFile   *keys,
          const char *name)
{
  g_autofree char *text = g_key_file_get_string (keys, GROUP, name, NULL);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* What cannot be read is as if nobody had chosen anything. */
static void
parse_settings (const char       *text,
                GbGroundSettings *settings)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *kind = NULL;
  guint64 limit;
  double opacity;

  *settings = (GbGroundSettings) { .limit = USUAL_LIMIT, .opacity = USUAL_OPACITY, .thrifty = TRUE };
  if (text == NULL || !g_key_file_load_from_data (keys, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  kind = get_text (keys, "kind");
  settings->kind = parse_kind (kind);
  settings->province = get_text (keys, "province");
  settings->address = get_text (keys, "address");
  settings->allowed = get_text (keys, "allowed");
  settings->file = get_text (keys, "file");
  settings->attribution = get_text (keys, "attribution");
  settings->thrifty = !g_key_file_has_key (keys, GROUP, "thrifty", NULL) ||
                      g_key_file_get_boolean (keys, GROUP, "thrifty", NULL);
  limit = g_key_file_get_uint64 (keys, GROUP, "limit", NULL);
  opacity = g_key_file_get_double (keys, GROUP, "opacity", NULL);
  if (limit > 0)
    settings->limit = limit;
  if (opacity > 0)
    settings->opacity = CLAMP (opacity, LEAST_OPACITY, 1);
}

static void
set_text (GKeyFile   *keys,
          const char *name,
          const char *text)
{
  if (text != NULL)
    g_key_file_set_string (keys, GROUP, name, text);
}

static char *
format_settings (const GbGroundSettings *settings)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  set_text (keys, "kind", kinds[settings->kind]);
  set_text (keys, "province", settings->province);
  set_text (keys, "address", settings->address);
  set_text (keys, "allowed", settings->allowed);
  set_text (keys, "file", settings->file);
  set_text (keys, "attribution", settings->attribution);
  g_key_file_set_uint64 (keys, GROUP, "limit", settings->limit);
  g_key_file_set_double (keys, GROUP, "opacity", settings->opacity);
  g_key_file_set_boolean (keys, GROUP, "thrifty", settings->thrifty);
  return g_key_file_to_data (keys, NULL, NULL);
}

/* Files of the province lie beside the cache, by their content's hash; what has that name came whole and was checked. */
static char *
make_path (const char *cache,
           const char *sha256)
{
  return g_strdup_printf ("%s.files" G_DIR_SEPARATOR_S "%s", cache, sha256);
}

static gboolean
read_files (GbSqlConnection *connection,
            const char      *cache,
            GbGround        *ground,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT name,sha256,bytes FROM file WHERE kind='basemap' ORDER BY name,id", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      const char *hash = gb_sql_statement_get_text (s, 1);
      g_autofree char *path = make_path (cache, hash);

      if (strspn (hash, "0123456789abcdef") == 64 && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          GbGroundFile *file = g_new0 (GbGroundFile, 1);

          file->name = gb_sql_statement_dup_text (s, 0);
          file->path = g_steal_pointer (&path);
          file->bytes = (guint64) gb_sql_statement_get_int (s, 2);
          g_ptr_array_add (ground->files, file);
        }
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_authority (GbSqlConnection *connection,
                const char      *cache,
                GbGround        *ground,
                GError         **error)
{
  GbAccount *account = NULL;

  if (!gb_account_load (connection, &account, error))
    return FALSE;
  if (account != NULL && account->authority)
    ground->authority = gb_account_dup_authority (cache);
  g_clear_pointer (&account, gb_account_free);
  return TRUE;
}

/* On a thread of the store. */
static gpointer
read_ground (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const char *cache = data;
  g_autoptr (GbGround) ground = g_new0 (GbGround, 1);
  g_autofree char *text = NULL;

  ground->files = g_ptr_array_new_with_free_func (file_free);
  if (!gb_setting_load (connection, SETTING, &text, error) || !read_files (connection, cache, ground, error) ||
      !read_authority (connection, cache, ground, error))
    return NULL;
  parse_settings (text, &ground->settings);
  return g_steal_pointer (&ground);
}

/**
 * gb_ground_read_async:
 *
 * Reads what the user chose to see under the map, and what the province sent.
 */
void
gb_ground_read_async (GbStore            *store,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  gb_store_read_async (store, read_ground, g_strdup (gb_store_get_path (store)), g_free, (GDestroyNotify) gb_ground_free,
                       G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

/**
 * gb_ground_read_finish:
 *
 * Returns: (transfer full): what there is
 */
GbGround *
gb_ground_read_finish (GbStore      *store,
                       GAsyncResult *result,
                       GError      **error)
{
  return gb_store_read_finish (store, result, error);
}

/**
 * gb_ground_save:
 * @settings: what the user chose
 *
 * Returns at once, as gb_setting_save() does.
 */
void
gb_ground_save (GbStore                *store,
                const GbGroundSettings *settings)
{
  g_autofree char *text = format_settings (settings);

  gb_setting_save (store, SETTING, text);
}
