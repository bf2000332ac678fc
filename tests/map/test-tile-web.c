/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-error.h"
#include "gb-tile-fixture.h"
#include "gb-tile-web.h"

#include <string.h>

#define NOW 1787000000
#define GOOD -1
#define GONE -2

/* A server of tiles that misbehaves by the first part of the path. */
typedef struct
{
  GbTestServer *server;
  GbTestServer *stranger; /* whom redirects lead to */
  GBytes *png;
  char *folder;
  GbClock *clock;
  GbTileCache *cache;
  int n_asked;            /* atomic */
  int n_unchanged;        /* atomic */
  int n_strange;          /* atomic */
  int n_now, most_at_once; /* in the server's thread only */
  char *last;             /* what was asked last; read when nobody asks */
} Fixture;

typedef struct
{
  SoupServerMessage *message;
  Fixture *fixture;
} Held;

static gboolean
on_release_cb (gpointer data)
{
  Held *held = data;

  held->fixture->n_now--;
  gb_tile_test_reply (held->message, held->fixture->png);
  soup_server_message_unpause (held->message);
  g_object_unref (held->message);
  g_free (held);
  return G_SOURCE_REMOVE;
}

/* Answers after a while, to see how many questions come at once. */
static void
hold (Fixture           *fixture,
      SoupServerMessage *message)
{
  Held *held = g_new0 (Held, 1);
  g_autoptr (GSource) source = g_timeout_source_new (30);

  held->message = g_object_ref (message);
  held->fixture = fixture;
  fixture->n_now++;
  fixture->most_at_once = MAX (fixture->most_at_once, fixture->n_now);
  soup_server_message_pause (message);
  g_source_set_callback (source, on_release_cb, held, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
redirect (SoupServerMessage *message,
          const char        *to)
{
  soup_server_message_set_redirect (message, 302, to);
}

static void
reply_with_etag (Fixture           *fixture,
                 SoupServerMessage *message)
{
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", "\"v1\"");
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Cache-Control", "max-age=7200");
  if (g_strcmp0 (known, "\"v1\"") == 0)
    {
      g_atomic_int_inc (&fixture->n_unchanged);
      soup_server_message_set_status (message, 304, NULL);
    }
  else
    gb_tile_test_reply (message, fixture->png);
}

static void
reply_with_date (Fixture           *fixture,
                 SoupServerMessage *message)
{
  const char *date = "Tue, 01 Jul 2025 00:00:00 GMT";
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-Modified-Since");

  if (g_strcmp0 (known, date) == 0)
    {
      g_atomic_int_inc (&fixture->n_unchanged);
      soup_server_message_set_status (message, 304, NULL);
      return;
    }
  gb_tile_test_reply (message, fixture->png);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Last-Modified", date);
}

static void
reply_huge (SoupServerMessage *message)
{
  g_autoptr (GBytes) noise = gb_tile_test_noise (GB_TILE_MAX_BYTES + 1, 3);

  gb_tile_test_reply (message, noise);
}

/* A megabyte of nothing in a kilobyte. */
static void
reply_bomb (SoupServerMessage *message)
{
  g_autofree char *zeros = g_malloc0 (64 * GB_TILE_MAX_BYTES);

  gb_test_reply_gzip (message, "image/png", zeros, 64 * GB_TILE_MAX_BYTES, 0);
}

static void
reply_cut (Fixture           *fixture,
           SoupServerMessage *message)
{
  gsize size;
  const char *data = g_bytes_get_data (fixture->png, &size);
  g_autoptr (GBytes) half = g_bytes_new (data, size / 2);

  gb_tile_test_reply (message, half);
}

static void
reply_status (SoupServerMessage *message,
              guint              status)
{
  if (status == 429)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", "1");
  if (status == 401)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "WWW-Authenticate", "Basic realm=\"x\"");
  gb_test_reply (message, status, "text/html", "<html>no</html>");
}

static void
check_question (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (headers, "User-Agent"), "GiaoBan/"));
  g_assert_null (soup_message_headers_get_one (headers, "Authorization"));
  g_assert_null (soup_message_headers_get_one (headers, "Cookie"));
  g_assert_null (soup_message_headers_get_one (headers, "Referer"));
}

static void
on_asked_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_auto (GStrv) parts = g_strsplit (path + 1, "/", 2);
  const char *how = parts[0];

  check_question (message);
  g_atomic_int_inc (&fixture->n_asked);
  g_free (fixture->last);
  fixture->last = g_strdup (path);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie", "a=b");
  if (g_str_equal (how, "good"))
    gb_tile_test_reply (message, fixture->png);
  else if (g_str_equal (how, "etag"))
    reply_with_etag (fixture, message);
  else if (g_str_equal (how, "date"))
    reply_with_date (fixture, message);
  else if (g_str_equal (how, "slow"))
    hold (fixture, message);
  else if (g_str_equal (how, "html"))
    gb_test_reply (message, 200, "text/html", "<html>Đăng nhập Wi-Fi</html>");
  else if (g_str_equal (how, "lie"))
    gb_test_reply (message, 200, "image/png", "<html>no picture</html>");
  else if (g_str_equal (how, "svg"))
    gb_test_reply (message, 200, "image/svg+xml", "<svg/>");
  else if (g_str_equal (how, "huge"))
    reply_huge (message);
  else if (g_str_equal (how, "bomb"))
    reply_bomb (message);
  else if (g_str_equal (how, "cut"))
    gb_test_reply_cut (message, "image/png", "a picture that breaks off somewhere", 10);
  else if (g_str_equal (how, "half"))
    reply_cut (fixture, message);
  else if (g_str_equal (how, "away"))
    {
      g_autofree char *to = gb_test_server_address (fixture->stranger, "/good/1/1/1");

      redirect (message, to);
    }
  else if (g_str_equal (how, "near"))
    redirect (message, "/good/1/1/1");
  else if (g_str_equal (how, "round"))
    redirect (message, path);
  else
    reply_status (message, (guint) atoi (how));
}

static void
on_strange_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  Fixture *fixture = user_data;

  g_atomic_int_inc (&fixture->n_strange);
  gb_tile_test_reply (message, fixture->png);
}

static void
setup (Fixture *fixture)
{
  g_autofree char *path = NULL;

  *fixture = (Fixture) { 0 };
  fixture->png = gb_tile_test_png (256, 0x102030);
  fixture->server = gb_test_server_new (on_asked_cb, fixture, NULL);
  fixture->stranger = gb_test_server_new (on_strange_cb, fixture, NULL);
  fixture->folder = gb_tile_test_folder ();
  fixture->clock = gb_clock_new_fixed (NOW);
  path = g_build_filename (fixture->folder, "c.db.tiles", NULL);
  fixture->cache = gb_tile_cache_new (path, fixture->clock, GB_TILE_CACHE_DEFAULT_LIMIT);
}

static void
teardown (Fixture *fixture)
{
  gb_test_server_free (fixture->server);
  gb_test_server_free (fixture->stranger);
  g_assert_finalize_object (fixture->cache);
  g_object_unref (fixture->clock);
  g_bytes_unref (fixture->png);
  g_free (fixture->last);
  gb_tile_test_remove (fixture->folder);
}

static GbTileProvider *
make_web (Fixture    *fixture,
          const char *how)
{
  g_autofree char *root = gb_test_server_address (fixture->server, "");
  g_autofree char *address = g_strdup_printf ("%s/%s/{z}/{x}/{y}.png", root, how);
  g_autoptr (GError) error = NULL;
  GbTileWeb *web = gb_tile_web_new (address, fixture->cache, NULL, &error);

  g_assert_no_error (error);
  return GB_TILE_PROVIDER (web);
}

/* Whatever the server does, it ends; what is no tile is neither shown nor kept. */
static void
test_answers (void)
{
  static const struct { const char *how; int code; } cases[] = {
    { "good", GOOD },
    { "near", GOOD },
    { "404", GONE },
    { "410", GONE },
    { "204", GONE },
    { "401", GB_TILE_ERROR_REFUSED },
    { "403", GB_TILE_ERROR_REFUSED },
    { "429", GB_TILE_ERROR_BUSY },
    { "503", GB_TILE_ERROR_BUSY },
    { "500", GB_TILE_ERROR_SERVER },
    { "206", GB_TILE_ERROR_SERVER },
    { "html", GB_TILE_ERROR_NOT_A_PICTURE },
    { "lie", GB_TILE_ERROR_NOT_A_PICTURE },
    { "svg", GB_TILE_ERROR_NOT_A_PICTURE },
    { "half", GB_TILE_ERROR_NOT_A_PICTURE },
    { "huge", GB_TILE_ERROR_TOO_LARGE },
    { "bomb", GB_TILE_ERROR_TOO_LARGE },
    { "cut", GB_TILE_ERROR_OFFLINE },
    { "away", GB_TILE_ERROR_REFUSED },
    { "round", GB_TILE_ERROR_REFUSED },
  };
  Fixture fixture;

  setup (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbTileProvider) web = make_web (&fixture, cases[i].how);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbTileFound) found = gb_tile_test_fetch (web, (GbTileId) { 12, 3284, 1877 }, &error);
      g_autoptr (GbTileFound) kept = gb_tile_test_look_up (web, (GbTileId) { 12, 3284, 1877 }, NULL);

      g_test_message ("%s: %s", cases[i].how, error != NULL ? error->message : "");
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_true ((found->bytes != NULL) == (cases[i].code == GOOD));
          g_assert_true ((found->texture != NULL) == (cases[i].code == GOOD));
          g_assert_true (kept->known && kept->fresh);
          g_assert_true ((kept->bytes != NULL) == (cases[i].code == GOOD));
        }
      else
        {
          g_assert_error (error, GB_TILE_ERROR, cases[i].code);
          g_assert_false (kept->known);
        }
    }
  /* nobody else was asked, whatever the server said */
  g_assert_cmpint (fixture.n_strange, ==, 0);
  teardown (&fixture);
}

/* Kept bytes first; asked again when they are old, and then only whether they changed. */
static void
check_revalidates (const char *how,
                   gint64      age)
{
  Fixture fixture;
  GbTileId id = { 12, 3284, 1877 };
  g_autoptr (GbTileProvider) web = NULL;

  setup (&fixture);
  web = make_web (&fixture, how);
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbTileFound) found = gb_tile_test_fetch (web, id, &error);
      g_autoptr (GbTileFound) fresh = gb_tile_test_look_up (web, id, NULL);
      g_autoptr (GbTileFound) old = NULL;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (found->bytes, fixture.png));
      g_assert_cmpint (fixture.n_unchanged, ==, (int) round);
      g_assert_true (fresh->fresh);
      gb_clock_set (fixture.clock, gb_clock_now (fixture.clock) + age - 1);
      g_clear_pointer (&fresh, gb_tile_found_free);
      fresh = gb_tile_test_look_up (web, id, NULL);
      g_assert_true (fresh->fresh);
      gb_clock_set (fixture.clock, gb_clock_now (fixture.clock) + 2);
      old = gb_tile_test_look_up (web, id, NULL);
      g_assert_false (old->fresh);
      g_assert_true (g_bytes_equal (old->bytes, fixture.png));
    }
  g_clear_object (&web);
  teardown (&fixture);
}

static void
test_revalidates (void)
{
  check_revalidates ("etag", 7200);
  check_revalidates ("date", 7 * 86400);
}

/* A few at once, the newest first, and none for what left the view. */
static void
test_parallel (void)
{
  Fixture fixture;
  g_autoptr (GbTileProvider) web = NULL;
  g_autoptr (GCancellable) left = g_cancellable_new ();
  GbTileWait waits[60] = { 0 };
  guint n_cancelled = 0;

  setup (&fixture);
  web = make_web (&fixture, "slow");
  for (guint i = 0; i < 60; i++)
    gb_tile_provider_fetch_async (web, &(GbTileId) { 12, i, 0 }, i < 40 ? left : NULL, gb_tile_test_done, &waits[i]);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (left);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbTileFound) found = NULL;

      gb_tile_test_wait (&waits[i]);
      found = gb_tile_provider_fetch_finish (web, waits[i].result, &error);
      n_cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (i < 40 || found != NULL);
      g_object_unref (waits[i].result);
    }
  g_test_message ("%d asked, %d at once", fixture.n_asked, fixture.most_at_once);
  g_assert_cmpuint (n_cancelled, ==, 40);
  g_assert_cmpint (fixture.most_at_once, <=, 6 + 6);
  g_assert_cmpint (fixture.n_asked, <=, 20 + 6);
  g_clear_object (&web);
  teardown (&fixture);
}

/* Several parts of one tile are wanted when it is enlarged: it is asked for once, as long as anybody wants it. */
static void
test_shared (void)
{
  Fixture fixture;
  g_autoptr (GbTileProvider) web = NULL;
  g_autoptr (GCancellable) left = g_cancellable_new ();
  GbTileWait waits[16] = { 0 };

  setup (&fixture);
  web = make_web (&fixture, "slow");
  for (guint i = 0; i < 16; i++)
    gb_tile_provider_fetch_async (web, &(GbTileId) { 12, 5, 5 }, i < 15 ? left : NULL, gb_tile_test_done, &waits[i]);
  g_cancellable_cancel (left);
  for (guint i = 0; i < 16; i++)
    {
      g_autoptr (GbTileFound) found = NULL;

      gb_tile_test_wait (&waits[i]);
      found = gb_tile_provider_fetch_finish (web, waits[i].result, NULL);
      g_assert_true ((found != NULL) == (i == 15));
      g_object_unref (waits[i].result);
    }
  g_assert_cmpint (fixture.n_asked, ==, 1);
  /* and when everybody gave up, anew */
  {
    g_autoptr (GCancellable) all = g_cancellable_new ();
    g_autoptr (GbTileFound) found = NULL;
    GbTileWait given_up = { 0 };

    gb_tile_provider_fetch_async (web, &(GbTileId) { 12, 6, 6 }, all, gb_tile_test_done, &given_up);
    g_cancellable_cancel (all);
    found = gb_tile_test_fetch (web, (GbTileId) { 12, 6, 6 }, NULL);
    g_assert_nonnull (found->bytes);
    gb_tile_test_wait (&given_up);
    g_object_unref (given_up.result);
  }
  g_clear_object (&web);
  teardown (&fixture);
}

static void
on_retry_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* A server that fails is left alone for a while, and then tried again by itself. */
static void
test_pauses (void)
{
  Fixture fixture;
  g_autoptr (GbTileProvider) web = NULL;
  gboolean retry = FALSE;

  setup (&fixture);
  web = make_web (&fixture, "500");
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gb_tile_test_fetch (web, (GbTileId) { 12, i, 0 }, &error));
      g_assert_true (g_error_matches (error, GB_TILE_ERROR, i < 3 ? GB_TILE_ERROR_SERVER : GB_TILE_ERROR_WAITING));
    }
  g_assert_cmpint (fixture.n_asked, ==, 3);
  g_clear_object (&web);

  /* what answers every question with its own page is as good as no server */
  web = make_web (&fixture, "html");
  for (guint i = 0; i < 10; i++)
    g_assert_null (gb_tile_test_fetch (web, (GbTileId) { 12, i, 0 }, NULL));
  g_assert_cmpint (fixture.n_asked, ==, 6);
  g_clear_object (&web);

  web = make_web (&fixture, "429");
  g_signal_connect_swapped (web, "retry", G_CALLBACK (on_retry_cb), &retry);
  g_assert_null (gb_tile_test_fetch (web, (GbTileId) { 12, 0, 0 }, NULL));
  g_assert_null (gb_tile_test_fetch (web, (GbTileId) { 12, 1, 0 }, NULL));
  g_assert_cmpint (fixture.n_asked, ==, 7);
  gb_test_wait (&retry);
  g_assert_null (gb_tile_test_fetch (web, (GbTileId) { 12, 2, 0 }, NULL));
  g_assert_cmpint (fixture.n_asked, ==, 8);
  g_clear_object (&web);
  teardown (&fixture);
}

/* A server that forgot a tile that it once had does not take it from us. */
static void
test_forgotten (void)
{
  Fixture fixture;
  GbTileId id = { 12, 1, 1 };
  g_autoptr (GbTileProvider) web = NULL;
  g_autoptr (GbTileFound) found = NULL;
  g_autofree char *root = NULL, *source = NULL;

  setup (&fixture);
  web = make_web (&fixture, "404");
  source = g_strdup (gb_tile_provider_get_info (web)->id);
  gb_tile_cache_store (fixture.cache, source, &id, &(GbTileCopy) { fixture.png, (char *) "\"v0\"", NULL, NOW - 5 });
  found = gb_tile_test_fetch (web, id, NULL);
  g_assert_true (g_bytes_equal (found->bytes, fixture.png));
  g_assert_cmpint (fixture.n_asked, ==, 1);
  g_clear_object (&web);
  teardown (&fixture);
}

static void
test_probe (void)
{
  Fixture fixture;
  static const struct { const char *how; int code; } cases[] = {
    { "good", GOOD }, { "404", GONE }, { "html", GB_TILE_ERROR_NOT_A_PICTURE }, { "away", GB_TILE_ERROR_REFUSED },
  };

  setup (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbTileProvider) web = make_web (&fixture, cases[i].how);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbTileProbe) probe = NULL;
      GbTileWait wait = { 0 };

      gb_tile_web_probe_async (GB_TILE_WEB (web), &(GbTileId) { 8, 205, 117 }, NULL, gb_tile_test_done, &wait);
      gb_tile_test_wait (&wait);
      probe = gb_tile_web_probe_finish (GB_TILE_WEB (web), wait.result, &error);
      g_object_unref (wait.result);
      if (cases[i].code >= 0)
        {
          g_assert_error (error, GB_TILE_ERROR, cases[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (probe->host, ==, "127.0.0.1");
      g_assert_true (probe->missing == (cases[i].code == GONE));
      if (cases[i].code == GOOD)
        {
          g_assert_cmpstr (probe->image.format, ==, "PNG");
          g_assert_cmpuint (probe->image.width, ==, 256);
          g_assert_cmpuint (probe->bytes, ==, g_bytes_get_size (fixture.png));
          g_assert_cmpstr (fixture.last, ==, "/good/8/205/117.png");
        }
    }
  teardown (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tile-web/answers", test_answers);
  g_test_add_func ("/map/tile-web/revalidates", test_revalidates);
  g_test_add_func ("/map/tile-web/parallel", test_parallel);
  g_test_add_func ("/map/tile-web/shared", test_shared);
  g_test_add_func ("/map/tile-web/pauses", test_pauses);
  g_test_add_func ("/map/tile-web/forgotten", test_forgotten);
  g_test_add_func ("/map/tile-web/probe", test_probe);
  return g_test_run ();
}
