/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-net-error.h"
#include "gb-problem.h"

#include <gio/gio.h>
#include <string.h>

#define PROBLEM "application/problem+json"

typedef struct
{
  const char *name;
  guint status;
  const char *content_type;
  const char *body;
  GbNetError code;
  const char *message; /* (nullable) that the error's message must hold */
} Case;

static const Case cases[] = {
  { "unauthorized", 401, NULL, NULL, GB_NET_ERROR_UNAUTHORIZED, "401" },
  { "scope", 403, PROBLEM, "{\"type\":\"/scope\",\"detail\":\"Ngoài phạm vi\"}", GB_NET_ERROR_FORBIDDEN, "Ngoài phạm vi" },
  { "revoked", 403, PROBLEM, "{\"type\":\"/revoked\"}", GB_NET_ERROR_REVOKED, NULL },
  { "revoked-absolute", 403, PROBLEM, "{\"type\":\"https://hub.example/revoked\"}", GB_NET_ERROR_REVOKED, NULL },
  { "revoked-by-html", 403, "text/html", "{\"type\":\"/revoked\"}", GB_NET_ERROR_FORBIDDEN, NULL },
  { "forbidden-proxy", 403, "text/html", "<html>No</html>", GB_NET_ERROR_FORBIDDEN, NULL },
  { "gone", 410, PROBLEM, "{\"type\":\"/gone\"}", GB_NET_ERROR_GONE, NULL },
  { "too-large", 413, NULL, NULL, GB_NET_ERROR_TOO_LARGE, NULL },
  { "busy", 503, NULL, NULL, GB_NET_ERROR_BUSY, NULL },
  { "too-many", 429, NULL, NULL, GB_NET_ERROR_BUSY, NULL },
  { "fault", 500, PROBLEM, "{\"title\":\"Lỗi\"}", GB_NET_ERROR_SERVER, "Lỗi" },
  { "gateway-timeout", 504, "text/html", "", GB_NET_ERROR_TIMEOUT, NULL },
  { "portal", 511, "text/html", "<html>", GB_NET_ERROR_NOT_OUR_SERVER, NULL },
  { "not-found", 404, NULL, NULL, GB_NET_ERROR_PROTOCOL, "404" },
  { "no-json", 404, PROBLEM, "<html>", GB_NET_ERROR_PROTOCOL, NULL },
  { "no-object", 404, PROBLEM, "[1]", GB_NET_ERROR_PROTOCOL, NULL },
  { "wrong-types", 404, PROBLEM, "{\"type\":4,\"detail\":[]}", GB_NET_ERROR_PROTOCOL, NULL },
  { "control-characters", 400, PROBLEM, "{\"detail\":\"a\\u001b[2Jb\\nc\"}", GB_NET_ERROR_PROTOCOL, "a [2Jb c" },
};

static void
test_problem (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) body = c->body != NULL ? g_bytes_new_static (c->body, strlen (c->body)) : NULL;
  g_autoptr (GError) error = gb_problem_to_error (c->status, c->content_type, body);

  g_assert_error (error, GB_NET_ERROR, (int) c->code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (c->message != NULL)
    g_assert_nonnull (strstr (error->message, c->message));
}

static void
test_nested_deep (void)
{
  g_autofree char *body = g_strnfill (200000, '[');
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, 200000);
  g_autoptr (GError) error = gb_problem_to_error (500, PROBLEM, bytes);

  g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_SERVER);
}

static void
test_transport (void)
{
  static const struct
  {
    int code;
    gboolean in_body;
    GbNetError expected;
  } io[] = {
    { G_IO_ERROR_TIMED_OUT, FALSE, GB_NET_ERROR_TIMEOUT },
    { G_IO_ERROR_TIMED_OUT, TRUE, GB_NET_ERROR_TIMEOUT },
    { G_IO_ERROR_CONNECTION_REFUSED, FALSE, GB_NET_ERROR_OFFLINE },
    { G_IO_ERROR_HOST_NOT_FOUND, FALSE, GB_NET_ERROR_OFFLINE },
    { G_IO_ERROR_CONNECTION_CLOSED, TRUE, GB_NET_ERROR_CUT },
    { G_IO_ERROR_PARTIAL_INPUT, TRUE, GB_NET_ERROR_CUT },
  };
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) still = gb_net_error_from_io (cancelled, TRUE);
  g_autoptr (GError) certificate = g_error_new (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "x");
  g_autoptr (GError) tls = gb_net_error_from_io (certificate, FALSE);
  g_autoptr (GError) handshake = g_error_new (G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, "x");
  g_autoptr (GError) broken = gb_net_error_from_io (handshake, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (io); i++)
    {
      g_autoptr (GError) cause = g_error_new (G_IO_ERROR, io[i].code, "x");
      g_autoptr (GError) error = gb_net_error_from_io (cause, io[i].in_body);

      g_assert_error (error, GB_NET_ERROR, (int) io[i].expected);
    }
  g_assert_error (still, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (tls, GB_NET_ERROR, GB_NET_ERROR_TLS);
  g_assert_error (broken, GB_NET_ERROR, GB_NET_ERROR_OFFLINE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/problem/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_problem);
    }
  g_test_add_func ("/net/problem/nested-deep", test_nested_deep);
  g_test_add_func ("/net/problem/transport", test_transport);
  return g_test_run ();
}
