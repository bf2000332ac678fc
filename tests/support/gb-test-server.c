/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-server.h"

#include <string.h>

#define WAIT_SECONDS 20

/* A real HTTP server on loopback in a thread of its own, for answers that no good endpoint gives. */
struct _GbTestServer
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  guint port;
  gboolean tls;
};

static gpointer
serve (gpointer data)
{
  GbTestServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  /* Not while the context is still run: libsoup 3.6 forgets that a handshake under way holds its connection. */
  soup_server_disconnect (self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
on_stop_cb (gpointer data)
{
  GbTestServer *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * gb_test_server_new:
 * @callback: answers every request, in the server's thread
 * @user_data: for @callback
 * @certificate: (nullable): to speak TLS with
 *
 * Returns: (transfer full): a server that listens on a free port of loopback
 */
GbTestServer *
gb_test_server_new (SoupServerCallback callback,
                    gpointer           user_data,
                    GTlsCertificate   *certificate)
{
  GbTestServer *self = g_new0 (GbTestServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->tls = certificate != NULL;
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, callback, user_data, NULL);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | (self->tls ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_main_context_pop_thread_default (self->context);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->thread = g_thread_new ("test-server", serve, self);
  return self;
}

/**
 * gb_test_server_address:
 * @self: a server
 * @path: what follows the port, "" or "/case"
 *
 * Returns: (transfer full): the address
 */
char *
gb_test_server_address (GbTestServer *self,
                        const char   *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->tls ? "https" : "http", self->port, path);
}

/**
 * gb_test_server_free:
 * @self: (transfer full): a server
 */
void
gb_test_server_free (GbTestServer *self)
{
  g_main_context_invoke (self->context, on_stop_cb, self);
  g_thread_join (self->thread);
  g_clear_object (&self->server);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * gb_test_reply:
 * @message: a request
 * @status: the answer's status
 * @content_type: (nullable): and its type
 * @body: (nullable): and its text
 */
void
gb_test_reply (SoupServerMessage *message,
               guint              status,
               const char        *content_type,
               const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, body, strlen (body));
}

/**
 * gb_test_reply_gzip:
 * @message: a request
 * @content_type: the answer's type
 * @body: its bytes
 * @length: how many
 * @cut: how many compressed bytes to leave out at the end
 *
 * Answers compressed; with @cut the HTTP message is whole and only the compressed data are not.
 */
void
gb_test_reply_gzip (SoupServerMessage *message,
                    const char        *content_type,
                    const char        *body,
                    gsize              length,
                    gsize              cut)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (g_output_stream_write_all (stream, body, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Content-Encoding", "gzip");
  soup_server_message_set_response (
      message, content_type, SOUP_MEMORY_COPY, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) - cut);
}

/**
 * gb_test_reply_cut:
 * @message: a request
 * @content_type: the answer's type
 * @body: its text
 * @keep: after how many bytes the connection is closed
 *
 * Announces the whole body, sends its beginning and hangs up.
 */
void
gb_test_reply_cut (SoupServerMessage *message,
                   const char        *content_type,
                   const char        *body,
                   gsize              keep)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                                           "\r\n\r\n",
                                           content_type, strlen (body));

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, body, keep, NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

static gboolean
on_waited_too_long_cb (gpointer data)
{
  g_error ("waited %d s in vain", WAIT_SECONDS);
  return G_SOURCE_REMOVE;
}

/**
 * gb_test_wait:
 * @done: set by a callback
 *
 * Runs the main context until @done, for 20 seconds at most.
 */
void
gb_test_wait (gboolean *done)
{
  guint guard = g_timeout_add_seconds (WAIT_SECONDS, on_waited_too_long_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}
