/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-out.h"

#include "gb-account-client.h"
#include "gb-enrolment.h"
#include "gb-keyring.h"
#include "gb-net-error.h"

static void
forget_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (gb_keyring_clear (GB_KEYRING_KIND_TOKEN, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What the endpoint does not accept any more is withdrawn as well as it can be. */
static void
on_signed_out_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!gb_client_sign_out_finish (GB_CLIENT (object), result, &error)
      && !g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_UNAUTHORIZED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  g_task_run_in_thread (task, forget_in_thread);
}

/**
 * gb_sign_out_async:
 * @cache: the cache's file
 * @account: as what the workstation is known
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Has the endpoint withdraw the workstation's token and takes it out of the keyring. The data stay, and
 * so do the workstation's own keys. Where the endpoint cannot be told, nothing changes.
 */
void
gb_sign_out_async (const char         *cache,
                   const GbAccount    *account,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GbClient) client = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, gb_sign_out_async);
  g_task_set_task_data (task, g_strdup (cache), g_free);
  client = gb_account_client_new (account, cache, NULL, NULL, &error);
  if (client != NULL)
    gb_client_sign_out_async (client, cancellable, on_signed_out_cb, task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/**
 * gb_sign_out_finish:
 * @result: what the callback was given
 * @error: a #GbNetError, #GbSecretError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nobody can fetch anything with the token any more
 */
gboolean
gb_sign_out_finish (GAsyncResult *result,
                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
