/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-client.h"

#include "gb-body-reader.h"
#include "gb-config.h"
#include "gb-net-error.h"
#include "gb-problem.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define TIMEOUT_SECONDS 30
#define MAX_BYTES ((gsize) 16 * 1024 * 1024)
#define MAX_PROBLEM_BYTES ((gsize) 64 * 1024)
#define MAX_JSON_BYTES ((gsize) 256 * 1024)
#define MAX_REDIRECTS 3

/**
 * GbClient:
 *
 * Speaks with one provincial endpoint (trục dữ liệu của tỉnh), protocol giaoban/1. Everything runs
 * on the main context of the caller without blocking it. TLS always, save on loopback; redirects
 * are followed within the endpoint's own origin only, for the token goes along.
 */
struct _GbClient
{
  GObject parent_instance;

  char *endpoint; /* (owned) without a slash at the end */
  GbTokenProvider *tokens; /* (owned) (nullable) */
  SoupSession *session; /* (owned) */
  gsize max_bytes;
  guint retry_after;
};

/* One exchange with the endpoint, from the token's look-up to the end of the body. */
typedef struct
{
  GUri *uri; /* (owned) */
  const char *content_type; /* the only one accepted */
  gsize max_bytes;
  char *token; /* (owned) (nullable) */
  SoupMessage *message; /* (owned) (nullable) */
  guint redirects;
  guint64 wire_bytes;
} Exchange;

G_DEFINE_FINAL_TYPE (GbClient, gb_client, G_TYPE_OBJECT)

static void exchange_send (GTask *task);

static void
exchange_free (Exchange *self)
{
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->token, g_free);
  g_clear_object (&self->message);
  g_free (self);
}

/* Both directions, headers too: it is what a metered link is paid by. */
static void
exchange_count_bytes (Exchange *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);

  if (metrics != NULL)
    self->wire_bytes += soup_message_metrics_get_request_header_bytes_sent (metrics)
                        + soup_message_metrics_get_response_header_bytes_received (metrics)
                        + soup_message_metrics_get_response_body_bytes_received (metrics);
}

/* RFC 9110, 10.2.3: seconds or a date. */
static guint
read_retry_after (SoupMessage *message)
{
  const char *value = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  g_autoptr (GDateTime) until = NULL;
  guint64 seconds;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, GB_DAY_SECONDS, &seconds, NULL))
    return seconds;
  until = soup_date_time_new_from_http_string (value);
  if (until == NULL)
    return 0;
  return CLAMP (g_date_time_to_unix (until) - g_get_real_time () / G_USEC_PER_SEC, 0, GB_DAY_SECONDS);
}

static gboolean
same_origin (GUri *a,
             GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}

/* Returns whether the task goes on with another address. */
static gboolean
follow_redirect (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (exchange->message),
                                                       "Location");
  g_autoptr (GUri) target = NULL;

  if (location != NULL)
    target = g_uri_parse_relative (exchange->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL || g_uri_get_host (target) == NULL || !same_origin (exchange->uri, target)
      || ++exchange->redirects > MAX_REDIRECTS)
    {
      g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER,
                               _("Somebody else answered in place of the endpoint and sends to “%s”; does this "
                                 "network want you to sign in to it first?"),
                               target != NULL && g_uri_get_host (target) != NULL ? g_uri_get_host (target) : "");
      return FALSE;
    }
  g_uri_unref (exchange->uri);
  exchange->uri = g_steal_pointer (&target);
  return TRUE;
}

static void
on_problem_read_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, NULL);

  exchange_count_bytes (exchange);
  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_return_error (task, gb_problem_to_error (
      soup_message_get_status (exchange->message),
      soup_message_headers_get_content_type (soup_message_get_response_headers (exchange->message), NULL), body));
}

static void
on_body_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, &error);

  exchange_count_bytes (g_task_get_task_data (task));
  if (body == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, body, (GDestroyNotify) g_bytes_unref);
}

static void
on_message_sent_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  const char *type;
  guint status;

  if (stream == NULL)
    {
      g_task_return_error (task, gb_net_error_from_io (error, FALSE));
      return;
    }
  status = soup_message_get_status (exchange->message);
  type = soup_message_headers_get_content_type (soup_message_get_response_headers (exchange->message), NULL);
  self->retry_after = read_retry_after (exchange->message);
  if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      if (follow_redirect (task))
        exchange_send (g_steal_pointer (&task));
    }
  else if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    gb_body_reader_read_async (stream, MAX_PROBLEM_BYTES, cancellable, on_problem_read_cb,
                               g_steal_pointer (&task));
  else if (status != SOUP_STATUS_OK || g_strcmp0 (type, exchange->content_type) != 0)
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER,
                             _("Somebody else answered in place of the endpoint (%u, %s); does this network want "
                               "you to sign in to it first?"),
                             status, type != NULL ? type : "?");
  else
    gb_body_reader_read_async (stream, exchange->max_bytes, cancellable, on_body_read_cb,
                               g_steal_pointer (&task));
}

static void
exchange_send (GTask *task)
{
  GbClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  g_clear_object (&exchange->message);
  exchange->message = soup_message_new_from_uri (SOUP_METHOD_GET, exchange->uri);
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  soup_message_disable_feature (exchange->message, SOUP_TYPE_AUTH_MANAGER);
  headers = soup_message_get_request_headers (exchange->message);
  soup_message_headers_replace (headers, "Accept", exchange->content_type);
  if (exchange->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", exchange->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }
  soup_session_send_async (self->session, exchange->message, g_task_get_priority (task),
                           g_task_get_cancellable (task), on_message_sent_cb, task);
}

static void
on_token_looked_up_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  exchange->token = gb_token_provider_lookup_finish (GB_TOKEN_PROVIDER (object), result, &error);
  if (exchange->token == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    exchange_send (g_steal_pointer (&task));
}

/* (transfer full) of @task */
static void
exchange_begin (GTask      *task,
                const char *path,
                const char *content_type,
                gsize       max_bytes,
                gboolean    signed_in)
{
  GbClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autofree char *address = g_strconcat (self->endpoint, path, NULL);

  exchange->uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  exchange->content_type = content_type;
  exchange->max_bytes = max_bytes;
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  self->retry_after = 0;

  if (!signed_in)
    exchange_send (task);
  else if (self->tokens != NULL)
    gb_token_provider_lookup_async (self->tokens, g_task_get_cancellable (task), on_token_looked_up_cb, task);
  else
    {
      g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOKEN,
                               _("This workstation is not signed in to the endpoint"));
      g_object_unref (task);
    }
}

static GBytes *
exchange_finish (GbClient     *self,
                 GAsyncResult *result,
                 guint64      *wire_bytes,
                 GError      **error)
{
  Exchange *exchange = g_task_get_task_data (G_TASK (result));

  if (wire_bytes != NULL)
    *wire_bytes = exchange->wire_bytes;
  return g_task_propagate_pointer (G_TASK (result), error);
}

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
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
check_endpoint (const char *endpoint,
                GError    **error)
{
  g_autoptr (GUri) uri = g_uri_parse (endpoint, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL
      || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_ADDRESS,
                   _("“%s” is not the address of an endpoint; it should look like https://giaoban.example.vn"),
                   endpoint);
      return FALSE;
    }
  if (g_str_equal (scheme, "http") && !is_loopback (g_uri_get_host (uri)))
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_ADDRESS,
                   _("“%s” would send citizens' data unencrypted; the address must begin with https://"), endpoint);
      return FALSE;
    }
  return TRUE;
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
  exchange_begin (task, "/.well-known/giaoban", "application/json", MAX_JSON_BYTES, FALSE);
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

  body = exchange_finish (self, result, wire_bytes, error);
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
  exchange_begin (task, "/v1/scope", "application/json", MAX_JSON_BYTES, TRUE);
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

  body = exchange_finish (self, result, wire_bytes, error);
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

  return g_strdup_printf ("/v1/feed?scope=%s&group=%s%s%s&limit=%u&max_bytes=%" G_GSIZE_FORMAT, scope,
                          request->group, since != NULL ? "&since=" : "", since != NULL ? since : "",
                          request->limit, request->max_bytes);
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
  exchange_begin (task, path, "application/x-ndjson", self->max_bytes, TRUE);
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

  return exchange_finish (self, result, wire_bytes, error);
}
