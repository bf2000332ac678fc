/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-enrolment.h"
#include "gb-net-error.h"
#include "gb-test-server.h"
#include "gb-wire-json.h"

#include <string.h>

#define KEY_A "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"
#define KEY_B "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI"
#define KEYS "\"keys\":{\"ed25519\":\"" KEY_A "\",\"x25519\":\"" KEY_B "\"}"
#define REST "\"scope\":\"commune:21028\",\"expires\":\"2027-02-22T07:15:00+07:00\"," KEYS "}"
#define GOOD "{\"token\":\"t0ken\",\"workstation\":\"w1\"," REST
#define JSON "application/json"
#define PROBLEM "application/problem+json"

static const struct
{
  const char *name;
  const char *body;
  gboolean good;
} bodies[] = {
  { "good", GOOD, TRUE },
  { "newer-too", "{\"new\":1," "\"token\":\"t0ken\",\"workstation\":\"w1\"," REST, TRUE },
  { "no-token", "{\"workstation\":\"w1\"," REST, FALSE },
  { "empty-token", "{\"token\":\"\",\"workstation\":\"w1\"," REST, FALSE },
  { "token-of-two-lines", "{\"token\":\"a\\r\\nX: y\",\"workstation\":\"w1\"," REST, FALSE },
  { "token-number", "{\"token\":5,\"workstation\":\"w1\"," REST, FALSE },
  { "no-workstation", "{\"token\":\"t0ken\"," REST, FALSE },
  { "no-scope", "{\"token\":\"t0ken\",\"workstation\":\"w1\",\"expires\":\"2027-02-22T07:15:00+07:00\"," KEYS "}", FALSE },
  { "no-end", "{\"token\":\"t0ken\",\"workstation\":\"w1\",\"scope\":\"commune:21028\"," KEYS "}", FALSE },
  { "end-no-time", "{\"token\":\"t0ken\",\"workstation\":\"w1\",\"scope\":\"c\",\"expires\":\"soon\"," KEYS "}", FALSE },
  { "no-keys", "{\"token\":\"t0ken\",\"workstation\":\"w1\",\"scope\":\"c\",\"expires\":\"2027-02-22T07:15:00+07:00\"}", FALSE },
  { "short-key", "{\"token\":\"t\",\"workstation\":\"w\",\"scope\":\"c\",\"expires\":\"2027-02-22T07:15:00+07:00\","
                 "\"keys\":{\"ed25519\":\"AQEB\",\"x25519\":\"" KEY_B "\"}}", FALSE },
  { "list", "[]", FALSE },
  { "html", "<html></html>", FALSE },
  { "empty", "", FALSE },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i].body, strlen (bodies[i].body));
      g_autoptr (GError) error = NULL;
      g_autoptr (GbEnrolment) enrolment = gb_enrolment_parse (body, &error);

      g_test_message ("%s", bodies[i].name);
      if (!bodies[i].good)
        {
          g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL);
          g_assert_null (enrolment);
          g_assert_null (strstr (error->message, "t0ken"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (enrolment->token, ==, "t0ken");
      g_assert_cmpstr (enrolment->workstation, ==, "w1");
      g_assert_cmpstr (enrolment->scope, ==, "commune:21028");
      g_assert_cmpint (enrolment->expires, ==, 1803255300);
      g_assert_cmpint (enrolment->ed25519[0], ==, 1);
      g_assert_cmpint (enrolment->x25519[31], ==, 2);
    }
}

/* --- asking --------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  guint status;
  const char *type;
  const char *body;
  int code; /* -1 = good */
} Case;

static const Case cases[] = {
  { "good", 200, JSON, GOOD, -1 },
  { "wrong-code", 403, PROBLEM, "{\"type\":\"https://h/problems/code\"}", GB_NET_ERROR_CODE },
  { "nobody-we-know", 403, PROBLEM, "{\"type\":\"https://h/problems/identity\"}", GB_NET_ERROR_CODE },
  { "stray-proxy", 403, "text/html", "<html>/code</html>", GB_NET_ERROR_FORBIDDEN },
  { "too-many", 429, PROBLEM, "{\"type\":\"https://h/problems/too-many\"}", GB_NET_ERROR_BUSY },
  { "portal", 200, "text/html", "<html>Wi-Fi</html>", GB_NET_ERROR_NOT_OUR_SERVER },
  { "not-ours", 200, JSON, "{}", GB_NET_ERROR_PROTOCOL },
  { "elsewhere", 307, NULL, NULL, GB_NET_ERROR_NOT_OUR_SERVER },
};

/* What a server saw. */
typedef struct
{
  const Case *c;
  GMutex mutex;
  char *body;     /* (owned) */
  int elsewhere;  /* (atomic) how many requests came to where it sent on */
  GbTestServer *other;
} Server;

typedef struct
{
  gboolean done;
  GbEnrolment *enrolment;
  gboolean out;
  GError *error;
} Answer;

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  Server *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  g_free (self->body);
  self->body = g_strndup (body->data, body->length);
  if (self->c->status != 307)
    gb_test_reply (message, self->c->status, self->c->type, self->c->body);
  else
    {
      g_autofree char *address = gb_test_server_address (self->other, "/v1/enrol");

      soup_server_message_set_redirect (message, 307, address);
    }
}

static void
on_elsewhere_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           user_data)
{
  int *elsewhere = user_data;

  g_atomic_int_inc (elsewhere);
  gb_test_reply (message, 200, JSON, GOOD);
}

static void
on_enrolled_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Answer *answer = user_data;

  answer->enrolment = gb_client_enrol_finish (GB_CLIENT (object), result, &answer->error);
  answer->done = TRUE;
}

static void
check_body (const char *text,
            GbSealKeys *keys)
{
  g_autoptr (JsonNode) node = gb_wire_json_parse (text, strlen (text), NULL);
  JsonObject *object = json_node_get_object (node);
  g_autofree char *x25519 = gb_seal_to_text (gb_seal_keys_get_x25519 (keys), GB_SEAL_KEY_BYTES);
  g_autofree char *secret = gb_seal_to_text (gb_seal_keys_get_secret (keys), GB_SEAL_KEY_BYTES);

  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  g_assert_cmpstr (gb_wire_json_string (object, "code"), ==, "ABCDE23456");
  g_assert_cmpstr (gb_wire_json_string (object, "name"), ==, "Máy \"chủ tịch\"");
  g_assert_cmpstr (gb_wire_json_string (object, "x25519"), ==, x25519);
  g_assert_null (strstr (text, secret));
}

static void
test_enrol (gconstpointer data)
{
  Server server = { .c = data };
  g_autoptr (GbTestServer) other = gb_test_server_new (on_elsewhere_cb, &server.elsewhere, NULL);
  g_autoptr (GbTestServer) here = gb_test_server_new (on_request_cb, &server, NULL);
  g_autofree char *endpoint = gb_test_server_address (here, "");
  g_autoptr (GbClient) client = gb_client_new (endpoint, NULL, NULL);
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new ();
  GbEnrolRequest request = { "ABCDE23456", NULL, "Máy \"chủ tịch\"", keys };
  Answer answer = { FALSE };

  server.other = other;
  gb_client_enrol_async (client, &request, NULL, on_enrolled_cb, &answer);
  gb_test_wait (&answer.done);
  check_body (server.body, keys);
  /* What was meant for the endpoint goes to nobody it sends to. */
  g_assert_cmpint (g_atomic_int_get (&server.elsewhere), ==, 0);
  if (server.c->code == -1)
    {
      g_assert_no_error (answer.error);
      gb_enrolment_free (answer.enrolment);
    }
  else
    {
      g_assert_error (answer.error, GB_NET_ERROR, server.c->code);
      g_assert_null (answer.enrolment);
      g_clear_error (&answer.error);
    }
  g_free (server.body);
}

/* --- a notice ------------------------------------------------------------------------------- */

static void
test_notice (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } problems[] = {
    { "{\"type\":\"/revoked\",\"notice\":{\"workstation\":\"w\",\"at\":\"t\",\"signature\":\"s\"}}", TRUE },
    { "{\"type\":\"/revoked\",\"notice\":{\"workstation\":\"w\",\"at\":\"t\"}}", FALSE },
    { "{\"type\":\"/revoked\",\"notice\":{\"workstation\":1,\"at\":\"t\",\"signature\":\"s\"}}", FALSE },
    { "{\"type\":\"/revoked\",\"notice\":[]}", FALSE },
    { "{\"type\":\"/revoked\"}", FALSE },
    { "[]", FALSE },
    { "<html>revoked</html>", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (problems[i].text, strlen (problems[i].text));
      g_autoptr (GbNotice) notice = gb_notice_read (bytes);

      g_test_message ("%s", problems[i].text);
      g_assert_true ((notice != NULL) == problems[i].good);
      if (notice != NULL)
        {
          g_autoptr (GbNotice) copy = gb_notice_copy (notice);

          g_assert_cmpstr (copy->workstation, ==, "w");
          g_assert_cmpstr (copy->at, ==, "t");
          g_assert_cmpstr (copy->signature, ==, "s");
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/enrolment/parse", test_parse);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/enrolment/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_enrol);
    }
  g_test_add_func ("/net/enrolment/notice", test_notice);
  return g_test_run ();
}
