/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-file-cache.h"

#include "gb-sql-statement.h"
#include "gb-store-error.h"
#include "gb-sync-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PART ".part"
#define HASH_LENGTH 64
#define CHUNK (256 * 1024)

/* Room that is left for what matters more. */
#define SPARE_BYTES (G_GUINT64_CONSTANT (200) * 1024 * 1024)

/**
 * gb_file_record_free:
 * @self: (transfer full): a record
 */
void
gb_file_record_free (GbFileRecord *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->sha256);
  g_free (self);
}

/**
 * gb_file_cache_dup_folder:
 * @cache_path: the cache's file
 *
 * Returns: (transfer full): the folder beside it that files are kept in; it may not be there yet
 */
char *
gb_file_cache_dup_folder (const char *cache_path)
{
  return g_strconcat (cache_path, ".files", NULL);
}

/**
 * gb_file_cache_dup_path:
 * @cache_path: the cache's file
 * @sha256: of the content
 *
 * Returns: (transfer full): where the content is once it has come whole; what has that name was checked
 */
char *
gb_file_cache_dup_path (const char *cache_path,
                        const char *sha256)
{
  g_autofree char *folder = gb_file_cache_dup_folder (cache_path);

  return g_build_filename (folder, sha256, NULL);
}

static char *
dup_part (const char *cache_path,
          const char *sha256)
{
  g_autofree char *path = gb_file_cache_dup_path (cache_path, sha256);

  return g_strconcat (path, PART, NULL);
}

/* The hash becomes a part of a path: nothing else may pass for one. */
static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

static guint64
size_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? (guint64) info.st_size : 0;
}

static void
look_what_is_here (const char   *cache_path,
                   GbFileRecord *record)
{
  g_autofree char *path = gb_file_cache_dup_path (cache_path, record->sha256);
  g_autofree char *part = dup_part (cache_path, record->sha256);

  record->whole = g_file_test (path, G_FILE_TEST_IS_REGULAR);
  record->have = record->whole ? record->bytes : MIN (size_of (part), record->bytes);
}

/**
 * gb_file_record_list:
 * @connection: for reading, as gb_store_read() gives it
 * @cache_path: the cache's file
 *
 * Returns: (transfer full) (element-type GbFileRecord): the files that the feed tells of, smallest first
 */
GPtrArray *
gb_file_record_list (GbSqlConnection *connection,
                     const char      *cache_path,
                     GError         **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_file_record_free);
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (connection, "SELECT name,kind,sha256,bytes FROM file ORDER BY bytes,id", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_autoptr (GbFileRecord) record = g_new0 (GbFileRecord, 1);

      record->name = gb_sql_statement_dup_text (s, 0);
      record->kind = gb_sql_statement_dup_text (s, 1);
      record->sha256 = gb_sql_statement_dup_text (s, 2);
      record->bytes = (guint64) gb_sql_statement_get_int (s, 3);
      if (is_hash (record->sha256))
        {
          look_what_is_here (cache_path, record);
          g_ptr_array_add (records, g_steal_pointer (&record));
        }
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

static void
set_write_error (GError    **error,
                 const char *path,
                 int         reason)
{
  g_set_error (error, GB_STORE_ERROR, reason == ENOSPC ? GB_STORE_ERROR_NO_SPACE : GB_STORE_ERROR_READ_ONLY,
               _("“%s” cannot be written: %s. Nothing was fetched."), path, g_strerror (reason));
}

static gboolean
write_at (int          fd,
          const guint8 *data,
          gsize         size,
          guint64       offset)
{
  while (size > 0)
    {
      gssize n = pwrite (fd, data, size, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
      offset += (guint64) n;
    }
  return TRUE;
}

/**
 * gb_file_cache_append:
 * @cache_path: the cache's file
 * @sha256: of the whole content
 * @offset: where the part begins
 * @part: what came
 * @error: %GB_STORE_ERROR_NO_SPACE, %GB_STORE_ERROR_READ_ONLY
 *
 * Adds a part to what has come, for nobody but the user (0600 in 0700). Blocks.
 */
gboolean
gb_file_cache_append (const char *cache_path,
                      const char *sha256,
                      guint64     offset,
                      GBytes     *part,
                      GError    **error)
{
  g_autofree char *folder = gb_file_cache_dup_folder (cache_path);
  g_autofree char *path = dup_part (cache_path, sha256);
  gsize size;
  const guint8 *data = g_bytes_get_data (part, &size);
  gboolean good;
  int fd, reason;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      set_write_error (error, folder, errno);
      return FALSE;
    }
  fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }
  good = ftruncate (fd, (off_t) offset) == 0 && write_at (fd, data, size, offset) && fdatasync (fd) == 0;
  reason = errno;
  if (g_close (fd, NULL) && good)
    return TRUE;
  set_write_error (error, path, reason);
  return FALSE;
}

static char *
hash_file (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n;

  if (fd < 0)
    return NULL;
  while ((n = read (fd, buffer, CHUNK)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      g_checksum_update (checksum, buffer, n);
  g_close (fd, NULL);
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/**
 * gb_file_cache_complete:
 * @cache_path: the cache's file
 * @sha256: of the whole content
 * @error: %GB_SYNC_ERROR_BAD_FILE: what came is something else, and was thrown away
 *
 * Checks what has come and gives it its name. Blocks.
 */
gboolean
gb_file_cache_complete (const char *cache_path,
                        const char *sha256,
                        GError    **error)
{
  g_autofree char *part = dup_part (cache_path, sha256);
  g_autofree char *path = gb_file_cache_dup_path (cache_path, sha256);
  g_autofree char *actual = hash_file (part);

  if (g_strcmp0 (actual, sha256) != 0)
    {
      g_unlink (part);
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_FILE,
                   _("A file came damaged and was thrown away; it is fetched again the next time. If it happens "
                     "again, tell the province's data centre."));
      return FALSE;
    }
  if (g_rename (part, path) == 0)
    return TRUE;
  set_write_error (error, path, errno);
  return FALSE;
}

/**
 * gb_file_cache_forget_part:
 * @cache_path: the cache's file
 * @sha256: of the whole content
 *
 * Throws away what has come of a file, to begin it anew.
 */
void
gb_file_cache_forget_part (const char *cache_path,
                           const char *sha256)
{
  g_autofree char *part = dup_part (cache_path, sha256);

  g_unlink (part);
}

static gboolean
is_named (GPtrArray  *records,
          const char *name)
{
  for (guint i = 0; i < records->len; i++)
    {
      const GbFileRecord *record = records->pdata[i];

      if (g_str_has_prefix (name, record->sha256)
          && (name[HASH_LENGTH] == '\0' || g_str_equal (name + HASH_LENGTH, PART)))
        return TRUE;
    }
  return FALSE;
}

/**
 * gb_file_cache_sweep:
 * @cache_path: the cache's file
 * @records: (element-type GbFileRecord): all that the feed tells of
 *
 * Takes away what no record names any more: an older base map.
 *
 * Returns: how many
 */
guint
gb_file_cache_sweep (const char *cache_path,
                     GPtrArray  *records)
{
  g_autofree char *folder = gb_file_cache_dup_folder (cache_path);
  g_autoptr (GDir) opened = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (opened != NULL && (name = g_dir_read_name (opened)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!is_named (records, name) && g_unlink (path) == 0)
        n++;
    }
  return n;
}

/**
 * gb_file_cache_check_space:
 * @cache_path: the cache's file
 * @bytes: what is to come
 * @error: %GB_STORE_ERROR_NO_SPACE
 *
 * Returns: whether the disk has room for it and for what matters more
 */
gboolean
gb_file_cache_check_space (const char *cache_path,
                           guint64     bytes,
                           GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (cache_path);
  g_autofree char *needed = NULL;
  struct statvfs info;

  if (statvfs (folder, &info) != 0 || (guint64) info.f_bavail * info.f_frsize >= bytes + SPARE_BYTES)
    return TRUE;
  needed = g_format_size (bytes + SPARE_BYTES);
  g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_NO_SPACE,
               _("The map files need %s of free disk space. Free some and fetch again; the data are not concerned."),
               needed);
  return FALSE;
}
