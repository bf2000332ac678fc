/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cache-key.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

#include "gb-keyring.h"
#include "gb-secret-error.h"
#include "gb-secret-file.h"
#include "gb-sql-cipher.h"
#include "gb-store-files.h"

/* Two programs that start at once must not give one cache two keys. A lock on the folder leaves no file
 * behind; where there is none it is as good as having it. */
static int
lock_folder (const char *cache)
{
  g_autofree char *folder = g_path_get_dirname (cache);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0 && flock (fd, LOCK_EX) != 0)
    g_debug ("%s cannot be locked", folder);
  return fd;
}

static void
unlock_folder (int fd)
{
  if (fd >= 0)
    g_close (fd, NULL);
}

/* Whether there is anything that only a key can have made. */
static gboolean
is_sealed (const char *cache)
{
  g_autofree char *local = g_strconcat (cache, ".local", NULL);

  return gb_sql_file_kind (cache) == GB_SQL_FILE_SEALED || gb_sql_file_kind (local) == GB_SQL_FILE_SEALED;
}

static gboolean
look_up (GbKeyringKind kind,
         const char   *cache,
         GbSqlKey    **key,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr (GbKeyringSecret) text = NULL;

  *key = NULL;
  if (!gb_keyring_lookup (kind, cache, NULL, &text, cancellable, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  *key = gb_sql_key_parse (text, strlen (text));
  if (*key != NULL)
    return TRUE;
  g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOST,
               _("What the keyring keeps as the key of “%s” is none. Nothing was changed or deleted."), cache);
  return FALSE;
}

static gboolean
keep (GbKeyringKind kind,
      const char   *cache,
      GbSqlKey     *key,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GbSqlKeyText) text = gb_sql_key_to_hex (key);

  return gb_keyring_store (kind, cache, NULL, text, cancellable, error);
}

static GbSqlKey *
make (const char   *cache,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GbSqlKey) key = NULL;

  if (is_sealed (cache))
    {
      g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOST,
                   _("“%s” is encrypted, but the keyring does not have its key. Bring the keyring back, or move "
                     "the file away and synchronize anew. Nothing was changed or deleted."),
                   cache);
      return NULL;
    }
  key = gb_sql_key_new_random ();
  if (!keep (GB_KEYRING_KIND_KEY, cache, key, cancellable, error))
    return NULL;
  return g_steal_pointer (&key);
}

/* Gives the files the new key and then the keyring, in this order: at every point one of the two that
 * the keyring has opens each file. */
static gboolean
finish_change (const char   *cache,
               GbSqlKey     *from,
               GbSqlKey     *to,
               GCancellable *cancellable,
               GError      **error)
{
  return gb_store_files_rekey (cache, from, to, error) &&
         keep (GB_KEYRING_KIND_KEY, cache, to, cancellable, error) &&
         gb_keyring_clear (GB_KEYRING_KIND_NEXT_KEY, cache, cancellable, error);
}

static GbSqlKey *
load_locked (const char   *cache,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (GbSqlKey) key = NULL, next = NULL;

  if (!look_up (GB_KEYRING_KIND_KEY, cache, &key, cancellable, error) ||
      !look_up (GB_KEYRING_KIND_NEXT_KEY, cache, &next, cancellable, error))
    return NULL;
  if (key == NULL)
    return make (cache, cancellable, error);
  if (next == NULL)
    return g_steal_pointer (&key);
  /* A change of the key was interrupted. */
  if (!finish_change (cache, key, next, cancellable, error))
    return NULL;
  return g_steal_pointer (&next);
}

/**
 * gb_cache_key_load:
 * @cache: the cache's file; its folder exists
 * @key_file: (nullable): a file with the key, for machines without a keyring
 * @cancellable: (nullable): to give up
 * @error: a #GbSecretError, #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Fetches the key of a cache's files, and makes one where nothing is encrypted yet. Asks the user to
 * unlock the keyring when need be, and ends a change of the key that was interrupted. Blocks.
 *
 * Returns: (transfer full): the key; never %NULL without an error in a build with encryption, %NULL
 *   without one in a build without
 */
GbSqlKey *
gb_cache_key_load (const char   *cache,
                   const char   *key_file,
                   GCancellable *cancellable,
                   GError      **error)
{
  GbSqlKey *key;
  int lock;

  if (!gb_sql_can_encrypt ())
    return NULL;
  if (key_file != NULL)
    return gb_secret_file_load_key (key_file, error);
  lock = lock_folder (cache);
  key = load_locked (cache, cancellable, error);
  unlock_folder (lock);
  return key;
}

typedef struct
{
  char *cache; /* (owned) */
  char *key_file; /* (owned) (nullable) */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->cache);
  g_free (self->key_file);
  g_free (self);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Wanted *wanted = data;
  GError *error = NULL;
  GbSqlKey *key = gb_cache_key_load (wanted->cache, wanted->key_file, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, key, (GDestroyNotify) gb_sql_key_unref);
}

/**
 * gb_cache_key_load_async:
 *
 * As gb_cache_key_load(), on another thread.
 */
void
gb_cache_key_load_async (const char         *cache,
                         const char         *key_file,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new (Wanted, 1);

  g_task_set_source_tag (task, gb_cache_key_load_async);
  wanted->cache = g_strdup (cache);
  wanted->key_file = g_strdup (key_file);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, load_in_thread);
}

GbSqlKey *
gb_cache_key_load_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gb_cache_key_change:
 * @cache: a cache that nobody has open
 *
 * Gives the files a new key that nobody has seen yet. An interruption loses nothing: the next
 * gb_cache_key_load() ends it. Blocks.
 *
 * Returns: whether the files have the new key
 */
gboolean
gb_cache_key_change (const char   *cache,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autoptr (GbSqlKey) key = NULL;
  g_autoptr (GbSqlKey) next = gb_sql_key_new_random ();
  int lock = lock_folder (cache);
  gboolean ok;

  key = load_locked (cache, cancellable, error);
  ok = key != NULL && keep (GB_KEYRING_KIND_NEXT_KEY, cache, next, cancellable, error) &&
       finish_change (cache, key, next, cancellable, error);
  unlock_folder (lock);
  return ok;
}

/**
 * gb_cache_key_forget:
 * @cache: a cache
 *
 * Takes the key out of the keyring: what is left of the files can be read by nobody any more.
 *
 * Returns: whether the keyring has it no longer
 */
gboolean
gb_cache_key_forget (const char   *cache,
                     GCancellable *cancellable,
                     GError      **error)
{
  return gb_keyring_clear (GB_KEYRING_KIND_NEXT_KEY, cache, cancellable, error) &&
         gb_keyring_clear (GB_KEYRING_KIND_KEY, cache, cancellable, error);
}
