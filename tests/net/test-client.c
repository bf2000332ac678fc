/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-client.h"
#include "gb-file-token.h"
#include "gb-net-error.h"
#include "gb-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define NDJSON "application/x-ndjson"
#define PROBLEM "application/problem+json"
#define PAGE "{\"feed\":\"giaoban/1\"}\n{\"cursor\":\"c\"}\n"

typedef void (*Reply) (SoupServerMessage *message, GHashTable *query);

/* `code` of a case that has to work */
#define GOOD -1

/* libsoup takes the end of compressed data that were cut for their end: the page's seal will tell */
#define SHORT -2

typedef struct
{
  const char *name;
  Reply reply;
  int code;
  guint retry_after;
} Case;

typedef struct
{
  GbTestServer *server;
  char *folder;
  char *token_path;
  GbFileToken *tokens;
} Fixture;

typedef struct
{
  gboolean done;
  GBytes *body;
  GError *error;
  guint64 wire_bytes;
} Answer;

static void
reply_page (SoupServerMessage *message,
            GHashTable        *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_assert_cmpstr (soup_message_headers_get_one (headers, "Authorization"), ==, "Bearer secret");
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (headers, "User-Agent"), "GiaoBan/"));
  g_assert_nonnull (strstr (soup_message_headers_get_list (headers, "Accept-Encoding"), "gzip"));
  g_assert_cmpstr (g_hash_table_lookup (query, "scope"), ==, "commune:21028");
  g_assert_cmpstr (g_hash_table_lookup (query, "group"), ==, "work");
  g_assert_cmpstr (g_hash_table_lookup (query, "since"), ==, "a+b/c= &d");
  g_assert_cmpstr (g_hash_table_lookup (query, "limit"), ==, "50");
  g_assert_cmpstr (g_hash_table_lookup (query, "max_bytes"), ==, "4096");
  gb_test_reply (message, 200, NDJSON "; charset=utf-8", PAGE);
}

/* Vietnamese of the last century */
static void
reply_other_charset (SoupServerMessage *message,
                     GHashTable        *query)
{
  gb_test_reply (message, 200, NDJSON "; charset=windows-1258", PAGE);
}

static void
reply_gzip (SoupServerMessage *message,
            GHashTable        *query)
{
  gb_test_reply_gzip (message, NDJSON, PAGE, strlen (PAGE), 0);
}

static void
reply_gzip_cut (SoupServerMessage *message,
                GHashTable        *query)
{
  gb_test_reply_gzip (message, NDJSON, PAGE, strlen (PAGE), 12);
}

static void
reply_gzip_bomb (SoupServerMessage *message,
                 GHashTable        *query)
{
  g_autofree char *zeros = g_malloc0 (64 * 1024 * 1024);

  gb_test_reply_gzip (message, NDJSON, zeros, 64 * 1024 * 1024, 0);
}

static void
reply_cut (SoupServerMessage *message,
           GHashTable        *query)
{
  gb_test_reply_cut (message, NDJSON, PAGE, 10);
}

static void
reply_hang_up (SoupServerMessage *message,
               GHashTable        *query)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);

  g_io_stream_close (connection, NULL, NULL);
}

static void
reply_portal (SoupServerMessage *message,
              GHashTable        *query)
{
  gb_test_reply (message, 200, "text/html", "<html><form>Wi-Fi</form></html>");
}

static void
reply_no_content (SoupServerMessage *message,
                  GHashTable        *query)
{
  gb_test_reply (message, 204, NULL, NULL);
}

static void
reply_redirect_away (SoupServerMessage *message,
                     GHashTable        *query)
{
  soup_server_message_set_redirect (message, 302, "http://login.example/portal");
}

static void
reply_redirect_other_port (SoupServerMessage *message,
                           GHashTable        *query)
{
  soup_server_message_set_redirect (message, 307, "http://127.0.0.1:1/v1/feed");
}

static void
reply_redirect_nowhere (SoupServerMessage *message,
                        GHashTable        *query)
{
  gb_test_reply (message, 302, NULL, NULL);
}

static void
reply_redirect_home (SoupServerMessage *message,
                     GHashTable        *query)
{
  soup_server_message_set_redirect (message, 308,
                                    "/page/v1/feed?scope=commune%3A21028&group=work&since=a%2Bb%2Fc%3D%20%26d"
                                    "&limit=50&max_bytes=4096");
}

static void
reply_redirect_loop (SoupServerMessage *message,
                     GHashTable        *query)
{
  soup_server_message_set_redirect (message, 302, "/redirect-loop/v1/feed");
}

static void
reply_unauthorized (SoupServerMessage *message,
                    GHashTable        *query)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "WWW-Authenticate", "Bearer");
  gb_test_reply (message, 401, PROBLEM, "{\"type\":\"/unauthorized\"}");
}

static void
reply_scope (SoupServerMessage *message,
             GHashTable        *query)
{
  gb_test_reply (message, 403, PROBLEM, "{\"type\":\"/scope\"}");
}

static void
reply_gone (SoupServerMessage *message,
            GHashTable        *query)
{
  gb_test_reply (message, 410, PROBLEM, "{\"type\":\"/gone\"}");
}

static void
reply_busy (SoupServerMessage *message,
            GHashTable        *query)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", "120");
  gb_test_reply (message, 503, PROBLEM, "{\"type\":\"/busy\"}");
}

static void
reply_fault (SoupServerMessage *message,
             GHashTable        *query)
{
  gb_test_reply (message, 500, "text/plain", "oops");
}

/* Begins an answer and never ends it. */
static void
reply_stall (SoupServerMessage *message,
             GHashTable        *query)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), NDJSON, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "{", 1);
}

static const Case cases[] = {
  { "page", reply_page, GOOD },
  { "other-charset", reply_other_charset, GB_NET_ERROR_PROTOCOL },
  { "gzip", reply_gzip, GOOD },
  { "redirect-home", reply_redirect_home, GOOD },
  { "gzip-cut", reply_gzip_cut, SHORT },
  { "gzip-bomb", reply_gzip_bomb, GB_NET_ERROR_TOO_LARGE },
  { "cut", reply_cut, GB_NET_ERROR_CUT },
  { "hang-up", reply_hang_up, GB_NET_ERROR_OFFLINE },
  { "portal", reply_portal, GB_NET_ERROR_NOT_OUR_SERVER },
  { "no-content", reply_no_content, GB_NET_ERROR_NOT_OUR_SERVER },
  { "redirect-away", reply_redirect_away, GB_NET_ERROR_NOT_OUR_SERVER },
  { "redirect-other-port", reply_redirect_other_port, GB_NET_ERROR_NOT_OUR_SERVER },
  { "redirect-nowhere", reply_redirect_nowhere, GB_NET_ERROR_NOT_OUR_SERVER },
  { "redirect-loop", reply_redirect_loop, GB_NET_ERROR_NOT_OUR_SERVER },
  { "unauthorized", reply_unauthorized, GB_NET_ERROR_UNAUTHORIZED },
  { "scope", reply_scope, GB_NET_ERROR_FORBIDDEN },
  { "gone", reply_gone, GB_NET_ERROR_GONE },
  { "busy", reply_busy, GB_NET_ERROR_BUSY, 120 },
  { "fault", reply_fault, GB_NET_ERROR_SERVER },
  { "stall", reply_stall, GB_NET_ERROR_TIMEOUT },
};

/* The first part of the path names the case. */
static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 3);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_strcmp0 (parts[1], cases[i].name) == 0)
      {
        cases[i].reply (message, query);
        return;
      }
  gb_test_reply (message, 404, NULL, NULL);
}

static void
on_fed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  answer->body = gb_client_feed_finish (GB_CLIENT (object), result, &answer->wire_bytes, &answer->error);
  answer->done = TRUE;
}

static void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->server = gb_test_server_new (on_request_cb, NULL, NULL);
  self->folder = g_dir_make_tmp ("giaoban-net-XXXXXX", NULL);
  self->token_path = g_build_filename (self->folder, "token", NULL);
  g_assert_true (g_file_set_contents_full (self->token_path, "secret\n", -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                             0600, NULL));
  self->tokens = gb_file_token_new (self->token_path);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_assert_finalize_object (self->tokens);
  g_unlink (self->token_path);
  g_rmdir (self->folder);
  g_free (self->token_path);
  g_free (self->folder);
  gb_test_server_free (self->server);
}

static GbClient *
make_client (Fixture    *self,
             const char *name)
{
  g_autofree char *path = g_strconcat ("/", name, "/", NULL);
  g_autofree char *endpoint = gb_test_server_address (self->server, path);
  g_autoptr (GError) error = NULL;
  GbClient *client = gb_client_new (endpoint, GB_TOKEN_PROVIDER (self->tokens), &error);

  g_assert_no_error (error);
  gb_client_set_max_bytes (client, 1024 * 1024);
  return client;
}

static const GbFeedRequest request = { "commune:21028", "work", "a+b/c= &d", 50, 4096, 0 };

static void
test_feed (Fixture      *self,
           gconstpointer data)
{
  const Case *c = data;
  GbClient *client = make_client (self, c->name);
  Answer answer = { FALSE };

  if (c->code == GB_NET_ERROR_TIMEOUT)
    gb_client_set_timeout (client, 1);
  gb_client_feed_async (client, &request, NULL, on_fed_cb, &answer);
  gb_test_wait (&answer.done);

  if (c->code == GOOD)
    {
      g_assert_no_error (answer.error);
      g_assert_cmpmem (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body), PAGE, strlen (PAGE));
      g_assert_cmpuint (answer.wire_bytes, >, 200);
      g_assert_cmpuint (answer.wire_bytes, <, 2000);
    }
  else if (c->code == SHORT)
    {
      if (answer.body != NULL)
        g_assert_cmpuint (g_bytes_get_size (answer.body), <, strlen (PAGE));
      else
        g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_CUT);
    }
  else
    {
      g_assert_error (answer.error, GB_NET_ERROR, c->code);
      g_assert_null (answer.body);
      g_assert_null (strstr (answer.error->message, "secret"));
    }
  g_assert_cmpuint (gb_client_get_retry_after (client), ==, c->retry_after);
  answer_clear (&answer);
  g_assert_finalize_object (client);
}

/* --- push ----------------------------------------------------------------------------------- */

#define ACTIONS "[{\"id\":\"ghi chú\"}]"
#define RESULTS "[{\"status\":\"applied\"}]"

/* The first part of the path names what it does. */
static void
on_push_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (g_str_equal (path, "/moved/v1/actions"))
    soup_server_message_set_redirect (message, 302, "/page/v1/actions");
  else if (g_str_equal (path, "/home/v1/actions"))
    soup_server_message_set_redirect (message, 307, "/page/v1/actions");
  else if (g_str_equal (path, "/fault/v1/actions"))
    gb_test_reply (message, 413, PROBLEM, "{\"type\":\"/too-large\"}");
  else if (g_str_equal (path, "/hang-up/v1/actions"))
    reply_hang_up (message, query);
  else
    {
      g_assert_cmpstr (path, ==, "/page/v1/actions");
      g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
      g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");
      g_assert_cmpstr (soup_message_headers_get_one (headers, "Authorization"), ==, "Bearer secret");
      g_assert_cmpmem (body->data, body->length, ACTIONS, strlen (ACTIONS));
      gb_test_reply (message, 200, "application/json", RESULTS);
    }
}

static void
on_pushed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Answer *answer = user_data;

  answer->body = gb_client_push_finish (GB_CLIENT (object), result, &answer->wire_bytes, &answer->error);
  answer->done = TRUE;
}

static const struct
{
  const char *name;
  int code;
  guint status; /* of the answer, 0 = none came */
} pushes[] = {
  { "page", GOOD, 200 },
  { "home", GOOD, 200 },
  { "moved", GB_NET_ERROR_NOT_OUR_SERVER, 302 }, /* that would make a GET of it */
  { "fault", GB_NET_ERROR_TOO_LARGE, 413 },
  { "hang-up", GB_NET_ERROR_OFFLINE, 0 },
};

static void
test_push (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GbTestServer) server = gb_test_server_new (on_push_cb, NULL, NULL);
  g_autoptr (GBytes) actions = g_bytes_new_static (ACTIONS, strlen (ACTIONS));

  for (gsize i = 0; i < G_N_ELEMENTS (pushes); i++)
    {
      g_autofree char *path = g_strconcat ("/", pushes[i].name, "/", NULL);
      g_autofree char *endpoint = gb_test_server_address (server, path);
      g_autoptr (GbClient) client = gb_client_new (endpoint, GB_TOKEN_PROVIDER (self->tokens), NULL);
      Answer answer = { FALSE };

      g_test_message ("%s", pushes[i].name);
      gb_client_push_async (client, actions, NULL, on_pushed_cb, &answer);
      gb_test_wait (&answer.done);
      if (pushes[i].code == GOOD)
        {
          g_assert_no_error (answer.error);
          g_assert_cmpmem (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body), RESULTS,
                           strlen (RESULTS));
        }
      else
        g_assert_error (answer.error, GB_NET_ERROR, pushes[i].code);
      g_assert_cmpuint (gb_client_get_status (client), ==, pushes[i].status);
      g_assert_true (gb_client_has_sent (client));
      answer_clear (&answer);
    }
}

/* Where nobody listens nothing leaves. */
static void
test_push_nobody (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *endpoint = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (GbClient) client = gb_client_new (endpoint, GB_TOKEN_PROVIDER (self->tokens), NULL);
  g_autoptr (GBytes) actions = g_bytes_new_static (ACTIONS, strlen (ACTIONS));
  Answer answer = { FALSE };

  g_socket_listener_close (listener);
  gb_client_push_async (client, actions, NULL, on_pushed_cb, &answer);
  gb_test_wait (&answer.done);
  g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE);
  g_assert_false (gb_client_has_sent (client));
  g_assert_cmpuint (gb_client_get_status (client), ==, 0);
  answer_clear (&answer);
}

static gboolean
on_cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  GbClient *client = make_client (self, "stall");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { FALSE };

  gb_client_feed_async (client, &request, cancellable, on_fed_cb, &answer);
  g_timeout_add (50, on_cancel_cb, cancellable);
  gb_test_wait (&answer.done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_clear (&answer);
  g_assert_finalize_object (client);
}

static void
test_no_token (void)
{
  g_autoptr (GbClient) client = gb_client_new ("http://127.0.0.1:1", NULL, NULL);
  Answer answer = { FALSE };

  gb_client_feed_async (client, &request, NULL, on_fed_cb, &answer);
  gb_test_wait (&answer.done);
  g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_TOKEN);
  answer_clear (&answer);
}

static void
on_discovered_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Answer *answer = user_data;
  g_autoptr (GbDiscovery) discovery = gb_client_discover_finish (GB_CLIENT (object), result, NULL, &answer->error);

  g_assert_true ((discovery == NULL) == (answer->error != NULL));
  answer->done = TRUE;
}

static void
test_refused (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *endpoint = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (GbClient) client = gb_client_new (endpoint, NULL, NULL);
  Answer answer = { FALSE };

  g_socket_listener_close (listener);
  gb_client_discover_async (client, NULL, on_discovered_cb, &answer);
  gb_test_wait (&answer.done);
  g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE);
  answer_clear (&answer);
}

static void
test_unknown_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "self-signed.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (GbTestServer) server = NULL;
  g_autofree char *endpoint = NULL;
  g_autoptr (GbClient) client = NULL;
  Answer answer = { FALSE };

  g_assert_no_error (error);
  server = gb_test_server_new (on_request_cb, NULL, certificate);
  endpoint = gb_test_server_address (server, "/page");
  client = gb_client_new (endpoint, NULL, NULL);
  gb_client_discover_async (client, NULL, on_discovered_cb, &answer);
  gb_test_wait (&answer.done);
  g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_TLS);
  answer_clear (&answer);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *endpoint;
    gboolean good;
  } addresses[] = {
    { "https://giaoban.example.vn", TRUE },
    { "https://giaoban.example.vn:8443/path/", TRUE },
    { "http://127.0.0.1:8080", TRUE },
    { "http://localhost:8080/", TRUE },
    { "http://[::1]:8080", TRUE },
    { "http://giaoban.example.vn", FALSE },
    { "http://127.0.0.1.example.vn", FALSE },
    { "http://10.0.0.1", FALSE },
    { "https://user:word@giaoban.example.vn", FALSE },
    { "https://giaoban.example.vn?x=1", FALSE },
    { "https://giaoban.example.vn#x", FALSE },
    { "ftp://127.0.0.1", FALSE },
    { "file:///etc/passwd", FALSE },
    { "giaoban.example.vn", FALSE },
    { "https://", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbClient) client = gb_client_new (addresses[i].endpoint, NULL, &error);

      g_test_message ("%s", addresses[i].endpoint);
      g_assert_true ((client != NULL) == addresses[i].good);
      if (client != NULL)
        g_assert_false (g_str_has_suffix (gb_client_get_endpoint (client), "/"));
      else
        g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_ADDRESS);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/client/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_feed, tear_down);
    }
  g_test_add ("/net/client/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/net/client/push", Fixture, NULL, set_up, test_push, tear_down);
  g_test_add ("/net/client/push-nobody", Fixture, NULL, set_up, test_push_nobody, tear_down);
  g_test_add_func ("/net/client/no-token", test_no_token);
  g_test_add_func ("/net/client/refused", test_refused);
  g_test_add_func ("/net/client/unknown-certificate", test_unknown_certificate);
  g_test_add_func ("/net/client/addresses", test_addresses);
  return g_test_run ();
}
