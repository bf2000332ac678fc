/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read of a damaged file, into a new one. SQLite, and SQLCipher more so, reads nothing more through a
 * connection that has met a damaged page; so a table is read from its beginning until it breaks, and again from its end. */
#include "gb-store-salvage.h"

#include "gb-action-copy.h"
#include "gb-boundary-repository.h"
#include "gb-sql-cipher.h"
#include "gb-sql-statement.h"
#include "gb-store-error.h"
#include "gb-store-schema.h"

/* What both have of a table of the new file: its columns, and by what it is ordered. */
#define TABLE_SQL                                                                                  \
  "SELECT name,wr FROM pragma_table_list WHERE schema='main' AND type='table' AND name NOT LIKE "    \
  "'sqlite\\_%' ESCAPE '\\'"
#define COLUMNS_SQL "SELECT name,pk FROM pragma_table_info(?1)"

typedef struct
{
  char *name; /* (owned) */
  GPtrArray *columns; /* (owned) (element-type utf8) */
  GString *key; /* (owned): "a,b", or with DESC after each */
  GString *key_backwards; /* (owned) */
} Table;

static void
table_free (gpointer data)
{
  Table *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_string_free (self->key, TRUE);
  g_string_free (self->key_backwards, TRUE);
  g_free (self);
}

static Table *
table_new (const char *name,
           gboolean    has_rowid)
{
  Table *self = g_new0 (Table, 1);

  self->name = g_strdup (name);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->key = g_string_new (has_rowid ? "rowid" : NULL);
  self->key_backwards = g_string_new (has_rowid ? "rowid DESC" : NULL);
  return self;
}

static gboolean
read_columns (GbSqlConnection *connection,
              Table           *table,
              gboolean         with_key,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, COLUMNS_SQL, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, table->name);
  while (gb_sql_statement_step (s, &row, error))
    {
      const char *name;

      if (!row)
        return TRUE;
      name = gb_sql_statement_get_text (s, 0);
      g_ptr_array_add (table->columns, g_strdup (name));
      if (with_key && gb_sql_statement_get_int (s, 1) > 0)
        {
          g_string_append_printf (table->key, "%s%s", table->key->len > 0 ? "," : "", name);
          g_string_append_printf (table->key_backwards, "%s%s DESC", table->key_backwards->len > 0 ? "," : "", name);
        }
    }
  return FALSE;
}

/* (transfer full) (element-type Table): of the new file */
static GPtrArray *
read_tables (GbSqlConnection *target,
             GError         **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (target, TABLE_SQL, error);
  gboolean row;

  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      gboolean has_rowid;
      Table *table;

      if (!row)
        return g_steal_pointer (&tables);
      has_rowid = gb_sql_statement_get_int (s, 1) == 0;
      table = table_new (gb_sql_statement_get_text (s, 0), has_rowid);
      g_ptr_array_add (tables, table);
      if (!read_columns (target, table, !has_rowid, error))
        return NULL;
    }
  return NULL;
}

/* Leaves the columns that the old file has, too. */
static gboolean
intersect (Table           *table,
           GbSqlConnection *source)
{
  Table *old = table_new (table->name, TRUE);
  gboolean ok = read_columns (source, old, FALSE, NULL);

  for (guint i = table->columns->len; i-- > 0;)
    if (!g_ptr_array_find_with_equal_func (old->columns, table->columns->pdata[i], g_str_equal, NULL))
      g_ptr_array_remove_index (table->columns, i);
  table_free (old);
  return ok;
}

/* --- copying -------------------------------------------------------------------------------- */

static char *
list_columns (Table      *table,
              const char *each)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "," : "", each != NULL ? each : (char *) table->columns->pdata[i]);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

typedef enum
{
  WALK_WHOLE,
  WALK_BROKEN,
  WALK_FAILED,
} Walk;

/* The source's errors are what this is about; those of the target end it. */
static Walk
copy_rows (sqlite3_stmt *from,
           sqlite3_stmt *to,
           int           n_columns)
{
  int code;

  while ((code = sqlite3_step (from)) == SQLITE_ROW)
    {
      for (int i = 0; i < n_columns; i++)
        sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
      if (sqlite3_step (to) != SQLITE_DONE)
        return WALK_FAILED;
      sqlite3_reset (to);
    }
  return code == SQLITE_DONE ? WALK_WHOLE : WALK_BROKEN;
}

static Walk
copy_table (GbSqlConnection *source,
            GbSqlConnection *target,
            Table           *table,
            const char      *order,
            GError         **error)
{
  g_autofree char *columns = list_columns (table, NULL);
  g_autofree char *values = list_columns (table, "?");
  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s ORDER BY %s", columns, table->name, order);
  g_autofree char *insert = g_strdup_printf ("INSERT OR IGNORE INTO %s(%s) VALUES(%s)", table->name, columns, values);
  sqlite3_stmt *from = NULL, *to = NULL;
  Walk walk = WALK_BROKEN;
  int code;

  code = sqlite3_prepare_v2 (gb_sql_connection_get_handle (target), insert, -1, &to, NULL);
  if (code == SQLITE_OK &&
      sqlite3_prepare_v2 (gb_sql_connection_get_handle (source), select, -1, &from, NULL) == SQLITE_OK)
    walk = copy_rows (from, to, (int) table->columns->len);
  sqlite3_finalize (from);
  if (walk == WALK_FAILED)
    code = sqlite3_errcode (gb_sql_connection_get_handle (target));
  if (walk == WALK_FAILED || code != SQLITE_OK)
    {
      gb_sql_connection_set_error (target, code, insert, error);
      walk = WALK_FAILED;
    }
  sqlite3_finalize (to);
  return walk;
}

/* As it was left, which may be without a key. */
static GbSqlConnection *
open_damaged (const char    *path,
              GbSqlOpenFlags flags,
              GbSqlKey      *key)
{
  return gb_sql_connection_open_with_key (path, flags, gb_sql_file_kind (path) == GB_SQL_FILE_PLAIN ? NULL : key, NULL);
}

/* What is cut to nothing reads as an empty database. */
static gboolean
has_tables (GbSqlConnection *connection)
{
  gint64 n;

  return gb_sql_connection_query_int (connection, "SELECT count(*) FROM sqlite_schema", &n, NULL) && n > 0;
}

/* From the beginning and, where that breaks, from the end. */
static Walk
salvage_table (const char      *damaged,
               GbSqlKey        *key,
               GbSqlConnection *target,
               Table           *table,
               GError         **error)
{
  g_autoptr (GbSqlConnection) forwards = open_damaged (damaged, 0, key);
  g_autoptr (GbSqlConnection) backwards = NULL;
  Walk walk;

  if (forwards == NULL || !has_tables (forwards) || !intersect (table, forwards))
    return WALK_BROKEN;
  /* A table that the old file's version did not have yet */
  if (table->columns->len == 0)
    return WALK_WHOLE;
  walk = copy_table (forwards, target, table, table->key->str, error);
  if (walk != WALK_BROKEN)
    return walk;
  backwards = open_damaged (damaged, 0, key);
  if (backwards != NULL && copy_table (backwards, target, table, table->key_backwards->str, error) == WALK_FAILED)
    return WALK_FAILED;
  return WALK_BROKEN;
}

static gboolean
restore_copy (const char      *cache,
              GbSqlKey        *key,
              GbSqlConnection *target)
{
  g_autoptr (GbSqlConnection) connection = open_damaged (cache, 0, key);
  g_autoptr (GError) error = NULL;

  if (connection != NULL && gb_action_copy_restore (connection, target, &error))
    return TRUE;
  g_debug ("%s has no copy of the actions that can be read: %s", cache, error != NULL ? error->message : "not opened");
  return FALSE;
}

static gboolean
salvage_tables (const char      *damaged,
                const char      *cache,
                GbSqlConnection *target,
                GbSqlKey        *key,
                gboolean        *actions_complete,
                gboolean        *rest_complete,
                GError         **error)
{
  g_autoptr (GPtrArray) tables = read_tables (target, error);

  *actions_complete = TRUE;
  *rest_complete = TRUE;
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      Table *table = tables->pdata[i];
      Walk walk = salvage_table (damaged, key, target, table, error);

      if (walk == WALK_FAILED)
        return FALSE;
      /* What the old file says of an action that both have is newer: it goes in first, and stays. */
      if (walk == WALK_BROKEN && g_str_equal (table->name, "action"))
        *actions_complete = restore_copy (cache, key, target);
      else if (walk == WALK_BROKEN)
        *rest_complete = FALSE;
    }
  return tables != NULL;
}

/**
 * gb_store_salvage_local:
 * @damaged: a copy of FILE.local, its log beside it
 * @cache: the cache, for its copy of the actions; may be damaged, too
 * @target: the file to make
 * @key: (nullable): what all are encrypted with
 * @actions_complete: (out): whether all actions are there
 * @rest_complete: (out): whether all the rest could be read
 *
 * Makes a new FILE.local with what can be read of the damaged one, and where its actions cannot all be read, with those
 * that the cache has a copy of. It has no log beside it in the end.
 *
 * Returns: whether @target is whole and on the disk
 */
gboolean
gb_store_salvage_local (const char *damaged,
                        const char *cache,
                        const char *target,
                        GbSqlKey   *key,
                        gboolean   *actions_complete,
                        gboolean   *rest_complete,
                        GError    **error)
{
  g_autoptr (GbSqlConnection) connection = NULL;
  gboolean ok;

  connection = gb_sql_connection_open_with_key (target, GB_SQL_OPEN_CREATE | GB_SQL_OPEN_FULL_SYNC, key, error);
  if (connection == NULL || !gb_sql_schema_migrate (gb_store_local_schema (), connection, error) ||
      !gb_sql_connection_begin_immediate (connection, error))
    return FALSE;
  ok = salvage_tables (damaged, cache, connection, key, actions_complete, rest_complete, error);
  return gb_sql_connection_end (connection, ok, error);
}

/* --- the cache ------------------------------------------------------------------------------ */

static gboolean
copy_meta (GbSqlConnection *source,
           GbSqlConnection *target,
           GError         **error)
{
  g_autoptr (GbSqlStatement) insert = NULL;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      source, "SELECT key,value FROM meta WHERE key IN ('scope','endpoint')", NULL);
  gboolean row;

  insert = gb_sql_connection_prepare (target, "INSERT OR REPLACE INTO meta VALUES(?1,?2)", error);
  if (insert == NULL)
    return FALSE;
  /* What cannot be read is asked for again. */
  while (s != NULL && gb_sql_statement_step (s, &row, NULL) && row)
    {
      gb_sql_statement_bind_text (insert, 1, gb_sql_statement_get_text (s, 0));
      gb_sql_statement_bind_text (insert, 2, gb_sql_statement_get_text (s, 1));
      if (!gb_sql_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_store_salvage_cache:
 * @damaged: a cache that cannot be used any more
 * @target: the file to make
 * @key: (nullable): what both are encrypted with
 * @boundaries_complete: (out): whether boundaries that the user took in by hand are there, if there were any
 *
 * Makes an empty cache that knows where its data come from, if that can still be read, and has what no hub can send again.
 *
 * Returns: whether @target is there
 */
gboolean
gb_store_salvage_cache (const char *damaged,
                        const char *target,
                        GbSqlKey   *key,
                        gboolean   *boundaries_complete,
                        GError    **error)
{
  g_autoptr (GbSqlConnection) connection = NULL, source = NULL, again = NULL;

  connection = gb_sql_connection_open_with_key (target, GB_SQL_OPEN_CREATE, key, error);
  if (connection == NULL || !gb_sql_schema_migrate (gb_store_cache_schema (), connection, error))
    return FALSE;
  *boundaries_complete = FALSE;
  source = open_damaged (damaged, GB_SQL_OPEN_READ_ONLY, key);
  if (source == NULL)
    return TRUE;
  /* What the first connection met on its way must not keep the other from reading. */
  again = open_damaged (damaged, GB_SQL_OPEN_READ_ONLY, key);
  return copy_meta (source, connection, error) &&
         (again == NULL || gb_boundary_repository_copy (again, connection, boundaries_complete, error));
}
