/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-cipher.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "gb-config.h"
#include "gb-sql-statement.h"

/* SQLCipher 4's page, and what any plain database begins with. */
#define PAGE_BYTES 4096
#define PLAIN_HEADER "SQLite format 3"

/* Through SQLite: a descriptor of our own, when it is closed, would drop the locks of all connections
 * that this process has to the file. */
static gboolean
read_header (const char *path,
             char       *header,
             int         length)
{
  sqlite3 *handle = NULL;
  sqlite3_file *file = NULL;
  gboolean ok;

  ok = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
       sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
       file != NULL && file->pMethods != NULL &&
       file->pMethods->xRead (file, header, length, 0) == SQLITE_OK;
  sqlite3_close_v2 (handle);
  return ok;
}

/**
 * gb_sql_file_kind:
 * @path: a file that may be a database
 *
 * Looks at the beginning and the size, without reading it as a database.
 */
GbSqlFileKind
gb_sql_file_kind (const char *path)
{
  char header[sizeof PLAIN_HEADER];
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size == 0)
    return GB_SQL_FILE_NONE;
  if (!read_header (path, header, sizeof header))
    return GB_SQL_FILE_OTHER;
  if (memcmp (header, PLAIN_HEADER, sizeof header) == 0)
    return GB_SQL_FILE_PLAIN;
  return info.st_size % PAGE_BYTES == 0 ? GB_SQL_FILE_SEALED : GB_SQL_FILE_OTHER;
}

#if GB_ENCRYPTION

/* How long somebody else may need to close the file. */
#define BUSY_SECONDS 5

/* A copy under way: the file that will take the other's place, and the lock on it. */
typedef struct
{
  char *path; /* (owned) */
  int fd; /* holds the lock; -1 when another process has done the work meanwhile */
} Target;

static void
target_clear (Target *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
is_same_file (int         fd,
              const char *path)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino &&
         ours.st_dev == named.st_dev;
}

/* Two programs that start at once must not copy one file twice: the second waits here, and finds that
 * the name no longer stands for what it has locked. */
static gboolean
target_lock (Target     *self,
             const char *path,
             GError    **error)
{
  self->path = g_strconcat (path, ".new", NULL);
  self->fd = -1;
  for (;;)
    {
      self->fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (self->fd < 0 || flock (self->fd, LOCK_EX) != 0)
        {
          int reason = errno;

          g_set_error (error, GB_SQL_ERROR,
                       reason == ENOSPC ? GB_SQL_ERROR_FULL : GB_SQL_ERROR_READ_ONLY, "%s: %s",
                       self->path, g_strerror (reason));
          return FALSE;
        }
      if (is_same_file (self->fd, self->path))
        break;
      g_close (self->fd, NULL);
    }
  /* What an interrupted copy left is worth nothing. */
  if (ftruncate (self->fd, 0) == 0 && fchmod (self->fd, 0600) == 0)
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_IO, "%s: %s", self->path, g_strerror (errno));
  return FALSE;
}

static gboolean
leave_wal (GbSqlConnection *source,
           gboolean        *left,
           GError         **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (source, "PRAGMA main.journal_mode=DELETE", error);
  g_autoptr (GError) failure = NULL;
  gboolean row;

  *left = FALSE;
  if (statement == NULL)
    return FALSE;
  if (gb_sql_statement_step (statement, &row, &failure))
    *left = row && g_strcmp0 (gb_sql_statement_get_text (statement, 0), "delete") == 0;
  else if (!g_error_matches (failure, GB_SQL_ERROR, GB_SQL_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Nobody else may have the file open: what is written between the copy and the renaming would be lost.
 * Leaves no log beside the file, which would be taken for one of the copy's. SQLite does not wait here
 * by itself. */
static gboolean
take_alone (GbSqlConnection *source,
            GError         **error)
{
  gint64 end = g_get_monotonic_time () + BUSY_SECONDS * G_USEC_PER_SEC;
  gboolean alone = FALSE;

  if (!gb_sql_connection_exec (source, "PRAGMA main.locking_mode=EXCLUSIVE", error))
    return FALSE;
  while (!alone && g_get_monotonic_time () < end)
    {
      if (!leave_wal (source, &alone, error))
        return FALSE;
      if (!alone)
        g_usleep (G_USEC_PER_SEC / 50);
    }
  if (!alone)
    g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_BUSY, "%s: in use",
                 gb_sql_connection_get_path (source));
  return alone;
}

static gboolean
copy_header (GbSqlConnection *source,
             const char      *pragma,
             GError         **error)
{
  g_autofree char *read = g_strdup_printf ("PRAGMA main.%s", pragma);
  g_autofree char *write = NULL;
  gint64 value;

  if (!gb_sql_connection_query_int (source, read, &value, error))
    return FALSE;
  write = g_strdup_printf ("PRAGMA copy.%s=%" G_GINT64_FORMAT, pragma, value);
  return gb_sql_connection_exec (source, write, error);
}

static gboolean
copy_all (GbSqlConnection *source,
          GError         **error)
{
  /* Nothing to roll back to: a copy that fails is thrown away. */
  return gb_sql_connection_exec (source, "PRAGMA copy.journal_mode=OFF; PRAGMA copy.synchronous=OFF",
                                 error) &&
         gb_sql_connection_begin_immediate (source, error) &&
         gb_sql_connection_exec (source, "SELECT sqlcipher_export('copy')", error) &&
         copy_header (source, "user_version", error) &&
         copy_header (source, "application_id", error) && gb_sql_connection_commit (source, error);
}

/* The copy stands alone: is it whole? */
static gboolean
check_copy (GbSqlConnection *source,
            GError         **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  gint64 missing;
  gboolean row;

  if (!gb_sql_connection_query_int (source,
                                    "SELECT count(*) FROM (SELECT type,name,sql FROM "
                                    "main.sqlite_schema EXCEPT SELECT type,name,sql FROM "
                                    "copy.sqlite_schema)",
                                    &missing, error))
    return FALSE;
  statement = gb_sql_connection_prepare (source, "PRAGMA copy.quick_check(1)", error);
  if (statement == NULL || !gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (missing == 0 && row && g_strcmp0 (gb_sql_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "%s: cannot be copied whole",
               gb_sql_connection_get_path (source));
  return FALSE;
}

/* A renaming is on the disk when its folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  g_close (fd, NULL);
}

static gboolean
replace (Target     *target,
         const char *path,
         GError    **error)
{
  if (fsync (target->fd) == 0 && g_rename (target->path, path) == 0)
    {
      sync_folder (path);
      return TRUE;
    }
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
copy_and_replace (Target     *target,
                  const char *path,
                  GbSqlKey   *from,
                  GbSqlKey   *to,
                  GError    **error)
{
  g_autoptr (GbSqlConnection) source = NULL;

  source = gb_sql_connection_open_with_key (path, 0, from, error);
  return source != NULL && take_alone (source, error) &&
         gb_sql_connection_attach (source, target->path, "copy", to, error) &&
         copy_all (source, error) && check_copy (source, error) &&
         gb_sql_connection_exec (source, "DETACH copy", error) && replace (target, path, error);
}

/* Whether the file is still what it was when the caller looked at it, without the lock. */
static gboolean
opens_with (const char *path,
            GbSqlKey   *key)
{
  g_autoptr (GbSqlConnection) connection = NULL;
  gint64 n_objects;

  if ((key == NULL) != (gb_sql_file_kind (path) == GB_SQL_FILE_PLAIN))
    return FALSE;
  connection = gb_sql_connection_open_with_key (path, GB_SQL_OPEN_READ_ONLY, key, NULL);
  return connection != NULL &&
         gb_sql_connection_query_int (connection, "SELECT count(*) FROM sqlite_schema", &n_objects,
                                      NULL);
}

/**
 * gb_sql_reencrypt:
 * @path: a database that nobody has open, in this process or another
 * @from: (nullable): what it is encrypted with; %NULL for a plain file
 * @to: what it shall be encrypted with
 *
 * Puts an encrypted copy in the file's place. Until the copy is whole and on the disk the file stays
 * as it is; an interruption leaves at most a file with ".new" after the name, which the next call
 * begins anew.
 *
 * Returns: whether the file is encrypted with @to; otherwise it is as it was
 */
gboolean
gb_sql_reencrypt (const char *path,
                  GbSqlKey   *from,
                  GbSqlKey   *to,
                  GError    **error)
{
  g_auto (Target) target = { NULL, -1 };
  gboolean ok;

  g_return_val_if_fail (path != NULL && to != NULL, FALSE);

  if (!target_lock (&target, path, error))
    return FALSE;
  ok = opens_with (path, to) || copy_and_replace (&target, path, from, to, error);
  /* Gone after the renaming; otherwise of no use. */
  if (is_same_file (target.fd, target.path))
    g_unlink (target.path);
  return ok;
}

#else

gboolean
gb_sql_reencrypt (const char *path,
                  GbSqlKey   *from,
                  GbSqlKey   *to,
                  GError    **error)
{
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY, "%s: built without encryption", path);
  return FALSE;
}

#endif
