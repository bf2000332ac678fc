/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-server.h"

#include "gb-config.h"
#include "gb-hub-answer.h"
#include "gb-hub-error.h"
#include "gb-hub-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/**
 * GbHubServer:
 *
 * Serves a hub over HTTP. Requests are taken on the main context; answers, which need the database,
 * are made on other threads with connections of their own.
 */
struct _GbHubServer
{
  GObject parent_instance;

  GbHub *hub; /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable) */
  SoupServer *server; /* (owned) */
  GAsyncQueue *idle; /* (owned): connections that no thread is using */
};

G_DEFINE_FINAL_TYPE (GbHubServer, gb_hub_server, G_TYPE_OBJECT)

static void
gb_hub_server_dispose (GObject *object)
{
  GbHubServer *self = GB_HUB_SERVER (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->certificate);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->idle, g_async_queue_unref);
  G_OBJECT_CLASS (gb_hub_server_parent_class)->dispose (object);
}

static void
gb_hub_server_class_init (GbHubServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_hub_server_dispose;
}

static void
gb_hub_server_init (GbHubServer *self)
{
  self->idle = g_async_queue_new_full (g_object_unref);
}

static char *
dup_token (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", strlen ("Bearer ")) != 0)
    return NULL;
  return g_strstrip (g_strdup (value + strlen ("Bearer ")));
}

/* Whether a list such as "gzip;q=0.5, br" takes @wanted; a quality of 0 says no. */
static gboolean
accepts (const char *list,
         const char *wanted)
{
  GSList *unacceptable = NULL;
  GSList *accepted;
  gboolean found = FALSE;

  if (list == NULL)
    return FALSE;
  accepted = soup_header_parse_quality_list (list, &unacceptable);
  for (GSList *l = accepted; l != NULL; l = l->next)
    found = found || g_ascii_strcasecmp (l->data, wanted) == 0;
  soup_header_free_list (accepted);
  soup_header_free_list (unacceptable);
  return found;
}

/* Vietnamese, unless the reader prefers English. */
static gboolean
wants_english (const char *list)
{
  GSList *languages;
  gboolean english = FALSE;

  if (list == NULL)
    return FALSE;
  languages = soup_header_parse_quality_list (list, NULL);
  for (GSList *l = languages; l != NULL; l = l->next)
    if (g_ascii_strncasecmp (l->data, "vi", 2) == 0 || g_ascii_strncasecmp (l->data, "en", 2) == 0)
      {
        english = g_ascii_strncasecmp (l->data, "en", 2) == 0;
        break;
      }
  soup_header_free_list (languages);
  return english;
}

static GbHubRequest *
request_new (GbHubServer       *self,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GbHubRequest *request = g_new0 (GbHubRequest, 1);

  request->path = g_strdup (path);
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  request->token = dup_token (headers);
  request->etag = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  request->gzip = accepts (soup_message_headers_get_list (headers, "Accept-Encoding"), "gzip");
  request->english = wants_english (soup_message_headers_get_list (headers, "Accept-Language"));
  request->now = gb_clock_now (gb_hub_get_clock (self->hub));
  return request;
}

static void
send_answer (SoupServerMessage *message,
             GbHubAnswer       *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", answer->cache_control);
  if (answer->content_type != NULL)
    soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  if (answer->etag != NULL)
    {
      soup_message_headers_replace (headers, "ETag", answer->etag);
      soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
    }
  if (answer->gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (g_strcmp0 (answer->content_type, "application/x-ndjson") == 0)
    soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  if (answer->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  if (answer->status == SOUP_STATUS_METHOD_NOT_ALLOWED)
    soup_message_headers_replace (headers, "Allow", "GET, HEAD");
  if (answer->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

static void
make_answer_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  GbHubServer *self = source;
  GbHubRequest *request = task_data;
  g_autoptr (GbSqlConnection) connection = g_async_queue_try_pop (self->idle);
  g_autoptr (GError) error = NULL;
  GbHubAnswer *answer;

  if (connection == NULL)
    connection = gb_hub_open_reader (self->hub, &error);
  if (connection == NULL)
    {
      g_message ("%s", error->message);
      answer = gb_hub_answer_problem (GB_HUB_PROBLEM_FAULT, NULL, request->english);
    }
  else
    {
      answer = gb_hub_answer_make (self->hub, connection, request);
      g_async_queue_push (self->idle, g_steal_pointer (&connection));
    }
  g_task_return_pointer (task, answer, (GDestroyNotify) gb_hub_answer_free);
}

static void
on_answer_made_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;
  g_autoptr (GbHubAnswer) answer = g_task_propagate_pointer (G_TASK (result), NULL);

  send_answer (message, answer);
  soup_server_message_unpause (message);
}

/* Nothing that is asked here has a body, so none is kept: a stranger could send gigabytes. */
static void
on_server_headers_cb (SoupServer        *server,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  const char *method = soup_server_message_get_method (message);
  const char *languages = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "Accept-Language");
  g_autoptr (GbHubAnswer) answer = NULL;

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD)
    return;
  answer = gb_hub_answer_problem (GB_HUB_PROBLEM_METHOD, NULL, wants_english (languages));
  send_answer (message, answer);
}

static void
on_server_request_cb (SoupServer        *server,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  GbHubServer *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, NULL, on_answer_made_cb, g_object_ref (message));

  g_task_set_source_tag (task, on_server_request_cb);
  g_task_set_task_data (task, request_new (self, message, path, query),
                        (GDestroyNotify)gb_hub_request_free);
  soup_server_message_pause (message);
  g_task_run_in_thread (task, make_answer_thread);
}

/**
 * gb_hub_server_new:
 * @hub: what to serve
 * @certificate: (nullable): with its key; %NULL for plain HTTP, on loopback only
 *
 * Returns: (transfer full): a server that does not listen yet
 */
GbHubServer *
gb_hub_server_new (GbHub           *hub,
                   GTlsCertificate *certificate)
{
  GbHubServer *self = g_object_new (GB_TYPE_HUB_SERVER, NULL);

  self->hub = g_object_ref (hub);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->server = soup_server_new ("server-header", "giaoban-hub/" GB_VERSION, NULL);
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->server, certificate);
  soup_server_add_early_handler (self->server, NULL, on_server_headers_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, on_server_request_cb, self, NULL);
  return self;
}

/* "127.0.0.1:8080", "[::1]:0" or "localhost:0". */
static GSocketAddress *
parse_address (const char *text,
               GError    **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, 0, error);
  GSocketAddress *address;
  const char *host;

  if (connectable == NULL)
    return NULL;
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable));
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    host = "127.0.0.1";
  address = g_inet_socket_address_new_from_string (
      host, g_network_address_get_port (G_NETWORK_ADDRESS (connectable)));
  if (address == NULL)
    g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_LISTEN, _ ("“%s” is no address of this machine"),
                 text);
  return address;
}

/**
 * gb_hub_server_listen:
 * @address: "127.0.0.1:0": address and port, 0 for any that is free
 *
 * Begins to serve. Without a certificate only on loopback: the feed is personal data.
 *
 * Returns: whether it listens; otherwise @error is %GB_HUB_ERROR_LISTEN or one of GIO
 */
gboolean
gb_hub_server_listen (GbHubServer *self,
                      const char  *address,
                      GError     **error)
{
  g_autoptr (GSocketAddress) parsed = parse_address (address, error);

  if (parsed == NULL)
    return FALSE;
  if (self->certificate == NULL
      && !g_inet_address_get_is_loopback (
          g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (parsed))))
    {
      g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_LISTEN,
                   _ ("“%s” can be reached from outside: it needs --tls-certificate and --tls-key"),
                   address);
      return FALSE;
    }
  return soup_server_listen (self->server, parsed,
                             self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, error);
}

/**
 * gb_hub_server_get_port:
 *
 * Returns: the port it listens on, 0 when it does not
 */
guint
gb_hub_server_get_port (GbHubServer *self)
{
  GSList *uris = soup_server_get_uris (self->server);
  guint port = uris != NULL ? g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

/**
 * gb_hub_server_stop:
 *
 * Stops listening and closes all connections.
 */
void
gb_hub_server_stop (GbHubServer *self)
{
  soup_server_disconnect (self->server);
}
