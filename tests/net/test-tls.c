/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a client trusts: the system's authorities, and the province's own where it was told of it. */
#include "gb-client.h"
#include "gb-net-error.h"
#include "gb-test-server.h"

#include <glib/gstdio.h>

#define DISCOVERY "{\"feed_id\":\"f\",\"protocols\":[\"giaoban/1\"]}"

typedef struct
{
  const char *name;
  const char *server;    /* its certificate */
  const char *authority; /* (nullable): what the client was given */
  gboolean good;
} Case;

static const Case cases[] = {
  { "province", "good", "authority", TRUE },
  { "no-authority", "good", NULL, FALSE },
  { "other-authority", "good", "other-authority", FALSE },
  { "unknown", "unknown", "authority", FALSE },
  { "expired", "expired", "authority", FALSE },
  { "not-yet", "not-yet", "authority", FALSE },
  { "other-name", "other-name", "authority", FALSE },
  { "server-as-authority", "expired", "expired", FALSE },
};

typedef struct
{
  gboolean done;
  GError *error;
} Answer;

static int requests; /* (atomic) that reached a server */

static char *
certificate_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  return g_test_build_filename (G_TEST_DIST, "net", "tls", file, NULL);
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  g_atomic_int_inc (&requests);
  gb_test_reply (message, 200, "application/json", DISCOVERY);
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

static GbTestServer *
start_server (const char *name)
{
  g_autofree char *path = certificate_path (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return gb_test_server_new (on_request_cb, NULL, certificate);
}

static void
ask (GbClient *client,
     gboolean  good)
{
  Answer answer = { FALSE };

  gb_client_discover_async (client, NULL, on_discovered_cb, &answer);
  gb_test_wait (&answer.done);
  if (good)
    g_assert_no_error (answer.error);
  else
    g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_TLS);
  g_clear_error (&answer.error);
}

/* Asked twice: a refusal is not remembered as a consent. */
static void
test_trust (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GbTestServer) server = start_server (c->server);
  g_autofree char *endpoint = gb_test_server_address (server, "");
  g_autoptr (GbClient) client = gb_client_new (endpoint, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&requests, 0);
  if (c->authority != NULL)
    {
      g_autofree char *path = certificate_path (c->authority);

      g_assert_true (gb_client_set_ca_file (client, path, &error));
      g_assert_no_error (error);
    }
  ask (client, c->good);
  ask (client, c->good);
  g_assert_cmpint (g_atomic_int_get (&requests), ==, c->good ? 2 : 0);
}

/* A client that forgets the province's authority trusts it no longer. */
static void
test_forgotten (void)
{
  g_autoptr (GbTestServer) server = start_server ("good");
  g_autofree char *endpoint = gb_test_server_address (server, "");
  g_autofree char *path = certificate_path ("authority");

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GbClient) client = gb_client_new (endpoint, NULL, NULL);

      g_assert_true (gb_client_set_ca_file (client, i == 0 ? path : NULL, NULL));
      ask (client, i == 0);
    }
}

/* By a path from where the program runs, as it is typed on a command line. */
static void
test_relative (void)
{
  g_autoptr (GbTestServer) server = start_server ("good");
  g_autofree char *endpoint = gb_test_server_address (server, "");
  g_autofree char *path = certificate_path ("authority");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (GbClient) client = gb_client_new (endpoint, NULL, NULL);

  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_true (gb_client_set_ca_file (client, "authority.pem", NULL));
  g_assert_cmpint (g_chdir (before), ==, 0);
  ask (client, TRUE);
}

static void
test_bad_file (void)
{
  g_autoptr (GbClient) client = gb_client_new ("https://giaoban.example.vn", NULL, NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "net", "tls", "make-certificates", NULL);
  const char *const paths[] = { "/nonexistent/authority.pem", script, "/" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gb_client_set_ca_file (client, paths[i], &error));
      g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_TLS);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/tls/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_trust);
    }
  g_test_add_func ("/net/tls/forgotten", test_forgotten);
  g_test_add_func ("/net/tls/relative", test_relative);
  g_test_add_func ("/net/tls/bad-file", test_bad_file);
  return g_test_run ();
}
