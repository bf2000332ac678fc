/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against a provider that says everything that RFC 8628 lets it say, and more; a real one is asked in
 * tests/account. */
#include "gb-device-grant.h"
#include "gb-net-error.h"
#include "gb-test-server.h"

#include <string.h>

#define SECOND 60 /* milliseconds */
#define JSON "application/json"
#define CODES "{\"device_code\":\"d\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://id.example.vn/device\","
#define ASKED CODES "\"expires_in\":600,\"interval\":1}"
#define PENDING "{\"error\":\"authorization_pending\"}"
#define TOKEN "{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"

typedef struct
{
  guint status;
  const char *type;
  const char *body; /* "hang up" closes the connection */
} Reply;

typedef struct
{
  const char *name;
  Reply codes;
  Reply answers[4]; /* to asking again; the last one for ever */
  int code;         /* -1 = a token comes */
  guint polls;      /* how often it was asked, 0 = any number */
} Case;

static const Case cases[] = {
  { "token", { 200, JSON, ASKED }, { { 200, JSON, TOKEN } }, -1, 1 },
  { "pending", { 200, JSON, ASKED }, { { 400, JSON, PENDING }, { 400, JSON, PENDING }, { 200, JSON, TOKEN } }, -1, 3 },
  { "cut-while-waiting", { 200, JSON, ASKED }, { { 0, NULL, "hang up" }, { 200, JSON, TOKEN } }, -1 },
  { "server-down", { 200, JSON, ASKED }, { { 503, "text/plain", "later" }, { 200, JSON, TOKEN } }, -1, 2 },
  { "denied", { 200, JSON, ASKED }, { { 400, JSON, "{\"error\":\"access_denied\"}" } }, GB_NET_ERROR_DENIED, 1 },
  { "expired", { 200, JSON, ASKED }, { { 400, JSON, "{\"error\":\"expired_token\"}" } }, GB_NET_ERROR_EXPIRED, 1 },
  { "by-our-clock", { 200, JSON, CODES "\"expires_in\":2,\"interval\":1}" }, { { 400, JSON, PENDING } }, GB_NET_ERROR_EXPIRED },
  { "unknown-error", { 200, JSON, ASKED }, { { 400, JSON, "{\"error\":\"invalid_grant\"}" } }, GB_NET_ERROR_PROTOCOL, 1 },
  { "no-token", { 200, JSON, ASKED }, { { 200, JSON, "{\"token_type\":\"Bearer\"}" } }, GB_NET_ERROR_PROTOCOL, 1 },
  { "portal-while-waiting", { 200, JSON, ASKED }, { { 200, "text/html", "<html>" } }, GB_NET_ERROR_NOT_OUR_SERVER, 1 },
  { "sent-on", { 200, JSON, ASKED }, { { 302, JSON, "{}" } }, GB_NET_ERROR_NOT_OUR_SERVER, 1 },
  { "nested", { 200, JSON, ASKED }, { { 200, JSON, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[" } }, GB_NET_ERROR_PROTOCOL, 1 },
};

/* What the provider may not be told, or says when asked for a code. */
static const struct
{
  Reply codes;
  int code;
} refused[] = {
  { { 400, JSON, "{\"error\":\"invalid_client\"}" }, GB_NET_ERROR_PROTOCOL },
  { { 200, JSON, "{\"user_code\":\"X\",\"verification_uri\":\"https://h/\",\"expires_in\":5}" }, GB_NET_ERROR_PROTOCOL },
  { { 200, JSON, CODES "\"interval\":5}" }, GB_NET_ERROR_PROTOCOL },
  { { 200, JSON, CODES "\"expires_in\":-1}" }, GB_NET_ERROR_PROTOCOL },
  { { 200, JSON, "{\"device_code\":\"d\",\"user_code\":\"X\",\"verification_uri\":\"http://id.example.vn/\",\"expires_in\":5}" },
    GB_NET_ERROR_PROTOCOL },
  { { 200, JSON, "{\"device_code\":\"d\",\"user_code\":\"X\",\"verification_uri\":\"file:///etc/passwd\",\"expires_in\":5}" },
    GB_NET_ERROR_PROTOCOL },
  { { 200, "text/html", "<html>Wi-Fi</html>" }, GB_NET_ERROR_NOT_OUR_SERVER },
  { { 302, JSON, "{}" }, GB_NET_ERROR_NOT_OUR_SERVER },
  { { 500, "text/plain", "" }, GB_NET_ERROR_SERVER },
  { { 0, NULL, "hang up" }, GB_NET_ERROR_OFFLINE },
};

typedef struct
{
  Reply codes;
  const Case *c;
  int polls; /* (atomic) */
} Provider;

typedef struct
{
  gboolean done;
  char *token;
  GError *error;
} Answer;

static void
reply (SoupServerMessage *message,
       const Reply       *what)
{
  if (g_strcmp0 (what->body, "hang up") == 0)
    {
      g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);

      g_io_stream_close (connection, NULL, NULL);
      return;
    }
  if (what->status == 302)
    soup_server_message_set_redirect (message, 302, "/elsewhere");
  gb_test_reply (message, what->status, what->type, what->body);
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  Provider *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data, body->length);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  int poll;

  g_assert_cmpstr (path, !=, "/elsewhere");
  g_assert_cmpstr (g_hash_table_lookup (form, "client_id"), ==, "giaoban app");
  if (g_str_equal (path, "/device"))
    {
      g_assert_cmpstr (g_hash_table_lookup (form, "scope"), ==, "openid profile");
      reply (message, &self->codes);
      return;
    }
  g_assert_cmpstr (g_hash_table_lookup (form, "grant_type"), ==, "urn:ietf:params:oauth:grant-type:device_code");
  g_assert_cmpstr (g_hash_table_lookup (form, "device_code"), ==, "d");
  poll = g_atomic_int_add (&self->polls, 1);
  poll = MIN (poll, 3);
  while (self->c->answers[poll].body == NULL)
    poll--;
  reply (message, &self->c->answers[poll]);
}

static void
on_asked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;

  gb_device_grant_ask_finish (GB_DEVICE_GRANT (object), result, &answer->error);
  answer->done = TRUE;
}

static void
on_waited_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Answer *answer = user_data;

  answer->token = gb_device_grant_wait_finish (GB_DEVICE_GRANT (object), result, &answer->error);
  answer->done = TRUE;
}

static GbDeviceGrant *
make_grant (GbTestServer *server)
{
  g_autofree char *device = gb_test_server_address (server, "/device");
  g_autofree char *token = gb_test_server_address (server, "/token");
  GbDiscovery discovery = { .device_endpoint = device, .token_endpoint = token, .client_id = (char *) "giaoban app",
                            .oidc_scope = (char *) "openid profile" };
  g_autoptr (GError) error = NULL;
  GbDeviceGrant *grant = gb_device_grant_new (&discovery, NULL, &error);

  g_assert_no_error (error);
  gb_device_grant_set_second (grant, SECOND);
  return grant;
}

static void
ask (GbDeviceGrant *grant,
     Answer        *answer)
{
  gb_device_grant_ask_async (grant, NULL, on_asked_cb, answer);
  gb_test_wait (&answer->done);
  answer->done = FALSE;
}

static void
test_grant (gconstpointer data)
{
  Provider provider = { .c = data };
  g_autoptr (GbTestServer) server = gb_test_server_new (on_request_cb, &provider, NULL);
  GbDeviceGrant *grant = make_grant (server);
  Answer answer = { FALSE };

  provider.codes = provider.c->codes;
  ask (grant, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (gb_device_grant_get_user_code (grant), ==, "WDJB-MJHT");
  g_assert_cmpstr (gb_device_grant_get_address (grant), ==, "https://id.example.vn/device");
  gb_device_grant_wait_async (grant, NULL, on_waited_cb, &answer);
  gb_test_wait (&answer.done);
  if (provider.c->code == -1)
    g_assert_cmpstr (answer.token, ==, "at");
  else
    g_assert_error (answer.error, GB_NET_ERROR, provider.c->code);
  if (provider.c->polls != 0)
    g_assert_cmpint (g_atomic_int_get (&provider.polls), ==, provider.c->polls);
  g_free (answer.token);
  g_clear_error (&answer.error);
  g_assert_finalize_object (grant);
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      Provider provider = { .codes = refused[i].codes };
      g_autoptr (GbTestServer) server = gb_test_server_new (on_request_cb, &provider, NULL);
      g_autoptr (GbDeviceGrant) grant = make_grant (server);
      Answer answer = { FALSE };

      g_test_message ("%s", refused[i].codes.body);
      ask (grant, &answer);
      g_assert_error (answer.error, GB_NET_ERROR, refused[i].code);
      g_clear_error (&answer.error);
    }
}

/* "slow_down" makes the pause five seconds longer, for good (RFC 8628, 3.5). */
static void
test_slow_down (void)
{
  static const Case slow = { "slow", { 200, JSON, ASKED }, { { 400, JSON, "{\"error\":\"slow_down\"}" }, { 200, JSON, TOKEN } }, -1 };
  Provider provider = { .codes = slow.codes, .c = &slow };
  g_autoptr (GbTestServer) server = gb_test_server_new (on_request_cb, &provider, NULL);
  g_autoptr (GbDeviceGrant) grant = make_grant (server);
  Answer answer = { FALSE };
  gint64 start;

  ask (grant, &answer);
  start = g_get_monotonic_time ();
  gb_device_grant_wait_async (grant, NULL, on_waited_cb, &answer);
  gb_test_wait (&answer.done);
  g_assert_cmpstr (answer.token, ==, "at");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 7 * SECOND * 1000 - 10000);
  g_free (answer.token);
}

static gboolean
on_cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* Whoever closes the window does not wait for the next time of asking. */
static void
test_cancel (void)
{
  static const Case never = { "never", { 200, JSON, CODES "\"expires_in\":600,\"interval\":60}" }, { { 400, JSON, PENDING } } };
  Provider provider = { .codes = never.codes, .c = &never };
  g_autoptr (GbTestServer) server = gb_test_server_new (on_request_cb, &provider, NULL);
  GbDeviceGrant *grant = make_grant (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { FALSE };

  gb_device_grant_set_second (grant, 1000);
  ask (grant, &answer);
  gb_device_grant_wait_async (grant, cancellable, on_waited_cb, &answer);
  g_timeout_add (50, on_cancel_cb, cancellable);
  gb_test_wait (&answer.done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  g_assert_cmpint (g_atomic_int_get (&provider.polls), ==, 0);
  g_assert_finalize_object (grant);
}

/* A province without a provider, and one that would have codes sent unencrypted. */
static void
test_no_provider (void)
{
  static const struct
  {
    const char *device;
    const char *token;
    const char *client;
    int code;
  } bad[] = {
    { NULL, NULL, NULL, GB_NET_ERROR_PROTOCOL },
    { "https://id/device", "https://id/token", NULL, GB_NET_ERROR_PROTOCOL },
    { "https://id/device", NULL, "app", GB_NET_ERROR_PROTOCOL },
    { "http://id.example.vn/device", "https://id.example.vn/token", "app", GB_NET_ERROR_ADDRESS },
    { "https://id.example.vn/device", "http://id.example.vn/token", "app", GB_NET_ERROR_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GbDiscovery discovery = { .device_endpoint = (char *) bad[i].device, .token_endpoint = (char *) bad[i].token,
                                .client_id = (char *) bad[i].client };
      g_autoptr (GError) error = NULL;

      g_assert_null (gb_device_grant_new (&discovery, NULL, &error));
      g_assert_error (error, GB_NET_ERROR, bad[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/device-grant/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_grant);
    }
  g_test_add_func ("/net/device-grant/refused", test_refused);
  g_test_add_func ("/net/device-grant/slow-down", test_slow_down);
  g_test_add_func ("/net/device-grant/cancel", test_cancel);
  g_test_add_func ("/net/device-grant/no-provider", test_no_provider);
  return g_test_run ();
}
