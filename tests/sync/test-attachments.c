/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on their way to the real hub over a link that breaks at every stage, and back again. */
#include "gb-link.h"

#include "gb-attachment-queue.h"
#include "gb-attachments-fetch.h"
#include "gb-net-error.h"
#include "gb-sync-error.h"
#include "gb-test-server.h"

#include <string.h>

#define RECORD(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"data\":{" data "}}\n"
#define RECORDS                                                                                       \
  RECORD ("commune", "21028",                                                                         \
          "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,"         \
          "\"population\":73556,\"lon\":108.78,\"lat\":15.12")                                        \
  RECORD ("issue", "i",                                                                               \
          "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Chưa có bản đồ\"," \
          "\"state\":\"assigned\",\"level\":\"department\",\"raised\":\"2026-08-19T08:00:00+07:00\"")

/* Larger than three parts of the first size. */
#define BYTES (120 * 1024)
/* What the first part of a file may come to, and then what else goes over the link in a run. */
#define PART (32 * 1024)
#define TALK (24 * 1024)
/* Primes, so that cuts meet every place in a part and in an answer. */
#define UP_STRIDE 4999
#define DOWN_STRIDE 67

/* (transfer full): a picture of its own each time */
static GBytes *
make_content (guint number,
              gsize bytes)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (number);
  guint8 *content = g_malloc (bytes);

  for (gsize i = 0; i < bytes; i++)
    content[i] = (guint8) g_rand_int (rand);
  return g_bytes_new_take (content, bytes);
}

/* (transfer full): a note on the issue, with a picture that is not at the hub */
static char *
add_note_with_file (GbLink *link,
                    guint   number,
                    gsize   bytes)
{
  g_autoptr (GBytes) content = make_content (number, bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAttachment) file = gb_store_add_attachment (link->store, "ảnh.jpg", content, &error);
  GbAction *action = gb_action_new (GB_ACTION_ISSUE_NOTE, "i");

  g_assert_no_error (error);
  gb_action_set (action, "text", "Có ảnh kèm theo");
  gb_action_add_file (action, file->sha256, file->name);
  gb_link_add (link, action);
  return g_strdup (file->sha256);
}

/* @sql has the file's name where it says SHA */
static gint64
ask_about (GbSqlConnection *connection,
           const char      *sql,
           const char      *sha256)
{
  g_auto (GStrv) parts = g_strsplit (sql, "SHA", -1);
  g_autofree char *whole = g_strjoinv (sha256, parts);

  return gb_link_ask (connection, whole);
}

static GbAttachmentWaiting
waiting (GbLink *link)
{
  GbAttachmentWaiting waiting = { 0 };
  g_autoptr (GError) error = NULL;

  gb_attachment_waiting (link->local, &waiting, &error);
  g_assert_no_error (error);
  return waiting;
}

static void
assert_arrived (GbLink     *link,
                const char *sha256,
                guint       number,
                gsize       bytes)
{
  g_autofree char *path = g_strdup_printf ("%s.files/%s", gb_test_hub_get_database (link->hub), sha256);
  g_autoptr (GBytes) sent = make_content (number, bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (content, length, g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  g_assert_cmpint (ask_about (link->records, "SELECT count(*) FROM upload WHERE sha256='SHA'", sha256), ==, 1);
  g_assert_cmpint (ask_about (link->records,
                              "SELECT count(*) FROM issue_note,json_each(files) f WHERE f.value->>'$.sha256'='SHA'"
                              " AND f.value->>'$.name'='ảnh.jpg'",
                              sha256),
                   ==, 1);
  g_assert_cmpint (gb_link_ask (link->local, "SELECT count(*) FROM action WHERE state<>'applied'"), ==, 0);
}

static void
assert_link_error (const GError *error)
{
  if (error != NULL && !g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_CUT)
      && !g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT))
    g_assert_error (error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE);
}

static void
set_up (GbLink *link)
{
  gb_link_init (link, gb_test_hub_new (RECORDS), GB_TEST_HUB_WARD, NULL);
  gb_link_new_cache (link);
  gb_link_run_well (link);
  link->groups = GB_SYNC_GROUP_WORK;
}

typedef struct
{
  const char *name;
  GbCutKind kinds[2];
  gboolean up;
  gboolean again; /* it holds when it is tried anew in the same run */
  guint stride;
} Case;

/* Wherever it broke, the file is there once, and so is the note; and what had arrived was not sent again. */
static void
test_cut (gconstpointer data)
{
  const Case *which = data;
  GbLink link;
  gboolean was_cut = TRUE;
  guint turn = 0;

  set_up (&link);
  for (gint64 offset = 0; was_cut; offset += which->stride, turn++)
    {
      GbCut cut = { which->kinds[turn % 2], which->up ? -1 : offset, which->up ? offset : -1, which->again };
      g_autofree char *sha256 = add_note_with_file (&link, turn, BYTES);
      g_autoptr (GError) error = NULL;
      guint64 up;

      gb_link_run (&link, &cut, &error);
      was_cut = gb_cut_proxy_was_cut (link.proxy);
      up = gb_cut_proxy_get_up (link.proxy);
      assert_link_error (error);
      gb_clock_set (link.clock, gb_clock_now (link.clock) + 60 * 60);
      gb_link_run_well (&link);
      up += gb_cut_proxy_get_up (link.proxy);
      assert_arrived (&link, sha256, turn, BYTES);
      g_assert_cmpuint (up, <, BYTES + 2 * PART + TALK);
      g_assert_cmpuint (waiting (&link).files, ==, 0);
    }
  g_assert_cmpuint (turn, >, 5);
  g_test_message ("%u cuts", turn - 1);
  gb_link_assert_whole (&link);
  gb_link_clear (&link);
}

/* What had arrived is seen, and a promise is kept; the note waits, and others do not. */
static void
test_waiting (void)
{
  GbLink link;
  GbCut cut = { GB_CUT_RESET, -1, 3 * PART, FALSE };
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) error = NULL;
  GbAction *other = gb_action_new (GB_ACTION_ISSUE_NOTE, "i");
  gint64 now;

  set_up (&link);
  now = gb_clock_now (link.clock);
  sha256 = add_note_with_file (&link, 1, BYTES);
  g_assert_cmpuint (waiting (&link).files, ==, 1);
  g_assert_cmpuint (waiting (&link).bytes, ==, BYTES);
  gb_action_set (other, "text", "Không có ảnh");
  gb_link_add (&link, other);

  g_assert_true (gb_link_run (&link, &cut, &error));
  g_assert_cmpint (gb_link_ask (link.local, "SELECT count(*) FROM action WHERE state='applied'"), ==, 1);
  g_assert_cmpint (gb_link_ask (link.local, "SELECT count(*) FROM action WHERE state='waiting' AND attempts=0"), ==, 1);
  g_assert_cmpuint (waiting (&link).files, ==, 1);
  g_assert_cmpuint (waiting (&link).bytes, <, BYTES);
  g_assert_cmpint (waiting (&link).next_attempt, >, now);
  g_assert_cmpint (gb_sync_get_next_attempt (link.sync), ==, waiting (&link).next_attempt);
  g_assert_cmpint (ask_about (link.local, "SELECT problem IS NOT NULL FROM attachment WHERE sha256='SHA'", sha256), ==, 1);

  /* not before its time */
  gb_link_run_well (&link);
  g_assert_cmpuint (waiting (&link).files, ==, 1);
  gb_clock_set (link.clock, waiting (&link).next_attempt);
  gb_link_run_well (&link);
  g_assert_cmpuint (gb_sync_get_progress (link.sync)->files, ==, 1);
  g_assert_cmpuint (gb_sync_get_progress (link.sync)->applied, ==, 1);
  assert_arrived (&link, sha256, 1, BYTES);
  gb_link_clear (&link);
}

/* Where every byte counts files wait until somebody says so, and for one run. */
static void
test_metered (void)
{
  GbLink link;
  g_autofree char *first = NULL, *second = NULL;

  set_up (&link);
  first = add_note_with_file (&link, 1, BYTES);
  gb_sync_set_occasion (link.sync, GB_SYNC_REASON_SCHEDULE, TRUE);
  gb_link_run_well (&link);
  g_assert_cmpuint (waiting (&link).bytes, ==, BYTES);
  gb_sync_set_occasion (link.sync, GB_SYNC_REASON_REQUEST, TRUE);
  gb_sync_allow_files (link.sync);
  gb_link_run_well (&link);
  assert_arrived (&link, first, 1, BYTES);

  second = add_note_with_file (&link, 2, BYTES);
  gb_sync_set_occasion (link.sync, GB_SYNC_REASON_SCHEDULE, TRUE);
  gb_link_run_well (&link);
  g_assert_cmpuint (waiting (&link).bytes, ==, BYTES);
  gb_sync_set_occasion (link.sync, GB_SYNC_REASON_SCHEDULE, FALSE);
  gb_link_run_well (&link);
  assert_arrived (&link, second, 2, BYTES);
  gb_link_clear (&link);
}

static void
on_part_noted_cb (GbLink *link)
{
  if (gb_link_ask (link->local, "SELECT coalesce(max(sent),0) FROM attachment") > 0)
    gb_sync_set_metered (link->sync, TRUE);
}

/* A network that becomes a telephone's in the middle of a file gets no more of it. */
static void
test_becomes_metered (void)
{
  GbLink link;
  g_autofree char *sha256 = NULL;
  gulong handler;
  guint64 left;

  set_up (&link);
  handler = g_signal_connect_swapped (link.store, "changed", G_CALLBACK (on_part_noted_cb), &link);
  sha256 = add_note_with_file (&link, 1, 16 * BYTES);
  gb_link_run_well (&link);
  left = waiting (&link).bytes;
  g_assert_cmpuint (left, >, 0);
  g_assert_cmpuint (left, <, 16 * BYTES);
  g_signal_handler_disconnect (link.store, handler);
  gb_sync_set_metered (link.sync, FALSE);
  gb_link_run_well (&link);
  assert_arrived (&link, sha256, 1, 16 * BYTES);
  g_assert_cmpuint (gb_cut_proxy_get_up (link.proxy), <, left + TALK);
  gb_link_clear (&link);
}

/* What is there goes once the feed has brought the note, and can be seen all the same. */
static void
test_kept_until_brought (void)
{
  GbLink link;
  g_autofree char *sha256 = NULL;

  set_up (&link);
  sha256 = add_note_with_file (&link, 1, BYTES);
  gb_link_run_well (&link);
  g_assert_cmpint (ask_about (link.local, "SELECT count(*) FROM attachment WHERE sha256='SHA' AND state='there'", sha256),
                   ==, 1);
  /* the next run brings it, and the one after that clears up */
  gb_link_run_well (&link);
  gb_link_run_well (&link);
  g_assert_cmpint (gb_link_ask (link.local, "SELECT count(*) FROM attachment"), ==, 0);
  g_assert_cmpint (ask_about (link.cache, "SELECT length(content) FROM attachment_copy WHERE sha256='SHA'", sha256), ==,
                   BYTES);
  gb_link_clear (&link);
}

/* --- back again ----------------------------------------------------------------------------- */

typedef struct
{
  gboolean done;
  GBytes *content;
  GError *error;
} Fetched;

static void
on_fetched_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fetched *fetched = user_data;

  fetched->content = gb_attachments_fetch_finish (result, &fetched->error);
  fetched->done = TRUE;
}

static GBytes *
fetch (GbLink       *link,
       const char   *sha256,
       gsize         bytes,
       const GbCut  *cut,
       GError      **error)
{
  GbAttachment file = { .sha256 = (char *) sha256, .name = (char *) "ảnh.jpg", .bytes = bytes };
  Fetched fetched = { FALSE };

  gb_cut_proxy_set (link->proxy, cut);
  gb_attachments_fetch_async (link->store, link->client, &file, NULL, on_fetched_cb, &fetched);
  gb_test_wait (&fetched.done);
  if (fetched.error != NULL)
    g_propagate_error (error, fetched.error);
  return fetched.content;
}

/* Another workstation's: it comes whole wherever the link broke, and the second time without one. */
static void
test_fetched (void)
{
  GbCut never = { GB_CUT_RESET, 0, 0, FALSE };
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) sent = make_content (1, 5 * BYTES);
  gboolean was_cut = TRUE;
  GbLink link;

  set_up (&link);
  sha256 = add_note_with_file (&link, 1, 5 * BYTES);
  gb_link_run_well (&link);
  for (gint64 offset = 0; was_cut; offset += 29989)
    {
      GbCut cut = { GB_CUT_RESET, offset, -1, FALSE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) content = NULL;
      g_autoptr (GBytes) again = NULL;

      gb_link_new_cache (&link);
      content = fetch (&link, sha256, 5 * BYTES, &cut, &error);
      was_cut = gb_cut_proxy_was_cut (link.proxy);
      assert_link_error (error);
      g_clear_error (&error);
      if (content == NULL)
        content = fetch (&link, sha256, 5 * BYTES, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (content, sent));
      again = fetch (&link, sha256, 5 * BYTES, &never, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (again, sent));
    }
  gb_link_clear (&link);
}

/* What nobody sent is told so. */
static void
test_not_there (void)
{
  g_autofree char *name = g_strnfill (64, 'a');
  g_autoptr (GError) error = NULL;
  GbLink link;

  set_up (&link);
  g_assert_null (fetch (&link, name, 10, NULL, &error));
  g_assert_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_FILE);
  gb_link_clear (&link);
}

int
main (int    argc,
      char **argv)
{
  static const Case cases[] = {
    { "/attachments/cut/request", { GB_CUT_RESET, GB_CUT_CLOSE }, TRUE, FALSE, UP_STRIDE },
    { "/attachments/cut/request-again", { GB_CUT_CLOSE, GB_CUT_RESET }, TRUE, TRUE, 3 * UP_STRIDE },
    { "/attachments/cut/answer", { GB_CUT_RESET, GB_CUT_CLOSE }, FALSE, FALSE, DOWN_STRIDE },
    { "/attachments/cut/answer-again", { GB_CUT_CLOSE, GB_CUT_RESET }, FALSE, TRUE, DOWN_STRIDE },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_cut);
  g_test_add_func ("/attachments/waiting", test_waiting);
  g_test_add_func ("/attachments/metered", test_metered);
  g_test_add_func ("/attachments/becomes-metered", test_becomes_metered);
  g_test_add_func ("/attachments/kept-until-brought", test_kept_until_brought);
  g_test_add_func ("/attachments/fetched", test_fetched);
  g_test_add_func ("/attachments/not-there", test_not_there);
  return g_test_run ();
}
