/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-identity.h"

#include "gb-hub-error.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define TIMEOUT_SECONDS 10
#define MAX_ANSWER (64 * 1024)
#define METADATA "/.well-known/openid-configuration"

/**
 * GbHubIdentity:
 *
 * The province's identity provider (OpenID Connect). The hub never sees anybody's password: it asks
 * the provider whether an access token is good (RFC 7662) and whose it is. Used by several threads.
 */
struct _GbHubIdentity
{
  gatomicrefcount ref_count;
  GbHubIdentityOptions options; /* (owned) */
  char *client_secret; /* (owned) */
  GMutex mutex; /* for the endpoints in the options, which may be told later */
};

/**
 * gb_hub_identity_options_clear:
 *
 * Frees the texts.
 */
void
gb_hub_identity_options_clear (GbHubIdentityOptions *options)
{
  g_clear_pointer (&options->issuer, g_free);
  g_clear_pointer (&options->introspection_endpoint, g_free);
  g_clear_pointer (&options->device_endpoint, g_free);
  g_clear_pointer (&options->token_endpoint, g_free);
  g_clear_pointer (&options->client_id, g_free);
  g_clear_pointer (&options->client_secret_file, g_free);
  g_clear_pointer (&options->app_client_id, g_free);
  g_clear_pointer (&options->scope_claim, g_free);
  g_clear_pointer (&options->subjects_file, g_free);
}

/* Passwords and tokens go there: over TLS, or not off this machine. */
static gboolean
check_address (const char *text,
               GError    **error)
{
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;
  gboolean is_loopback;

  if (text == NULL)
    return TRUE;
  is_loopback = g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
  if (host != NULL && *host != '\0'
      && (g_str_equal (g_uri_get_scheme (uri), "https")
          || (g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback)))
    return TRUE;
  g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE, _("“%s” is no https address"), text);
  return FALSE;
}

static gboolean
check_options (const GbHubIdentityOptions *options,
               GError                    **error)
{
  if (options->issuer == NULL || options->client_id == NULL || options->client_secret_file == NULL
      || (options->scope_claim == NULL) == (options->subjects_file == NULL))
    {
      g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE,
                           _("An identity provider needs --oidc-issuer, --client-id, --client-secret-file, and "
                             "either --scope-claim or --subjects"));
      return FALSE;
    }
  return check_address (options->issuer, error) && check_address (options->introspection_endpoint, error)
         && check_address (options->device_endpoint, error) && check_address (options->token_endpoint, error);
}

/**
 * gb_hub_identity_new:
 * @options: as they were given
 *
 * Returns: (transfer full) (nullable): the provider; %NULL with %GB_HUB_ERROR_USAGE, or when the
 *   secret cannot be read
 */
GbHubIdentity *
gb_hub_identity_new (const GbHubIdentityOptions *options,
                     GError                    **error)
{
  g_autofree char *secret = NULL;
  GbHubIdentity *self;

  if (!check_options (options, error) || !g_file_get_contents (options->client_secret_file, &secret, NULL, error))
    return NULL;
  self = g_new0 (GbHubIdentity, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->client_secret = g_strdup (g_strstrip (secret));
  self->options.issuer = g_strdup (options->issuer);
  self->options.introspection_endpoint = g_strdup (options->introspection_endpoint);
  self->options.device_endpoint = g_strdup (options->device_endpoint);
  self->options.token_endpoint = g_strdup (options->token_endpoint);
  self->options.client_id = g_strdup (options->client_id);
  self->options.app_client_id = g_strdup (options->app_client_id != NULL ? options->app_client_id : options->client_id);
  self->options.scope_claim = g_strdup (options->scope_claim);
  self->options.subjects_file = g_strdup (options->subjects_file);
  return self;
}

GbHubIdentity *
gb_hub_identity_ref (GbHubIdentity *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gb_hub_identity_unref (GbHubIdentity *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  gb_hub_identity_options_clear (&self->options);
  g_free (self->client_secret);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * gb_hub_identity_is_ready:
 *
 * Returns: whether all its addresses are known
 */
gboolean
gb_hub_identity_is_ready (GbHubIdentity *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->options.introspection_endpoint != NULL && self->options.device_endpoint != NULL
         && self->options.token_endpoint != NULL;
}

static gboolean
fail (GError    **error,
      const char *message)
{
  g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_UNAVAILABLE, message);
  return FALSE;
}

/* Sends a message on this thread and reads a JSON object; no credentials go to where it is sent on. */
static JsonNode *
exchange (SoupMessage *message,
          GError     **error)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = g_malloc (MAX_ANSWER);
  JsonNode *node = NULL;
  gsize length;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  stream = soup_session_send (session, message, NULL, &reason);
  if (stream != NULL && soup_message_get_status (message) == SOUP_STATUS_OK
      && g_input_stream_read_all (stream, text, MAX_ANSWER, &length, NULL, &reason))
    node = gb_wire_json_parse (text, length, &reason);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_UNAVAILABLE, _("The identity provider gave no answer: %s"),
               reason != NULL ? reason->message : soup_message_get_reason_phrase (message));
  return NULL;
}

static void
take_endpoint (char      **endpoint,
               JsonObject *metadata,
               const char *member)
{
  const char *text = gb_wire_json_string (metadata, member);

  if (*endpoint == NULL && text != NULL && check_address (text, NULL))
    *endpoint = g_strdup (text);
}

/**
 * gb_hub_identity_prepare:
 *
 * Asks the provider for the addresses that were not given (RFC 8414). Blocks; to be tried again when
 * it fails.
 *
 * Returns: whether all are known now; otherwise %GB_HUB_ERROR_UNAVAILABLE
 */
gboolean
gb_hub_identity_prepare (GbHubIdentity *self,
                         GError       **error)
{
  g_autofree char *address = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *metadata;

  if (gb_hub_identity_is_ready (self))
    return TRUE;
  address = g_strconcat (self->options.issuer, g_str_has_suffix (self->options.issuer, "/") ? METADATA + 1 : METADATA, NULL);
  message = soup_message_new (SOUP_METHOD_GET, address);
  node = exchange (message, error);
  if (node == NULL)
    return FALSE;
  metadata = json_node_get_object (node);
  if (g_strcmp0 (gb_wire_json_string (metadata, "issuer"), self->options.issuer) != 0)
    return fail (error, _("The identity provider calls itself something else than --oidc-issuer does"));
  g_mutex_lock (&self->mutex);
  take_endpoint (&self->options.introspection_endpoint, metadata, "introspection_endpoint");
  take_endpoint (&self->options.device_endpoint, metadata, "device_authorization_endpoint");
  take_endpoint (&self->options.token_endpoint, metadata, "token_endpoint");
  g_mutex_unlock (&self->mutex);
  return gb_hub_identity_is_ready (self)
         || fail (error, _("The identity provider does not tell all its addresses"));
}

/**
 * gb_hub_identity_describe:
 * @writer: discovery, where a member is to be written
 *
 * Writes what workstations need to sign in.
 */
void
gb_hub_identity_describe (GbHubIdentity *self,
                          GbJsonWriter  *writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  gb_json_writer_open (writer, "oidc", '{');
  gb_json_writer_text (writer, "issuer", self->options.issuer);
  gb_json_writer_text (writer, "client_id", self->options.app_client_id);
  gb_json_writer_text (writer, "device_authorization_endpoint", self->options.device_endpoint);
  gb_json_writer_text (writer, "token_endpoint", self->options.token_endpoint);
  gb_json_writer_text (writer, "scope", "openid");
  gb_json_writer_close (writer, '}');
}

/* RFC 6749, 2.3.1: both parts are encoded like a form before they are put together. */
static void
authorize (GbHubIdentity *self,
           SoupMessage   *message)
{
  g_autofree char *id = g_uri_escape_string (self->options.client_id, NULL, FALSE);
  g_autofree char *secret = g_uri_escape_string (self->client_secret, NULL, FALSE);
  g_autofree char *both = g_strconcat (id, ":", secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) both, strlen (both));
  g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
}

/* Whether the token was given to our application and not to another one of the same provider. */
static gboolean
is_for_us (GbHubIdentity *self,
           JsonObject    *answer)
{
  const char *client = gb_wire_json_string (answer, "client_id");
  const char *issuer = gb_wire_json_string (answer, "iss");

  return g_strcmp0 (client != NULL ? client : gb_wire_json_string (answer, "aud"), self->options.app_client_id) == 0
         && (issuer == NULL || g_str_equal (issuer, self->options.issuer));
}

static char *
find_scope (GbHubIdentity *self,
            JsonObject    *answer,
            const char    *subject,
            GError       **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length;

  if (self->options.scope_claim != NULL)
    return g_strdup (gb_wire_json_string (answer, self->options.scope_claim));
  if (!g_file_get_contents (self->options.subjects_file, &text, &length, error))
    return NULL;
  node = gb_wire_json_parse (text, length, error);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? g_strdup (gb_wire_json_string (json_node_get_object (node), subject))
             : NULL;
}

static JsonNode *
introspect (GbHubIdentity *self,
            const char    *access_token,
            GError       **error)
{
  g_autofree char *form = soup_form_encode ("token", access_token, "token_type_hint", "access_token", NULL);
  g_autofree char *endpoint = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));

  if (!gb_hub_identity_prepare (self, error))
    return NULL;
  g_mutex_lock (&self->mutex);
  endpoint = g_strdup (self->options.introspection_endpoint);
  g_mutex_unlock (&self->mutex);
  message = soup_message_new (SOUP_METHOD_POST, endpoint);
  authorize (self, message);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, body);
  return exchange (message, error);
}

/**
 * gb_hub_identity_check:
 * @access_token: from a workstation
 * @subject: (out) (transfer full): whose it is
 * @scope: (out) (transfer full): what they may see here
 *
 * Asks the provider about a token (RFC 7662). Blocks.
 *
 * Returns: whether it is good; otherwise %GB_HUB_ERROR_IDENTITY, or %GB_HUB_ERROR_UNAVAILABLE when
 *   the provider cannot be asked now
 */
gboolean
gb_hub_identity_check (GbHubIdentity *self,
                       const char    *access_token,
                       char         **subject,
                       char         **scope,
                       GError       **error)
{
  g_autoptr (JsonNode) node = introspect (self, access_token, error);
  g_autoptr (GError) reason = NULL;
  JsonObject *answer;
  const char *whose;

  if (node == NULL)
    return FALSE;
  answer = json_node_get_object (node);
  whose = gb_wire_json_string (answer, "sub");
  if (json_object_get_boolean_member_with_default (answer, "active", FALSE) && whose != NULL && is_for_us (self, answer))
    *scope = find_scope (self, answer, whose, &reason);
  else
    *scope = NULL;
  if (*scope != NULL)
    {
      *subject = g_strdup (whose);
      return TRUE;
    }
  if (reason != NULL)
    return fail (error, reason->message);
  g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_IDENTITY, "the provider does not vouch for it");
  return FALSE;
}
