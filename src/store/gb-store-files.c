/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-files.h"

#include <string.h>

#include "gb-dossier-index.h"
#include "gb-sql-statement.h"
#include "gb-store-error.h"
#include "gb-store-schema.h"
#include "gb-text.h"

static char *
local_path (const char *path)
{
  return g_strconcat (path, ".local", NULL);
}

/* Opens a file and looks whether it is ours, without writing to it. */
static GbSqlConnection *
open_checked (const char        *path,
              GbSqlOpenFlags     flags,
              const GbSqlSchema *schema,
              GError           **error)
{
  g_autoptr (GbSqlConnection) connection = NULL;

  connection = gb_sql_connection_open (path, flags | GB_SQL_OPEN_CREATE, error);
  if (connection == NULL || !gb_sql_schema_check (schema, connection, error))
    {
      gb_store_error_translate (error, path);
      return NULL;
    }
  return g_steal_pointer (&connection);
}

static gboolean
bring_up (GbSqlConnection   *connection,
          const GbSqlSchema *schema,
          GError           **error)
{
  if (gb_sql_connection_use_wal (connection, error) &&
      gb_sql_schema_migrate (schema, connection, error))
    return TRUE;
  gb_store_error_translate (error, gb_sql_connection_get_path (connection));
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
  if (gb_dossier_index_rebuild_keys (cache, error) && store_icu_version (cache, error) &&
      gb_sql_connection_commit (cache, error))
    return TRUE;
  gb_sql_connection_rollback (cache);
  return FALSE;
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
  if (gb_dossier_index_make_finished (cache, error) && gb_sql_connection_commit (cache, error))
    return TRUE;
  gb_sql_connection_rollback (cache);
  return FALSE;
}

/**
 * gb_store_files_open:
 * @path: the cache; the other file is beside it, with ".local" after the name
 *
 * Opens both files for writing and brings them to this version. Both are checked before either is
 * touched.
 *
 * Returns: whether both are open; otherwise the error is one of #GB_STORE_ERROR
 */
gboolean
gb_store_files_open (GbStoreFiles *self,
                     const char   *path,
                     GError      **error)
{
  g_autofree char *local = local_path (path);
  GError *failure = NULL;

  self->cache = open_checked (path, 0, gb_store_cache_schema (), &failure);
  if (failure == NULL)
    self->local = open_checked (local, GB_SQL_OPEN_FULL_SYNC, gb_store_local_schema (), &failure);
  if (failure == NULL)
    bring_up (self->local, gb_store_local_schema (), &failure);
  if (failure == NULL)
    bring_up (self->cache, gb_store_cache_schema (), &failure);
  if (failure == NULL)
    {
      if (!check_icu_version (self->cache, &failure) || !make_indexes (self->cache, &failure))
        gb_store_error_translate (&failure, path);
    }
  if (failure == NULL)
    return TRUE;

  gb_store_files_close (self);
  g_propagate_error (error, failure);
  return FALSE;
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
 *
 * Returns: (transfer full): a connection that only reads, with the second file as schema `local`
 */
GbSqlConnection *
gb_store_files_open_reader (const char *path,
                            GError    **error)
{
  g_autofree char *local = local_path (path);
  g_autoptr (GbSqlConnection) connection = NULL;
  g_autoptr (GbSqlStatement) attach = NULL;

  connection = gb_sql_connection_open (path, GB_SQL_OPEN_READ_ONLY, error);
  if (connection != NULL)
    attach = gb_sql_connection_prepare (connection, "ATTACH ?1 AS local", error);
  if (attach != NULL)
    {
      gb_sql_statement_bind_text (attach, 1, local);
      if (gb_sql_statement_run (attach, error))
        return g_steal_pointer (&connection);
    }
  gb_store_error_translate (error, path);
  return NULL;
}
