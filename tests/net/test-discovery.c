/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-discovery.h"
#include "gb-net-error.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *body;
  gboolean good;
} Case;

static const Case cases[] = {
  { "least", "{\"feed_id\":\"f\",\"protocols\":[\"giaoban/1\"]}", TRUE },
  { "newer-too", "{\"feed_id\":\"f\",\"protocols\":[\"giaoban/2\",\"giaoban/1\"],\"new\":{}}", TRUE },
  { "other-protocol", "{\"feed_id\":\"f\",\"protocols\":[\"giaoban/2\"]}", FALSE },
  { "no-protocols", "{\"feed_id\":\"f\"}", FALSE },
  { "protocols-no-list", "{\"feed_id\":\"f\",\"protocols\":\"giaoban/1\"}", FALSE },
  { "protocols-of-numbers", "{\"feed_id\":\"f\",\"protocols\":[1,null,{}]}", FALSE },
  { "no-feed", "{\"protocols\":[\"giaoban/1\"]}", FALSE },
  { "feed-number", "{\"feed_id\":1,\"protocols\":[\"giaoban/1\"]}", FALSE },
  { "list", "[]", FALSE },
  { "html", "<html></html>", FALSE },
  { "empty", "", FALSE },
  { "limits-no-object", "{\"feed_id\":\"f\",\"protocols\":[\"giaoban/1\"],\"limits\":3}", TRUE },
};

static void
test_parse (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (GbDiscovery) discovery = gb_discovery_parse (body, &error);

  if (c->good)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (discovery->feed_id, ==, "f");
      g_assert_cmpint (discovery->max_limit, ==, 0);
    }
  else
    {
      g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL);
      g_assert_null (discovery);
    }
}

static void
test_members (void)
{
  static const char text[] = "{\"name\":\"Quảng Ngãi\",\"province\":\"51\",\"feed_id\":\"f\",\"protocols\":[\"giaoban/1\"],"
                             "\"place\":\"tỉnh Quảng Ngãi\",\"illustration\":true,\"limits\":{\"limit\":2000,\"max_bytes\":1048576},"
                             "\"server_time\":\"2026-08-26T07:15:00+07:00\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GbDiscovery) discovery = gb_discovery_parse (body, NULL);
  g_autoptr (GbDiscovery) copy = gb_discovery_copy (discovery);

  g_assert_cmpstr (copy->name, ==, "Quảng Ngãi");
  g_assert_cmpstr (copy->province, ==, "51");
  g_assert_cmpstr (copy->place, ==, "tỉnh Quảng Ngãi");
  g_assert_true (copy->illustration);
  g_assert_cmpint (copy->max_limit, ==, 2000);
  g_assert_cmpint (copy->max_bytes, ==, 1048576);
  g_assert_cmpint (copy->server_time, ==, 1787703300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/discovery/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_parse);
    }
  g_test_add_func ("/net/discovery/members", test_members);
  return g_test_run ();
}
