/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-migration.h"

#include <glib/gstdio.h>

/* A file shorter than SQLite's header is an empty database to SQLite, which would write over it. */
#define HEADER_BYTES 100

/* An error while reading a strange file's header: is it damaged, or never was one of SQLite's? */
static gboolean
read_header (GbSqlConnection *connection,
             gint64          *application_id,
             gint64          *version,
             gint64          *n_objects,
             GError         **error)
{
  return gb_sql_connection_query_int (connection, "SELECT count(*) FROM sqlite_schema", n_objects,
                                      error) &&
         gb_sql_connection_query_int (connection, "PRAGMA application_id", application_id, error) &&
         gb_sql_connection_query_int (connection, "PRAGMA user_version", version, error);
}

static gboolean
check_size (const char *path,
            GError    **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size == 0 || info.st_size >= HEADER_BYTES)
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_NOT_A_DATABASE, "%s: file is not a database",
               path);
  return FALSE;
}

static gboolean
check_header (const GbSqlSchema *self,
              GbSqlConnection   *connection,
              gint64            *version,
              GError           **error)
{
  const char *path = gb_sql_connection_get_path (connection);
  gint64 application_id, n_objects;

  if (!read_header (connection, &application_id, version, &n_objects, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (application_id == 0 && *version == 0 && n_objects == 0)
    return check_size (path, error);
  if ((guint32) application_id != self->application_id)
    {
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_FOREIGN,
                   "%s: a database of another program", path);
      return FALSE;
    }
  if (*version > self->n_migrations)
    {
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_NEWER,
                   "%s: version %" G_GINT64_FORMAT ", this program knows up to %u", path, *version,
                   self->n_migrations);
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_sql_schema_check:
 * @connection: a connection just opened
 *
 * Looks whether the file may be used, without writing: it is empty, or bears our application id
 * and a version that this program knows.
 *
 * Returns: whether it may; otherwise %GB_SQL_ERROR_FOREIGN, %GB_SQL_ERROR_NEWER,
 *   %GB_SQL_ERROR_NOT_A_DATABASE or %GB_SQL_ERROR_CORRUPT
 */
gboolean
gb_sql_schema_check (const GbSqlSchema *self,
                     GbSqlConnection   *connection,
                     GError           **error)
{
  gint64 version;

  return check_header (self, connection, &version, error);
}

static gboolean
apply (const GbSqlSchema *self,
       GbSqlConnection   *connection,
       guint              index,
       GError           **error)
{
  const GbSqlMigration *migration = &self->migrations[index];
  g_autoptr (GBytes) sql = NULL;
  g_autofree char *stamp = NULL;

  sql = g_resource_lookup_data (migration->resource (), migration->path, 0, error);
  if (sql == NULL)
    return FALSE;
  stamp = g_strdup_printf ("PRAGMA user_version=%u; PRAGMA application_id=%u;", index + 1,
                           self->application_id);
  /* The data of a resource ends in a zero byte that is not counted. */
  if (!gb_sql_connection_exec (connection, g_bytes_get_data (sql, NULL), error) ||
      !gb_sql_connection_exec (connection, stamp, error))
    {
      g_prefix_error (error, "%s: ", migration->path);
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_sql_schema_migrate:
 * @connection: a connection for writing
 *
 * Checks the file as gb_sql_schema_check() and brings it to the newest version, all in one
 * transaction: a cut leaves it at the version it had.
 *
 * Returns: whether the file is at the newest version
 */
gboolean
gb_sql_schema_migrate (const GbSqlSchema *self,
                       GbSqlConnection   *connection,
                       GError           **error)
{
  gint64 version;
  gboolean ok;

  if (!check_header (self, connection, &version, error))
    return FALSE;
  if (version == self->n_migrations)
    return TRUE;
  if (!gb_sql_connection_begin_immediate (connection, error))
    return FALSE;

  /* Another process may have been faster while we waited for the lock. */
  ok = check_header (self, connection, &version, error);
  for (guint i = (guint) version; ok && i < self->n_migrations; i++)
    ok = apply (self, connection, i, error);
  return gb_sql_connection_end (connection, ok, error);
}
