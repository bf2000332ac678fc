/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-device-grant.h"

#include "gb-body-reader.h"
#include "gb-config.h"
#include "gb-net-error.h"
#include "gb-origin.h"
#include "gb-trust.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <sodium.h>
#include <string.h>

#define TIMEOUT_SECONDS 30
#define MAX_ANSWER ((gsize) 256 * 1024)
#define TOO_MANY_REQUESTS 429 /* RFC 6585; libsoup has no name for it */
#define GRANT_TYPE "urn:ietf:params:oauth:grant-type:device_code"
/* RFC 8628, 3.2 and 3.5: where the provider does not say, and by how much it slows us down */
#define DEFAULT_INTERVAL 5
#define SLOW_DOWN 5
#define LONGEST_INTERVAL 60
#define LONGEST_LIFE (60 * 60)

/**
 * GbDeviceGrant:
 *
 * Signing in at the province's identity provider on another device (OAuth 2.0 device authorization,
 * RFC 8628): this machine shows a code, the person types it in a browser where they sign in, and this
 * machine asks again and again until the provider says yes. No password ever comes here.
 */
struct _GbDeviceGrant
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
  GbTrust *trust; /* (owned) (nullable) */
  char *client_id; /* (owned) */
  char *scope; /* (owned) (nullable) */
  char *device_endpoint; /* (owned) */
  char *token_endpoint; /* (owned) */

  char *device_code; /* (owned) (nullable) secret */
  char *user_code; /* (owned) (nullable) */
  char *address; /* (owned) (nullable) */
  char *whole_address; /* (owned) (nullable) */
  guint interval; /* seconds */
  gint64 end; /* monotonic */
  guint second; /* how long the provider's seconds are here, milliseconds */
};

G_DEFINE_FINAL_TYPE (GbDeviceGrant, gb_device_grant, G_TYPE_OBJECT)

/* --- asking the provider -------------------------------------------------------------------- */

static void
on_answer_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  GError *error = NULL;
  const char *text;
  gsize length;

  body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, &error);
  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  text = g_bytes_get_data (body, &length);
  node = gb_wire_json_parse (text, length, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    g_task_return_pointer (task, json_object_ref (json_node_get_object (node)), (GDestroyNotify) json_object_unref);
  else
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                             _("The province's sign-in service gave an unexpected answer"));
}

/* A refusal is an answer, too: 400 with JSON (RFC 6749, 5.2). */
static void
on_message_sent_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SoupMessage *message = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  guint status = soup_message_get_status (message);
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  if (stream == NULL)
    g_task_return_error (task, gb_net_error_from_io (error, FALSE));
  else if (status >= 500 || status == TOO_MANY_REQUESTS)
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_SERVER,
                             _("The province's sign-in service does not work at the moment (%u)"), status);
  else if (SOUP_STATUS_IS_REDIRECTION (status) || g_strcmp0 (type, "application/json") != 0)
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER,
                             _("Somebody else answered in place of the province's sign-in service (%u); does this "
                               "network want you to sign in to it first?"),
                             status);
  else
    gb_body_reader_read_async (stream, MAX_ANSWER, cancellable, on_answer_read_cb, g_steal_pointer (&task));
}

/* (transfer full) of @form */
static void
post_async (GbDeviceGrant      *self,
            const char         *address,
            char               *form,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, address);
  g_autoptr (GBytes) body = g_bytes_new_take (form, strlen (form));
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, post_async);
  g_task_set_task_data (task, message, g_object_unref);
  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, body);
  /* What is posted is meant for the provider and nobody it sends to. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  gb_trust_watch (self->trust, message);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, cancellable, on_message_sent_cb, task);
}

static JsonObject *
post_finish (GAsyncResult *result,
             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- a code for the person ------------------------------------------------------------------ */

static void
replace (char      **field,
         const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* Whoever has it can fetch the token. */
static void
forget_device_code (GbDeviceGrant *self)
{
  if (self->device_code != NULL)
    sodium_memzero (self->device_code, strlen (self->device_code));
  g_clear_pointer (&self->device_code, g_free);
}

static gboolean
take_codes (GbDeviceGrant *self,
            JsonObject    *answer)
{
  const char *whole = gb_wire_json_string (answer, "verification_uri_complete");
  const char *address = gb_wire_json_string (answer, "verification_uri");
  gint64 life = 0, interval = DEFAULT_INTERVAL;

  forget_device_code (self);
  self->device_code = g_strdup (gb_wire_json_string (answer, "device_code"));
  replace (&self->user_code, gb_wire_json_string (answer, "user_code"));
  replace (&self->address, address);
  /* It is opened in a browser: nothing but what the person could have typed. */
  replace (&self->whole_address, whole != NULL && gb_origin_is_safe (whole) ? whole : NULL);
  gb_wire_json_integer (answer, "interval", &interval);
  if (self->device_code == NULL || self->user_code == NULL || address == NULL || !gb_origin_is_safe (address)
      || !gb_wire_json_integer (answer, "expires_in", &life) || life <= 0)
    return FALSE;
  self->interval = (guint) CLAMP (interval, 1, LONGEST_INTERVAL);
  self->end = g_get_monotonic_time () + MIN (life, LONGEST_LIFE) * self->second * 1000;
  return TRUE;
}

static void
on_codes_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) answer = post_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (!take_codes (GB_DEVICE_GRANT (object), answer))
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                             _("The province's sign-in service gives no code for this program"));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * gb_device_grant_ask_async:
 * @self: a grant
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the provider for a code, which the person is then to be shown.
 */
void
gb_device_grant_ask_async (GbDeviceGrant      *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;
  char *form;

  g_return_if_fail (GB_IS_DEVICE_GRANT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_device_grant_ask_async);
  form = self->scope != NULL ? soup_form_encode ("client_id", self->client_id, "scope", self->scope, NULL)
                             : soup_form_encode ("client_id", self->client_id, NULL);
  post_async (self, self->device_endpoint, form, cancellable, on_codes_cb, task);
}

/**
 * gb_device_grant_ask_finish:
 * @self: a grant
 * @result: what the callback was given
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is a code to be shown
 */
gboolean
gb_device_grant_ask_finish (GbDeviceGrant *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- waiting for the person ----------------------------------------------------------------- */

static void poll_later (GTask *task);

static void
fail_expired (GTask *task)
{
  g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_EXPIRED,
                           _("Nobody signed in while the code was good; ask for another one"));
  g_object_unref (task);
}

/* Returns whether there is an end to the waiting: the task has its answer. */
static gboolean
take_answer (GTask      *task,
             JsonObject *answer)
{
  GbDeviceGrant *self = g_task_get_source_object (task);
  const char *token = gb_wire_json_string (answer, "access_token");
  const char *what = gb_wire_json_string (answer, "error");

  if (token != NULL && *token != '\0')
    g_task_return_pointer (task, g_strdup (token), g_free);
  else if (g_strcmp0 (what, "authorization_pending") == 0)
    return FALSE;
  else if (g_strcmp0 (what, "slow_down") == 0)
    {
      self->interval = MIN (self->interval + SLOW_DOWN, LONGEST_INTERVAL);
      return FALSE;
    }
  else if (g_strcmp0 (what, "access_denied") == 0)
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_DENIED,
                             _("Signing in was refused where the code was entered"));
  else if (g_strcmp0 (what, "expired_token") == 0)
    {
      fail_expired (g_object_ref (task));
      return TRUE;
    }
  else
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                             _("The province's sign-in service gave an unexpected answer"));
  return TRUE;
}

/* A link that breaks is no answer: the person may be signing in elsewhere (RFC 8628, 3.5). */
static gboolean
is_passing (const GError *error)
{
  return error->domain == GB_NET_ERROR
         && (error->code == GB_NET_ERROR_OFFLINE || error->code == GB_NET_ERROR_TIMEOUT
             || error->code == GB_NET_ERROR_CUT || error->code == GB_NET_ERROR_SERVER);
}

static void
on_polled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) answer = post_finish (result, &error);

  if (answer != NULL)
    {
      if (take_answer (task, answer))
        g_object_unref (task);
      else
        poll_later (task);
    }
  else if (is_passing (error))
    {
      GbDeviceGrant *self = GB_DEVICE_GRANT (object);

      g_error_free (error);
      self->interval = MIN (self->interval * 2, LONGEST_INTERVAL);
      poll_later (task);
    }
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

static gboolean
on_poll_due_cb (gpointer user_data)
{
  GTask *task = user_data;
  GbDeviceGrant *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (g_get_monotonic_time () > self->end)
    fail_expired (task);
  else
    post_async (self, self->token_endpoint,
                soup_form_encode ("grant_type", GRANT_TYPE, "device_code", self->device_code, "client_id",
                                  self->client_id, NULL),
                g_task_get_cancellable (task), on_polled_cb, task);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      user_data)
{
  return G_SOURCE_REMOVE;
}

/* (transfer full) of @task. Cancelling makes it due at once. */
static void
poll_later (GTask *task)
{
  GbDeviceGrant *self = g_task_get_source_object (task);
  g_autoptr (GSource) source = g_timeout_source_new (self->interval * self->second);

  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_callback (cancelled, G_SOURCE_FUNC (on_cancelled_cb), NULL, NULL);
      g_source_add_child_source (source, cancelled);
    }
  g_task_attach_source (task, source, on_poll_due_cb);
}

/**
 * gb_device_grant_wait_async:
 * @self: a grant whose code is shown
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the provider, as often as it likes to be asked, whether the person has signed in.
 */
void
gb_device_grant_wait_async (GbDeviceGrant      *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_DEVICE_GRANT (self));
  g_return_if_fail (self->device_code != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_device_grant_wait_async);
  poll_later (task);
}

/**
 * gb_device_grant_wait_finish:
 * @self: a grant
 * @result: what the callback was given
 * @error: %GB_NET_ERROR_DENIED, %GB_NET_ERROR_EXPIRED, another #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the provider's access token, secret, or %NULL
 */
char *
gb_device_grant_wait_finish (GbDeviceGrant *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- object --------------------------------------------------------------------------------- */

/**
 * gb_device_grant_get_user_code:
 *
 * Returns: (nullable): what the person types
 */
const char *
gb_device_grant_get_user_code (GbDeviceGrant *self)
{
  g_return_val_if_fail (GB_IS_DEVICE_GRANT (self), NULL);

  return self->user_code;
}

/**
 * gb_device_grant_get_address:
 *
 * Returns: (nullable): where the person types it
 */
const char *
gb_device_grant_get_address (GbDeviceGrant *self)
{
  g_return_val_if_fail (GB_IS_DEVICE_GRANT (self), NULL);

  return self->address;
}

/**
 * gb_device_grant_get_whole_address:
 *
 * Returns: (nullable): an address that has the code in it already, where the provider gave one
 */
const char *
gb_device_grant_get_whole_address (GbDeviceGrant *self)
{
  g_return_val_if_fail (GB_IS_DEVICE_GRANT (self), NULL);

  return self->whole_address;
}

/**
 * gb_device_grant_set_second:
 * @self: a grant
 * @milliseconds: how long a second lasts, 1000 by default; for tests
 */
void
gb_device_grant_set_second (GbDeviceGrant *self,
                            guint          milliseconds)
{
  g_return_if_fail (GB_IS_DEVICE_GRANT (self));

  self->second = milliseconds;
}

static void
gb_device_grant_dispose (GObject *object)
{
  GbDeviceGrant *self = GB_DEVICE_GRANT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->trust, gb_trust_unref);

  G_OBJECT_CLASS (gb_device_grant_parent_class)->dispose (object);
}

static void
gb_device_grant_finalize (GObject *object)
{
  GbDeviceGrant *self = GB_DEVICE_GRANT (object);

  g_free (self->client_id);
  g_free (self->scope);
  g_free (self->device_endpoint);
  g_free (self->token_endpoint);
  forget_device_code (self);
  g_free (self->user_code);
  g_free (self->address);
  g_free (self->whole_address);

  G_OBJECT_CLASS (gb_device_grant_parent_class)->finalize (object);
}

static void
gb_device_grant_class_init (GbDeviceGrantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_device_grant_dispose;
  object_class->finalize = gb_device_grant_finalize;
}

static void
gb_device_grant_init (GbDeviceGrant *self)
{
  self->second = 1000;
  self->session = soup_session_new_with_options ("user-agent", "GiaoBan/" GB_VERSION, "timeout", TIMEOUT_SECONDS,
                                                 "accept-language-auto", TRUE, NULL);
}

/**
 * gb_device_grant_new:
 * @discovery: what the endpoint tells of itself
 * @ca_file: (nullable): the province's own certificate authority
 * @error: %GB_NET_ERROR_PROTOCOL when the province has no identity provider, %GB_NET_ERROR_ADDRESS,
 *   %GB_NET_ERROR_TLS
 *
 * Returns: (transfer full): a grant; nobody was asked yet
 */
GbDeviceGrant *
gb_device_grant_new (const GbDiscovery *discovery,
                     const char        *ca_file,
                     GError           **error)
{
  g_autoptr (GbTrust) trust = NULL;
  GbDeviceGrant *self;

  if (discovery->device_endpoint == NULL || discovery->token_endpoint == NULL || discovery->client_id == NULL)
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                   _("This province has no sign-in service; ask its data centre for a code"));
      return NULL;
    }
  if (!gb_origin_check (discovery->device_endpoint, error) || !gb_origin_check (discovery->token_endpoint, error))
    return NULL;
  if (ca_file != NULL)
    {
      trust = gb_trust_new (ca_file, error);
      if (trust == NULL)
        return NULL;
    }
  self = g_object_new (GB_TYPE_DEVICE_GRANT, NULL);
  self->trust = g_steal_pointer (&trust);
  self->client_id = g_strdup (discovery->client_id);
  self->scope = g_strdup (discovery->oidc_scope);
  self->device_endpoint = g_strdup (discovery->device_endpoint);
  self->token_endpoint = g_strdup (discovery->token_endpoint);
  return self;
}
