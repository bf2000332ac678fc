/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-server.h"

#include "gb-config.h"
#include "gb-hub-error.h"
#include "gb-hub-message.h"
#include "gb-hub-page.h"
#include "gb-hub-private.h"
#include "gb-hub-routes.h"
#include "gb-hub-waiters.h"
#include "gb-hub-writer.h"

#include <glib/gi18n-lib.h>

/* More than that would wait longer than their senders do, or fill the memory. */
static const guint max_jobs[GB_HUB_N_LANES] = {
  [GB_HUB_LANE_WRITE] = 64,
  [GB_HUB_LANE_SIGN_IN] = 64,
  [GB_HUB_LANE_BULK] = 4,
};
#define JOBS_SECONDS 10

#define BACKLOG 512

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
  GbHubWriter *writers[GB_HUB_N_LANES]; /* (owned): none for the reading lane */
  GbHubWaiters *waiters; /* (owned) (nullable): while it listens */
  GHashTable *first_uses; /* (owned): tokens whose first use is being noted */
  GbHubIdentity *identity; /* (owned) (nullable) */
  GbHubSettings settings; /* (owned): from listening on */
};

G_DEFINE_FINAL_TYPE (GbHubServer, gb_hub_server, G_TYPE_OBJECT)

/* A message that waits for its answer. */
typedef struct
{
  GbHubServer *server; /* (unowned) */
  SoupServerMessage *message; /* (owned) (nullable): NULL for what the server does by itself */
  GbHubRequest *request; /* (owned) */
  const GbHubRoute *route;
  gint64 until; /* monotonic: so long it may wait for news */
  gboolean is_waiting; /* for news */
  gboolean is_first; /* its token never came before */
  gboolean is_gone; /* nobody wants the answer any more */
} Pending;

static void ask (Pending *pending);

static void
pending_free (Pending *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->request, gb_hub_request_free);
  g_free (self);
}

static void
gb_hub_server_dispose (GObject *object)
{
  GbHubServer *self = GB_HUB_SERVER (object);

  if (self->server != NULL)
    gb_hub_server_stop (self);
  g_clear_object (&self->server);
  g_clear_object (&self->certificate);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->identity, gb_hub_identity_unref);
  gb_hub_settings_clear (&self->settings);
  g_clear_pointer (&self->idle, g_async_queue_unref);
  g_clear_pointer (&self->first_uses, g_hash_table_unref);
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
  self->first_uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GbSqlConnection *
take_connection (GbHubServer *self,
                 GError     **error)
{
  GbSqlConnection *connection = g_async_queue_try_pop (self->idle);

  return connection != NULL ? connection : gb_hub_open_reader (self->hub, error);
}

static GbHubAnswer *
make_answer (GbHub           *hub,
             GbSqlConnection *connection,
             Pending         *pending,
             const GError    *error)
{
  GbHubCall call = { .hub = hub, .connection = connection, .settings = &pending->server->settings,
                     .request = pending->request };
  GbHubAnswer *answer =
      connection != NULL ? gb_hub_route_answer (pending->route, &call) : gb_hub_call_fail (&call, error);

  pending->is_first = call.token.state == GB_HUB_TOKEN_VALID && call.token.is_new;
  gb_hub_token_clear (&call.token);
  return answer;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GbHubServer *self = source;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = take_connection (self, &error);
  GbHubAnswer *answer = make_answer (self->hub, connection, task_data, error);

  if (connection != NULL)
    g_async_queue_push (self->idle, g_steal_pointer (&connection));
  g_task_return_pointer (task, answer, (GDestroyNotify) gb_hub_answer_free);
}

/* On a writer's thread. */
static void
write_one (GbHub        *hub,
           GTask        *task,
           const GError *error)
{
  GbSqlConnection *connection = hub != NULL ? gb_hub_get_connection (hub) : NULL;

  g_task_return_pointer (task, make_answer (hub, connection, g_task_get_task_data (task), error),
                         (GDestroyNotify) gb_hub_answer_free);
}

static void
finish (Pending           *pending,
        const GbHubAnswer *answer)
{
  if (pending->message != NULL && !pending->is_gone)
    {
      g_signal_handlers_disconnect_by_data (pending->message, pending);
      gb_hub_message_send (pending->message, answer);
      soup_server_message_unpause (pending->message);
    }
  else if (pending->message == NULL)
    g_hash_table_remove (pending->server->first_uses, pending->request->token);
  pending_free (pending);
}

/* The message is over before it was answered: the client went away, or the server stops. */
static void
on_message_finished_cb (SoupServerMessage *message,
                        Pending           *pending)
{
  pending->is_gone = TRUE;
  if (!pending->is_waiting)
    return;
  gb_hub_waiters_remove (pending->server->waiters, pending);
  pending_free (pending);
}

/* The workstation has its new token: its older ones are worth nothing from now on. */
static void
note_use (GbHubServer *self,
          const char  *token)
{
  Pending *pending;

  /* Once, however many requests come until it is done. */
  if (!g_hash_table_add (self->first_uses, g_strdup (token)))
    return;
  pending = g_new0 (Pending, 1);
  pending->server = self;
  pending->route = &gb_hub_route_token_used;
  pending->request = g_new0 (GbHubRequest, 1);
  pending->request->method = g_strdup ("");
  pending->request->path = g_strdup ("");
  pending->request->token = g_strdup (token);
  pending->request->now = gb_clock_now (gb_hub_get_clock (self->hub));
  ask (pending);
}

static void
on_answer_made_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GbHubServer *self = GB_HUB_SERVER (source);
  Pending *pending = user_data;
  g_autoptr (GbHubAnswer) answer = g_task_propagate_pointer (G_TASK (result), NULL);

  gboolean wrote = pending->route->lane != GB_HUB_LANE_READ;

  if (pending->is_first && pending->message != NULL && self->writers[GB_HUB_LANE_SIGN_IN] != NULL)
    note_use (self, pending->request->token);

  if (answer->empty && !pending->is_gone && self->waiters != NULL
      && pending->until > g_get_monotonic_time ())
    pending->is_waiting = gb_hub_waiters_add (self->waiters, pending, pending->until);
  if (!pending->is_waiting)
    finish (pending, answer);
  if (wrote && self->waiters != NULL)
    gb_hub_waiters_wake (self->waiters);
}

static void
on_waiter_called_cb (gpointer waiter,
                     gpointer user_data)
{
  Pending *pending = waiter;

  pending->is_waiting = FALSE;
  pending->request->now = gb_clock_now (gb_hub_get_clock (pending->server->hub));
  ask (pending);
}

static gboolean
is_full (GbHubServer      *self,
         const GbHubRoute *route)
{
  GbHubWriter *writer = self->writers[route->lane];

  return writer != NULL && gb_hub_writer_n_jobs (writer) >= max_jobs[route->lane];
}

static GbHubAnswer *
refuse_full (GbHubRequest *request)
{
  GbHubAnswer *answer = gb_hub_answer_problem (GB_HUB_PROBLEM_TOO_MANY, NULL, request->english);

  gb_hub_answer_add_retry (answer, JOBS_SECONDS);
  return answer;
}

/* Has the answer made where the route says. */
static void
ask (Pending *pending)
{
  GbHubServer *self = pending->server;
  GbHubWriter *writer = self->writers[pending->route->lane];
  g_autoptr (GTask) task = NULL;

  if (is_full (self, pending->route))
    {
      g_autoptr (GbHubAnswer) answer = refuse_full (pending->request);

      finish (pending, answer);
      return;
    }
  task = g_task_new (self, NULL, on_answer_made_cb, pending);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, pending, NULL);
  if (writer != NULL)
    gb_hub_writer_push (writer, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, read_thread);
}

/* What speaks against a request before anything of its body is read. */
static GbHubAnswer *
refuse_early (GbHubServer       *self,
              SoupServerMessage *message,
              GbHubRequest      *request,
              const GbHubRoute  *route)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = NULL;
  GbHubCall call = { .hub = self->hub, .settings = &self->settings, .request = request };
  GbHubAnswer *answer;

  if (route->max_body == 0)
    return NULL;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) route->max_body)
    return gb_hub_call_problem (&call, GB_HUB_PROBLEM_TOO_LARGE, NULL);
  if (route->content_type != NULL && !gb_hub_message_is_type (message, route->content_type))
    return gb_hub_call_problem (&call, GB_HUB_PROBLEM_CONTENT_TYPE, route->content_type);
  if (is_full (self, route))
    return refuse_full (request);
  /* Strangers are not to fill the memory. */
  connection = take_connection (self, &error);
  if (connection == NULL)
    return gb_hub_call_fail (&call, error);
  call.connection = connection;
  answer = gb_hub_route_enter (route, &call);
  gb_hub_token_clear (&call.token);
  g_async_queue_push (self->idle, g_steal_pointer (&connection));
  return answer;
}

static GbHubAnswer *
refuse_route (GbHubRequest *request,
              const char   *allow)
{
  GbHubAnswer *answer = gb_hub_answer_problem (
      allow != NULL ? GB_HUB_PROBLEM_METHOD : GB_HUB_PROBLEM_NOT_FOUND, NULL, request->english);

  if (allow != NULL)
    gb_hub_answer_add_header (answer, "Allow", allow);
  return answer;
}

/* Called as soon as the headers are there. */
static void
on_server_headers_cb (SoupServer        *server,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  GbHubServer *self = user_data;
  g_autoptr (GbHubRequest) request =
      gb_hub_message_read (message, path, query, gb_clock_now (gb_hub_get_clock (self->hub)));
  g_autofree char *allow = NULL;
  const GbHubRoute *route = gb_hub_route_find (request->method, path, &allow);
  g_autoptr (GbHubAnswer) answer = NULL;

  answer = route == NULL ? refuse_route (request, allow) : refuse_early (self, message, request, route);
  /* Where no body is expected none is kept: a stranger could send gigabytes. */
  if (answer != NULL || route->max_body == 0)
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  gb_hub_message_limit (message, route != NULL ? route->max_body : 0);
  if (answer != NULL)
    gb_hub_message_send (message, answer);
}

static void
on_server_request_cb (SoupServer        *server,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  GbHubServer *self = user_data;
  Pending *pending = g_new0 (Pending, 1);
  g_autofree char *allow = NULL;
  guint64 seconds;

  pending->server = self;
  pending->message = g_object_ref (message);
  pending->request = gb_hub_message_read (message, path, query, gb_clock_now (gb_hub_get_clock (self->hub)));
  pending->route = gb_hub_route_find (pending->request->method, path, &allow);
  if (gb_hub_request_read_bound (pending->request, "wait", 0, 0, GB_HUB_PAGE_MAX_WAIT, &seconds))
    pending->until = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  /* libsoup would cut a part out of the part. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  g_signal_connect (message, "finished", G_CALLBACK (on_message_finished_cb), pending);
  soup_server_message_pause (message);
  ask (pending);
}

/**
 * gb_hub_server_new:
 * @hub: what to serve
 * @certificate: (nullable): with its key; %NULL for plain HTTP, on loopback only
 * @identity: (nullable): the province's identity provider
 *
 * Returns: (transfer full): a server that does not listen yet
 */
GbHubServer *
gb_hub_server_new (GbHub           *hub,
                   GTlsCertificate *certificate,
                   GbHubIdentity   *identity)
{
  GbHubServer *self = g_object_new (GB_TYPE_HUB_SERVER, NULL);

  self->hub = g_object_ref (hub);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->identity = identity != NULL ? gb_hub_identity_ref (identity) : NULL;
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

/* All communes of a province may come at seven o'clock; libsoup lets only ten wait at the door. */
static GSocket *
open_socket (GSocketAddress *address,
             GError        **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_bind (socket, address, TRUE, error) && g_socket_listen (socket, error)
             ? g_steal_pointer (&socket)
             : NULL;
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
  g_autoptr (GSocket) socket = NULL;

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
  if (!gb_hub_settings_load (&self->settings, self->hub, self->identity, error))
    return FALSE;
  self->waiters = gb_hub_waiters_new (self->hub, on_waiter_called_cb, self, error);
  socket = self->waiters != NULL ? open_socket (parsed, error) : NULL;
  if (socket == NULL)
    return FALSE;
  for (int lane = GB_HUB_LANE_WRITE; lane < GB_HUB_N_LANES; lane++)
    self->writers[lane] = gb_hub_writer_new (self->hub, write_one);
  return soup_server_listen_socket (self->server, socket,
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
 * Stops listening, closes all connections, and writes what was taken to be written.
 */
void
gb_hub_server_stop (GbHubServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_pointer (&self->waiters, gb_hub_waiters_free);
  for (int lane = 0; lane < GB_HUB_N_LANES; lane++)
    g_clear_pointer (&self->writers[lane], gb_hub_writer_free);
}
