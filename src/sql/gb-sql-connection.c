/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gb-config.h"
#include "gb-sql-functions.h"
#include "gb-sql-statement-private.h"

#define BUSY_TIMEOUT_MS 5000
#define PROGRESS_STEPS 2000
/* Page cache in KiB; measured on 300,000 dossiers, more brings nothing for writing in pages. */
#define CACHE_KIB 32768
#define MAX_IDLE_STATEMENTS 160

/**
 * GbSqlConnection:
 *
 * One connection to one SQLite file, used by one thread at a time. Statements are kept prepared
 * and used again. Temporary data stays in memory: a sort must not spill citizens' names to disk.
 */
struct _GbSqlConnection
{
  GObject parent_instance;

  char *path;
  sqlite3 *handle;
  GbSqlOpenFlags flags;
  gboolean encrypted;
  GHashTable *idle; /* (element-type utf8 sqlite3_stmt) prepared, not in use */
  GCancellable *cancellable; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbSqlConnection, gb_sql_connection, G_TYPE_OBJECT)

static int
on_progress (gpointer data)
{
  GbSqlConnection *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static void
gb_sql_connection_finalize (GObject *object)
{
  GbSqlConnection *self = GB_SQL_CONNECTION (object);

  g_clear_pointer (&self->idle, g_hash_table_unref);
  if (self->handle != NULL)
    sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (gb_sql_connection_parent_class)->finalize (object);
}

static void
gb_sql_connection_class_init (GbSqlConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_sql_connection_finalize;
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static void
gb_sql_connection_init (GbSqlConnection *self)
{
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      finalize_statement);
}

/* SQLite counts its memory under a global lock; nobody asks, and all threads wait for it. Where
 * another library has used SQLite before us this has no effect and does no harm. */
static void
configure_library (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&once, 1);
    }
}

/* SQLite says CANTOPEN for a folder that cannot be written; tell that apart from a wrong path. */
static gboolean
folder_is_read_only (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return faccessat (AT_FDCWD, folder, F_OK, AT_EACCESS) == 0 &&
         faccessat (AT_FDCWD, folder, W_OK, AT_EACCESS) != 0;
}

/* The file holds citizens' names: nobody else on the machine may read it, whatever the umask. SQLite
 * gives the files beside it the same rights when it makes them; those that an older version left
 * open to others are closed. By the path: closing a file that another connection has open would drop
 * its locks. What is wrong here, SQLite says better. */
static void
make_private (const char *path,
              gboolean    create)
{
  static const char *const beside[] = { "", "-wal", "-shm", "-journal" };
  int fd = create ? g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;

  if (fd >= 0)
    close (fd);
  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *name = g_strconcat (path, beside[i], NULL);
      struct stat info;

      if (stat (name, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 0077) != 0 &&
          chmod (name, 0600) != 0)
        g_debug ("%s stays readable for others: %s", name, g_strerror (errno));
    }
}

/* (transfer full): the file as SQLite is told of it */
static char *
make_name (GbSqlConnection *self)
{
  g_autofree char *escaped = NULL;

  if (!(self->flags & GB_SQL_OPEN_IMMUTABLE))
    return g_strdup (self->path);
  escaped = g_uri_escape_string (self->path, "/", TRUE);
  return g_strdup_printf ("file:%s?immutable=1", escaped);
}

static gboolean
open_handle (GbSqlConnection *self,
             GError         **error)
{
  g_autofree char *name = make_name (self);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  if (self->flags & GB_SQL_OPEN_READ_ONLY)
    flags |= SQLITE_OPEN_READONLY;
  else
    flags |= SQLITE_OPEN_READWRITE;
  if (self->flags & GB_SQL_OPEN_CREATE)
    flags |= SQLITE_OPEN_CREATE;
  if (self->flags & GB_SQL_OPEN_IMMUTABLE)
    flags |= SQLITE_OPEN_URI;
  if (!(self->flags & GB_SQL_OPEN_READ_ONLY) && strcmp (self->path, ":memory:") != 0)
    make_private (self->path, (self->flags & GB_SQL_OPEN_CREATE) != 0);

  code = sqlite3_open_v2 (name, &self->handle, flags, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  if ((code & 0xff) == SQLITE_CANTOPEN && (self->flags & GB_SQL_OPEN_CREATE) &&
      folder_is_read_only (self->path))
    g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_READ_ONLY, "%s: the folder cannot be written",
                 self->path);
  else
    g_set_error (error, GB_SQL_ERROR, gb_sql_error_from_code (code), "%s: %s", self->path,
                 self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
  return FALSE;
}

/* Before anything else is done with the handle. What the key is worth shows when the file is read. */
static gboolean
give_key (GbSqlConnection *self,
          GbSqlKey        *key,
          GError         **error)
{
#if GB_ENCRYPTION
  g_autoptr (GbSqlKeyText) spec = gb_sql_key_to_spec (key);
  int code;

  /* It would write to standard error about what we tell by ourselves. Once the last connection was closed, the next key
   * makes it forget. */
  sqlite3_exec (self->handle, "PRAGMA cipher_log_level=NONE", NULL, NULL, NULL);
  code = sqlite3_key_v2 (self->handle, "main", spec, (int) strlen (spec));
  sqlite3_exec (self->handle, "PRAGMA cipher_log_level=NONE", NULL, NULL, NULL);
  self->encrypted = TRUE;
  if (code == SQLITE_OK)
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY, "%s: the key cannot be used", self->path);
#else
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY, "%s: built without encryption", self->path);
#endif
  return FALSE;
}

/**
 * gb_sql_connection_open:
 * @path: the file
 * @flags: how to open it
 *
 * Opens a plain file, as gb_sql_connection_open_with_key() without a key.
 *
 * Returns: (transfer full): the connection
 */
GbSqlConnection *
gb_sql_connection_open (const char     *path,
                        GbSqlOpenFlags  flags,
                        GError        **error)
{
  return gb_sql_connection_open_with_key (path, flags, NULL, error);
}

/**
 * gb_sql_connection_open_with_key:
 * @path: the file
 * @flags: how to open it
 * @key: (nullable): what it is encrypted with, or shall be when it is made; %NULL for a plain file
 *
 * Opens a file. Neither here nor in gb_sql_schema_check() is anything written, so that a file that
 * turns out not to be ours stays as it was.
 *
 * Returns: (transfer full): the connection
 */
GbSqlConnection *
gb_sql_connection_open_with_key (const char     *path,
                                 GbSqlOpenFlags  flags,
                                 GbSqlKey       *key,
                                 GError        **error)
{
  g_autoptr (GbSqlConnection) self = g_object_new (GB_TYPE_SQL_CONNECTION, NULL);
  g_autofree char *pragmas = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  configure_library ();
  self->path = g_strdup (path);
  self->flags = flags;
  if (!open_handle (self, error) || (key != NULL && !give_key (self, key, error)))
    return NULL;

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, on_progress, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  /* None of these writes to the file; some read its header. */
  pragmas = g_strdup_printf ("PRAGMA temp_store=MEMORY;"
                             "PRAGMA foreign_keys=ON;"
                             "PRAGMA cache_size=-%d;"
                             "PRAGMA synchronous=%s;",
                             CACHE_KIB, flags & GB_SQL_OPEN_FULL_SYNC ? "FULL" : "NORMAL");
  if (!gb_sql_connection_exec (self, pragmas, error) || !gb_sql_functions_register (self, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * gb_sql_connection_attach:
 * @path: another file
 * @schema: the name it gets
 * @key: (nullable): what it is encrypted with; %NULL for a plain file
 *
 * Returns: whether the file can be reached under that name
 */
gboolean
gb_sql_connection_attach (GbSqlConnection *self,
                          const char      *path,
                          const char      *schema,
                          GbSqlKey        *key,
                          GError         **error)
{
  g_autoptr (GbSqlKeyText) spec = key != NULL ? gb_sql_key_to_spec (key) : NULL;
  g_autofree char *sql = g_strdup_printf (GB_ENCRYPTION ? "ATTACH ?1 AS %s KEY ?2" : "ATTACH ?1 AS %s",
                                          schema);
  sqlite3_stmt *stmt = NULL;
  int code;

  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), FALSE);
  g_return_val_if_fail (key == NULL || GB_ENCRYPTION, FALSE);

  /* Not one of the statements that are kept: the key must not stay in it. */
  code = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, path, -1, SQLITE_STATIC);
      if (GB_ENCRYPTION)
        sqlite3_bind_text (stmt, 2, spec != NULL ? spec : "", -1, SQLITE_STATIC);
      sqlite3_step (stmt);
      code = sqlite3_finalize (stmt);
    }
  if (code == SQLITE_OK)
    return TRUE;
  gb_sql_connection_set_error (self, code, sql, error);
  return FALSE;
}

/**
 * gb_sql_connection_use_wal:
 *
 * Turns the file to write-ahead logging, so that readers and the writer do not wait for each other.
 * To be called once the file is known to be ours; this is the first write.
 *
 * Returns: whether the file is in WAL mode
 */
gboolean
gb_sql_connection_use_wal (GbSqlConnection *self,
                           GError         **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), FALSE);

  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_READ_ONLY, "%s: the file cannot be written",
                   self->path);
      return FALSE;
    }
  statement = gb_sql_connection_prepare (self, "PRAGMA journal_mode=WAL", error);
  if (statement == NULL || !gb_sql_statement_step (statement, &row, error))
    {
      if (folder_is_read_only (self->path) &&
          (error == NULL || g_error_matches (*error, GB_SQL_ERROR, GB_SQL_ERROR_CANT_OPEN)))
        {
          g_clear_error (error);
          g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_READ_ONLY,
                       "%s: the folder cannot be written", self->path);
        }
      return FALSE;
    }
  if (!row || g_strcmp0 (gb_sql_statement_get_text (statement, 0), "wal") != 0)
    {
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_FAILED,
                   "%s: write-ahead logging is not possible here", self->path);
      return FALSE;
    }
  gb_sql_statement_reset (statement);
  /* What cannot be fetched again is not left in a second file for longer than it must: that one may be taken away. */
  if (self->flags & GB_SQL_OPEN_FULL_SYNC)
    return gb_sql_connection_exec (self, "PRAGMA wal_autocheckpoint=1", error);
  return gb_sql_connection_exec (self,
                                 "PRAGMA wal_autocheckpoint=4000;"
                                 "PRAGMA journal_size_limit=67108864;",
                                 error);
}

/**
 * gb_sql_connection_get_path:
 *
 * Returns: the file's path as it was given
 */
const char *
gb_sql_connection_get_path (GbSqlConnection *self)
{
  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), NULL);

  return self->path;
}

/**
 * gb_sql_connection_get_handle:
 *
 * Returns: (transfer none): SQLite's own handle
 */
sqlite3 *
gb_sql_connection_get_handle (GbSqlConnection *self)
{
  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), NULL);

  return self->handle;
}

/**
 * gb_sql_connection_is_read_only:
 *
 * Returns: whether the file cannot be written through this connection, by flag or by permission
 */
gboolean
gb_sql_connection_is_read_only (GbSqlConnection *self)
{
  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), TRUE);

  return sqlite3_db_readonly (self->handle, "main") == 1;
}

/* SQLite knows one way to be without room; a quota and a limit of a file's size are others. */
static GbSqlError
kind_of_system_error (int        reason,
                      GbSqlError kind)
{
  switch (reason)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return GB_SQL_ERROR_FULL;
    case EROFS:
      return GB_SQL_ERROR_READ_ONLY;
    default:
      return kind;
    }
}

/**
 * gb_sql_connection_set_error:
 * @code: the result code
 * @context: (nullable): the statement or what was being done
 *
 * Fills @error with SQLite's message after the context's first words.
 */
void
gb_sql_connection_set_error (GbSqlConnection *self,
                             int              code,
                             const char      *context,
                             GError         **error)
{
  int extended = sqlite3_extended_errcode (self->handle);
  GbSqlError kind = gb_sql_error_from_code ((extended & 0xff) == (code & 0xff) ? extended : code);
  g_autofree char *words = NULL;

  if (kind == GB_SQL_ERROR_IO || kind == GB_SQL_ERROR_CANT_OPEN)
    kind = kind_of_system_error (sqlite3_system_errno (self->handle), kind);
  if (kind == GB_SQL_ERROR_CANT_OPEN && folder_is_read_only (self->path))
    kind = GB_SQL_ERROR_READ_ONLY;
  if (kind == GB_SQL_ERROR_NOT_A_DATABASE && self->encrypted)
    kind = GB_SQL_ERROR_KEY;
  if (kind == GB_SQL_ERROR_INTERRUPTED && self->cancellable != NULL &&
      g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return;

  words = g_strndup (context != NULL ? context : "", 60);
  g_strdelimit (words, "\n\t", ' ');
  g_set_error (error, GB_SQL_ERROR, kind, "%s (%s)", sqlite3_errmsg (self->handle), words);
}

/**
 * gb_sql_connection_exec:
 * @sql: one or several statements without parameters
 *
 * Returns: whether all were executed
 */
gboolean
gb_sql_connection_exec (GbSqlConnection *self,
                        const char      *sql,
                        GError         **error)
{
  int code;

  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), FALSE);

  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  gb_sql_connection_set_error (self, code, sql, error);
  return FALSE;
}

/**
 * gb_sql_connection_query_int:
 * @sql: a statement without parameters
 * @value: (out): the first column of its first row, 0 when there is none
 *
 * Returns: whether the statement could be executed
 */
gboolean
gb_sql_connection_query_int (GbSqlConnection *self,
                             const char      *sql,
                             gint64          *value,
                             GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (self, sql, error);
  gboolean row;

  if (statement == NULL || !gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *value = row ? gb_sql_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/**
 * gb_sql_connection_prepare:
 * @sql: one statement
 *
 * Takes the statement from those kept prepared, or prepares it. It goes back when it is freed.
 *
 * Returns: (transfer full): the statement, without bindings
 */
GbSqlStatement *
gb_sql_connection_prepare (GbSqlConnection *self,
                           const char      *sql,
                           GError         **error)
{
  gpointer key = NULL, stmt = NULL;
  sqlite3_stmt *fresh = NULL;
  int code;

  g_return_val_if_fail (GB_IS_SQL_CONNECTION (self), NULL);

  if (g_hash_table_steal_extended (self->idle, sql, &key, &stmt))
    return gb_sql_statement_wrap (self, stmt, key);

  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &fresh, NULL);
  if (code != SQLITE_OK)
    {
      gb_sql_connection_set_error (self, code, sql, error);
      return NULL;
    }
  return gb_sql_statement_wrap (self, fresh, g_strdup (sql));
}

/* Takes back a statement that is no longer in use. */
void
gb_sql_connection_keep (GbSqlConnection *self,
                        sqlite3_stmt    *stmt,
                        char            *sql)
{
  if (g_hash_table_size (self->idle) >= MAX_IDLE_STATEMENTS ||
      g_hash_table_contains (self->idle, sql))
    {
      sqlite3_finalize (stmt);
      g_free (sql);
      return;
    }
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  g_hash_table_insert (self->idle, sql, stmt);
}

/**
 * gb_sql_connection_begin:
 *
 * Begins a transaction for reading: everything read in it is one snapshot.
 */
gboolean
gb_sql_connection_begin (GbSqlConnection *self,
                         GError         **error)
{
  return gb_sql_connection_exec (self, "BEGIN", error);
}

/**
 * gb_sql_connection_begin_immediate:
 *
 * Begins a transaction for writing; waits for another writer up to the busy timeout.
 */
gboolean
gb_sql_connection_begin_immediate (GbSqlConnection *self,
                                   GError         **error)
{
  return gb_sql_connection_exec (self, "BEGIN IMMEDIATE", error);
}

/**
 * gb_sql_connection_commit:
 *
 * Returns: whether the transaction is committed; otherwise it is still open
 */
gboolean
gb_sql_connection_commit (GbSqlConnection *self,
                          GError         **error)
{
  return gb_sql_connection_exec (self, "COMMIT", error);
}

/**
 * gb_sql_connection_rollback:
 *
 * Undoes the open transaction, if SQLite has not already.
 */
void
gb_sql_connection_rollback (GbSqlConnection *self)
{
  g_return_if_fail (GB_IS_SQL_CONNECTION (self));

  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * gb_sql_connection_end:
 * @ok: whether what was to be done in the open transaction was done; if not, @error tells why already
 *
 * Commits, or undoes all of it where that fails or @ok is %FALSE.
 *
 * Returns: whether the transaction is committed
 */
gboolean
gb_sql_connection_end (GbSqlConnection *self,
                       gboolean         ok,
                       GError         **error)
{
  if (ok && gb_sql_connection_commit (self, error))
    return TRUE;
  gb_sql_connection_rollback (self);
  return FALSE;
}

/**
 * gb_sql_connection_set_cancellable:
 * @cancellable: (nullable): interrupts running statements when it is cancelled
 */
void
gb_sql_connection_set_cancellable (GbSqlConnection *self,
                                   GCancellable    *cancellable)
{
  g_return_if_fail (GB_IS_SQL_CONNECTION (self));

  g_set_object (&self->cancellable, cancellable);
}

/**
 * gb_sql_connection_data_version:
 *
 * Returns: a number that differs once anything in the file may have changed, by this connection or
 *   another; -1 when it cannot be told
 */
gint64
gb_sql_connection_data_version (GbSqlConnection *self)
{
  gint64 version;

  if (!gb_sql_connection_query_int (self, "PRAGMA data_version", &version, NULL))
    return -1;
  return version * G_GINT64_CONSTANT (0x100000000) + sqlite3_total_changes (self->handle);
}
