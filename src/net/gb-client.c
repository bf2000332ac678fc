/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-client-private.h"

#include "gb-config.h"
#include "gb-net-error.h"
#include "gb-origin.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TIMEOUT_SECONDS 30
#define MAX_BYTES ((gsize) 16 * 1024 * 1024)
#define JSON "application/json"
#define MAX_JSON_BYTES ((gsize) 256 * 1024)

/**
 * GbClient:
 *
 * Speaks with one provincial endpoint (trục dữ liệu của tỉnh), protocol giaoban/1. Everything runs
 * on the main context of the caller without blocking it. TLS always, save on loopback; redirects
 * are followed within the endpoint's own origin only, for the token goes along.
 */
G_DEFINE_FINAL_TYPE (GbClient, gb_client, G_TYPE_OBJECT)

static void
gb_client_dispose (GObject *object)
{
  GbClient *self = GB_CLIENT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (gb_client_parent_class)->dispose (object);
}

static void
gb_client_finalize (GObject *object)
{
  GbClient *self = GB_CLIENT (object);

  g_clear_pointer (&self->endpoint, g_free);
  g_clear_pointer (&self->token_mark, g_free);
  g_clear_pointer (&self->notice, gb_notice_free);
  g_clear_pointer (&self->trust, gb_trust_unref);

  G_OBJECT_CLASS (gb_client_parent_class)->finalize (object);
}

static void
gb_client_class_init (GbClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_client_dispose;
  object_class->finalize = gb_client_finalize;
}

static void
gb_client_init (GbClient *self)
{
  self->max_bytes = MAX_BYTES;
  self->session = soup_session_new_with_options ("user-agent", "GiaoBan/" GB_VERSION, "timeout",
                                                 TIMEOUT_SECONDS, "max-conns-per-host", 2,
                                                 "accept-language-auto", TRUE, NULL);
}

static gboolean
check_endpoint (const char *endpoint,
                GError    **error)
{
  g_autoptr (GUri) uri = g_uri_parse (endpoint, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || (g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL))
    return gb_origin_check (endpoint, error);
  g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_ADDRESS,
               _("“%s” is not the address of an endpoint; it should look like https://giaoban.example.vn"), endpoint);
  return FALSE;
}

/**
 * gb_client_new:
 * @endpoint: the address, "https://giaoban.example.vn"; plain http on loopback only
 * @tokens: (nullable): where the token comes from
 * @error: %GB_NET_ERROR_ADDRESS
 *
 * Returns: (transfer full): a client; nothing is sent yet
 */
GbClient *
gb_client_new (const char      *endpoint,
               GbTokenProvider *tokens,
               GError         **error)
{
  GbClient *self;

  g_return_val_if_fail (endpoint != NULL, NULL);
  g_return_val_if_fail (tokens == NULL || GB_IS_TOKEN_PROVIDER (tokens), NULL);

  if (!check_endpoint (endpoint, error))
    return NULL;
  self = g_object_new (GB_TYPE_CLIENT, NULL);
  self->endpoint = g_strdup (endpoint);
  for (gsize n = strlen (endpoint); n > 0 && self->endpoint[n - 1] == '/'; n--)
    self->endpoint[n - 1] = '\0';
  g_set_object (&self->tokens, tokens);
  return self;
}

/**
 * gb_client_new_beside:
 * @self: a client
 *
 * A client does one thing at a time, and tells of the last.
 *
 * Returns: (transfer full): one for the same endpoint, with the same token and trust, for what is asked meanwhile
 */
GbClient *
gb_client_new_beside (GbClient *self)
{
  GbClient *other;

  g_return_val_if_fail (GB_IS_CLIENT (self), NULL);

  other = g_object_new (GB_TYPE_CLIENT, NULL);
  other->endpoint = g_strdup (self->endpoint);
  g_set_object (&other->tokens, self->tokens);
  other->trust = self->trust != NULL ? gb_trust_ref (self->trust) : NULL;
  other->max_bytes = self->max_bytes;
  return other;
}

/**
 * gb_client_get_endpoint:
 * @self: a client
 *
 * Returns: (transfer none): its endpoint's address, without a slash at the end
 */
const char *
gb_client_get_endpoint (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), NULL);

  return self->endpoint;
}

/**
 * gb_client_get_tokens:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): where its token comes from
 */
GbTokenProvider *
gb_client_get_tokens (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), NULL);

  return self->tokens;
}

/**
 * gb_client_get_retry_after:
 * @self: a client
 *
 * Returns: how many seconds the last answer asked to wait, 0 when it did not
 */
guint
gb_client_get_retry_after (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), 0);

  return self->retry_after;
}

/**
 * gb_client_get_status:
 * @self: a client
 *
 * Returns: the HTTP status of the last answer, 0 when none came
 */
guint
gb_client_get_status (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), 0);

  return self->status;
}

/**
 * gb_client_get_token_mark:
 * @self: a client
 *
 * Returns: (nullable): what tells the token that was shown last from another one, and nothing else of
 *   it; %NULL when none was shown yet
 */
const char *
gb_client_get_token_mark (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), NULL);

  return self->token_mark;
}

/**
 * gb_client_has_problem:
 * @self: a client
 *
 * Returns: whether the last answer told what was wrong as the endpoint does (RFC 9457), and not as
 *   who stands before it might
 */
gboolean
gb_client_has_problem (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), FALSE);

  return self->has_problem;
}

/**
 * gb_client_has_sent:
 * @self: a client
 *
 * Returns: whether the last request may have reached the endpoint, whatever came of it
 */
gboolean
gb_client_has_sent (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), FALSE);

  return self->has_sent;
}

/**
 * gb_client_get_notice:
 * @self: a client
 *
 * Returns: (nullable): the notice that came with the last %GB_NET_ERROR_REVOKED; not checked yet
 */
const GbNotice *
gb_client_get_notice (GbClient *self)
{
  g_return_val_if_fail (GB_IS_CLIENT (self), NULL);

  return self->notice;
}

/**
 * gb_client_set_ca_file:
 * @self: a client
 * @ca_file: (nullable): the province's own certificate authority (PEM), trusted beside the system's
 * @error: %GB_NET_ERROR_TLS
 *
 * Returns: whether the file could be read
 */
gboolean
gb_client_set_ca_file (GbClient   *self,
                       const char *ca_file,
                       GError    **error)
{
  GbTrust *trust = NULL;

  g_return_val_if_fail (GB_IS_CLIENT (self), FALSE);

  if (ca_file != NULL)
    {
      trust = gb_trust_new (ca_file, error);
      if (trust == NULL)
        return FALSE;
    }
  g_clear_pointer (&self->trust, gb_trust_unref);
  self->trust = trust;
  return TRUE;
}

/**
 * gb_client_set_timeout:
 * @self: a client
 * @seconds: how long the link may stay silent before a request is given up, 30 by default
 */
void
gb_client_set_timeout (GbClient *self,
                       guint     seconds)
{
  g_return_if_fail (GB_IS_CLIENT (self));

  soup_session_set_timeout (self->session, seconds);
}

/**
 * gb_client_set_max_bytes:
 * @self: a client
 * @max_bytes: most bytes of a feed page accepted after decompression, 16 MiB by default
 */
void
gb_client_set_max_bytes (GbClient *self,
                         gsize     max_bytes)
{
  g_return_if_fail (GB_IS_CLIENT (self));

  self->max_bytes = max_bytes;
}

/**
 * gb_client_discover_async:
 * @self: a client
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the endpoint who it is. Needs no token and shows none.
 */
void
gb_client_discover_async (GbClient           *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_discover_async);
  gb_client_send (task, &(GbRequest) { .path = "/.well-known/giaoban", .accept = JSON, .max_bytes = MAX_JSON_BYTES });
}

/**
 * gb_client_discover_finish:
 * @self: a client
 * @result: what the callback was given
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the endpoint told, or %NULL
 */
GbDiscovery *
gb_client_discover_finish (GbClient     *self,
                           GAsyncResult *result,
                           guint64      *wire_bytes,
                           GError      **error)
{
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  body = gb_client_send_finish (result, wire_bytes, error);
  return body != NULL ? gb_discovery_parse (body, error) : NULL;
}

/**
 * gb_client_scope_async:
 * @self: a client
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the endpoint what the token opens.
 */
void
gb_client_scope_async (GbClient           *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_scope_async);
  gb_client_send (task, &(GbRequest) { .path = "/v1/scope", .signed_in = TRUE, .accept = JSON,
                                       .max_bytes = MAX_JSON_BYTES });
}

/**
 * gb_client_scope_finish:
 * @self: a client
 * @result: what the callback was given
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the token's scope, "commune:21028", or %NULL
 */
char *
gb_client_scope_finish (GbClient     *self,
                        GAsyncResult *result,
                        guint64      *wire_bytes,
                        GError      **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  char *scope = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  body = gb_client_send_finish (result, wire_bytes, error);
  if (body == NULL)
    return NULL;
  node = gb_wire_json_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    scope = g_strdup (gb_wire_json_string (json_node_get_object (node), "scope"));
  if (scope == NULL)
    g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL, _("The endpoint does not tell what the token opens"));
  return scope;
}

static char *
feed_path (const GbFeedRequest *request)
{
  g_autofree char *scope = g_uri_escape_string (request->scope, ":", FALSE);
  g_autofree char *since = request->since != NULL ? g_uri_escape_string (request->since, NULL, FALSE) : NULL;

  g_autofree char *wait = request->wait > 0 ? g_strdup_printf ("&wait=%u", request->wait) : g_strdup ("");

  return g_strdup_printf ("/v1/feed?scope=%s&group=%s%s%s&limit=%u&max_bytes=%" G_GSIZE_FORMAT "%s", scope,
                          request->group, since != NULL ? "&since=" : "", since != NULL ? since : "",
                          request->limit, request->max_bytes, wait);
}

/**
 * gb_client_feed_async:
 * @self: a client
 * @request: what is asked; copied
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Fetches one page of the change feed.
 */
void
gb_client_feed_async (GbClient            *self,
                      const GbFeedRequest *request,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));
  g_return_if_fail (request != NULL && request->scope != NULL && request->group != NULL);

  path = feed_path (request);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_feed_async);
  gb_client_send (task, &(GbRequest) { .path = path, .signed_in = TRUE, .accept = "application/x-ndjson",
                                       .max_bytes = self->max_bytes });
}

/**
 * gb_client_feed_finish:
 * @self: a client
 * @result: what the callback was given
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the page as it came, to be checked by gb_feed_frame_parse(), or %NULL
 */
GBytes *
gb_client_feed_finish (GbClient     *self,
                       GAsyncResult *result,
                       guint64      *wire_bytes,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return gb_client_send_finish (result, wire_bytes, error);
}

/**
 * gb_client_push_async:
 * @self: a client
 * @actions: of gb_action_codec_encode()
 * @cancellable: (nullable): to give up; the actions may have been applied all the same
 * @callback: called when done
 * @user_data: for @callback
 *
 * Hands actions to the endpoint.
 */
void
gb_client_push_async (GbClient           *self,
                      GBytes             *actions,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));
  g_return_if_fail (actions != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_push_async);
  gb_client_send (task, &(GbRequest) { .method = SOUP_METHOD_POST, .path = "/v1/actions", .signed_in = TRUE,
                                       .accept = JSON, .max_bytes = self->max_bytes, .body = actions,
                                       .body_type = JSON });
}

/**
 * gb_client_push_finish:
 * @self: a client
 * @result: what the callback was given
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the results as they came, for gb_action_codec_decode_results(), or %NULL
 */
GBytes *
gb_client_push_finish (GbClient     *self,
                       GAsyncResult *result,
                       guint64      *wire_bytes,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return gb_client_send_finish (result, wire_bytes, error);
}
