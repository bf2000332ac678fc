/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-in.h"

#include "gb-clock.h"
#include "gb-device-grant.h"
#include "gb-enrolment.h"
#include "gb-keyring.h"
#include "gb-memory-token.h"
#include "gb-net-error.h"
#include "gb-sync-account.h"
#include "gb-wipe.h"
#include "gb-workstation-keys.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define MAX_NAME 200

/**
 * GbSignIn:
 *
 * Makes a workstation known to its province (ghi danh máy trạm): with a code that the data centre
 * handed out, or by signing in at the province's identity provider on another device. The token goes
 * into the user's keyring and nowhere else.
 */
struct _GbSignIn
{
  GObject parent_instance;

  GbStore *store; /* (owned) open */
  GbClient *client; /* (owned) shows no token */
  char *ca_file; /* (owned) (nullable) */
  char *name; /* (owned) */
  char *province; /* (owned) (nullable): what the endpoint calls itself */
  GbDeviceGrant *grant; /* (owned) (nullable) */
};

enum
{
  PROP_USER_CODE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GbSignIn, gb_sign_in, G_TYPE_OBJECT)

/* One attempt. */
typedef struct
{
  char *code; /* (owned) (nullable): %NULL = by device */
  char *access_token; /* (owned) (nullable) secret */
  GbSealKeys *keys; /* (owned) (nullable) */
  gint64 now; /* by the endpoint's clock */
  GbEnrolment *enrolment; /* (owned) (nullable) */
  GbAccount *account; /* (owned) (nullable) */
  GbClient *unwanted; /* (owned) (nullable): signs out again */
  GError *error; /* (owned) (nullable) */
} Attempt;

static void
forget (char **secret)
{
  if (*secret != NULL)
    sodium_memzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  forget (&self->code);
  forget (&self->access_token);
  gb_seal_keys_free (self->keys);
  g_clear_pointer (&self->enrolment, gb_enrolment_free);
  gb_account_free (self->account);
  g_clear_object (&self->unwanted);
  g_clear_error (&self->error);
  g_free (self);
}

/* (transfer full) of @task and @error */
static void
fail (GTask  *task,
      GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* --- keeping what the endpoint gave --------------------------------------------------------- */

static void
on_saved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gb_account_save_finish (GB_STORE (object), result, &error))
    {
      fail (task, error);
      return;
    }
  gb_wiped_forget (gb_store_get_path (GB_STORE (object)));
  g_task_return_pointer (task, g_steal_pointer (&attempt->account), (GDestroyNotify) gb_account_free);
  g_object_unref (task);
}

static void
on_kept_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gb_account_save_async (self->store, attempt->account, on_saved_cb, task);
  else
    fail (task, error);
}

/* The authority is needed as long as the account is; where its file came from may be a memory stick. */
static gboolean
keep_authority (const char *ca_file,
                const char *cache,
                GError    **error)
{
  g_autofree char *path = gb_account_dup_authority (cache);
  g_autofree char *text = NULL;
  gsize length;

  if (ca_file == NULL)
    return TRUE;
  return g_file_get_contents (ca_file, &text, &length, error)
         && g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      0600, error);
}

static void
keep_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GbSignIn *self = source;
  Attempt *attempt = data;
  const char *cache = gb_store_get_path (self->store);
  GError *error = NULL;

  if (keep_authority (self->ca_file, cache, &error)
      && gb_keyring_store (GB_KEYRING_KIND_TOKEN, cache, attempt->account->endpoint, attempt->enrolment->token,
                           cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What takes its time, on a thread; ends in @callback with the task as its data. */
static void
run_in_thread (GTask              *task,
               GTaskThreadFunc     func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) part = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), callback, task);

  g_task_set_source_tag (part, run_in_thread);
  /* The task outlives its part. */
  g_task_set_task_data (part, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (part, func);
}

static GbAccount *
make_account (GbSignIn *self,
              Attempt  *attempt)
{
  GbAccount *account = g_new0 (GbAccount, 1);

  G_STATIC_ASSERT (GB_ACCOUNT_KEY_BYTES == GB_SEAL_KEY_BYTES);
  account->endpoint = g_strdup (gb_client_get_endpoint (self->client));
  account->workstation = g_strdup (attempt->enrolment->workstation);
  account->scope = g_strdup (attempt->enrolment->scope);
  account->issued_at = attempt->now;
  account->expires = attempt->enrolment->expires;
  account->contact_at = attempt->now;
  account->noted_at = gb_clock_machine_now (gb_store_get_clock (self->store));
  memcpy (account->ed25519, attempt->enrolment->ed25519, GB_ACCOUNT_KEY_BYTES);
  memcpy (account->x25519, attempt->enrolment->x25519, GB_ACCOUNT_KEY_BYTES);
  account->authority = self->ca_file != NULL;
  return account;
}

static void
on_given_back_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Attempt *attempt = g_task_get_task_data (task);

  /* It was never used, and nobody has it any more. */
  gb_client_sign_out_finish (GB_CLIENT (object), result, NULL);
  fail (task, g_steal_pointer (&attempt->error));
}

/* The data here are another commune's: the token is given back before anybody could use it. */
static void
give_back (GTask *task)
{
  GbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GbMemoryToken) token = gb_memory_token_new (attempt->enrolment->token);

  attempt->unwanted = gb_client_new (gb_client_get_endpoint (self->client), GB_TOKEN_PROVIDER (token), NULL);
  gb_client_set_ca_file (attempt->unwanted, self->ca_file, NULL);
  gb_client_sign_out_async (attempt->unwanted, NULL, on_given_back_cb, task);
}

static void
on_scope_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  GbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GbSyncAccount) held = gb_sync_account_load_finish (GB_STORE (object), result, &error);
  g_autofree char *scope = NULL;

  if (held == NULL)
    fail (task, error);
  else if (!gb_sync_account_resolve (held, attempt->enrolment->scope, &scope, &attempt->error))
    give_back (task);
  else
    {
      attempt->account = make_account (self, attempt);
      run_in_thread (task, keep_in_thread, on_kept_cb);
    }
}

/* --- asking the endpoint -------------------------------------------------------------------- */

static void
on_enrolled_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  GbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  attempt->enrolment = gb_client_enrol_finish (GB_CLIENT (object), result, &error);
  if (attempt->enrolment == NULL)
    fail (task, error);
  else
    gb_sync_account_load_async (self->store, NULL, on_scope_read_cb, task);
}

static void
enrol (GTask *task)
{
  GbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GbEnrolRequest request = { attempt->code, attempt->access_token, self->name, attempt->keys };

  gb_client_enrol_async (self->client, &request, g_task_get_cancellable (task), on_enrolled_cb, task);
}

static void
on_waited_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  attempt->access_token = gb_device_grant_wait_finish (GB_DEVICE_GRANT (object), result, &error);
  if (attempt->access_token == NULL)
    fail (task, error);
  else
    enrol (task);
}

static void
on_codes_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  GbSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!gb_device_grant_ask_finish (GB_DEVICE_GRANT (object), result, &error))
    {
      fail (task, error);
      return;
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_CODE]);
  gb_device_grant_wait_async (self->grant, g_task_get_cancellable (task), on_waited_cb, task);
}

static void
ask_for_codes (GTask             *task,
               const GbDiscovery *discovery)
{
  GbSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_object (&self->grant);
  self->grant = gb_device_grant_new (discovery, self->ca_file, &error);
  if (self->grant == NULL)
    fail (task, error);
  else
    gb_device_grant_ask_async (self->grant, g_task_get_cancellable (task), on_codes_cb, task);
}

/* Who they are is asked before they are told a code. */
static void
on_discovered_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  GbSignIn *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GbDiscovery) discovery = gb_client_discover_finish (GB_CLIENT (object), result, NULL, &error);

  if (discovery == NULL)
    {
      fail (task, error);
      return;
    }
  g_free (self->province);
  self->province = g_strdup (discovery->name);
  attempt->now = discovery->server_time != 0 ? discovery->server_time : gb_clock_now (gb_store_get_clock (self->store));
  if (attempt->code != NULL)
    enrol (task);
  else
    ask_for_codes (task, discovery);
}

static void
on_keys_made_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  GbSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gb_client_discover_async (self->client, g_task_get_cancellable (task), on_discovered_cb, task);
  else
    fail (task, error);
}

static void
make_keys_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  GbSignIn *self = source;
  Attempt *attempt = data;
  GError *error = NULL;

  if (gb_workstation_keys_make (gb_store_get_path (self->store), &attempt->keys, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* First the keyring: a code is used up once it is sent, so what it brings must have where to go. */
static void
begin (GbSignIn           *self,
       const char         *code,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, begin);
  attempt->code = g_strdup (code);
  g_task_set_task_data (task, attempt, attempt_free);
  run_in_thread (task, make_keys_in_thread, on_keys_made_cb);
}

/**
 * gb_sign_in_with_code_async:
 * @self: a sign-in
 * @code: from the province's data centre; spaces, hyphens and small letters do not matter
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Enrols with a code. When the answer is lost on the way the same code works again.
 */
void
gb_sign_in_with_code_async (GbSignIn           *self,
                            const char         *code,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (GB_IS_SIGN_IN (self));
  g_return_if_fail (code != NULL);

  begin (self, code, cancellable, callback, user_data);
}

/**
 * gb_sign_in_with_device_async:
 * @self: a sign-in
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Enrols whoever signs in at the province's identity provider with #GbSignIn:user-code, which is
 * known a moment later.
 */
void
gb_sign_in_with_device_async (GbSignIn           *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (GB_IS_SIGN_IN (self));

  begin (self, NULL, cancellable, callback, user_data);
}

/**
 * gb_sign_in_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: a #GbNetError, #GbSecretError, #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): as what the workstation is known now, or %NULL
 */
GbAccount *
gb_sign_in_finish (GbSignIn     *self,
                   GAsyncResult *result,
                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- object --------------------------------------------------------------------------------- */

/**
 * gb_sign_in_get_user_code:
 *
 * Returns: (nullable): what the person types where they sign in
 */
const char *
gb_sign_in_get_user_code (GbSignIn *self)
{
  g_return_val_if_fail (GB_IS_SIGN_IN (self), NULL);

  return self->grant != NULL ? gb_device_grant_get_user_code (self->grant) : NULL;
}

/**
 * gb_sign_in_get_address:
 *
 * Returns: (nullable): where the person signs in
 */
const char *
gb_sign_in_get_address (GbSignIn *self)
{
  g_return_val_if_fail (GB_IS_SIGN_IN (self), NULL);

  return self->grant != NULL ? gb_device_grant_get_address (self->grant) : NULL;
}

/**
 * gb_sign_in_get_whole_address:
 *
 * Returns: (nullable): an address that has the code in it already, where there is one
 */
const char *
gb_sign_in_get_whole_address (GbSignIn *self)
{
  g_return_val_if_fail (GB_IS_SIGN_IN (self), NULL);

  return self->grant != NULL ? gb_device_grant_get_whole_address (self->grant) : NULL;
}

/**
 * gb_sign_in_get_province:
 *
 * Returns: (nullable): what the endpoint calls itself, once it was asked
 */
const char *
gb_sign_in_get_province (GbSignIn *self)
{
  g_return_val_if_fail (GB_IS_SIGN_IN (self), NULL);

  return self->province;
}

static void
gb_sign_in_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  if (id == PROP_USER_CODE)
    g_value_set_string (value, gb_sign_in_get_user_code (GB_SIGN_IN (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_sign_in_dispose (GObject *object)
{
  GbSignIn *self = GB_SIGN_IN (object);

  g_clear_object (&self->grant);
  g_clear_object (&self->client);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_sign_in_parent_class)->dispose (object);
}

static void
gb_sign_in_finalize (GObject *object)
{
  GbSignIn *self = GB_SIGN_IN (object);

  g_free (self->ca_file);
  g_free (self->name);
  g_free (self->province);

  G_OBJECT_CLASS (gb_sign_in_parent_class)->finalize (object);
}

static void
gb_sign_in_class_init (GbSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_sign_in_get_property;
  object_class->dispose = gb_sign_in_dispose;
  object_class->finalize = gb_sign_in_finalize;

  /* What the person types where they sign in; %NULL before it is known */
  properties[PROP_USER_CODE] = g_param_spec_string ("user-code", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gb_sign_in_init (GbSignIn *self)
{
}

/* The list of workstations in the province shows it: one line. */
static char *
tidy_name (const char *name)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (name != NULL && *name != '\0' ? name : g_get_host_name (), -1);
  const char *p = valid;

  for (guint n = 0; *p != '\0' && n < MAX_NAME; n++, p = g_utf8_next_char (p))
    g_string_append_unichar (line, g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p) : ' ');
  return g_strdup (g_strstrip (line->str));
}

/**
 * gb_sign_in_new:
 * @store: an open cache, new or not
 * @options: where and as whom
 * @error: %GB_NET_ERROR_ADDRESS, %GB_NET_ERROR_TLS
 *
 * Returns: (transfer full): a sign-in; nobody was asked yet
 */
GbSignIn *
gb_sign_in_new (GbStore               *store,
                const GbSignInOptions *options,
                GError               **error)
{
  g_autoptr (GbClient) client = NULL;
  GbSignIn *self;

  g_return_val_if_fail (GB_IS_STORE (store), NULL);

  client = gb_client_new (options->endpoint, NULL, error);
  if (client == NULL || !gb_client_set_ca_file (client, options->ca_file, error))
    return NULL;
  self = g_object_new (GB_TYPE_SIGN_IN, NULL);
  self->store = g_object_ref (store);
  self->client = g_steal_pointer (&client);
  self->ca_file = g_strdup (options->ca_file);
  self->name = tidy_name (options->name);
  return self;
}
