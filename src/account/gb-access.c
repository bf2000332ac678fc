/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-access.h"

#include "gb-absence.h"
#include "gb-enrolment.h"
#include "gb-keyring.h"
#include "gb-keyring-token.h"
#include "gb-net-error.h"
#include "gb-sync-lock.h"

/* What a run's end means for the access, on its way. */
typedef struct
{
  GbClient *client; /* (owned) */
  GError *failure; /* (owned) (nullable) */
  GbAccount *account; /* (owned) (nullable) */
  GbEnrolment *renewed; /* (owned) (nullable) */
  GbSyncLock *lock; /* (owned) (nullable): while the token is renewed */
  char *cache; /* (owned) */
} Settling;

static void
settling_free (gpointer data)
{
  Settling *self = data;

  g_object_unref (self->client);
  g_clear_error (&self->failure);
  gb_account_free (self->account);
  g_clear_pointer (&self->renewed, gb_enrolment_free);
  g_clear_pointer (&self->lock, gb_sync_lock_release);
  g_free (self->cache);
  g_free (self);
}

/* (transfer full) of @task: there is nothing more to be done. */
static void
finish (GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

/* --- another token -------------------------------------------------------------------------- */

static void
on_saved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gb_account_save_finish (GB_STORE (object), result, &error))
    g_debug ("the account was not noted: %s", error->message);
  finish (user_data);
}

static void
on_token_kept_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Settling *settling = g_task_get_task_data (task);
  GbAccount *account = settling->account;

  /* What could not be kept was never used, so the token that is there still works. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    {
      finish (task);
      return;
    }
  account->issued_at = account->contact_at;
  account->expires = settling->renewed->expires;
  account->noted_at = gb_clock_machine_now (gb_store_get_clock (GB_STORE (object)));
  gb_account_save_async (GB_STORE (object), account, on_saved_cb, task);
}

static void
keep_token_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  Settling *settling = data;
  GError *error = NULL;

  if (gb_keyring_store (GB_KEYRING_KIND_TOKEN, settling->cache, settling->account->endpoint, settling->renewed->token, NULL,
                        &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Only what the workstation asked for: the same workstation and the same scope. */
static gboolean
is_ours (const GbEnrolment *renewed,
         const GbAccount   *account)
{
  return g_str_equal (renewed->workstation, account->workstation) && g_str_equal (renewed->scope, account->scope);
}

static void
on_renewed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Settling *settling = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) part = NULL;

  settling->renewed = gb_client_renew_finish (GB_CLIENT (object), result, &error);
  if (settling->renewed == NULL || !is_ours (settling->renewed, settling->account))
    {
      /* The next run tries again; the token has half its life before it. */
      g_debug ("the token was not renewed: %s", error != NULL ? error->message : "it is another's");
      finish (task);
      return;
    }
  part = g_task_new (g_task_get_source_object (task), NULL, on_token_kept_cb, task);
  g_task_set_source_tag (part, on_renewed_cb);
  g_task_set_task_data (part, settling, NULL);
  g_task_run_in_thread (part, keep_token_in_thread);
}

/* A token is renewed in the second half of its life, by the hub's clock. */
static gboolean
is_due (const GbAccount *account)
{
  return account->contact_at - account->issued_at > (account->expires - account->issued_at) / 2;
}

static void
on_contact_noted_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GbStore *store = GB_STORE (object);
  Settling *settling = g_task_get_task_data (task);
  GbTokenProvider *tokens = gb_client_get_tokens (settling->client);

  gb_account_save_finish (store, result, NULL);
  /* One at a time: of two new tokens only the last works, and the keyring could be left with the first. */
  if (GB_IS_KEYRING_TOKEN (tokens) && is_due (settling->account))
    settling->lock = gb_sync_lock_take (settling->cache, NULL);
  if (settling->lock != NULL)
    gb_client_renew_async (settling->client, NULL, on_renewed_cb, task);
  else
    finish (task);
}

/* --- no access any more --------------------------------------------------------------------- */

static void
on_wiped_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GbWiped *wiped = gb_wipe_finish (GB_STORE (object), result, &error);

  if (wiped != NULL)
    g_task_return_pointer (task, wiped, (GDestroyNotify) gb_wiped_free);
  else
    g_task_return_error (task, error);
}

/* A 403 that says so is not enough, nor is a notice: it must be about us, and signed by the hub that we
 * enrolled at. */
static gboolean
is_revoked (const Settling *settling)
{
  const GbNotice *notice = gb_client_get_notice (settling->client);

  return g_error_matches (settling->failure, GB_NET_ERROR, GB_NET_ERROR_REVOKED) && notice != NULL
         && g_str_equal (notice->workstation, settling->account->workstation)
         && gb_seal_check_revocation (settling->account->ed25519, notice->workstation, notice->at, notice->signature);
}

/* The data are kept from sight until there is contact; they go once that was in vain on several days. */
static void
on_looked_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Settling *settling = g_task_get_task_data (task);

  if (gb_absence_look_finish (GB_STORE (object), result, NULL))
    gb_wipe_async (GB_STORE (object), settling->account, GB_WIPE_REASON_NO_CONTACT, on_wiped_cb, task);
  else
    finish (task);
}

static void
on_account_read_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  GbStore *store = GB_STORE (object);
  Settling *settling = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gb_account_read_finish (store, result, &settling->account, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  /* What was filled from elsewhere, or with a token from a file, is nobody's to wipe. */
  else if (settling->account == NULL
           || !g_str_equal (settling->account->endpoint, gb_client_get_endpoint (settling->client)))
    finish (task);
  else if (settling->failure == NULL)
    gb_account_note_contact_async (store, settling->account->contact_at, on_contact_noted_cb, task);
  else if (is_revoked (settling))
    gb_wipe_async (store, settling->account, GB_WIPE_REASON_REVOKED, on_wiped_cb, task);
  else if (!g_error_matches (settling->failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && gb_account_is_over (settling->account, gb_clock_sure_now (gb_store_get_clock (store))))
    gb_absence_look_async (store, settling->account, on_looked_cb, task);
  else
    finish (task);
}

/**
 * gb_access_settle_async:
 * @store: an open cache, not being synced
 * @client: what the run that just ended used
 * @failure: (nullable): why the run ended early
 * @callback: called when done
 * @user_data: for @callback
 *
 * Draws what follows from a run for the workstation's access: after a good one the contact is noted and
 * a token in the second half of its life renewed; after a withdrawal that the hub signed, or when there
 * has been no contact for too long, the data are wiped. Any other failure removes nothing, and neither
 * does one that somebody caused by stopping the run.
 */
void
gb_access_settle_async (GbStore            *store,
                        GbClient           *client,
                        const GError       *failure,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task;
  Settling *settling;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (GB_IS_CLIENT (client));

  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, gb_access_settle_async);
  settling = g_new0 (Settling, 1);
  settling->client = g_object_ref (client);
  settling->failure = failure != NULL ? g_error_copy (failure) : NULL;
  settling->cache = g_strdup (gb_store_get_path (store));
  g_task_set_task_data (task, settling, settling_free);
  gb_account_read_async (store, NULL, on_account_read_cb, task);
}

/**
 * gb_access_settle_finish:
 * @store: the cache
 * @result: what the callback was given
 * @wiped: (out) (transfer full) (nullable): that the data were wiped; the cache is closed then
 * @error: why they could not be, or what gb_account_read() says
 *
 * Returns: whether all was done that had to be
 */
gboolean
gb_access_settle_finish (GbStore      *store,
                         GAsyncResult *result,
                         GbWiped     **wiped,
                         GError      **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  *wiped = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}
