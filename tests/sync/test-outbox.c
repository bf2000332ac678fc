/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-fake-hub.h"
#include "gb-file-token.h"
#include "gb-net-error.h"
#include "gb-outbox.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"
#include "gb-sync.h"
#include "gb-test-store.h"
#include "gb-time.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW G_GINT64_CONSTANT (1787703300)
#define SCOPE "commune:21028"
#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":5,\"data\":{" data "}}"

static const char *const work[] = {
  PUT ("dossier", "d",
       "\"procedure\":\"p\",\"field\":\"f\",\"channel\":\"desk\",\"commune\":\"21028\",\"received_by\":\"21028\","
       "\"state\":4,\"officer\":\"Lê Văn C\",\"due\":\"2026-08-28T17:00:00+07:00\""),
  PUT ("task", "t",
       "\"number\":\"1/KH\",\"title\":\"T\",\"commune\":\"21028\",\"issuer\":\"UBND tỉnh\",\"state\":\"open\","
       "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-09-01T17:00:00+07:00\",\"total\":10"),
};
static const char *const base[] = {
  PUT ("commune", "21028",
       "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,\"population\":73556,"
       "\"lon\":108.78,\"lat\":15.12"),
};

typedef struct
{
  GbFakeHub *hub;
  GbFakeActions *actions;
  char *folder;
  char *path;
  GbClock *clock;
  GbClient *client;
  GbStore *store;
  GbSync *sync;
} Fixture;

typedef struct
{
  gboolean done;
  gboolean good;
  GError *error;
} Outcome;

static void
open_store (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = gb_test_store_new (self->path, self->clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
  self->sync = gb_sync_new (self->store, self->client);
  gb_sync_set_scope (self->sync, SCOPE);
}

static void
close_store (Fixture *self)
{
  g_assert_finalize_object (self->sync);
  gb_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->store);
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

/* -1 = it went well, else the code of a GbNetError */
static void
run (Fixture *self,
     int      code)
{
  Outcome outcome = { FALSE };

  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, NULL, on_synced_cb, &outcome);
  gb_test_wait (&outcome.done);
  if (code < 0)
    g_assert_no_error (outcome.error);
  else
    g_assert_error (outcome.error, GB_NET_ERROR, code);
  g_clear_error (&outcome.error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *token = NULL, *address = NULL;
  g_autoptr (GbFileToken) tokens = NULL;
  g_autoptr (GError) error = NULL;

  self->hub = gb_fake_hub_new ();
  self->actions = gb_fake_hub_get_actions (self->hub);
  for (gsize i = 0; i < G_N_ELEMENTS (work); i++)
    gb_fake_hub_add (self->hub, "work", work[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (base); i++)
    gb_fake_hub_add (self->hub, "base", base[i]);
  self->folder = g_dir_make_tmp ("giaoban-outbox-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "cache.db", NULL);
  self->clock = gb_clock_new_fixed (NOW);
  token = g_build_filename (self->folder, "token", NULL);
  g_assert_true (g_file_set_contents_full (token, "secret", -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                             0600, NULL));
  tokens = gb_file_token_new (token);
  address = gb_fake_hub_address (self->hub);
  self->client = gb_client_new (address, GB_TOKEN_PROVIDER (tokens), &error);
  g_assert_no_error (error);
  gb_client_set_timeout (self->client, 1);
  open_store (self);
  run (self, -1);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  close_store (self);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  gb_fake_hub_free (self->hub);
}

/* --- actions -------------------------------------------------------------------------------- */

/* (transfer full): the id */
static char *
store_action (Fixture *self,
              GbAction *action)
{
  g_autoptr (GbAction) taken = action;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) stored = gb_store_add_action (self->store, action, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static char *
add_note (Fixture    *self,
          const char *text)
{
  return store_action (self, gb_action_new_note ("d", text));
}

static gpointer
find (GbSqlConnection *connection,
      gpointer         id,
      GCancellable    *cancellable,
      GError         **error)
{
  GbAction *action = NULL;

  gb_action_repository_find (connection, id, &action, error);
  return action;
}

static GbAction *
action_of (Fixture    *self,
           const char *id)
{
  g_autoptr (GError) error = NULL;
  GbAction *action = gb_store_read (self->store, find, (gpointer) id, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (action);
  return action;
}

static void
assert_state (Fixture      *self,
              const char   *id,
              GbActionState state)
{
  g_autoptr (GbAction) action = action_of (self, id);

  g_assert_cmpstr (gb_action_state_name (action->state), ==, gb_action_state_name (state));
}

/* How many actions the hub did, whatever it was asked how often. */
static guint
n_done (Fixture *self)
{
  GHashTableIter iter;
  gpointer result;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->actions->seen);
  while (g_hash_table_iter_next (&iter, NULL, &result))
    n += ((GbActionResult *) result)->status == GB_ACTION_STATUS_APPLIED;
  return n;
}

static guint
n_requests (Fixture *self)
{
  return self->actions->requests->len;
}

static gboolean
was_asked (Fixture    *self,
           guint       request,
           const char *id)
{
  return g_ptr_array_find_with_equal_func (g_ptr_array_index (self->actions->requests, request), id, g_str_equal,
                                           NULL);
}

static void
assert_counts (Fixture *self,
               guint    applied,
               guint    refused,
               guint    conflict,
               guint    later)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);

  g_assert_cmpuint (progress->applied, ==, applied);
  g_assert_cmpuint (progress->refused, ==, refused);
  g_assert_cmpuint (progress->conflict, ==, conflict);
  g_assert_cmpuint (progress->later, ==, later);
}

/* --- the way it should be ------------------------------------------------------------------- */

static void
test_sent_in_order (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (int i = 0; i < 60; i++)
    g_ptr_array_add (ids, add_note (self, "Ghi chú"));
  run (self, -1);
  assert_counts (self, 60, 0, 0, 0);
  for (guint i = 0; i < n_requests (self); i++)
    {
      const GPtrArray *request = self->actions->requests->pdata[i];

      g_assert_cmpuint (request->len, <=, 25);
      for (guint j = 0; j < request->len; j++, n++)
        g_assert_cmpstr (request->pdata[j], ==, ids->pdata[n]);
    }
  g_assert_cmpuint (n, ==, 60);
  for (guint i = 0; i < ids->len; i++)
    assert_state (self, ids->pdata[i], GB_ACTION_APPLIED);

  /* and not again */
  n = n_requests (self);
  run (self, -1);
  g_assert_cmpuint (n_requests (self), ==, n);
  assert_counts (self, 0, 0, 0, 0);
}

/* Long texts go in smaller requests. */
static void
test_small_requests (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *text = g_strnfill (9000, 'x');

  for (int i = 0; i < 8; i++)
    g_free (add_note (self, text));
  run (self, -1);
  assert_counts (self, 8, 0, 0, 0);
  for (guint i = 0; i < n_requests (self); i++)
    g_assert_cmpuint (((GPtrArray *) self->actions->requests->pdata[i])->len, <=, 3);
}

/* --- what the hub says ---------------------------------------------------------------------- */

static void
judge (const GbActionMessage *action,
       GbActionResult        *result)
{
  if (strstr (action->data, "\"conflict\"") != NULL)
    {
      result->status = GB_ACTION_STATUS_CONFLICT;
      result->record = g_strdup ("{\"state\":\"done\",\"done\":7}");
      result->record_rev = 9;
    }
  else if (strstr (action->data, "\"refuse\"") != NULL)
    {
      result->status = GB_ACTION_STATUS_REFUSED;
      result->problem.type = g_strdup ("/state");
      result->problem.title_vi = g_strdup ("Không thực hiện được");
      result->problem.detail_vi = g_strdup ("Hồ sơ đã trả kết quả");
      result->problem.title_en = g_strdup ("Cannot be done");
      result->problem.detail_en = g_strdup ("The dossier was handed over");
      result->problem.field = g_strdup ("text");
    }
  else if (strstr (action->data, "\"later\"") != NULL)
    {
      result->status = GB_ACTION_STATUS_LATER;
      result->retry_after = 3600;
    }
}

/* Each has its own result, and none keeps another back. */
static void
test_verdicts (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *good = add_note (self, "a"), *refused = add_note (self, "refuse");
  g_autofree char *later = add_note (self, "later"), *conflict = add_note (self, "conflict");
  g_autofree char *last = add_note (self, "b");
  g_autoptr (GbAction) r = NULL, c = NULL, l = NULL, g = NULL;

  self->actions->verdict = judge;
  run (self, -1);
  assert_counts (self, 2, 1, 1, 1);
  assert_state (self, last, GB_ACTION_APPLIED);
  g = action_of (self, good);
  g_assert_cmpint (g->state, ==, GB_ACTION_APPLIED);
  g_assert_cmpint (g->rev, ==, 100);
  g_assert_cmpint (g->done_at, ==, NOW);
  r = action_of (self, refused);
  g_assert_cmpint (r->state, ==, GB_ACTION_REFUSED);
  g_assert_cmpstr (r->problem, ==, "Không thực hiện được. Hồ sơ đã trả kết quả");
  g_assert_cmpstr (r->problem_field, ==, "text");
  c = action_of (self, conflict);
  g_assert_cmpint (c->state, ==, GB_ACTION_CONFLICT);
  g_assert_cmpstr (c->record, ==, "{\"state\":\"done\",\"done\":7}");
  g_assert_cmpint (c->record_rev, ==, 9);
  g_assert_cmpstr (gb_action_get (c, "text"), ==, "conflict");
  l = action_of (self, later);
  g_assert_cmpint (l->state, ==, GB_ACTION_RETRY);
  g_assert_cmpint (l->next_attempt, ==, NOW + 3600);

  /* what is settled is not sent again, what is promised for later not before */
  run (self, -1);
  g_assert_cmpuint (n_requests (self), ==, 1);
  g_assert_cmpint (gb_sync_get_next_attempt (self->sync), ==, NOW + 3600);
}

/* The time that was promised is kept by the next start, too. */
static void
test_promise (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *id = add_note (self, "later");
  g_autoptr (GbAction) kept = NULL;

  self->actions->verdict = judge;
  run (self, -1);
  close_store (self);
  open_store (self);
  kept = action_of (self, id);
  g_assert_cmpint (kept->next_attempt, ==, NOW + 3600);
  g_assert_cmpuint (kept->attempts, ==, 1);

  gb_clock_set (self->clock, NOW + 3599);
  run (self, -1);
  g_assert_cmpuint (n_requests (self), ==, 1);
  self->actions->verdict = NULL;
  gb_clock_set (self->clock, NOW + 3600);
  run (self, -1);
  g_assert_cmpuint (n_requests (self), ==, 2);
  assert_state (self, id, GB_ACTION_APPLIED);
}

/* --- what breaks ---------------------------------------------------------------------------- */

static void
reply_hang_up (SoupServerMessage *message,
               const char        *answer)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);

  g_io_stream_close (connection, NULL, NULL);
}

static void
reply_cut (SoupServerMessage *message,
           const char        *answer)
{
  gb_test_reply_cut (message, "application/json", answer, 5);
}

static void
reply_half (SoupServerMessage *message,
            const char        *answer)
{
  g_autofree char *half = g_strndup (answer, strlen (answer) / 2);

  gb_test_reply (message, 200, "application/json", half);
}

static void
reply_nothing (SoupServerMessage *message,
               const char        *answer)
{
  gb_test_reply (message, 200, "application/json", "[]");
}

static void
reply_portal (SoupServerMessage *message,
              const char        *answer)
{
  gb_test_reply (message, 200, "text/html", "<html>Wi-Fi</html>");
}

static void
reply_stall (SoupServerMessage *message,
             const char        *answer)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "application/json", NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "[", 1);
}

static void
reply_gateway (SoupServerMessage *message,
               const char        *answer)
{
  gb_test_reply (message, 502, "text/html", "<html>Bad gateway</html>");
}

static void
reply_busy (SoupServerMessage *message,
            const char        *answer)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", "120");
  gb_test_reply (message, 503, "application/problem+json", "{\"type\":\"/busy\"}");
}

static void
reply_unauthorized (SoupServerMessage *message,
                    const char        *answer)
{
  gb_test_reply (message, 401, "application/problem+json", "{\"type\":\"/token\"}");
}

static void
reply_forbidden (SoupServerMessage *message,
                 const char        *answer)
{
  gb_test_reply (message, 403, "application/problem+json", "{\"type\":\"/scope\"}");
}

static void
reply_unknown (SoupServerMessage *message,
               const char        *answer)
{
  gb_test_reply (message, 404, "application/problem+json", "{\"type\":\"/not-found\"}");
}

/* What comes of one broken request, and whether the run ends with it. */
typedef struct
{
  const char *name;
  GbFakeFault fault;
  gboolean processed;
  int code; /* of the run, -1 = it fetches all the same */
  GbActionState state;
  int least; /* until the next attempt, in seconds; 0 = none is promised */
  int most;
} Fault;

static const Fault faults[] = {
  { "hang-up-before", reply_hang_up, FALSE, -1, GB_ACTION_SENT, 24, 36 },
  { "hang-up-after", reply_hang_up, TRUE, -1, GB_ACTION_SENT, 24, 36 },
  { "cut", reply_cut, TRUE, -1, GB_ACTION_SENT, 24, 36 },
  { "half", reply_half, TRUE, -1, GB_ACTION_SENT, 24, 36 },
  { "nothing", reply_nothing, TRUE, -1, GB_ACTION_SENT, 24, 36 },
  { "stall", reply_stall, TRUE, -1, GB_ACTION_SENT, 24, 36 },
  { "portal", reply_portal, FALSE, GB_NET_ERROR_NOT_OUR_SERVER, GB_ACTION_SENT, 24, 36 },
  { "gateway", reply_gateway, FALSE, -1, GB_ACTION_RETRY, 24, 36 },
  { "busy", reply_busy, FALSE, GB_NET_ERROR_BUSY, GB_ACTION_RETRY, 120, 120 },
  { "unauthorized", reply_unauthorized, FALSE, GB_NET_ERROR_UNAUTHORIZED, GB_ACTION_WAITING, 0, 0 },
  { "forbidden", reply_forbidden, FALSE, -1, GB_ACTION_WAITING, 0, 0 },
  { "unknown", reply_unknown, FALSE, -1, GB_ACTION_RETRY, 24, 36 },
};

static void
assert_waits (const GbAction *action,
              const Fault    *fault)
{
  g_assert_cmpstr (gb_action_state_name (action->state), ==, gb_action_state_name (fault->state));
  if (fault->least == 0)
    g_assert_cmpint (action->next_attempt, ==, 0);
  else
    {
      g_assert_cmpint (action->next_attempt, >=, NOW + fault->least);
      g_assert_cmpint (action->next_attempt, <=, NOW + fault->most);
      g_assert_nonnull (action->problem);
    }
  /* what was turned away at the door never left */
  g_assert_cmpuint (action->attempts, ==, fault->state == GB_ACTION_WAITING ? 0 : 1);
}

/* Whatever happens to a request, in the end each action was done once. */
static void
test_fault (Fixture      *self,
            gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *one = add_note (self, "a"), *two = add_note (self, "b");
  g_autoptr (GbAction) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  self->actions->fault = fault->fault;
  self->actions->fault_times = 1;
  self->actions->processed = fault->processed;
  run (self, fault->code);
  first = action_of (self, one);
  second = action_of (self, two);
  assert_waits (first, fault);
  assert_waits (second, fault);
  g_assert_cmpint (gb_store_withdraw_action (self->store, two, NULL, &error), ==, fault->state == GB_ACTION_WAITING);
  if (error != NULL)
    g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_LEFT);

  gb_clock_set (self->clock, NOW + 120);
  run (self, -1);
  assert_state (self, one, GB_ACTION_APPLIED);
  g_assert_cmpuint (n_done (self), ==, error != NULL ? 2 : 1);
}

/* Where nobody can be reached nothing has left, and everything can be taken back. */
static void
test_offline (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *one = add_note (self, "a"), *two = add_note (self, "b");
  g_autofree char *token = g_build_filename (self->folder, "token", NULL);
  g_autoptr (GbFileToken) tokens = gb_file_token_new (token);
  g_autoptr (GbClient) nobody = gb_client_new ("http://127.0.0.1:1", GB_TOKEN_PROVIDER (tokens), NULL);
  g_autoptr (GbAction) kept = NULL;

  gb_sync_set_client (self->sync, nobody);
  run (self, GB_NET_ERROR_OFFLINE);
  assert_counts (self, 0, 0, 0, 0);
  kept = action_of (self, one);
  g_assert_cmpint (kept->state, ==, GB_ACTION_WAITING);
  g_assert_cmpuint (kept->attempts, ==, 0);
  g_assert_true (gb_store_withdraw_action (self->store, two, NULL, NULL));
  gb_sync_set_client (self->sync, self->client);
  run (self, -1);
  assert_counts (self, 1, 0, 0, 0);
}

static void
on_store_changed_cb (GbStore *store,
                     guint64  changed,
                     gpointer cancellable)
{
  if (changed & GB_STORE_CHANGED_ACTIONS)
    g_cancellable_cancel (cancellable);
}

/* Stopped while it was on its way: it may have arrived. */
static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *id = add_note (self, "a");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GbAction) kept = NULL;
  Outcome outcome = { FALSE };
  gulong handler;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  handler = g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed_cb), cancellable);
  self->actions->fault = reply_stall;
  self->actions->fault_times = 1;
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, cancellable, on_synced_cb, &outcome);
  gb_test_wait (&outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  kept = action_of (self, id);
  g_assert_true (kept->state == GB_ACTION_SENT || (kept->state == GB_ACTION_WAITING && kept->attempts == 0));
  g_signal_handler_disconnect (self->store, handler);

  self->actions->fault_times = 0;
  run (self, -1);
  assert_state (self, id, GB_ACTION_APPLIED);
  g_assert_cmpuint (n_done (self), ==, 1);
}

/* --- one bad item --------------------------------------------------------------------------- */

static guint gate_status;

static guint
gate (GPtrArray *actions)
{
  for (guint i = 0; i < actions->len; i++)
    if (strstr (((GbActionMessage *) actions->pdata[i])->data, "poison") != NULL)
      return gate_status;
  return 0;
}

static guint
closed_gate (GPtrArray *actions)
{
  return gate_status;
}

/* A request that fails for one of its actions is taken apart until that one stands alone. */
static void
test_bad_item (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GbActionState expected;

  gate_status = GPOINTER_TO_UINT (data);
  expected = gate_status == 500 ? GB_ACTION_RETRY : GB_ACTION_REFUSED;
  for (int i = 0; i < 30; i++)
    g_ptr_array_add (ids, add_note (self, i == 7 || i == 28 ? "poison" : "a"));
  self->actions->gate = gate;
  run (self, -1);
  for (guint i = 0; i < ids->len; i++)
    assert_state (self, ids->pdata[i], i == 7 || i == 28 ? expected : GB_ACTION_APPLIED);
  g_assert_cmpuint (n_done (self), ==, 28);
  if (gate_status == 500)
    assert_counts (self, 28, 0, 0, 2);
  else
    assert_counts (self, 28, 2, 0, 0);
  g_assert_cmpuint (n_requests (self), <, 25);
}

/* Where each one fails it is not theirs: after a few the rest is left for another time. */
static void
test_hub_is_broken (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n_retry = 0;

  gate_status = 500;
  self->actions->gate = closed_gate;
  for (int i = 0; i < 60; i++)
    g_ptr_array_add (ids, add_note (self, "a"));
  run (self, -1);
  g_assert_cmpuint (n_requests (self), <, 15);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GbAction) action = action_of (self, ids->pdata[i]);

      g_assert_true (action->state == GB_ACTION_RETRY || action->state == GB_ACTION_WAITING);
      n_retry += action->state == GB_ACTION_RETRY;
    }
  g_assert_cmpuint (n_retry, ==, 4);

  self->actions->gate = NULL;
  gb_clock_set (self->clock, NOW + 60);
  run (self, -1);
  g_assert_cmpuint (n_done (self), ==, 60);
}

/* Each failure of its own doubles the pause, up to six hours. */
static void
test_pauses_grow (Fixture      *self,
                  gconstpointer data)
{
  static const int pauses[] = { 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600, 21600 };
  g_autofree char *id = add_note (self, "poison"), *other = NULL;
  gint64 now = NOW;

  gate_status = 500;
  self->actions->gate = gate;
  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autoptr (GbAction) action = NULL;
      guint asked = n_requests (self);

      run (self, -1);
      g_assert_cmpuint (n_requests (self), ==, asked + 1);
      action = action_of (self, id);
      g_assert_cmpuint (action->attempts, ==, i + 1);
      g_assert_cmpint (action->next_attempt - now, >=, pauses[i] * 8 / 10);
      g_assert_cmpint (action->next_attempt - now, <=, MIN (pauses[i] * 12 / 10, 21600));
      now = action->next_attempt;
      gb_clock_set (self->clock, now - 1);
      run (self, -1);
      g_assert_cmpuint (n_requests (self), ==, asked + 1);
      gb_clock_set (self->clock, now);
    }
  /* which is nothing to another one */
  other = add_note (self, "a");
  run (self, -1);
  assert_state (self, other, GB_ACTION_APPLIED);
}

static void
test_back_off (void)
{
  static const struct
  {
    guint attempts, retry_after;
    double jitter;
    gint64 pause;
  } cases[] = {
    { 1, 0, 0, 30 },      { 1, 0, -1, 24 },      { 1, 0, 1, 36 },       { 2, 0, 0, 60 },
    { 3, 0, 0.5, 132 },   { 10, 0, 0, 15360 },   { 11, 0, 0, 21600 },   { 11, 0, 1, 21600 },
    { 4000, 0, 1, 21600 }, { 1, 40, 0, 40 },     { 1, 20, 0, 30 },      { 12, 80000, -1, 80000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (gb_outbox_back_off (cases[i].attempts, cases[i].retry_after, cases[i].jitter), ==,
                     cases[i].pause);
}

/* --- one that refers to another ------------------------------------------------------------- */

static char *
raise_issue (Fixture    *self,
             const char *title)
{
  GbAction *action = gb_action_new (GB_ACTION_ISSUE_RAISE, "21028");

  gb_action_set (action, "kind", "difficulty");
  gb_action_set (action, "field", "Đất đai");
  gb_action_set (action, "title", title);
  return store_action (self, action);
}

static char *
note_issue (Fixture    *self,
            const char *issue)
{
  GbAction *action = gb_action_new (GB_ACTION_ISSUE_NOTE, issue);

  gb_action_set (action, "text", "Bổ sung");
  return store_action (self, action);
}

/* A note on an issue that was raised here waits until the hub has the issue. */
static void
test_followers (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *issue = raise_issue (self, "later"), *follower = note_issue (self, issue);
  g_autofree char *other = add_note (self, "a");

  self->actions->verdict = judge;
  run (self, -1);
  assert_state (self, issue, GB_ACTION_RETRY);
  assert_state (self, follower, GB_ACTION_WAITING);
  assert_state (self, other, GB_ACTION_APPLIED);

  self->actions->verdict = NULL;
  gb_clock_set (self->clock, NOW + 3600);
  run (self, -1);
  assert_state (self, issue, GB_ACTION_APPLIED);
  assert_state (self, follower, GB_ACTION_APPLIED);
  g_assert_cmpuint (n_requests (self), ==, 3);
  g_assert_true (was_asked (self, 1, issue));
  g_assert_true (was_asked (self, 2, follower));
}

/* --- editing -------------------------------------------------------------------------------- */

static char *
edit (Fixture    *self,
      const char *id,
      const char *key,
      const char *value)
{
  g_autoptr (GbAction) old = action_of (self, id);
  GbAction *action = gb_action_copy (old);

  g_free (action->replaces);
  action->replaces = g_strdup (id);
  action->base_rev = 0;
  gb_action_set (action, key, value);
  return store_action (self, action);
}

/* Edited while nobody knows whether it arrived: only the new one is sent, and says what it replaces. */
static void
test_edit_of_sent (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char *old = add_note (self, "a"), *new = NULL;
  g_autoptr (GbAction) sent = NULL;

  self->actions->fault = reply_hang_up;
  self->actions->fault_times = 1;
  run (self, -1);
  new = edit (self, old, "text", "b");
  g_assert_cmpstr (new, !=, old);
  run (self, -1);
  g_assert_cmpuint (n_requests (self), ==, 2);
  g_assert_true (was_asked (self, 1, new));
  g_assert_false (was_asked (self, 1, old));
  sent = action_of (self, new);
  g_assert_cmpint (sent->state, ==, GB_ACTION_APPLIED);
  g_assert_cmpstr (sent->replaces, ==, old);
}

typedef struct
{
  Fixture *fixture;
  char *old; /* (owned) */
  char *new; /* (owned) (nullable) */
} Editing;

static void
on_sending_cb (GbStore *store,
               guint64  changed,
               gpointer data)
{
  Editing *editing = data;

  if (editing->new == NULL && (changed & GB_STORE_CHANGED_ACTIONS))
    editing->new = edit (editing->fixture, editing->old, "text", "b");
}

/* Edited while it is under way: the answer to the old one changes nothing about the new one. */
static void
test_edit_while_sending (Fixture      *self,
                         gconstpointer data)
{
  Editing editing = { self, add_note (self, "a"), NULL };
  gulong handler;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  handler = g_signal_connect (self->store, "changed", G_CALLBACK (on_sending_cb), &editing);
  run (self, -1);
  g_signal_handler_disconnect (self->store, handler);
  g_assert_cmpstr (editing.new, !=, editing.old);
  run (self, -1);
  assert_state (self, editing.new, GB_ACTION_APPLIED);
  g_assert_cmpuint (n_done (self), ==, 2);
  g_free (editing.old);
  g_free (editing.new);
}

static char *
report_progress (Fixture    *self,
                 const char *done,
                 const char *state)
{
  GbAction *action = gb_action_new (GB_ACTION_TASK_PROGRESS, "t");

  gb_action_set (action, "done", done);
  gb_action_set (action, "state", state);
  return store_action (self, action);
}

/* A second report goes on from the first one's result, whether or not the feed has brought that. */
static void
test_own_change (Fixture      *self,
                 gconstpointer data)
{
  g_autofree char *first = report_progress (self, "5", NULL), *second = NULL;
  g_autoptr (GbAction) before = action_of (self, first), after = NULL;

  g_assert_cmpint (before->base_rev, ==, 5);
  run (self, -1);
  second = report_progress (self, "6", NULL);
  after = action_of (self, second);
  g_assert_cmpint (after->base_rev, ==, 100);
}

/* Two reports before either was sent are one, the newest, with what the first one said beside. */
static void
test_reports_join (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char *first = report_progress (self, "5", NULL), *second = report_progress (self, NULL, "done");
  g_autoptr (GbAction) joined = action_of (self, second);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (gb_action_get (joined, "done"), ==, "5");
  g_assert_cmpstr (gb_action_get (joined, "state"), ==, "done");
  run (self, -1);
  assert_counts (self, 1, 0, 0, 0);
}

static void
refuse_old_revs (const GbActionMessage *action,
                 GbActionResult        *result)
{
  if (action->base_rev >= 9)
    return;
  result->status = GB_ACTION_STATUS_CONFLICT;
  result->record = g_strdup ("{\"state\":\"open\",\"done\":7}");
  result->record_rev = 9;
}

/* Both versions stay until somebody chooses; mine goes again on what the hub has. */
static void
test_conflict_mine (Fixture      *self,
                    gconstpointer data)
{
  g_autofree char *mine = report_progress (self, "5", NULL), *again = NULL;
  g_autoptr (GbAction) sent = NULL;

  self->actions->verdict = refuse_old_revs;
  run (self, -1);
  assert_counts (self, 0, 0, 1, 0);
  again = edit (self, mine, "done", "5");
  run (self, -1);
  assert_counts (self, 1, 0, 0, 0);
  sent = action_of (self, again);
  g_assert_cmpint (sent->base_rev, ==, 9);
  g_assert_cmpstr (sent->replaces, ==, mine);
}

static void
test_conflict_theirs (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *mine = report_progress (self, "5", NULL);
  g_autoptr (GError) error = NULL;

  self->actions->verdict = refuse_old_revs;
  run (self, -1);
  g_assert_true (gb_store_drop_action (self->store, mine, NULL, &error));
  g_assert_no_error (error);
  run (self, -1);
  g_assert_cmpuint (n_requests (self), ==, 1);
}

static void
test_refusal_corrected (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *id = add_note (self, "refuse"), *again = NULL;

  self->actions->verdict = judge;
  run (self, -1);
  assert_counts (self, 0, 1, 0, 0);
  again = edit (self, id, "text", "tốt hơn");
  run (self, -1);
  assert_counts (self, 1, 0, 0, 0);
  assert_state (self, again, GB_ACTION_APPLIED);
}

/* --- kill -9 -------------------------------------------------------------------------------- */

static char *program;
static int statements_left;

static int
on_statement (unsigned  what,
              void     *data,
              void     *statement,
              void     *sql)
{
  if (--statements_left == 0)
    kill (getpid (), SIGKILL);
  return 0;
}

static gpointer
watch (GbSqlConnection *connection,
       gpointer         store,
       GCancellable    *cancellable,
       GError         **error)
{
  sqlite3_trace_v2 (gb_sql_connection_get_handle (gb_store_get_local_connection (store)), SQLITE_TRACE_STMT,
                    on_statement, NULL);
  return NULL;
}

/* The child: one run, ended before the given statement on FILE.local. */
static int
child (char **argv)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbStore) store = gb_test_store_new (argv[2], clock);
  g_autoptr (GbFileToken) tokens = gb_file_token_new (argv[4]);
  g_autoptr (GbClient) client = gb_client_new (argv[3], GB_TOKEN_PROVIDER (tokens), NULL);
  g_autoptr (GbSync) sync = gb_sync_new (store, client);
  Outcome outcome = { FALSE };

  if (!gb_store_open (store, NULL, &outcome.error))
    g_error ("%s", outcome.error->message);
  statements_left = atoi (argv[5]);
  gb_store_write (store, watch, store, NULL, NULL);
  gb_sync_run_async (sync, GB_SYNC_GROUP_ALL, NULL, on_synced_cb, &outcome);
  gb_test_wait (&outcome.done);
  if (outcome.error != NULL)
    g_error ("%s", outcome.error->message);
  return 0;
}

/* Returns whether the child was killed, and not done before. */
static gboolean
run_child (Fixture *self,
           int      statement)
{
  g_autofree char *number = g_strdup_printf ("%d", statement);
  g_autofree char *token = g_build_filename (self->folder, "token", NULL);
  char *argv[] = { program, (char *) "--child", self->path, (char *) gb_client_get_endpoint (self->client), token,
                   number, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return TRUE;
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  return FALSE;
}

static gpointer
check_integrity (GbSqlConnection *connection,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, "PRAGMA local.integrity_check", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  return gb_sql_statement_dup_text (s, 0);
}

/* So that each round has as many statements as the one before. */
static gpointer
forget_all (GbSqlConnection *connection,
            gpointer         store,
            GCancellable    *cancellable,
            GError         **error)
{
  gb_sql_connection_exec (gb_store_get_local_connection (store), "DELETE FROM action", error);
  return NULL;
}

/* Killed before each statement of a run in turn, also between sending and noting: afterwards every
 * action is done, once, and every edit took the place of what it edits. */
static void
test_killed (Fixture      *self,
             gconstpointer data)
{
  guint stored = 0;
  gboolean killed = TRUE;

  for (int n = 1; killed; n++)
    {
      g_autofree char *one = add_note (self, "a"), *two = report_progress (self, "5", NULL);
      g_autofree char *integrity = NULL;
      g_autoptr (GError) error = NULL;

      stored += 2;
      close_store (self);
      killed = run_child (self, n);
      open_store (self);
      integrity = gb_store_read (self->store, check_integrity, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (integrity, ==, "ok");
      run (self, -1);
      assert_state (self, one, GB_ACTION_APPLIED);
      assert_state (self, two, GB_ACTION_APPLIED);
      g_assert_cmpuint (n_done (self), ==, stored);
      gb_store_write (self->store, forget_all, self->store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (n, <, 100);
    }
  g_assert_cmpuint (stored, >, 20);
}

#define ADD(path, test) g_test_add ("/outbox/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 6 && strcmp (argv[1], "--child") == 0)
    return child (argv);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  ADD ("sent-in-order", test_sent_in_order);
  ADD ("small-requests", test_small_requests);
  ADD ("verdicts", test_verdicts);
  ADD ("promise", test_promise);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/outbox/fault/", faults[i].name, NULL);

      g_test_add (path, Fixture, &faults[i], set_up, test_fault, tear_down);
    }
  ADD ("offline", test_offline);
  ADD ("cancel", test_cancel);
  g_test_add ("/outbox/bad-item/400", Fixture, GUINT_TO_POINTER (400), set_up, test_bad_item, tear_down);
  g_test_add ("/outbox/bad-item/413", Fixture, GUINT_TO_POINTER (413), set_up, test_bad_item, tear_down);
  g_test_add ("/outbox/bad-item/500", Fixture, GUINT_TO_POINTER (500), set_up, test_bad_item, tear_down);
  ADD ("hub-is-broken", test_hub_is_broken);
  ADD ("pauses-grow", test_pauses_grow);
  g_test_add_func ("/outbox/back-off", test_back_off);
  ADD ("followers", test_followers);
  ADD ("edit/sent", test_edit_of_sent);
  ADD ("edit/while-sending", test_edit_while_sending);
  ADD ("edit/own-change", test_own_change);
  ADD ("edit/reports-join", test_reports_join);
  ADD ("conflict/mine", test_conflict_mine);
  ADD ("conflict/theirs", test_conflict_theirs);
  ADD ("refusal-corrected", test_refusal_corrected);
  ADD ("killed", test_killed);
  return g_test_run ();
}
