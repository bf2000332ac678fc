/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A damaged file makes way for a new one and is kept beside it. What can be fetched again is fetched again; what cannot is
 * saved first, and until the new file is whole and on the disk the old one stays in its place. */
#define _GNU_SOURCE /* F_OFD_SETLK */

#include "gb-store-rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gb-action-copy.h"
#include "gb-sql-cipher.h"
#include "gb-sql-statement.h"
#include "gb-store-error.h"
#include "gb-store-salvage.h"
#include "gb-store-schema.h"

/* Where SQLite locks a file (sqliteInt.h): whoever has it open in WAL mode holds a byte there for reading. */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE  510
#define MOST_KEPT    999

typedef enum
{
  CONDITION_NONE,    /* there is no file, or nothing in it */
  CONDITION_WHOLE,
  CONDITION_DAMAGED, /* it is ours for sure */
  CONDITION_UNKNOWN, /* damaged, or never was ours */
} Condition;

typedef struct
{
  char *path; /* (owned) */
  const GbSqlSchema *schema;
  Condition condition;
  GError *error; /* (owned) (nullable): why it cannot be used */
  int lock; /* -1 = none */
} File;

static void
file_clear (File *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->path);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

void
gb_store_rescue_free (GbStoreRescue *self)
{
  if (self == NULL)
    return;
  g_free (self->cache_kept);
  g_free (self->local_kept);
  g_free (self);
}

/* --- looking -------------------------------------------------------------------------------- */

static gboolean
check_rectangles (GbSqlConnection *connection,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT rtreecheck(name) FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%rtree%'", error);
  gboolean row;

  while (s != NULL && gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      if (g_strcmp0 (gb_sql_statement_get_text (s, 0), "ok") == 0)
        continue;
      g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "%s", gb_sql_statement_get_text (s, 0));
      return FALSE;
    }
  return FALSE;
}

static gboolean
check_text_indexes (GbSqlConnection *connection,
                    GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT 'INSERT INTO '||name||'('||name||') VALUES(''integrity-check'')' FROM sqlite_schema "
                  "WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'", error);
  gboolean row;

  while (s != NULL && gb_sql_statement_step (s, &row, error))
    if (!row)
      return TRUE;
    else if (!gb_sql_connection_exec (connection, gb_sql_statement_get_text (s, 0), error))
      return FALSE;
  return FALSE;
}

/* Reads all of the file. */
static gboolean
check_whole (GbSqlConnection *connection,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, "PRAGMA integrity_check(1)", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row && g_strcmp0 (gb_sql_statement_get_text (s, 0), "ok") == 0)
    return check_text_indexes (connection, error) && check_rectangles (connection, error);
  g_set_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "%s", row ? gb_sql_statement_get_text (s, 0) : "nothing");
  return FALSE;
}

/* Whether the error is about what the file holds; otherwise it may be as good as ever. */
static gboolean
tells_condition (const GError *error,
                 Condition    *condition)
{
  if (error->domain != GB_SQL_ERROR)
    return FALSE;
  switch ((GbSqlError) error->code)
    {
    case GB_SQL_ERROR_CORRUPT:
    case GB_SQL_ERROR_IO:
      *condition = CONDITION_DAMAGED;
      return TRUE;
    case GB_SQL_ERROR_KEY:
    case GB_SQL_ERROR_NOT_A_DATABASE:
      *condition = CONDITION_UNKNOWN;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether it could be looked at; what is wrong with it is in the file. */
static gboolean
look_at (File     *file,
         GbSqlKey *key,
         GError  **error)
{
  GbSqlFileKind kind = gb_sql_file_kind (file->path);
  g_autoptr (GbSqlConnection) connection = NULL;

  file->condition = CONDITION_NONE;
  if (kind == GB_SQL_FILE_NONE)
    return TRUE;
  connection = gb_sql_connection_open_with_key (file->path, 0, kind == GB_SQL_FILE_PLAIN ? NULL : key, &file->error);
  if (connection != NULL && gb_sql_schema_check (file->schema, connection, &file->error) &&
      check_whole (connection, &file->error))
    {
      file->condition = CONDITION_WHOLE;
      return TRUE;
    }
  if (tells_condition (file->error, &file->condition))
    return TRUE;
  gb_store_error_translate (&file->error, file->path);
  g_propagate_error (error, g_steal_pointer (&file->error));
  return FALSE;
}

/* A wrong key, or what never was a database, looks like damage. What the other of the two is tells. */
static gboolean
decide (File    *file,
        File    *other,
        GError **error)
{
  if (file->condition != CONDITION_UNKNOWN)
    return TRUE;
  if (other->condition == CONDITION_WHOLE || other->condition == CONDITION_DAMAGED)
    {
      file->condition = CONDITION_DAMAGED;
      return TRUE;
    }
  gb_store_error_translate (&file->error, file->path);
  g_propagate_error (error, g_steal_pointer (&file->error));
  return FALSE;
}

static gboolean
has_bytes (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_size > 0;
}

/* Cut to nothing: the cache is never there before FILE.local is. */
static void
find_truncated (File *local,
                File *cache)
{
  if (local->condition == CONDITION_NONE && cache->condition != CONDITION_NONE &&
      g_file_test (local->path, G_FILE_TEST_EXISTS))
    local->condition = CONDITION_DAMAGED;
}

/* --- alone with the file -------------------------------------------------------------------- */

/* Nobody has it open, and whoever opens it waits. The lock belongs to the descriptor, not to the process, so that SQLite's
 * own locks in this process stand in its way, too. */
static gboolean
take_alone (File    *file,
            GError **error)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE };

  if (file->condition != CONDITION_DAMAGED)
    return TRUE;
  file->lock = g_open (file->path, O_RDWR | O_CLOEXEC, 0);
  if (file->lock >= 0 && fcntl (file->lock, F_OFD_SETLK, &lock) == 0)
    return TRUE;
  if (file->lock >= 0 && (errno == EAGAIN || errno == EACCES))
    g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_BUSY,
                 _("Another program is using “%s”. Close it and try again."), file->path);
  else
    g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY,
                 _("“%s” cannot be written: %s. Nothing was changed."), file->path, g_strerror (errno));
  return FALSE;
}

static char *
with_suffix (const char *path,
             const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

static void
remove_file (const char *path,
             const char *suffix)
{
  g_autofree char *name = with_suffix (path, suffix);

  g_unlink (name);
}

/* (transfer full): the name under which a damaged file is kept, the first that is free */
static char *
kept_name (const char *path)
{
  char *name = NULL;

  for (int i = 1; i <= MOST_KEPT; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%d", path, i);
      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        break;
    }
  return name;
}

static gboolean
move_file (const char *from,
           const char *to,
           GError    **error)
{
  int reason;

  if (g_rename (from, to) == 0 || errno == ENOENT)
    {
      /* Citizens' names are in it, whatever is wrong with it. */
      g_chmod (to, 0600);
      return TRUE;
    }
  reason = errno;
  g_set_error (error, GB_STORE_ERROR, reason == ENOSPC ? GB_STORE_ERROR_NO_SPACE : GB_STORE_ERROR_READ_ONLY,
               _("“%s” cannot be written: %s. Nothing was changed."), from, g_strerror (reason));
  return FALSE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("%s: %s", folder, g_strerror (errno));
  close (fd);
}

/* Moves a file with its log away. (transfer full): where it is; %NULL on error */
static char *
keep_beside (const char *path,
             GError    **error)
{
  g_autofree char *kept = kept_name (path);
  g_autofree char *log = with_suffix (path, "-wal");
  g_autofree char *kept_log = with_suffix (kept, "-wal");

  /* The file first: a log without one is worth nothing to SQLite, which takes it away. */
  if (!move_file (path, kept, error) || !move_file (log, kept_log, error))
    return NULL;
  remove_file (path, "-shm");
  remove_file (path, "-journal");
  return g_steal_pointer (&kept);
}

/* --- FILE.local ----------------------------------------------------------------------------- */

static gboolean
copy_bytes (const char *from,
            const char *to,
            GError    **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length;

  g_unlink (to);
  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_get_contents (from, &bytes, &length, &failure) &&
      g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &failure))
    return TRUE;
  g_set_error (error, GB_STORE_ERROR,
               g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? GB_STORE_ERROR_NO_SPACE
                                                                           : GB_STORE_ERROR_READ_ONLY,
               _("“%s” cannot be copied: %s. Nothing was changed."), from, failure->message);
  return FALSE;
}

/* SQLite writes to a file by reading it: of a copy, so that the damaged one stays as it was found. */
static gboolean
copy_for_reading (const char *path,
                  const char *copy,
                  GError    **error)
{
  g_autofree char *log = with_suffix (path, "-wal");
  g_autofree char *copied_log = with_suffix (copy, "-wal");

  return copy_bytes (path, copy, error) && copy_bytes (log, copied_log, error);
}

static void
remove_database (const char *path)
{
  remove_file (path, "");
  remove_file (path, "-wal");
  remove_file (path, "-shm");
  remove_file (path, "-journal");
}

/* The last step, and the only one that has to be done once it was begun: ".rescued" is whole. */
static gboolean
put_in_place (const char *path,
              char      **kept,
              GError    **error)
{
  g_autofree char *rescued = with_suffix (path, ".rescued");

  *kept = keep_beside (path, error);
  if (*kept == NULL || !move_file (rescued, path, error))
    return FALSE;
  sync_folder (path);
  return TRUE;
}

static gboolean
rescue_local (File          *local,
              const char    *cache,
              GbSqlKey      *key,
              GbStoreRescue *rescue,
              GError       **error)
{
  g_autofree char *copy = with_suffix (local->path, ".reading");
  g_autofree char *fresh = with_suffix (local->path, ".new");
  g_autofree char *rescued = with_suffix (local->path, ".rescued");
  gboolean ok;

  remove_database (fresh);
  ok = copy_for_reading (local->path, copy, error) &&
       gb_store_salvage_local (copy, cache, fresh, key, &rescue->complete, &rescue->rest_complete, error);
  gb_store_error_translate (error, local->path);
  remove_database (copy);
  if (!ok || !move_file (fresh, rescued, error))
    {
      remove_database (fresh);
      return FALSE;
    }
  sync_folder (local->path);
  rescue->parts |= GB_STORE_RESCUE_LOCAL;
  return put_in_place (local->path, &rescue->local_kept, error);
}

/**
 * gb_store_rescue_resume:
 * @path: a cache that is about to be opened
 *
 * Ends a rescue that was interrupted after a new FILE.local was whole and before it was in its place.
 *
 * Returns: whether there is nothing to end any more
 */
gboolean
gb_store_rescue_resume (const char *path,
                        GError    **error)
{
  g_auto (File) local = { with_suffix (path, ".local"), gb_store_local_schema (), CONDITION_DAMAGED, NULL, -1 };
  g_autofree char *rescued = with_suffix (local.path, ".rescued");
  g_autofree char *kept = NULL;

  if (!g_file_test (rescued, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (local.path, G_FILE_TEST_EXISTS) && !take_alone (&local, error))
    return FALSE;
  return put_in_place (local.path, &kept, error);
}

/* --- the cache ------------------------------------------------------------------------------ */

/* What a hub has is kept damaged only once: it is large. */
static void
remove_older (const char *path,
              const char *kept)
{
  for (int i = 1; i <= MOST_KEPT; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.damaged-%d", path, i);

      if (!g_str_equal (name, kept) && g_file_test (name, G_FILE_TEST_EXISTS))
        remove_database (name);
    }
}

static gboolean
rescue_cache (File          *cache,
              GbSqlKey      *key,
              GbStoreRescue *rescue,
              GError       **error)
{
  rescue->cache_kept = keep_beside (cache->path, error);
  if (rescue->cache_kept == NULL)
    return FALSE;
  rescue->parts |= GB_STORE_RESCUE_CACHE;
  remove_older (cache->path, rescue->cache_kept);
  /* Nobody finds it there; and our own lock would keep us from reading what is still good. */
  close (cache->lock);
  cache->lock = -1;
  if (gb_store_salvage_cache (rescue->cache_kept, cache->path, key, &rescue->boundaries_complete, error))
    {
      remove_file (rescue->cache_kept, "-shm");
      return TRUE;
    }
  gb_store_error_translate (error, cache->path);
  return FALSE;
}

/* --- both ----------------------------------------------------------------------------------- */

static GbSqlConnection *
open_whole (const char *path,
            GbSqlKey   *key,
            GError    **error)
{
  return gb_sql_connection_open_with_key (path, 0, gb_sql_file_kind (path) == GB_SQL_FILE_PLAIN ? NULL : key, error);
}

/* The new cache has their copy at once: FILE.local may be damaged before anybody opens it. What fails here is done then. */
static void
copy_actions (const char *cache,
              const char *local,
              GbSqlKey   *key)
{
  g_autoptr (GbSqlConnection) source = has_bytes (local) ? open_whole (local, key, NULL) : NULL;
  g_autoptr (GbSqlConnection) target = source != NULL ? open_whole (cache, key, NULL) : NULL;

  if (target != NULL && gb_sql_connection_begin_immediate (target, NULL) && gb_action_copy_write (target, source, NULL))
    gb_sql_connection_commit (target, NULL);
}

static gboolean
count_actions (const char *path,
               GbSqlKey   *key,
               gint64     *n,
               GError    **error)
{
  g_autofree char *local = with_suffix (path, ".local");
  g_autoptr (GbSqlConnection) connection = NULL;

  *n = 0;
  if (!has_bytes (local))
    return TRUE;
  connection = open_whole (local, key, error);
  if (connection != NULL &&
      gb_sql_connection_query_int (connection, "SELECT count(*) FROM action WHERE replaced_by IS NULL AND state<>'applied'",
                                   n, error))
    return TRUE;
  gb_store_error_translate (error, local);
  return FALSE;
}

/**
 * gb_store_rescue_run:
 * @path: a cache that nobody has open; the sync's lock keeps other programs from filling it meanwhile
 * @key: (nullable): what its files are encrypted with
 * @error: a #GbStoreError; %GB_STORE_ERROR_KEY or %GB_STORE_ERROR_NOT_A_CACHE where it cannot be told whether the files
 *   are ours at all
 *
 * Reads both files from the beginning to the end. One that is damaged is put aside, never deleted, and a new one takes its
 * place: FILE.local with everything that could be read, the cache empty, to be fetched again. Blocks.
 *
 * Returns: (transfer full): what was found and done; %NULL on error
 */
GbStoreRescue *
gb_store_rescue_run (const char *path,
                     GbSqlKey   *key,
                     GError    **error)
{
  g_autoptr (GbStoreRescue) rescue = g_new0 (GbStoreRescue, 1);
  g_auto (File) cache = { g_strdup (path), gb_store_cache_schema (), 0, NULL, -1 };
  g_auto (File) local = { with_suffix (path, ".local"), gb_store_local_schema (), 0, NULL, -1 };

  g_return_val_if_fail (path != NULL, NULL);

  rescue->complete = TRUE;
  rescue->rest_complete = TRUE;
  rescue->boundaries_complete = TRUE;
  if (!gb_store_rescue_resume (path, error) || !look_at (&local, key, error) || !look_at (&cache, key, error))
    return NULL;
  find_truncated (&local, &cache);
  if (!decide (&local, &cache, error) || !decide (&cache, &local, error) || !take_alone (&local, error) ||
      !take_alone (&cache, error))
    return NULL;
  /* Before the cache, which may have a copy of the actions. */
  if (local.condition == CONDITION_DAMAGED && !rescue_local (&local, path, key, rescue, error))
    return NULL;
  if (cache.condition == CONDITION_DAMAGED)
    {
      if (!rescue_cache (&cache, key, rescue, error))
        return NULL;
      copy_actions (cache.path, local.path, key);
    }
  if (!count_actions (path, key, &rescue->n_actions, error))
    return NULL;
  return g_steal_pointer (&rescue);
}

/* What a rescue in another thread needs. */
typedef struct
{
  char *path; /* (owned) */
  GbSqlKey *key; /* (owned) (nullable) */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->path);
  g_clear_pointer (&self->key, gb_sql_key_unref);
  g_free (self);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Wanted *wanted = data;
  GError *error = NULL;
  GbStoreRescue *rescue = gb_store_rescue_run (wanted->path, wanted->key, &error);

  if (rescue != NULL)
    g_task_return_pointer (task, rescue, (GDestroyNotify) gb_store_rescue_free);
  else
    g_task_return_error (task, error);
}

/**
 * gb_store_rescue_run_async:
 *
 * As gb_store_rescue_run(), on another thread. It cannot be stopped.
 */
void
gb_store_rescue_run_async (const char         *path,
                           GbSqlKey           *key,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->path = g_strdup (path);
  wanted->key = key != NULL ? gb_sql_key_ref (key) : NULL;
  g_task_set_source_tag (task, gb_store_rescue_run_async);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, run_in_thread);
}

GbStoreRescue *
gb_store_rescue_run_finish (GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
