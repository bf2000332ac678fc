/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cursor-repository.h"
#include "gb-fake-hub.h"
#include "gb-feed-frame.h"
#include "gb-file-token.h"
#include "gb-net-error.h"
#include "gb-page-size.h"
#include "gb-store-status.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"
#include "gb-sync-private.h"
#include "gb-test-store.h"

#include <glib/gstdio.h>
#include <string.h>

#define NDJSON "application/x-ndjson"
#define SCOPE "commune:21028"
#define N_TASKS 12

/* Pages of these tests are small, and so is what has to be refused. */
#define MAX_BYTES ((gsize) 2 * 1024 * 1024)
#define BOMB (2 * MAX_BYTES)

typedef struct
{
  GbFakeHub *hub;
  char *folder;
  GbStore *store;
  GbSync *sync;
} Fixture;

typedef struct
{
  gboolean done;
  gboolean good;
  GError *error;
} Outcome;

static char *
task_line (int         number,
           const char *title)
{
  return g_strdup_printf ("{\"op\":\"put\",\"type\":\"task\",\"id\":\"t%d\",\"rev\":%d,\"data\":{\"number\":\"%d/KH-UBND\","
                          "\"title\":\"%s\",\"issuer\":\"UBND tỉnh\",\"issued\":\"2026-08-01T08:00:00+07:00\","
                          "\"due\":\"2026-09-01T17:00:00+07:00\",\"state\":\"open\"}}",
                          number, number, number, title);
}

static void
add_task (Fixture    *self,
          int         number,
          const char *title)
{
  g_autofree char *line = task_line (number, title);

  gb_fake_hub_add (self->hub, "work", line);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (1787703300);
  g_autofree char *path = NULL, *token = NULL, *address = NULL;
  g_autoptr (GbFileToken) tokens = NULL;
  g_autoptr (GbClient) client = NULL;
  g_autoptr (GError) error = NULL;

  self->hub = gb_fake_hub_new ();
  for (int i = 0; i < N_TASKS; i++)
    add_task (self, i, "Chỉ tiêu");
  self->folder = g_dir_make_tmp ("giaoban-sync-XXXXXX", NULL);
  path = g_build_filename (self->folder, "cache.db", NULL);
  token = g_build_filename (self->folder, "token", NULL);
  g_assert_true (g_file_set_contents_full (token, "secret", -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                             0600, NULL));
  tokens = gb_file_token_new (token);
  address = gb_fake_hub_address (self->hub);
  client = gb_client_new (address, GB_TOKEN_PROVIDER (tokens), &error);
  g_assert_no_error (error);
  gb_client_set_timeout (client, 10);
  gb_client_set_max_bytes (client, MAX_BYTES);
  self->store = gb_test_store_new (path, clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
  self->sync = gb_sync_new (self->store, client);
  gb_sync_set_scope (self->sync, SCOPE);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (self->sync);
  gb_store_close (self->store);
  g_assert_finalize_object (self->store);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  gb_fake_hub_free (self->hub);
}

static void
on_synced_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->good = gb_sync_run_finish (GB_SYNC (object), result, &outcome->error);
  outcome->done = TRUE;
}

static void
run (Fixture      *self,
     GCancellable *cancellable,
     Outcome      *outcome)
{
  *outcome = (Outcome) { FALSE };
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, cancellable, on_synced_cb, outcome);
  gb_test_wait (&outcome->done);
  g_assert_true (outcome->good == (outcome->error == NULL));
}

static void
run_well (Fixture *self)
{
  Outcome outcome;

  run (self, NULL, &outcome);
  g_assert_no_error (outcome.error);
}

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static GbStoreStatus *
status_of (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GbStoreStatus *status = gb_store_read (self->store, load_status, NULL, NULL, &error);

  g_assert_no_error (error);
  return status;
}

static gint64
n_tasks (Fixture *self)
{
  g_autoptr (GbStoreStatus) status = status_of (self);

  return status->records[GB_RECORD_TASK];
}

/* Everything that a page may change, as one text. */
static char *
picture (Fixture *self)
{
  g_autoptr (GbStoreStatus) status = status_of (self);
  GString *text = g_string_new (status->scope);

  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    {
      const GbCursor *cursor = &status->groups[i];

      g_string_append_printf (text, " %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT,
                              cursor->feed_id, cursor->cursor, cursor->position, cursor->generation, cursor->full,
                              cursor->as_of);
    }
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, status->records[i]);
  g_string_append_printf (text, " %" G_GINT64_FORMAT, status->set_aside);
  return g_string_free (text, FALSE);
}

static void
test_pull (Fixture      *self,
           gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);
  g_autoptr (GbStoreStatus) status = NULL;

  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
  g_assert_cmpuint (progress->records, ==, N_TASKS);
  g_assert_cmpuint (progress->pages, ==, 4);
  g_assert_cmpint (gb_sync_get_as_of (self->sync), ==, 1787703300);
  g_assert_cmpint (gb_sync_get_state (self->sync), ==, GB_SYNC_STATE_IDLE);
  g_assert_null (gb_sync_get_last_error (self->sync));

  status = status_of (self);
  g_assert_cmpstr (status->scope, ==, SCOPE);
  g_assert_null (status->last_error);
  g_assert_cmpint (status->last_attempt, ==, 1787703300);
}

static void
test_second_run_is_small (Fixture      *self,
                          gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);

  run_well (self);
  run_well (self);
  g_assert_cmpuint (progress->records, ==, 0);
  g_assert_cmpuint (progress->pages, ==, 2);
  g_assert_cmpuint (progress->bytes, >, 0);
  g_assert_cmpuint (progress->bytes, <, 2000);
}

static void
test_changes_and_deletions (Fixture      *self,
                            gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);

  run_well (self);
  gb_fake_hub_add (self->hub, "work", "{\"op\":\"del\",\"type\":\"task\",\"id\":\"t3\",\"rev\":99}");
  add_task (self, 4, "Đổi tên");
  add_task (self, 100, "Mới");
  run_well (self);
  g_assert_cmpuint (progress->records, ==, 2);
  g_assert_cmpuint (progress->deleted, ==, 1);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
}

static void
test_unknown_and_bad_lines (Fixture      *self,
                            gconstpointer data)
{
  static const char *const lines[] = {
    "{\"op\":\"put\",\"type\":\"comet\",\"id\":\"c\",\"rev\":1,\"data\":{\"tail\":[1,2]}}",
    "{\"op\":\"put\",\"type\":\"task\",\"id\":\"u\",\"rev\":1,\"data\":{\"number\":{},\"title\":5}}",
    "garbage",
    "{\"op\":\"put\",\"type\":\"task\",\"id\":\"v\",\"rev\":1,\"data\":\"\xff\"}",
    "{\"op\":\"put\",\"type\":\"team\",\"id\":\"w\",\"rev\":1,\"data\":{\"name\":\"x\",\"organisation\":\"x\","
    "\"members\":1,\"kind\":\"x\"}}", /* of the other group */
  };
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *letters = g_strnfill (GB_FEED_MAX_LINE, 'a');
  g_autofree char *too_long = task_line (201, letters);
  g_autoptr (GbStoreStatus) status = NULL;

  gb_fake_hub_add (self->hub, "work", brackets);
  gb_fake_hub_add (self->hub, "work", too_long);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    gb_fake_hub_add (self->hub, "work", lines[i]);
  add_task (self, 200, "Sau dòng hỏng");
  run_well (self);

  g_assert_cmpint (n_tasks (self), ==, N_TASKS + 1);
  g_assert_cmpuint (progress->skipped, ==, 1);
  g_assert_cmpuint (progress->set_aside, ==, 6);
  status = status_of (self);
  g_assert_cmpint (status->set_aside, ==, 6);
}

/* What a newer hub says beside what this version knows is no error. */
static void
test_unknown_fields (Fixture      *self,
                     gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);
  g_autofree char *line = task_line (300, "Có trường lạ");
  g_autofree char *added = g_strndup (line, strlen (line) - strlen ("}}"));
  g_autofree char *newer = g_strconcat (added, ",\"mood\":{\"of\":[1,null,\"vui\"]}},\"signed\":true}", NULL);

  gb_fake_hub_add (self->hub, "work", newer);
  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS + 1);
  g_assert_cmpuint (progress->skipped + progress->set_aside, ==, 0);
}

#define DOSSIER(id, commune, received_by)                                                                    \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"procedure\":\"x\",\"field\":\"x\"," \
  "\"channel\":\"desk\",\"commune\":\"" commune "\",\"received_by\":\"" received_by "\",\"state\":4}}"

/* What a commune may not see it does not hold, even when the hub sends it. */
static void
test_record_of_another_scope (Fixture      *self,
                              gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);
  g_autoptr (GbStoreStatus) status = NULL;

  gb_fake_hub_add (self->hub, "work", DOSSIER ("own", "21028", "21028"));
  gb_fake_hub_add (self->hub, "work", DOSSIER ("received-here", "20818", "21028"));
  gb_fake_hub_add (self->hub, "work", DOSSIER ("received-there", "21028", "20818"));
  gb_fake_hub_add (self->hub, "work", DOSSIER ("foreign", "20818", "20818"));
  run_well (self);
  status = status_of (self);
  g_assert_cmpint (status->records[GB_RECORD_DOSSIER], ==, 3);
  g_assert_cmpint (status->set_aside, ==, 1);
  g_assert_cmpuint (progress->set_aside, ==, 1);
}

/* The hub was restored from a backup under another feed id: everything again, what is gone goes. */
static void
test_gone (Fixture      *self,
           gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);

  run_well (self);
  gb_fake_hub_clear_feed (self->hub);
  gb_fake_hub_set_feed (self->hub, "f2");
  for (int i = 5; i < 15; i++)
    add_task (self, i, "Sau khi khôi phục");
  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, 10);
  g_assert_cmpuint (progress->records, ==, 10);
  g_assert_cmpuint (progress->deleted, ==, 5);
}

static void
reply_fault (SoupServerMessage *message,
             const char        *page)
{
  gb_test_reply (message, 500, "text/plain", "oops");
}

/* A full pull that breaks after the hub forgot us goes on and only then takes away what is gone. */
static void
test_gone_and_interrupted (Fixture      *self,
                           gconstpointer data)
{
  Outcome outcome;

  run_well (self);
  gb_fake_hub_clear_feed (self->hub);
  gb_fake_hub_set_feed (self->hub, "f2");
  for (int i = 5; i < 15; i++)
    add_task (self, i, "Sau khi khôi phục");
  /* base: 410 and its page; work: 410 and the first page; then the fault */
  gb_fake_hub_break (self->hub, 4, 1, reply_fault);
  run (self, NULL, &outcome);
  g_assert_error (outcome.error, GB_NET_ERROR, GB_NET_ERROR_SERVER);
  g_clear_error (&outcome.error);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);

  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, 10);
}

typedef struct
{
  const char *name;
  GbFakeFault fault;
  GQuark (*domain) (void);
  int code;
} Case;

static void
reply_cut (SoupServerMessage *message,
           const char        *page)
{
  gb_test_reply_cut (message, NDJSON, page, strlen (page) / 2);
}

static void
reply_no_seal (SoupServerMessage *message,
               const char        *page)
{
  g_autofree char *cut = g_strndup (page, strstr (page, "{\"cursor\"") - page);

  gb_test_reply (message, 200, NDJSON, cut);
}

static void
reply_replaced (SoupServerMessage *message,
                const char        *page,
                const char        *from,
                const char        *to)
{
  g_autoptr (GString) text = g_string_new (page);

  g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  gb_test_reply (message, 200, NDJSON, text->str);
}

static void
reply_wrong_count (SoupServerMessage *message,
                   const char        *page)
{
  reply_replaced (message, page, "\"count\":", "\"count\":1");
}

static void
reply_wrong_feed (SoupServerMessage *message,
                  const char        *page)
{
  reply_replaced (message, page, "\"feed_id\":\"f1\"", "\"feed_id\":\"f9\"");
}

static void
reply_wrong_scope (SoupServerMessage *message,
                   const char        *page)
{
  reply_replaced (message, page, SCOPE, "commune:20818");
}

static void
reply_wrong_group (SoupServerMessage *message,
                   const char        *page)
{
  reply_replaced (message, page, "\"group\":\"work\"", "\"group\":\"base\"");
}

static void
reply_wrong_from (SoupServerMessage *message,
                  const char        *page)
{
  reply_replaced (message, page, "\"from\":\"f1/5\"", "\"from\":\"f1/4\"");
}

static void
reply_in_circles (SoupServerMessage *message,
                  const char        *page)
{
  reply_replaced (message, page, "{\"cursor\":\"f1/10\"", "{\"cursor\":\"f1/5\"");
}

static void
reply_html (SoupServerMessage *message,
            const char        *page)
{
  gb_test_reply (message, 200, "text/html", "<html>Wi-Fi</html>");
}

static void
reply_html_as_feed (SoupServerMessage *message,
                    const char        *page)
{
  gb_test_reply (message, 200, NDJSON, "<html>\n<body>Wi-Fi</body>\n</html>\n");
}

static void
reply_garbage (SoupServerMessage *message,
               const char        *page)
{
  gb_test_reply (message, 200, NDJSON, "\x1f\x8b\n\xff\xfe\n");
}

static void
reply_other_token (SoupServerMessage *message,
                   const char        *page)
{
  gb_test_reply (message, 403, "application/problem+json", "{\"type\":\"/scope\"}");
}

static void
reply_unauthorized (SoupServerMessage *message,
                    const char        *page)
{
  gb_test_reply (message, 401, "application/problem+json", "{\"type\":\"/unauthorized\"}");
}

static void
reply_utf16 (SoupServerMessage *message,
             const char        *page)
{
  gsize length;
  g_autofree char *text = g_convert (page, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (headers, NDJSON, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, text, length);
}

static void
reply_windows_1258 (SoupServerMessage *message,
                    const char        *page)
{
  gb_test_reply (message, 200, NDJSON "; charset=windows-1258", page);
}

static void
reply_wrong_type (SoupServerMessage *message,
                  const char        *page)
{
  gb_test_reply (message, 200, "application/json", page);
}

static void
reply_gzip_cut (SoupServerMessage *message,
                const char        *page)
{
  gb_test_reply_gzip (message, NDJSON, page, strlen (page), 12);
}

static void
reply_gzip_bomb (SoupServerMessage *message,
                 const char        *page)
{
  g_autofree char *zeros = g_malloc0 (BOMB);

  gb_test_reply_gzip (message, NDJSON, zeros, BOMB, 0);
}

static const Case cases[] = {
  { "cut", reply_cut, gb_net_error_quark, GB_NET_ERROR_CUT },
  { "no-seal", reply_no_seal, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "wrong-count", reply_wrong_count, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "wrong-feed", reply_wrong_feed, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "wrong-scope", reply_wrong_scope, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "wrong-group", reply_wrong_group, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "wrong-from", reply_wrong_from, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "in-circles", reply_in_circles, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "html", reply_html, gb_net_error_quark, GB_NET_ERROR_NOT_OUR_SERVER },
  { "html-as-feed", reply_html_as_feed, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "utf-16", reply_utf16, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "windows-1258", reply_windows_1258, gb_net_error_quark, GB_NET_ERROR_PROTOCOL },
  { "wrong-type", reply_wrong_type, gb_net_error_quark, GB_NET_ERROR_NOT_OUR_SERVER },
  { "gzip-cut", reply_gzip_cut, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "gzip-bomb", reply_gzip_bomb, gb_net_error_quark, GB_NET_ERROR_TOO_LARGE },
  { "garbage", reply_garbage, gb_sync_error_quark, GB_SYNC_ERROR_BAD_PAGE },
  { "fault", reply_fault, gb_net_error_quark, GB_NET_ERROR_SERVER },
  { "scope", reply_other_token, gb_net_error_quark, GB_NET_ERROR_FORBIDDEN },
  { "unauthorized", reply_unauthorized, gb_net_error_quark, GB_NET_ERROR_UNAUTHORIZED },
};

/* The second page of the work group is broken, however often it is asked for: the cache is as the
 * first page left it, says why, and goes on from there when the hub is well again. */
static void
test_broken_page (Fixture      *self,
                  gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GbStoreStatus) status = NULL;
  g_autofree char *before = NULL, *after = NULL;
  Outcome outcome;

  gb_fake_hub_break (self->hub, 2, 1, reply_fault);
  run (self, NULL, &outcome);
  g_clear_error (&outcome.error);
  before = picture (self);
  g_assert_cmpint (n_tasks (self), ==, 5);

  gb_fake_hub_break (self->hub, 1, 1000, c->fault);
  run (self, NULL, &outcome);
  g_assert_error (outcome.error, c->domain (), c->code);
  after = picture (self);
  g_assert_cmpstr (before, ==, after);
  status = status_of (self);
  g_assert_cmpstr (status->last_error, ==, outcome.error->message);
  g_assert_cmpstr (gb_sync_get_last_error (self->sync)->message, ==, outcome.error->message);
  g_clear_error (&outcome.error);

  gb_fake_hub_break (self->hub, 0, 0, NULL);
  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
}

static void
reply_stall (SoupServerMessage *message,
             const char        *page)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), NDJSON, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "{", 1);
}

/* A page that was cut is asked for again, smaller. */
static void
test_cut_page_comes_smaller (Fixture      *self,
                             gconstpointer data)
{
  gb_fake_hub_break (self->hub, 2, 3, data != NULL ? reply_no_seal : reply_cut);
  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
  g_assert_cmpuint (gb_fake_hub_get_least (self->hub), <=, GB_PAGE_SIZE_START / 2);
}

/* A page that comes, but not in the time that a page may take, is given up and comes smaller. */
static void
test_late_page_comes_smaller (Fixture      *self,
                              gconstpointer data)
{
  self->sync->size.deadline = 1;
  gb_client_set_timeout (gb_sync_get_client (self->sync), 30);
  gb_fake_hub_break (self->hub, 2, 2, reply_stall);
  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
  g_assert_cmpuint (gb_fake_hub_get_least (self->hub), <=, GB_PAGE_SIZE_START / 4);
}

static void
reply_ten_minutes_later (SoupServerMessage *message,
                         const char        *page)
{
  reply_replaced (message, page, "2026-08-26T07:15:00", "2026-08-26T07:25:00");
}

/* The endpoint's time is the one that counts, and the difference is told. */
static void
test_clock_skew (Fixture      *self,
                 gconstpointer data)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);

  run_well (self);
  g_assert_true (progress->clock_known);
  g_assert_cmpint (gb_sync_get_clock_skew (self->sync), ==, 0);
  gb_fake_hub_break (self->hub, 0, 1000, reply_ten_minutes_later);
  run_well (self);
  g_assert_cmpint (gb_sync_get_clock_skew (self->sync), ==, 600);
  g_assert_cmpint (gb_sync_get_as_of (self->sync), ==, 1787703300 + 600);
}

/* One group's bad page does not keep the other from coming. */
static void
test_other_group_goes_on (Fixture      *self,
                          gconstpointer data)
{
  Outcome outcome;

  gb_fake_hub_break (self->hub, 0, 1, reply_wrong_count);
  run (self, NULL, &outcome);
  g_assert_error (outcome.error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_PAGE);
  g_clear_error (&outcome.error);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
}

static void
test_other_scope (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  guint asked;
  Outcome outcome;

  run_well (self);
  before = picture (self);
  asked = gb_fake_hub_get_n_pages (self->hub);
  gb_sync_set_scope (self->sync, "province:51");
  run (self, NULL, &outcome);
  g_assert_error (outcome.error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE);
  g_clear_error (&outcome.error);
  after = picture (self);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (gb_fake_hub_get_n_pages (self->hub), ==, asked);
}

static void
test_scope_of_the_token (Fixture      *self,
                         gconstpointer data)
{
  gb_sync_set_scope (self->sync, NULL);
  run_well (self);
  g_assert_cmpstr (gb_sync_get_scope (self->sync), ==, SCOPE);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
}

/* What went wrong before the first page is remembered, too. */
static void
test_token_that_is_gone (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char *token = g_build_filename (self->folder, "token", NULL);
  g_autoptr (GbStoreStatus) status = NULL;
  Outcome outcome;

  g_unlink (token);
  gb_sync_set_scope (self->sync, NULL);
  run (self, NULL, &outcome);
  g_assert_error (outcome.error, GB_NET_ERROR, GB_NET_ERROR_TOKEN);
  status = status_of (self);
  g_assert_cmpstr (status->last_error, ==, outcome.error->message);
  g_assert_cmpint (status->last_attempt, ==, 1787703300);
  g_assert_cmpint (gb_sync_get_next_attempt (self->sync), ==, 0);
  g_clear_error (&outcome.error);
}

static void
on_pages_cb (GObject    *object,
             GParamSpec *pspec,
             gpointer    user_data)
{
  if (gb_sync_get_progress (GB_SYNC (object))->pages >= 1)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GbStoreStatus) status = NULL;
  Outcome outcome;

  g_signal_connect (self->sync, "notify::pages", G_CALLBACK (on_pages_cb), cancellable);
  gb_fake_hub_break (self->hub, 2, 1, reply_stall);
  run (self, cancellable, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  status = status_of (self);
  g_assert_null (status->last_error);
  g_signal_handlers_disconnect_by_data (self->sync, cancellable);

  gb_fake_hub_break (self->hub, 0, 0, NULL);
  run_well (self);
  g_assert_cmpint (n_tasks (self), ==, N_TASKS);
}

static void
test_one_run_at_a_time (Fixture      *self,
                        gconstpointer data)
{
  GbSyncLock *lock = gb_sync_lock_take (gb_store_get_path (self->store), NULL);
  Outcome outcome, second = { FALSE };

  run (self, NULL, &outcome);
  g_assert_error (outcome.error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY);
  g_clear_error (&outcome.error);
  gb_sync_lock_release (lock);

  outcome = (Outcome) { FALSE };
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, NULL, on_synced_cb, &outcome);
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, NULL, on_synced_cb, &second);
  gb_test_wait (&outcome.done);
  gb_test_wait (&second.done);
  g_assert_no_error (outcome.error);
  g_assert_error (second.error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY);
  g_clear_error (&second.error);
}

static void
test_no_account (Fixture      *self,
                 gconstpointer data)
{
  Outcome outcome;

  gb_sync_set_client (self->sync, NULL);
  run (self, NULL, &outcome);
  g_assert_error (outcome.error, GB_SYNC_ERROR, GB_SYNC_ERROR_NO_ACCOUNT);
  g_clear_error (&outcome.error);
}

static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  GPtrArray *told = user_data;

  g_ptr_array_add (told, (gpointer) pspec->name);
}

static void
test_properties (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  g_autofree char *scope = NULL;
  guint pages;
  guint64 records, bytes;
  gint64 as_of;

  g_signal_connect (self->sync, "notify", G_CALLBACK (on_notify_cb), told);
  run_well (self);
  g_signal_handlers_disconnect_by_data (self->sync, told);
  g_assert_true (g_ptr_array_find_with_equal_func (told, "state", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (told, "records", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (told, "as-of", g_str_equal, NULL));

  g_object_get (self->sync, "pages", &pages, "records", &records, "bytes", &bytes, "as-of", &as_of, "scope", &scope,
                NULL);
  g_assert_cmpuint (pages, ==, 4);
  g_assert_cmpuint (records, ==, N_TASKS);
  g_assert_cmpuint (bytes, >, 1000);
  g_assert_cmpint (as_of, ==, 1787703300);
  g_assert_cmpstr (scope, ==, SCOPE);
}

#define ADD(path, test) g_test_add ("/sync/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pull", test_pull);
  ADD ("second-run-is-small", test_second_run_is_small);
  ADD ("changes-and-deletions", test_changes_and_deletions);
  ADD ("unknown-and-bad-lines", test_unknown_and_bad_lines);
  ADD ("unknown-fields", test_unknown_fields);
  ADD ("record-of-another-scope", test_record_of_another_scope);
  ADD ("gone", test_gone);
  ADD ("gone-and-interrupted", test_gone_and_interrupted);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/broken-page/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_broken_page, tear_down);
    }
  ADD ("cut-page-comes-smaller", test_cut_page_comes_smaller);
  g_test_add ("/sync/unsealed-page-comes-smaller", Fixture, "no-seal", set_up, test_cut_page_comes_smaller, tear_down);
  ADD ("late-page-comes-smaller", test_late_page_comes_smaller);
  ADD ("clock-skew", test_clock_skew);
  ADD ("other-group-goes-on", test_other_group_goes_on);
  ADD ("other-scope", test_other_scope);
  ADD ("scope-of-the-token", test_scope_of_the_token);
  ADD ("token-that-is-gone", test_token_that_is_gone);
  ADD ("cancel", test_cancel);
  ADD ("one-run-at-a-time", test_one_run_at_a_time);
  ADD ("no-account", test_no_account);
  ADD ("properties", test_properties);
  return g_test_run ();
}
