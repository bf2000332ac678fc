/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The link breaks after every byte that one can break after: whatever had arrived, the next run brings
 * the rest, and what was done here is done there once. */
#include "gb-link.h"

#include "gb-net-error.h"

/* All that was ever applied would slow the outbox down, which is not what is asked here. */
#define CACHE_LASTS 50
/* How far apart the offsets of what is not asked byte by byte are: a prime, so that they meet every kind of line. */
#define STRIDE 41

#define RECORD(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"data\":{" data "}}\n"
#define DOSSIER "H48.28-260820-9001"
#define RECORDS                                                                                       \
  RECORD ("commune", "21028",                                                                         \
          "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,"         \
          "\"population\":73556,\"lon\":108.78,\"lat\":15.12")                                        \
  RECORD ("dossier", DOSSIER,                                                                         \
          "\"procedure\":\"Đăng ký biến động đất đai\",\"field\":\"Đất đai\",\"channel\":\"desk\","   \
          "\"applicant\":\"Võ Thị Sáu\",\"commune\":\"21028\",\"received_by\":\"21028\","             \
          "\"officer\":\"Lê Văn Cường\",\"state\":4,\"submitted\":\"2026-08-20T08:00:00+07:00\","     \
          "\"received\":\"2026-08-20T08:10:00+07:00\",\"due\":\"2026-08-28T17:00:00+07:00\"")         \
  RECORD ("issue", "i",                                                                               \
          "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Chưa có bản đồ\"," \
          "\"state\":\"assigned\",\"level\":\"department\",\"raised\":\"2026-08-19T08:00:00+07:00\"")  \
  RECORD ("task", "t",                                                                                \
          "\"number\":\"9/KH-UBND\",\"title\":\"Rà soát thủ tục\",\"commune\":\"21028\","             \
          "\"issuer\":\"UBND tỉnh\",\"issued\":\"2026-08-01T08:00:00+07:00\",\"state\":\"open\","     \
          "\"due\":\"2026-11-30T17:00:00+07:00\",\"done\":0,\"total\":100000")

#define N_KINDS 3

/* One kind makes a record with a number, one only a record, one is in conflict when it is done twice. */
static void
act (GbLink *link,
     guint   kind,
     guint   n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  GbAction *action;

  if (kind == 0)
    action = gb_action_new_urge (DOSSIER, "Lê Văn Cường", text);
  else if (kind == 1)
    action = gb_action_new (GB_ACTION_TASK_PROGRESS, "t");
  else
    action = gb_action_new (GB_ACTION_ISSUE_NOTE, "i");
  if (kind != 0)
    gb_action_set (action, kind == 1 ? "done" : "text", text);
  gb_link_add (link, action);
}

static void
assert_done_once (GbLink      *link,
                  const guint *n)
{
  g_assert_cmpint (gb_link_ask (link->local, "SELECT count(*) FROM action WHERE state<>'applied'"), ==, 0);
  g_assert_cmpint (gb_link_ask (link->records, "SELECT count(*) FROM urge"), ==, n[0]);
  g_assert_cmpint (gb_link_ask (link->records, "SELECT coalesce(max(last),0) FROM document_number"), ==, n[0]);
  g_assert_cmpint (gb_link_ask (link->records, "SELECT done FROM task WHERE id='t'"), ==, n[1]);
  g_assert_cmpint (gb_link_ask (link->records, "SELECT count(*) FROM issue_note"), ==, n[2]);
}

/* A cut is a matter of the link: nothing that asks somebody to do something. */
static void
assert_link_error (const GError *error)
{
  if (error == NULL)
    return;
  if (!g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_CUT)
      && !g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT))
    g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE);
}

/**
 * Case:
 * @kinds: how the link breaks, by turns
 * @up: in a request, not in an answer
 * @again: it holds when it is tried anew in the same run
 * @tls: it begins with a handshake
 * @first: it breaks while an empty cache is filled; otherwise while an action is sent and comes back
 * @all: every action's kind at each offset, not by turns, and both groups, not only the one that changes
 * @stride: from one offset to the next
 */
typedef struct
{
  const char *name;
  guint n_kinds;
  GbCutKind kinds[2];
  gboolean up;
  gboolean again;
  gboolean tls;
  gboolean first;
  gboolean all;
  guint stride;
} Case;

/* (transfer full): absolute, as GIO wants it */
static char *
certificate_path (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "self-signed.pem", NULL);

  return g_canonicalize_filename (path, NULL);
}

static void
prepare (GbLink     *link,
         const Case *which,
         guint       turn,
         guint      *n)
{
  if (which->first || turn % CACHE_LASTS == 0)
    gb_link_new_cache (link);
  if (which->first)
    return;
  link->groups = GB_SYNC_GROUP_ALL;
  if (turn % CACHE_LASTS == 0)
    gb_link_run_well (link);
  if (!which->all)
    link->groups = GB_SYNC_GROUP_WORK;
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (which->all || kind == turn % N_KINDS)
      act (link, kind, ++n[kind]);
}

/* glib-networking 2.80 lets go of the address of a server that has none any more: its own, and nothing comes of it. */
static gboolean
is_fatal (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        data)
{
  return g_strcmp0 (domain, "GLib-GObject") != 0 || !g_str_has_prefix (message, "g_object_unref: assertion 'G_IS_OBJECT");
}

static void
on_object_message_cb (const char     *domain,
                      GLogLevelFlags  level,
                      const char     *message,
                      gpointer        data)
{
  if (is_fatal (domain, level, message, data))
    g_log_default_handler (domain, level, message, data);
}

static void
test_every_byte (gconstpointer data)
{
  const Case *which = data;
  g_autofree char *certificate = which->tls ? certificate_path () : NULL;
  GbLink link;
  guint n[N_KINDS] = { 0 }, turn = 0;
  guint handler = 0;
  gboolean was_cut = TRUE;

  if (which->tls)
    {
      handler = g_log_set_handler ("GLib-GObject", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, on_object_message_cb, NULL);
      g_test_log_set_fatal_handler (is_fatal, NULL);
    }
  gb_link_init (&link, gb_test_hub_new (RECORDS), GB_TEST_HUB_WARD, certificate);
  for (gint64 offset = 0; was_cut; offset += which->stride, turn++)
    {
      GbCut cut = { which->kinds[turn % which->n_kinds], which->up ? -1 : offset, which->up ? offset : -1, which->again };
      g_autoptr (GError) error = NULL;

      prepare (&link, which, turn, n);
      gb_link_run (&link, &cut, &error);
      was_cut = gb_cut_proxy_was_cut (link.proxy);
      assert_link_error (error);
      gb_link_run_well (&link);
      assert_done_once (&link, n);
      gb_link_assert_same (link.records, link.cache, which->first || !was_cut || turn % CACHE_LASTS == CACHE_LASTS - 1);
      if (!was_cut || turn % CACHE_LASTS == CACHE_LASTS - 1)
        gb_link_assert_whole (&link);
    }
  g_test_message ("%u cuts", turn - 1);
  gb_link_clear (&link);
  if (which->tls)
    {
      g_log_remove_handler ("GLib-GObject", handler);
      g_test_log_set_fatal_handler (NULL, NULL);
    }
}

#define BIG_DOSSIERS 500
/* What arrives before a cut, at most: of a page of the smallest size, compressed, a part. */
#define MOST_AT_ONCE 32000
#define MOST_RUNS 400

/* What a cache holds that was filled over a link that holds, from the first line to the last. */
static GbSqlConnection *
fill_whole (GbLink *link)
{
  GbSqlConnection *whole;

  gb_link_new_cache (link);
  gb_link_run_well (link);
  whole = g_object_ref (link->cache);
  gb_link_new_cache (link);
  return whole;
}

/* A big feed over a link that breaks all the time arrives, bit by bit, and is the same. */
static void
test_random (gconstpointer data)
{
  GbCutKind kind = GPOINTER_TO_INT (data);
  GbLink link;
  guint runs = 0;
  guint64 bytes = 0;
  gboolean arrived = FALSE;

  gb_link_init (&link, gb_test_hub_new_seeded (BIG_DOSSIERS, 7), GB_TEST_HUB_PROVINCE, NULL);
  {
    g_autoptr (GbSqlConnection) whole = fill_whole (&link);

    while (!arrived)
      {
        GbCut cut = { kind, g_test_rand_int_range (1, MOST_AT_ONCE), -1, FALSE };
        g_autoptr (GError) error = NULL;

        arrived = gb_link_run (&link, &cut, &error);
        bytes += gb_cut_proxy_get_down (link.proxy);
        assert_link_error (error);
        g_assert_cmpuint (++runs, <, MOST_RUNS);
      }
    g_test_message ("%u runs, %" G_GUINT64_FORMAT " bytes", runs, bytes);
    gb_link_assert_same (whole, link.cache, TRUE);
    gb_link_assert_whole (&link);
  }
  gb_link_clear (&link);
}

static void
add (const Case *cases,
     gsize       n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/cut/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_every_byte);
    }
}

int
main (int    argc,
      char **argv)
{
  static const Case quick[] = {
    { "every-byte", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .stride = 1 },
    { "first-pull", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .first = TRUE, .stride = STRIDE },
    { "handshake", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .tls = TRUE, .first = TRUE, .stride = 2 * STRIDE },
    { "request", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .up = TRUE, .stride = STRIDE },
  };
  static const Case slow[] = {
    { "every-byte-reset", 1, { GB_CUT_RESET }, .all = TRUE, .stride = 1 },
    { "every-byte-close", 1, { GB_CUT_CLOSE }, .all = TRUE, .stride = 1 },
    { "every-byte-again", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .again = TRUE, .all = TRUE, .stride = 1 },
    { "first-pull-every-byte", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .first = TRUE, .stride = 1 },
    { "first-pull-again", 2, { GB_CUT_CLOSE, GB_CUT_RESET }, .first = TRUE, .again = TRUE, .stride = 1 },
    { "request-every-byte", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .up = TRUE, .all = TRUE, .stride = 1 },
    { "handshake-every-byte", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .tls = TRUE, .first = TRUE, .stride = 1 },
    { "handshake-request", 2, { GB_CUT_RESET, GB_CUT_CLOSE }, .tls = TRUE, .up = TRUE, .first = TRUE, .stride = 3 },
    { "silence", 1, { GB_CUT_SILENCE }, .all = TRUE, .stride = 37 },
  };

  g_test_init (&argc, &argv, NULL);
  if (g_test_slow ())
    {
      add (slow, G_N_ELEMENTS (slow));
      g_test_add_data_func ("/cut/random-close", GINT_TO_POINTER (GB_CUT_CLOSE), test_random);
    }
  else
    add (quick, G_N_ELEMENTS (quick));
  g_test_add_data_func ("/cut/random", GINT_TO_POINTER (GB_CUT_RESET), test_random);
  return g_test_run ();
}
