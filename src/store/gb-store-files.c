/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-files.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gb-cursor-repository.h"
#include "gb-dossier-index.h"
#include "gb-sql-cipher.h"
#include "gb-sql-statement.h"
#include "gb-store-error.h"
#include "gb-store-rescue.h"
#include "gb-store-schema.h"
#include "gb-text.h"

/* Reading it takes some 30 ms. */
#define MOST_CHECKED (8 * 1024 * 1024)

/* One of the two while it is looked at, before either is touched. */
typedef struct
{
  char *path; /* (owned) */
  GbSqlOpenFlags flags;
  const GbSqlSchema *schema;
  GbSqlConnection *connection; /* (owned) (nullable) */
  gboolean plain; /* to be encrypted, with no connection until then */
} OneFile;

static void
one_file_clear (OneFile *self)
{
  g_free (self->path);
  g_clear_object (&self->connection);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OneFile, one_file_clear)

static char *
local_path (const char *path)
{
  return g_strconcat (path, ".local", NULL);
}

static void
name_files (OneFile    *cache,
            OneFile    *local,
            const char *path)
{
  *cache = (OneFile) { g_strdup (path), 0, gb_store_cache_schema () };
  *local = (OneFile) { local_path (path), GB_SQL_OPEN_FULL_SYNC, gb_store_local_schema () };
}

/* Opens a file and looks whether it is ours, without writing to it. */
static gboolean
open_checked (OneFile  *file,
              GbSqlKey *key,
              GError  **error)
{
  file->connection = gb_sql_connection_open_with_key (file->path,
                                                      file->flags | GB_SQL_OPEN_CREATE, key, error);
  if (file->connection != NULL && gb_sql_schema_check (file->schema, file->connection, error))
    return TRUE;
  g_clear_object (&file->connection);
  return FALSE;
}

/* Whether it is ours and not empty, as far as its first page tells. */
static gboolean
is_ours (OneFile  *file,
         GbSqlKey *key)
{
  GbSqlFileKind kind = gb_sql_file_kind (file->path);
  g_autoptr (GbSqlConnection) connection = NULL;
  gint64 n;

  if (kind == GB_SQL_FILE_NONE)
    return FALSE;
  connection = gb_sql_connection_open_with_key (file->path, GB_SQL_OPEN_READ_ONLY,
                                                kind == GB_SQL_FILE_PLAIN ? NULL : key, NULL);
  return connection != NULL && gb_sql_schema_check (file->schema, connection, NULL) &&
         gb_sql_connection_query_int (connection, "SELECT count(*) FROM sqlite_schema", &n, NULL) && n > 0;
}

static gboolean
key_opens (OneFile  *file,
           GbSqlKey *key)
{
  g_autoptr (GbSqlConnection) connection = NULL;

  if (gb_sql_file_kind (file->path) != GB_SQL_FILE_SEALED)
    return FALSE;
  connection = gb_sql_connection_open_with_key (file->path, GB_SQL_OPEN_READ_ONLY, key, NULL);
  return connection != NULL && gb_sql_schema_check (file->schema, connection, NULL);
}

/* A wrong key, or what is no database, and a damaged first page look alike to SQLite. The two files belong together:
 * where the other is ours, this one is damaged. */
static void
tell_damage (OneFile  *file,
             OneFile  *other,
             GbSqlKey *key,
             GError   *error)
{
  if (!g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY) &&
      !g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_NOT_A_DATABASE))
    return;
  if (is_ours (other, key))
    error->code = GB_SQL_ERROR_CORRUPT;
  else if (error->code == GB_SQL_ERROR_KEY && key != NULL && gb_sql_file_kind (file->path) == GB_SQL_FILE_OTHER)
    error->code = GB_SQL_ERROR_NOT_A_DATABASE;
}

static gboolean
look_once (OneFile       *file,
           GbSqlFileKind  kind,
           GbSqlKey      *key,
           GError       **error)
{
  file->plain = key != NULL && kind == GB_SQL_FILE_PLAIN;
  if (kind == GB_SQL_FILE_SEALED && key == NULL)
    {
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY, "%s: encrypted", file->path);
      return FALSE;
    }
  if (!open_checked (file, file->plain ? NULL : key, error))
    return FALSE;
  /* Whoever encrypts it, we or another program, must have it alone. */
  if (file->plain)
    g_clear_object (&file->connection);
  return TRUE;
}

/* A file from the time before there was a key is looked at as it is; another program may be encrypting
 * it at this moment. */
static gboolean
look_at (OneFile  *file,
         OneFile  *other,
         GbSqlKey *key,
         GError  **error)
{
  GbSqlFileKind kind = gb_sql_file_kind (file->path);
  g_autoptr (GError) failure = NULL;

  if (look_once (file, kind, key, &failure))
    return TRUE;
  if (kind == GB_SQL_FILE_PLAIN && gb_sql_file_kind (file->path) != kind)
    return look_at (file, other, key, error);
  tell_damage (file, other, key, failure);
  gb_store_error_translate (&failure, file->path);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
encrypt (OneFile  *file,
         GbSqlKey *key,
         GError  **error)
{
  if (!file->plain)
    return TRUE;
  if (gb_sql_reencrypt (file->path, NULL, key, error) && open_checked (file, key, error))
    return TRUE;
  gb_store_error_translate (error, file->path);
  return FALSE;
}

static gboolean
check_key (const char *path,
           GbSqlKey   *key,
           GError    **error)
{
  if (gb_sql_can_encrypt () == (key != NULL))
    return TRUE;
  if (key == NULL)
    g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_KEY,
                 _("There is no key for “%s”. Without one nothing is written."), path);
  else
    g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_KEY,
                 _("This version keeps no encrypted data, so it has no use for a key"));
  return FALSE;
}

static gboolean
bring_up (GbSqlConnection   *connection,
          const GbSqlSchema *schema,
          GError           **error)
{
  /* Debian's SQLite does so by itself, others do not: what is deleted is overwritten. */
  if (gb_sql_connection_exec (connection, "PRAGMA secure_delete=ON", error) &&
      gb_sql_connection_use_wal (connection, error) &&
      gb_sql_schema_migrate (schema, connection, error))
    return TRUE;
  gb_store_error_translate (error, gb_sql_connection_get_path (connection));
  return FALSE;
}

/* FILE.local is small and cannot be fetched again: whether all of it can be read is asked before anything is added to it.
 * What waits to be looked at by somebody may make it large. */
static gboolean
check_local (GbSqlConnection *local,
             GError         **error)
{
  const char *path = gb_sql_connection_get_path (local);
  g_autoptr (GbSqlStatement) s = NULL;
  GStatBuf info;
  gboolean row;

  if (g_stat (path, &info) == 0 && info.st_size > MOST_CHECKED)
    return TRUE;
  s = gb_sql_connection_prepare (local, "PRAGMA integrity_check(1)", error);
  if (s != NULL && gb_sql_statement_step (s, &row, error))
    {
      if (row && g_strcmp0 (gb_sql_statement_get_text (s, 0), "ok") == 0)
        return TRUE;
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "%s", row ? gb_sql_statement_get_text (s, 0) : "nothing");
    }
  gb_store_error_translate (error, path);
  return FALSE;
}

/* --- the log ---------------------------------------------------------------------------------- */

/* Whoever closes the file last takes away the index of the log before the log: an index without one is what remains when
 * something else took the log away, with what was last written. */
static gboolean
lost_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_index = g_strconcat (path, "-shm", NULL);

  return gb_sql_file_kind (path) != GB_SQL_FILE_NONE && !g_file_test (log, G_FILE_TEST_EXISTS) &&
         g_file_test (log_index, G_FILE_TEST_EXISTS) && !g_file_test (log, G_FILE_TEST_EXISTS);
}

/* What the cache holds is older than what it was, and perhaps of two moments: all of it is read, and fetched again. */
static gboolean
recover_from_lost_log (GbSqlConnection *cache,
                       GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (cache, "PRAGMA integrity_check(1)", error);
  gboolean row, ok = TRUE;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row || g_strcmp0 (gb_sql_statement_get_text (s, 0), "ok") != 0)
    {
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "the log is missing");
      return FALSE;
    }
  gb_sql_statement_reset (s);
  if (!gb_sql_connection_begin_immediate (cache, error))
    return FALSE;
  for (int i = 0; ok && i < GB_N_RECORD_GROUPS; i++)
    ok = gb_cursor_restart (cache, i, error);
  return gb_sql_connection_end (cache, ok, error);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* Cut to nothing, FILE.local would be made anew as if nothing had been in it. The cache is never there before it is. */
static gboolean
check_truncated (OneFile  *local,
                 OneFile  *cache,
                 GbSqlKey *key,
                 GError  **error)
{
  GStatBuf info;

  if (g_stat (local->path, &info) != 0 || info.st_size > 0 || !is_ours (cache, key))
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "%s: empty", local->path);
  gb_store_error_translate (error, local->path);
  return FALSE;
}

static gboolean
store_icu_version (GbSqlConnection *cache,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      cache, "INSERT OR REPLACE INTO meta VALUES('icu',?1)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, gb_text_icu_version ());
  return gb_sql_statement_run (statement, error);
}

/* Sort keys made by another version of ICU cannot be compared with ours. */
static gboolean
check_icu_version (GbSqlConnection *cache,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  statement = gb_sql_connection_prepare (cache, "SELECT value FROM meta WHERE key='icu'", error);
  if (statement == NULL || !gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (row && strcmp (gb_sql_statement_get_text (statement, 0), gb_text_icu_version ()) == 0)
    return TRUE;
  gb_sql_statement_reset (statement);

  if (!gb_sql_connection_begin_immediate (cache, error))
    return FALSE;
  return gb_sql_connection_end (cache, gb_dossier_index_rebuild_keys (cache, error) && store_icu_version (cache, error),
                                error);
}

/* A cache of an older version, or one whose indexes a migration took away. */
static gboolean
make_indexes (GbSqlConnection *cache,
              GError         **error)
{
  gboolean has;

  if (!gb_dossier_index_has_finished (cache, &has, error))
    return FALSE;
  if (has)
    return TRUE;
  if (!gb_sql_connection_begin_immediate (cache, error))
    return FALSE;
  return gb_sql_connection_end (cache, gb_dossier_index_make_finished (cache, error), error);
}

/**
 * gb_store_files_open:
 * @path: the cache; the other file is beside it, with ".local" after the name
 * @key: (nullable): what both are encrypted with; %NULL only in a build without encryption
 *
 * Opens both files for writing and brings them to this version. Both are checked before either is
 * touched; plain ones are encrypted.
 *
 * Returns: whether both are open; otherwise the error is one of #GB_STORE_ERROR
 */
gboolean
gb_store_files_open (GbStoreFiles *self,
                     const char   *path,
                     GbSqlKey     *key,
                     GError      **error)
{
  g_auto (OneFile) cache = { NULL }, local = { NULL };
  GError *failure = NULL;
  gboolean cache_lost_log;

  if (!check_key (path, key, error) || !gb_store_rescue_resume (path, error))
    return FALSE;
  name_files (&cache, &local, path);
  cache_lost_log = lost_log (cache.path);
  self->lost_log = cache_lost_log || lost_log (local.path);
  if (!check_truncated (&local, &cache, key, error) || !look_at (&cache, &local, key, error) || !look_at (&local, &cache, key, error) ||
      !encrypt (&local, key, error) || !encrypt (&cache, key, error) ||
      !bring_up (local.connection, local.schema, error) || !check_local (local.connection, error) ||
      !bring_up (cache.connection, cache.schema, error))
    return FALSE;
  if ((cache_lost_log && !recover_from_lost_log (cache.connection, &failure)) || !check_icu_version (cache.connection, &failure) || !make_indexes (cache.connection, &failure))
    {
      gb_store_error_translate (&failure, path);
      g_propagate_error (error, failure);
      return FALSE;
    }
  self->cache = g_steal_pointer (&cache.connection);
  self->local = g_steal_pointer (&local.connection);
  return TRUE;
}

/**
 * gb_store_files_close:
 *
 * Closes what is open of them.
 */
void
gb_store_files_close (GbStoreFiles *self)
{
  g_clear_object (&self->cache);
  g_clear_object (&self->local);
}

/**
 * gb_store_files_open_reader:
 * @path: the cache, already brought to this version
 * @key: (nullable): what both are encrypted with
 *
 * Returns: (transfer full): a connection that only reads, with the second file as schema `local`
 */
GbSqlConnection *
gb_store_files_open_reader (const char *path,
                            GbSqlKey   *key,
                            GError    **error)
{
  g_autofree char *local = local_path (path);
  g_autoptr (GbSqlConnection) connection = NULL;

  connection = gb_sql_connection_open_with_key (path, GB_SQL_OPEN_READ_ONLY, key, error);
  if (connection != NULL && gb_sql_connection_attach (connection, local, "local", key, error))
    return g_steal_pointer (&connection);
  gb_store_error_translate (error, path);
  return NULL;
}

static gboolean
rekey_one (OneFile  *file,
           GbSqlKey *from,
           GbSqlKey *to,
           GError  **error)
{
  GbSqlFileKind kind = gb_sql_file_kind (file->path);

  if (kind == GB_SQL_FILE_NONE || key_opens (file, to) ||
      gb_sql_reencrypt (file->path, kind == GB_SQL_FILE_PLAIN ? NULL : from, to, error))
    return TRUE;
  gb_store_error_translate (error, file->path);
  return FALSE;
}

/**
 * gb_store_files_rekey:
 * @path: a cache that nobody has open
 * @from: what its files are encrypted with
 * @to: what they shall be encrypted with
 *
 * Gives both files another key. After an interruption one of them may have the new key and the other
 * the old one; the same call again ends it.
 *
 * Returns: whether both have the new key; otherwise each has the one or the other
 */
gboolean
gb_store_files_rekey (const char *path,
                      GbSqlKey   *from,
                      GbSqlKey   *to,
                      GError    **error)
{
  g_auto (OneFile) cache = { NULL }, local = { NULL };

  g_return_val_if_fail (path != NULL && from != NULL && to != NULL, FALSE);

  name_files (&cache, &local, path);
  /* Neither is touched before the keys are known to open both. */
  if ((!key_opens (&cache, to) && !look_at (&cache, &local, from, error)) ||
      (!key_opens (&local, to) && !look_at (&local, &cache, from, error)))
    return FALSE;
  g_clear_object (&cache.connection);
  g_clear_object (&local.connection);
  return rekey_one (&local, from, to, error) && rekey_one (&cache, from, to, error);
}

/**
 * gb_store_files_make_folder:
 * @path: a cache
 *
 * Makes the folder that it lies in, where there is none, for nobody but the user; one of our own that
 * others may look into is closed to them. What cannot be made shows when the cache is.
 */
void
gb_store_files_make_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (folder);
  GStatBuf info;

  g_mkdir_with_parents (folder, 0700);
  if (g_str_equal (name, "giaoban") && g_stat (folder, &info) == 0 && (info.st_mode & 0077) != 0 &&
      info.st_uid == geteuid () && g_chmod (folder, 0700) != 0)
    g_debug ("%s stays open to others", folder);
}
