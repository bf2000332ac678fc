/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-wipe-private.h"

#include "gb-action-repository.h"
#include "gb-bundle-writer.h"
#include "gb-cache-key.h"
#include "gb-keyring.h"
#include "gb-outbox-outcome.h"
#include "gb-secret-error.h"
#include "gb-sync-lock.h"
#include "gb-time.h"
#include "gb-workstation-keys.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define LOCK_SUFFIX ".lock"
#define HAND_IN_PREFIX ".hand-in-"

/* A wipe, on its way through a thread. */
typedef struct
{
  char *cache; /* (owned) */
  GbAccount *account; /* (owned) */
  GPtrArray *messages; /* (owned) (nullable) (element-type GbActionMessage): what was not sent */
  GbWiped *wiped; /* (owned) */
} Wipe;

static void
wipe_free (gpointer data)
{
  Wipe *self = data;

  g_free (self->cache);
  gb_account_free (self->account);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  gb_wiped_free (self->wiped);
  g_free (self);
}

/* --- taking away ---------------------------------------------------------------------------- */

/* Whether a file of the cache's folder is the cache's, as are the damaged copies a rescue kept: what is
 * sealed for the hub is not, and neither is what tells of the wipe or holds its lock. */
static gboolean
belongs (const char *name,
         const char *cache)
{
  const char *rest = g_str_has_prefix (name, cache) ? name + strlen (cache) : NULL;

  return rest != NULL && (*rest == '\0' || *rest == '-' || *rest == '.') && !g_str_equal (rest, GB_WIPED_SUFFIX)
         && !g_str_equal (rest, LOCK_SUFFIX) && !g_str_has_prefix (rest, HAND_IN_PREFIX);
}

static void remove_tree (const char *path);

static void
remove_children (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      remove_tree (path);
    }
}

/* A link is taken away and not followed. */
static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    remove_children (path);
  if (g_remove (path) != 0)
    g_debug ("%s stays", path);
}

/* Returns whether nothing is left. */
static gboolean
remove_files (const char *cache,
              GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (cache);
  g_autofree char *base = g_path_get_basename (cache);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (belongs (name, base))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  for (guint i = 0; i < names->len; i++)
    {
      remove_tree (names->pdata[i]);
      if (g_file_test (names->pdata[i], G_FILE_TEST_EXISTS))
        {
          g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY,
                       _("“%s” is to be deleted and cannot be"), (const char *) names->pdata[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
forget_secrets (const char *cache,
                GError    **error)
{
  return gb_cache_key_forget (cache, NULL, error) && gb_keyring_clear (GB_KEYRING_KIND_TOKEN, cache, NULL, error)
         && gb_keyring_clear (GB_KEYRING_KIND_WORKSTATION, cache, NULL, error);
}

/* The key first: without it what is left of the files on the disk says nothing. The files go, too, when
 * the keyring cannot be asked just now. */
static gboolean
take_away (GbWiped    *wiped,
           const char *cache,
           GError    **error)
{
  g_autoptr (GError) failure = NULL;

  forget_secrets (cache, &failure);
  if (!remove_files (cache, error))
    return FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  wiped->is_done = TRUE;
  return gb_wiped_write (wiped, cache, error);
}

/* --- sealing what was not sent -------------------------------------------------------------- */

static char *
hand_in_path (const Wipe *wipe)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (wipe->wiped->at + GB_UTC_OFFSET);
  g_autofree char *stamp = g_date_time_format (at, "%Y%m%d-%H%M%S");

  return g_strconcat (wipe->cache, HAND_IN_PREFIX, stamp, GB_BUNDLE_SUFFIX, NULL);
}

static gboolean
seal (Wipe    *wipe,
      GError **error)
{
  g_autoptr (GbSealKeys) keys = NULL;
  g_autofree char *path = hand_in_path (wipe);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GbBundleHeader) header = gb_bundle_header_new (GB_BUNDLE_KIND_ACTIONS, wipe->account->workstation,
                                                           wipe->account->scope, wipe->wiped->at);

  if (wipe->messages->len == 0)
    return TRUE;
  if (!gb_workstation_keys_load (wipe->cache, &keys, NULL, error))
    return FALSE;
  if (keys == NULL)
    {
      g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOST,
                   _("This workstation's keys are not in the keyring, so what was not sent cannot be sealed; nothing was deleted"));
      return FALSE;
    }
  if (!gb_bundle_write_actions (file, header, wipe->messages, keys, wipe->account->x25519, NULL, error))
    return FALSE;
  wipe->wiped->hand_in = g_canonicalize_filename (path, NULL);
  wipe->wiped->n_actions = wipe->messages->len;
  return TRUE;
}

static void
wipe_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Wipe *wipe = data;
  GError *error = NULL;
  g_autoptr (GbSyncLock) lock = gb_sync_lock_take (wipe->cache, &error);

  if (lock != NULL && seal (wipe, &error) && gb_wiped_write (wipe->wiped, wipe->cache, &error)
      && take_away (wipe->wiped, wipe->cache, &error))
    g_task_return_pointer (task, g_steal_pointer (&wipe->wiped), (GDestroyNotify) gb_wiped_free);
  else
    g_task_return_error (task, error);
}

/* --- what was not sent ---------------------------------------------------------------------- */

static gpointer
list_open (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_OPEN, NULL, error);
}

static void
on_listed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Wipe *wipe = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) actions = gb_store_read_finish (GB_STORE (object), result, &error);

  if (actions == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wipe->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_message_free);
  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (wipe->messages, gb_outbox_message (actions->pdata[i]));
  gb_store_close (GB_STORE (object));
  g_task_run_in_thread (task, wipe_in_thread);
}

/**
 * gb_wipe_async:
 * @store: an open cache; it is closed
 * @account: as what the workstation is known
 * @reason: why
 * @callback: called when done
 * @user_data: for @callback
 *
 * Deletes the data, their key, the token and the workstation's own keys, after what had not been sent
 * was sealed for the hub into a file beside the cache. When that cannot be done nothing is deleted. A
 * wipe that was interrupted is ended by gb_wipe_resume().
 */
void
gb_wipe_async (GbStore            *store,
               const GbAccount    *account,
               GbWipeReason        reason,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  GTask *task;
  Wipe *wipe;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (account != NULL);

  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, gb_wipe_async);
  wipe = g_new0 (Wipe, 1);
  wipe->cache = g_strdup (gb_store_get_path (store));
  wipe->account = gb_account_copy (account);
  wipe->wiped = g_new0 (GbWiped, 1);
  wipe->wiped->reason = reason;
  wipe->wiped->at = gb_clock_now (gb_store_get_clock (store));
  g_task_set_task_data (task, wipe, wipe_free);
  gb_store_read_async (store, list_open, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT, NULL,
                       on_listed_cb, task);
}

/**
 * gb_wipe_finish:
 * @store: the cache
 * @result: what the callback was given
 * @error: a #GbStoreError, #GbSecretError, #GbSyncError, #GbWireError or %G_FILE_ERROR
 *
 * Returns: (transfer full): what is left to be told, or %NULL
 */
GbWiped *
gb_wipe_finish (GbStore      *store,
                GAsyncResult *result,
                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gb_wipe_resume:
 * @cache: the cache's file, not open
 * @error: as gb_wipe_finish(), or %GB_WIPE_ERROR_WIPED
 *
 * Ends a wipe that was interrupted. Blocks.
 *
 * Returns: whether the cache may be opened; %GB_WIPE_ERROR_WIPED tells of what was ended just now
 */
gboolean
gb_wipe_resume (const char *cache,
                GError    **error)
{
  g_autoptr (GbWiped) wiped = gb_wiped_read (cache);
  g_autoptr (GbSyncLock) lock = NULL;

  if (wiped == NULL || wiped->is_done)
    return TRUE;
  lock = gb_sync_lock_take (cache, error);
  if (lock != NULL && take_away (wiped, cache, error))
    gb_wiped_set_error (wiped, error);
  return FALSE;
}
