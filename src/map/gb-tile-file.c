/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gb-sql-statement.h"

/* "GBTC" */
#define APPLICATION_ID 0x47425443
#define VERSION 1

#define PAGE 4096

/* The write-ahead log is emptied when it has a megabyte, and one transaction adds at most two: so much of the limit is
 * left to it. */
#define RESERVE (G_GUINT64_CONSTANT (4) * 1000 * 1000)
#define TRANSACTION_BYTES ((gsize) 1000 * 1000)

/* What a tile takes beside its bytes: rows, indexes, the rest of its last page. */
#define OVERHEAD (PAGE + 512)

struct _GbTileFile
{
  char *path;
  guint64 limit;
  GbSqlConnection *connection; /* (owned) (nullable): opened when it is needed */
};

void
gb_tile_write_free (GbTileWrite *self)
{
  g_free (self->source);
  g_clear_pointer (&self->copy, gb_tile_copy_free);
  g_free (self);
}

/**
 * gb_tile_write_get_size:
 *
 * Returns: how many bytes are to be written, about
 */
gsize
gb_tile_write_get_size (const GbTileWrite *self)
{
  return self->copy == NULL ? 64 : OVERHEAD + (self->copy->bytes != NULL ? g_bytes_get_size (self->copy->bytes) : 0);
}

/**
 * gb_tile_file_new:
 * @path: the file, made when something is to be written
 * @limit: how many bytes it may take on the disk with what belongs to it
 */
GbTileFile *
gb_tile_file_new (const char *path,
                  guint64     limit)
{
  GbTileFile *self = g_new0 (GbTileFile, 1);

  self->path = g_strdup (path);
  self->limit = limit;
  return self;
}

void
gb_tile_file_free (GbTileFile *self)
{
  g_clear_object (&self->connection);
  g_free (self->path);
  g_free (self);
}

/* --- opening -------------------------------------------------------------------------------------- */

static gboolean
limit_pages (GbTileFile *self,
             GError    **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count=%" G_GUINT64_FORMAT, (self->limit - RESERVE) / PAGE);

  return gb_sql_connection_exec (self->connection, sql, error);
}

/* Whether nothing is in it yet; with an error where it is not ours. */
static gboolean
is_empty (GbTileFile *self,
          gboolean   *empty,
          GError    **error)
{
  gint64 n, id, version;

  if (!gb_sql_connection_query_int (self->connection, "SELECT count(*) FROM sqlite_schema", &n, error) ||
      !gb_sql_connection_query_int (self->connection, "PRAGMA application_id", &id, error) ||
      !gb_sql_connection_query_int (self->connection, "PRAGMA user_version", &version, error))
    return FALSE;
  *empty = n == 0 && id == 0;
  if (*empty || (id == APPLICATION_ID && version == VERSION))
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_FOREIGN, "%s: a database of another program", self->path);
  return FALSE;
}

/* In one transaction, so that no half of it stays. Pictures stand apart: noting a use must not move them. */
static gboolean
make_tables (GbTileFile *self,
             GError    **error)
{
  return gb_sql_connection_exec (self->connection,
                                 "BEGIN IMMEDIATE;"
                                 "CREATE TABLE IF NOT EXISTS tile ("
                                 "  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, z INTEGER NOT NULL,"
                                 "  x INTEGER NOT NULL, y INTEGER NOT NULL, etag TEXT, modified TEXT,"
                                 "  expires INTEGER NOT NULL, used INTEGER NOT NULL, UNIQUE (source, z, x, y)"
                                 ") STRICT;"
                                 "CREATE INDEX IF NOT EXISTS tile_used ON tile (used);"
                                 "CREATE TABLE IF NOT EXISTS picture (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)"
                                 " STRICT;"
                                 "PRAGMA application_id=" G_STRINGIFY (APPLICATION_ID) ";"
                                 "PRAGMA user_version=" G_STRINGIFY (VERSION) ";"
                                 "COMMIT;",
                                 error);
}

static gboolean
prepare_file (GbTileFile *self,
              GError    **error)
{
  gboolean empty;

  if (!is_empty (self, &empty, error))
    return FALSE;
  /* What cannot be changed once there are tables. */
  if (empty && !gb_sql_connection_exec (self->connection,
                                        "PRAGMA page_size=" G_STRINGIFY (PAGE) "; PRAGMA auto_vacuum=INCREMENTAL;",
                                        error))
    return FALSE;
  /* Nobody's name is in a picture of a road: what was deleted need not be written over. */
  return gb_sql_connection_use_wal (self->connection, error) &&
         gb_sql_connection_exec (self->connection,
                                 "PRAGMA secure_delete=OFF; PRAGMA cache_size=-2048; PRAGMA wal_autocheckpoint=244;"
                                 "PRAGMA journal_size_limit=1000000;",
                                 error) &&
         (!empty || make_tables (self, error)) && limit_pages (self, error);
}

static void
remove_file (GbTileFile *self)
{
  static const char *const parts[] = { "", "-wal", "-shm", "-journal" };

  g_clear_object (&self->connection);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (self->path, parts[i], NULL);

      if (g_unlink (part) != 0 && errno != ENOENT)
        g_debug ("%s stays: %s", part, g_strerror (errno));
    }
}

/* What is damaged goes: all of it can be fetched again. */
static void
drop_if_damaged (GbTileFile   *self,
                 const GError *error)
{
  if (g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT) ||
      g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_NOT_A_DATABASE))
    remove_file (self);
}

static gboolean
try_to_open (GbTileFile *self,
             GError    **error)
{
  self->connection = gb_sql_connection_open (self->path, GB_SQL_OPEN_CREATE, error);
  if (self->connection != NULL && prepare_file (self, error))
    return TRUE;
  g_clear_object (&self->connection);
  return FALSE;
}

static gboolean
open_file (GbTileFile *self,
           GError    **error)
{
  g_autoptr (GError) first = NULL;

  if (self->connection != NULL || try_to_open (self, &first))
    return TRUE;
  drop_if_damaged (self, first);
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return try_to_open (self, error);
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* --- reading -------------------------------------------------------------------------------------- */

/* What tells the sources of tiles apart, in eight bytes. */
static gint64
key_of (const char *source)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 key = 0;

  g_checksum_update (checksum, (const guchar *) source, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    key = key << 8 | digest[i];
  return (gint64) key;
}

static void
bind_tile (GbSqlStatement *s,
           const char     *source,
           const GbTileId *id)
{
  gb_sql_statement_bind_int (s, 1, key_of (source));
  gb_sql_statement_bind_int (s, 2, id->z);
  gb_sql_statement_bind_int (s, 3, id->x);
  gb_sql_statement_bind_int (s, 4, id->y);
}

static gboolean
read_copy (GbTileFile     *self,
           const char     *source,
           const GbTileId *id,
           GbTileCopy    **copy,
           gint64         *used,
           GError        **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      self->connection,
      "SELECT bytes,etag,modified,expires,used FROM tile LEFT JOIN picture USING (id)"
      " WHERE source=?1 AND z=?2 AND x=?3 AND y=?4",
      error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  bind_tile (s, source, id);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *copy = g_new0 (GbTileCopy, 1);
  if (!gb_sql_statement_is_null (s, 0))
    (*copy)->bytes = gb_sql_statement_dup_bytes (s, 0);
  (*copy)->etag = gb_sql_statement_dup_text (s, 1);
  (*copy)->modified = gb_sql_statement_dup_text (s, 2);
  (*copy)->expires = gb_sql_statement_get_int (s, 3);
  *used = gb_sql_statement_get_int (s, 4);
  return TRUE;
}

/**
 * gb_tile_file_look_up:
 * @copy: (out) (transfer full) (nullable): what is there
 * @used: (out): when its use was noted last, UTC seconds
 * @error: a #GbSqlError; what is damaged was taken away
 */
gboolean
gb_tile_file_look_up (GbTileFile     *self,
                      const char     *source,
                      const GbTileId *id,
                      GbTileCopy    **copy,
                      gint64         *used,
                      GError        **error)
{
  g_autoptr (GError) failure = NULL;

  *copy = NULL;
  *used = 0;
  /* Nothing is made only because somebody looks. */
  if (self->connection == NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (open_file (self, &failure) && read_copy (self, source, id, copy, used, &failure))
    return TRUE;
  drop_if_damaged (self, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* --- writing -------------------------------------------------------------------------------------- */

static gboolean
count_bytes (GbTileFile *self,
             guint64    *bytes,
             GError    **error)
{
  gint64 all, unused;

  if (!gb_sql_connection_query_int (self->connection, "PRAGMA page_count", &all, error) ||
      !gb_sql_connection_query_int (self->connection, "PRAGMA freelist_count", &unused, error))
    return FALSE;
  *bytes = (guint64) (all - unused) * PAGE;
  return TRUE;
}

/* What was used least recently goes. Within a transaction. */
static gboolean
make_room (GbTileFile *self,
           guint64     bytes,
           guint       most_steps,
           GError    **error)
{
  for (guint i = 0; i < most_steps; i++)
    {
      guint64 used;
      gint64 any;

      if (!count_bytes (self, &used, error))
        return FALSE;
      if (used + bytes <= self->limit - RESERVE)
        return TRUE;
      if (!gb_sql_connection_query_int (self->connection, "SELECT EXISTS (SELECT 1 FROM tile)", &any, error))
        return FALSE;
      if (!any)
        return TRUE;
      if (!gb_sql_connection_exec (
              self->connection,
              "DELETE FROM picture WHERE id IN (SELECT id FROM tile ORDER BY used,id LIMIT 16);"
              "DELETE FROM tile WHERE id IN (SELECT id FROM tile ORDER BY used,id LIMIT 16);",
              error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_use (GbTileFile        *self,
           const GbTileWrite *write,
           gint64             now,
           GError           **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      self->connection,
      "UPDATE tile SET used=?5, expires=iif(?6>0,?6,expires) WHERE source=?1 AND z=?2 AND x=?3 AND y=?4", error);

  if (s == NULL)
    return FALSE;
  bind_tile (s, write->source, &write->id);
  gb_sql_statement_bind_int (s, 5, now);
  gb_sql_statement_bind_int (s, 6, write->expires);
  return gb_sql_statement_run (s, error);
}

static gboolean
write_row (GbTileFile        *self,
           const GbTileWrite *write,
           gint64             now,
           gint64            *row_id,
           GError           **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      self->connection,
      "INSERT INTO tile (source,z,x,y,etag,modified,expires,used) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)"
      " ON CONFLICT (source,z,x,y) DO UPDATE SET etag=excluded.etag, modified=excluded.modified,"
      " expires=excluded.expires, used=excluded.used RETURNING id",
      error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  bind_tile (s, write->source, &write->id);
  gb_sql_statement_bind_text (s, 5, write->copy->etag);
  gb_sql_statement_bind_text (s, 6, write->copy->modified);
  gb_sql_statement_bind_int (s, 7, write->copy->expires);
  gb_sql_statement_bind_int (s, 8, now);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *row_id = gb_sql_statement_get_int (s, 0);
  return TRUE;
}

static gboolean
write_picture (GbTileFile *self,
               gint64      row_id,
               GBytes     *bytes,
               GError    **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      self->connection,
      bytes != NULL ? "INSERT OR REPLACE INTO picture (id,bytes) VALUES (?1,?2)" : "DELETE FROM picture WHERE id=?1",
      error);
  gsize size = 0;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, row_id);
  if (bytes != NULL)
    {
      gconstpointer data = g_bytes_get_data (bytes, &size);

      gb_sql_statement_bind_bytes (s, 2, data, size);
    }
  return gb_sql_statement_run (s, error);
}

static gboolean
write_some (GbTileFile *self,
            GPtrArray  *writes,
            guint       first,
            guint       end,
            gint64      now,
            GError    **error)
{
  guint64 bytes = 0;
  gint64 row_id;
  guint i;

  /* Uses come first, so that what was just looked at is not what goes. */
  for (i = first; i < end && ((GbTileWrite *) writes->pdata[i])->copy == NULL; i++)
    {
      if (!write_use (self, writes->pdata[i], now, error))
        return FALSE;
    }
  for (guint k = i; k < end; k++)
    bytes += gb_tile_write_get_size (writes->pdata[k]);
  if (bytes > 0 && !make_room (self, bytes, G_MAXUINT, error))
    return FALSE;
  for (; i < end; i++)
    {
      const GbTileWrite *write = writes->pdata[i];

      if (!write_row (self, write, now, &row_id, error) || !write_picture (self, row_id, write->copy->bytes, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_writes (gconstpointer a,
                gconstpointer b)
{
  const GbTileWrite *x = *(const GbTileWrite *const *) a, *y = *(const GbTileWrite *const *) b;

  return (x->copy != NULL) - (y->copy != NULL);
}

static guint
find_end (GPtrArray *writes,
          guint      first)
{
  gsize bytes = 0;
  guint end = first;

  while (end < writes->len && (end == first || bytes + gb_tile_write_get_size (writes->pdata[end]) <= TRANSACTION_BYTES))
    bytes += gb_tile_write_get_size (writes->pdata[end++]);
  return end;
}

/**
 * gb_tile_file_write:
 * @writes: (element-type GbTileWrite): what is to be written, in transactions that are not too big; sorted by this
 * @now: UTC seconds
 * @error: a #GbSqlError; what was not written is lost, what was there is not
 *
 * What was used least recently goes first, so that the limit holds at every moment.
 */
gboolean
gb_tile_file_write (GbTileFile *self,
                    GPtrArray  *writes,
                    gint64      now,
                    GError    **error)
{
  g_autoptr (GError) failure = NULL;

  if (!open_file (self, error))
    return FALSE;
  g_ptr_array_sort (writes, compare_writes);
  for (guint first = 0, end; first < writes->len && failure == NULL; first = end)
    {
      end = find_end (writes, first);
      if (gb_sql_connection_begin_immediate (self->connection, &failure))
        gb_sql_connection_end (self->connection, write_some (self, writes, first, end, now, &failure), &failure);
    }
  if (failure == NULL)
    return TRUE;
  drop_if_damaged (self, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* --- size ----------------------------------------------------------------------------------------- */

/* The file is given back to the disk piece by piece: the log must stay small, too. */
static gboolean
shrink_step (GbTileFile *self,
             gboolean   *done,
             GError    **error)
{
  gint64 pages;

  if (!gb_sql_connection_begin_immediate (self->connection, error))
    return FALSE;
  if (!gb_sql_connection_end (self->connection, make_room (self, 0, 8, error), error))
    return FALSE;
  if (!gb_sql_connection_exec (self->connection, "PRAGMA incremental_vacuum(200)", error) ||
      !gb_sql_connection_query_int (self->connection, "PRAGMA page_count", &pages, error))
    return FALSE;
  *done = (guint64) pages * PAGE <= self->limit - RESERVE;
  return TRUE;
}

/**
 * gb_tile_file_set_limit:
 * @limit: how many bytes it may take from now on
 * @error: a #GbSqlError
 */
gboolean
gb_tile_file_set_limit (GbTileFile *self,
                        guint64     limit,
                        GError    **error)
{
  gboolean done = FALSE;

  self->limit = limit;
  if (self->connection == NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!open_file (self, error))
    return FALSE;
  while (!done)
    {
      if (!shrink_step (self, &done, error))
        return FALSE;
    }
  return limit_pages (self, error);
}

static gint64
size_of (const char *path,
         const char *part)
{
  g_autofree char *name = g_strconcat (path, part, NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 ? (gint64) info.st_size : 0;
}

/**
 * gb_tile_file_measure:
 *
 * Returns: how many bytes it takes on the disk with what belongs to it
 */
gint64
gb_tile_file_measure (GbTileFile *self)
{
  return size_of (self->path, "") + size_of (self->path, "-wal") + size_of (self->path, "-shm");
}

/**
 * gb_tile_file_clear:
 * @error: %GB_SQL_ERROR_FOREIGN, %GB_SQL_ERROR_READ_ONLY
 *
 * Takes the file away.
 */
gboolean
gb_tile_file_clear (GbTileFile *self,
                    GError    **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->connection == NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!open_file (self, &failure) && g_error_matches (failure, GB_SQL_ERROR, GB_SQL_ERROR_FOREIGN))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  remove_file (self);
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_READ_ONLY, _("“%s” is to be deleted and cannot be"), self->path);
  return FALSE;
}
