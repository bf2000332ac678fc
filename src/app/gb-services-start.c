/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-services.h that leads from the options to open data. */
#include "gb-services-private.h"

#include <glib/gi18n-lib.h>

#include "gb-account-client.h"
#include "gb-cache-key.h"
#include "gb-format.h"
#include "gb-store-files.h"
#include "gb-store-status.h"
#include "gb-wipe.h"

/* (transfer full) of @error; a cancelled attempt needs no words. */
static void
fail (GbServices *self,
      GError     *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&self->error);
  self->error = error;
  gb_services_set_state (self, GB_SERVICES_STATE_FAILED);
}

/* The first time there is nothing to look at meanwhile but how far it is. */
static void
on_first_sync_progress_cb (GbServices *self)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);
  g_autofree char *pages = gb_format_number (progress->pages);
  g_autofree char *records = gb_format_number ((gint64) progress->records);
  g_autofree char *bytes = gb_format_bytes ((gint64) progress->bytes);
  g_autofree char *step = NULL;

  if (self->state != GB_SERVICES_STATE_OPENING || progress->pages == 0)
    return;
  /* Translators: two numbers and a size such as "1,4 MB" */
  step = g_strdup_printf (_("Fetching the data for the first time: pages %s, records %s, %s"),
                          pages, records, bytes);
  gb_services_set_step (self, step);
}

/* Data that are to be wiped unless there is contact are not shown before. */
static gboolean
is_over (GbServices *self)
{
  return self->account != NULL && gb_account_is_over (self->account, gb_clock_sure_now (self->clock));
}

static void
on_first_sync_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  if (!gb_sync_run_finish (GB_SYNC (source), result, &error))
    {
      if (is_over (self) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (&error);
          gb_wiped_set_absent (&error);
        }
      fail (self, error);
    }
  else
    gb_services_set_state (self, GB_SERVICES_STATE_READY);
}

/* The cache is closed; what shows it has nothing to show any more. */
static void
on_wiped_cb (GbServices   *self,
             const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  gb_services_set_state (self, GB_SERVICES_STATE_FAILED);
}

static void
watch_access (GbServices *self)
{
  self->watch = gb_access_watch_new (self->store, self->sync);
  g_signal_connect_object (self->watch, "wiped", G_CALLBACK (on_wiped_cb), self, G_CONNECT_SWAPPED);
}

/* The province may give another one at any time. */
static void
on_sync_scope_cb (GbServices *self)
{
  gb_services_take_scope (self, gb_sync_get_scope (self->sync));
}

static gboolean
make_sync (GbServices           *self,
           const GbStoreStatus  *status,
           GError              **error)
{
  const char *endpoint = self->endpoint;
  g_autoptr (GbClient) client = NULL;

  g_clear_object (&self->watch);
  g_clear_object (&self->sync);
  self->sync = gb_sync_new (self->store, NULL);
  g_signal_connect_object (self->sync, "notify::scope", G_CALLBACK (on_sync_scope_cb), self, G_CONNECT_SWAPPED);
  if (self->wanted != NULL)
    gb_sync_set_scope (self->sync, self->wanted);
  gb_services_take_scope (self, status->scope);
  if (endpoint == NULL && self->account == NULL)
    endpoint = status->endpoint;
  /* Without a token nothing can be fetched; what is there can be read. */
  if (self->account == NULL && (endpoint == NULL || self->token_file == NULL))
    return TRUE;
  client = gb_account_client_new (self->account, self->cache, endpoint, self->token_file, error);
  if (client == NULL)
    return FALSE;
  gb_sync_set_client (self->sync, client);
  watch_access (self);
  return TRUE;
}

/* Who finds nothing where there was something is told why. */
static void
show_first_run (GbServices *self,
                const char *cache)
{
  g_autoptr (GbWiped) wiped = gb_wiped_read (cache);

  gb_services_take_notice (self, wiped != NULL ? gb_wiped_describe (wiped) : NULL);
  gb_services_set_state (self, GB_SERVICES_STATE_FIRST_RUN);
}

static void
on_status_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;
  g_autoptr (GbStoreStatus) status = gb_store_read_finish (GB_STORE (source), result, &error);

  if (status == NULL || !make_sync (self, status, &error))
    {
      fail (self, error);
      return;
    }
  /* A cache that was made for signing in, which then did not happen, has nothing to show. */
  if (gb_sync_get_client (self->sync) == NULL && status->scope == NULL)
    {
      show_first_run (self, self->cache);
      return;
    }
  if (gb_sync_get_client (self->sync) == NULL || (status->as_of != 0 && !is_over (self)))
    {
      gb_services_set_state (self, GB_SERVICES_STATE_READY);
      return;
    }
  gb_services_set_step (self, status->as_of != 0 ? _("There has been no contact with the province for long; it is being asked first…")
                                     : _("Fetching the data for the first time…"));
  g_signal_connect_object (self->sync, "notify::pages", G_CALLBACK (on_first_sync_progress_cb),
                           self, G_CONNECT_SWAPPED);
  gb_sync_set_occasion (self->sync, GB_SYNC_REASON_START, FALSE);
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, self->cancellable, on_first_sync_cb,
                     g_object_ref (self));
}

static gpointer
read_status (GbSqlConnection  *connection,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  return gb_store_status_load (connection, error);
}

static void
on_account_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  g_clear_pointer (&self->account, gb_account_free);
  if (!gb_account_read_finish (GB_STORE (source), result, &self->account, &error))
    {
      fail (self, error);
      return;
    }
  gb_store_read_async (self->store, read_status, NULL, NULL,
                       (GDestroyNotify) gb_store_status_free, G_PRIORITY_DEFAULT,
                       self->cancellable, on_status_cb, g_object_ref (self));
}

/* Something was met that cannot be read any more, perhaps long after it was opened. */
static void
on_damaged_cb (GbServices *self)
{
  GError *error = g_error_new (GB_SQL_ERROR, GB_SQL_ERROR_CORRUPT, "damaged");

  gb_store_error_translate (&error, self->cache);
  fail (self, error);
}

static void
on_store_opened_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  if (gb_services_open_finish (self, result, &error) != NULL)
    gb_account_read_async (self->store, self->cancellable, on_account_cb, g_object_ref (self));
  else
    fail (self, error);
}

static void
open_store (GbServices *self)
{
  g_clear_object (&self->watch);
  g_clear_object (&self->sync);
  if (self->store != NULL)
    gb_store_close (self->store);
  g_clear_object (&self->store);
  gb_services_open_async (self, on_store_opened_cb, g_object_ref (self));
}

/* --- opening ----------------------------------------------------------------------------------- */

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gb_store_open_finish (GB_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_key_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbServices *self = g_task_get_source_object (task);
  g_autoptr (GbSqlKey) key = NULL;
  GError *error = NULL;

  key = gb_cache_key_load_finish (result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gb_services_set_step (self, _("Opening the data…"));
  g_clear_object (&self->store);
  self->store = gb_store_new (self->cache, self->clock, key);
  gb_services_apply_calendar_choice (self);
  g_signal_connect_object (self->store, "notify::damaged", G_CALLBACK (on_damaged_cb), self, G_CONNECT_SWAPPED);
  gb_store_open_async (self->store, self->cancellable, on_opened_cb, g_steal_pointer (&task));
}

static void
on_resumed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbServices *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gb_cache_key_load_async (self->cache, self->key_file, self->cancellable, on_key_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
resume_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (gb_wipe_resume (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
own_cache (void)
{
  return g_build_filename (g_get_user_data_dir (), "giaoban", "cache.db", NULL);
}

/**
 * gb_services_has_cache:
 *
 * Returns: whether the file is there that gb_services_open_async() would open; else it would be made
 */
gboolean
gb_services_has_cache (GbServices *self)
{
  g_autofree char *own = own_cache ();

  g_return_val_if_fail (GB_IS_SERVICES (self), FALSE);

  return g_file_test (self->cache != NULL ? self->cache : own, G_FILE_TEST_EXISTS);
}

/**
 * gb_services_open_async:
 * @self: services
 * @callback: called when done
 * @user_data: for @callback
 *
 * Opens the cache, and makes it where there is none, with a key in the keyring. One that is open stays.
 */
void
gb_services_open_async (GbServices         *self,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) part = NULL;

  g_return_if_fail (GB_IS_SERVICES (self));

  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_services_open_async);
  if (self->store != NULL && gb_store_is_open (self->store))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->cache == NULL)
    self->cache = own_cache ();
  gb_store_files_make_folder (self->cache);
  gb_services_set_step (self, _("Asking the keyring for the key…"));
  part = g_task_new (self, self->cancellable, on_resumed_cb, g_steal_pointer (&task));
  g_task_set_source_tag (part, on_resumed_cb);
  g_task_set_task_data (part, g_strdup (self->cache), g_free);
  g_task_run_in_thread (part, resume_in_thread);
}

/**
 * gb_services_open_finish:
 * @self: services
 * @result: what the callback was given
 * @error: a #GbStoreError, #GbSecretError, %GB_WIPE_ERROR_WIPED or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer none): the open cache, or %NULL
 */
GbStore *
gb_services_open_finish (GbServices   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? self->store : NULL;
}

static void
replace_text (char       **field,
              const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
on_demo_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  if (!gb_demo_start_finish (GB_DEMO (source), result, &error))
    {
      fail (self, error);
      return;
    }
  replace_text (&self->endpoint, gb_demo_get_endpoint (self->demo));
  replace_text (&self->token_file, gb_demo_get_token_file (self->demo));
  replace_text (&self->key_file, gb_demo_get_key_file (self->demo));
  replace_text (&self->wanted, GB_DEMO_SCOPE);
  open_store (self);
}

static void
on_demo_step_cb (GbServices *self)
{
  g_autofree char *step = NULL;

  g_object_get (self->demo, "step", &step, NULL);
  gb_services_set_step (self, step);
}

/**
 * gb_services_start_demo:
 *
 * Leaves what was open and opens the illustration, at its own moment.
 */
void
gb_services_start_demo (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));

  self->demo_wanted = TRUE;
  if (self->demo == NULL)
    {
      g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "giaoban", "demo", NULL);

      self->demo = gb_demo_new (folder);
      g_signal_connect_object (self->demo, "notify::step", G_CALLBACK (on_demo_step_cb), self,
                               G_CONNECT_SWAPPED);
      if (self->cache == NULL)
        self->cache = g_strdup (gb_demo_get_cache (self->demo));
    }
  if (!gb_clock_is_fixed (self->clock))
    {
      g_clear_object (&self->clock);
      self->clock = gb_clock_new_fixed (GB_DEMO_NOW);
    }
  gb_services_set_state (self, GB_SERVICES_STATE_OPENING);
  gb_demo_start_async (self->demo, self->cancellable, on_demo_cb, g_object_ref (self));
}

/**
 * gb_services_start:
 *
 * Opens what the options name. May be called again after a failure.
 */
void
gb_services_start (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));

  g_clear_error (&self->error);
  if (self->demo_wanted)
    {
      gb_services_start_demo (self);
      return;
    }
  if (self->cache == NULL)
    {
      g_autofree char *own = own_cache ();

      if (self->endpoint == NULL && !g_file_test (own, G_FILE_TEST_EXISTS))
        {
          show_first_run (self, own);
          return;
        }
      self->cache = g_steal_pointer (&own);
    }
  gb_services_set_state (self, GB_SERVICES_STATE_OPENING);
  open_store (self);
}

static void
on_rescued_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  g_clear_pointer (&self->lock, gb_sync_lock_release);
  g_clear_pointer (&self->rescue, gb_store_rescue_free);
  self->rescue = gb_store_rescue_run_finish (result, &error);
  if (self->rescue == NULL)
    fail (self, error);
  else
    gb_services_set_state (self, GB_SERVICES_STATE_RESCUED);
}

static void
on_rescue_key_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  g_autoptr (GbSqlKey) key = NULL;
  GError *error = NULL;

  key = gb_cache_key_load_finish (result, &error);
  if (error == NULL)
    self->lock = gb_sync_lock_take (self->cache, &error);
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  gb_services_set_step (self, _("Reading what waits to be sent…"));
  gb_store_rescue_run_async (self->cache, key, NULL, on_rescued_cb, g_object_ref (self));
}

/**
 * gb_services_rescue:
 *
 * Closes damaged data and rebuilds them; gb_services_start() opens them afterwards.
 */
void
gb_services_rescue (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));
  g_return_if_fail (self->cache != NULL);

  if (self->state != GB_SERVICES_STATE_FAILED)
    return;
  g_clear_error (&self->error);
  if (self->store != NULL)
    gb_store_close (self->store);
  gb_services_set_step (self, _("Asking the keyring for the key…"));
  gb_services_set_state (self, GB_SERVICES_STATE_OPENING);
  gb_cache_key_load_async (self->cache, self->key_file, self->cancellable, on_rescue_key_cb, g_object_ref (self));
}

static void
on_own_wipe_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;
  g_autoptr (GbWiped) wiped = gb_wipe_finish (GB_STORE (source), result, &error);

  if (wiped != NULL)
    gb_wiped_set_error (wiped, &error);
  fail (self, error);
}

/**
 * gb_services_wipe:
 *
 * Deletes the data, their key and the access, after what was not sent was sealed into a file beside them; as the user
 * wanted it. Where that cannot be done nothing is deleted, and #GbServices:error tells why.
 */
void
gb_services_wipe (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));

  if (self->state != GB_SERVICES_STATE_READY || self->account == NULL || self->demo_wanted)
    return;
  g_clear_object (&self->watch);
  gb_services_set_step (self, _("Deleting the data…"));
  gb_services_set_state (self, GB_SERVICES_STATE_OPENING);
  gb_wipe_async (self->store, self->account, GB_WIPE_REASON_ASKED, on_own_wipe_cb, g_object_ref (self));
}

/* The sync goes on with the token of the keyring; where it runs just now it finds it there by itself. */
static void
take_client (GbServices *self)
{
  g_autoptr (GbClient) client = NULL;

  if (gb_sync_get_state (self->sync) != GB_SYNC_STATE_IDLE)
    return;
  client = gb_account_client_new (self->account, self->cache, NULL, NULL, NULL);
  if (client != NULL)
    gb_sync_set_client (self->sync, client);
  if (self->watch == NULL)
    watch_access (self);
}

/**
 * gb_services_enrolled:
 * @self: services whose cache is open
 * @account: as what the workstation is known now
 *
 * Goes on where there was no access before: fetches the data for the first time, or those that are
 * open from now on with the new token.
 */
void
gb_services_enrolled (GbServices      *self,
                      const GbAccount *account)
{
  g_return_if_fail (GB_IS_SERVICES (self));
  g_return_if_fail (account != NULL);

  gb_account_free (self->account);
  self->account = gb_account_copy (account);
  g_clear_pointer (&self->endpoint, g_free);
  g_clear_pointer (&self->token_file, g_free);
  if (self->state == GB_SERVICES_STATE_READY && self->sync != NULL)
    {
      take_client (self);
      /* Notified although it is the same: what can be done has changed. */
      gb_services_set_state (self, GB_SERVICES_STATE_READY);
      return;
    }
  gb_services_set_state (self, GB_SERVICES_STATE_OPENING);
  gb_store_read_async (self->store, read_status, NULL, NULL, (GDestroyNotify) gb_store_status_free, G_PRIORITY_DEFAULT,
                       self->cancellable, on_status_cb, g_object_ref (self));
}
