/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-fake-hub.h"
#include "gb-fake-network.h"
#include "gb-file-token.h"
#include "gb-net-error.h"
#include "gb-store-status.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"
#include "gb-sync-schedule.h"
#include "gb-test-store.h"
#include "gb-time.h"

#include <glib/gstdio.h>

#define NOW G_GINT64_CONSTANT (1787703300)
#define USUAL 300
#define MANY 100

typedef struct
{
  GbFakeHub *hub;
  char *folder;
  char *path;
  GbClock *clock;
  GbFakeNetwork *network;
  GDBusConnection *bus; /* (nullable) */
  GbClient *client;
  GbStore *store;
  GbSync *sync;
  GbSyncSchedule *schedule;
} Fixture;

static void
open_all (Fixture *self)
{
  g_autoptr (GbConnectivity) connectivity = gb_connectivity_new (G_NETWORK_MONITOR (self->network), self->bus);
  g_autoptr (GError) error = NULL;

  self->store = gb_test_store_new (self->path, self->clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
  self->sync = gb_sync_new (self->store, self->client);
  gb_sync_set_scope (self->sync, "commune:21028");
  self->schedule = gb_sync_schedule_new (self->sync, self->clock, connectivity);
}

static void
close_all (Fixture *self)
{
  gb_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->schedule);
  g_assert_finalize_object (self->sync);
  g_assert_finalize_object (self->store);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *token = NULL, *address = NULL;
  g_autoptr (GbFileToken) tokens = NULL;
  g_autoptr (GError) error = NULL;

  self->hub = gb_fake_hub_new ();
  self->clock = gb_clock_new_fixed (NOW);
  self->network = gb_fake_network_new ();
  self->folder = g_dir_make_tmp ("giaoban-schedule-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "cache.db", NULL);
  token = g_build_filename (self->folder, "token", NULL);
  g_assert_true (g_file_set_contents_full (token, "secret", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  tokens = gb_file_token_new (token);
  address = gb_fake_hub_address (self->hub);
  self->client = gb_client_new (address, GB_TOKEN_PROVIDER (tokens), &error);
  g_assert_no_error (error);
  open_all (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  close_all (self);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->client);
  g_assert_finalize_object (self->network);
  g_object_unref (self->clock);
  gb_fake_hub_free (self->hub);
}

/* --- looking -------------------------------------------------------------------------------- */

static gpointer
load_log (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  return gb_sync_log_list (connection, MANY, error);
}

static GPtrArray *
log_of (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *log = gb_store_read (self->store, load_log, NULL, NULL, &error);

  g_assert_no_error (error);
  return log;
}

static gint64
due (Fixture *self)
{
  return gb_sync_schedule_get_due (self->schedule, NULL);
}

static void
assert_due (Fixture     *self,
            gint64       expected,
            GbSyncReason reason)
{
  GbSyncReason found;

  g_assert_cmpint (gb_sync_schedule_get_due (self->schedule, &found), ==, expected);
  g_assert_cmpint (found, ==, reason);
}

static gboolean
on_patience_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the loop until a plan stands and nothing runs, as after each run. */
static void
settle (Fixture *self)
{
  gboolean late = FALSE;
  guint patience = g_timeout_add_seconds (20, on_patience_cb, &late);

  while (!late && (gb_sync_get_state (self->sync) == GB_SYNC_STATE_RUNNING || due (self) == 0))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (patience);
}

/* (transfer full): the log's latest line, of which there are @n_runs */
static GbSyncLogEntry *
last_run (Fixture *self,
          guint    n_runs)
{
  g_autoptr (GPtrArray) log = log_of (self);

  g_assert_cmpuint (log->len, ==, n_runs);
  return gb_sync_log_entry_copy (log->pdata[0]);
}

static void
assert_last (Fixture      *self,
             guint         n_runs,
             GbSyncReason  reason,
             GbSyncOutcome outcome,
             const char   *groups)
{
  g_autoptr (GbSyncLogEntry) entry = last_run (self, n_runs);

  g_assert_cmpint (entry->reason, ==, reason);
  g_assert_cmpint (entry->outcome, ==, outcome);
  g_assert_cmpstr (entry->groups, ==, groups);
}

static gint64
now (Fixture *self)
{
  return gb_clock_now (self->clock);
}

/* To the moment of the plan, and what comes of it. */
static void
let_run (Fixture *self)
{
  gb_clock_set (self->clock, due (self));
  settle (self);
}

static void
start (Fixture *self)
{
  gb_sync_schedule_start (self->schedule);
  settle (self);
}

static void
break_with (Fixture    *self,
            GbFakeFault fault)
{
  gb_fake_hub_break (self->hub, 0, MANY, fault);
}

static void
mend (Fixture *self)
{
  gb_fake_hub_break (self->hub, 0, 0, NULL);
}

static void
reply_fault (SoupServerMessage *message,
             const char        *page)
{
  gb_test_reply (message, 500, "application/problem+json", "{\"type\":\"/fault\"}");
}

static void
reply_later (SoupServerMessage *message,
             const char        *page)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", "3600");
  gb_test_reply (message, 503, "application/problem+json", "{\"type\":\"/busy\"}");
}

static void
reply_unauthorized (SoupServerMessage *message,
                    const char        *page)
{
  gb_test_reply (message, 401, "application/problem+json", "{\"type\":\"/token\"}");
}

/* --- start, schedule, demand ---------------------------------------------------------------- */

static void
test_schedule (Fixture      *self,
               gconstpointer data)
{
  start (self);
  assert_due (self, NOW + 1, GB_SYNC_REASON_START);
  g_assert_false (gb_sync_schedule_is_idle (self->schedule));
  let_run (self);
  g_assert_true (gb_sync_schedule_is_idle (self->schedule));
  assert_last (self, 1, GB_SYNC_REASON_START, GB_SYNC_OUTCOME_DONE, "work base");
  assert_due (self, NOW + 1 + USUAL, GB_SYNC_REASON_SCHEDULE);

  gb_clock_set (self->clock, NOW + USUAL);
  g_assert_cmpint (gb_sync_get_state (self->sync), ==, GB_SYNC_STATE_IDLE);
  gb_clock_set (self->clock, NOW + 1 + USUAL);
  g_assert_cmpint (gb_sync_get_state (self->sync), ==, GB_SYNC_STATE_RUNNING);
  settle (self);
  assert_last (self, 2, GB_SYNC_REASON_SCHEDULE, GB_SYNC_OUTCOME_DONE, "work base");

  gb_sync_schedule_run (self->schedule);
  gb_sync_schedule_run (self->schedule);
  settle (self);
  assert_last (self, 3, GB_SYNC_REASON_REQUEST, GB_SYNC_OUTCOME_DONE, "work base");
  assert_due (self, now (self) + USUAL, GB_SYNC_REASON_SCHEDULE);
}

/* What somebody stopped is no failure, and the schedule goes on. */
static void
test_stopped (Fixture      *self,
              gconstpointer data)
{
  start (self);
  gb_clock_set (self->clock, due (self));
  gb_sync_schedule_cancel (self->schedule);
  settle (self);
  assert_last (self, 1, GB_SYNC_REASON_START, GB_SYNC_OUTCOME_CANCELLED, "work base");
  assert_due (self, now (self) + USUAL, GB_SYNC_REASON_SCHEDULE);
}

/* --- promises ------------------------------------------------------------------------------- */

static void
test_promise (Fixture      *self,
              gconstpointer data)
{
  gint64 promised;

  break_with (self, reply_fault);
  start (self);
  let_run (self);
  promised = gb_sync_get_next_attempt (self->sync);
  g_assert_cmpint (promised, ==, now (self) + 30);
  assert_due (self, promised, GB_SYNC_REASON_RETRY);
  gb_clock_set (self->clock, promised - 1);
  g_assert_cmpint (gb_sync_get_state (self->sync), ==, GB_SYNC_STATE_IDLE);
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_RETRY, GB_SYNC_OUTCOME_FAILED, "work base");
  assert_due (self, now (self) + 60, GB_SYNC_REASON_RETRY);

  mend (self);
  let_run (self);
  assert_last (self, 3, GB_SYNC_REASON_RETRY, GB_SYNC_OUTCOME_DONE, "work base");
  g_assert_cmpint (gb_sync_get_next_attempt (self->sync), ==, 0);
}

/* One group failed long ago and the other fails now: what is promised is to come, not gone by. */
static void
test_no_promise_of_the_past (Fixture      *self,
                             gconstpointer data)
{
  start (self);
  let_run (self);
  /* the base comes first: its page, then the fault */
  gb_fake_hub_break (self->hub, 1, MANY, reply_fault);
  gb_sync_schedule_run (self->schedule);
  settle (self);
  g_assert_cmpint (gb_sync_get_next_attempt (self->sync), ==, now (self) + 30);
  break_with (self, reply_fault);
  let_run (self);
  assert_last (self, 3, GB_SYNC_REASON_RETRY, GB_SYNC_OUTCOME_FAILED, "work base");
  g_assert_cmpint (gb_sync_get_next_attempt (self->sync), ==, now (self) + 30);
  assert_due (self, now (self) + 30, GB_SYNC_REASON_RETRY);
}

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

/* An endpoint that asked to come in an hour is left alone for an hour: whether the network changes, the
 * machine wakes up or the program starts anew. Whoever asks is served. */
static void
test_asked_to_wait (Fixture      *self,
                    gconstpointer data)
{
  gint64 promised = NOW + 1 + 3600;
  g_autoptr (GbStoreStatus) status = NULL;

  break_with (self, reply_later);
  start (self);
  let_run (self);
  assert_due (self, promised, GB_SYNC_REASON_RETRY);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_LOCAL, FALSE);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, FALSE);
  g_signal_emit_by_name (gb_sync_schedule_get_connectivity (self->schedule), "resumed");
  assert_due (self, promised, GB_SYNC_REASON_RETRY);

  close_all (self);
  open_all (self);
  status = gb_store_read (self->store, load_status, NULL, NULL, NULL);
  g_assert_cmpint (status->next_attempt, ==, promised);
  start (self);
  assert_due (self, promised, GB_SYNC_REASON_RETRY);
  g_assert_true (gb_sync_schedule_is_idle (self->schedule));

  mend (self);
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_RETRY, GB_SYNC_OUTCOME_DONE, "work base");
  assert_due (self, now (self) + USUAL, GB_SYNC_REASON_SCHEDULE);
}

/* What was promised by a clock that was two years ahead binds nobody once it is right. */
static void
test_asked_by_a_wrong_clock (Fixture      *self,
                             gconstpointer data)
{
  break_with (self, reply_later);
  start (self);
  let_run (self);
  close_all (self);
  gb_clock_set (self->clock, NOW - 730 * GB_DAY_SECONDS);
  open_all (self);
  start (self);
  assert_due (self, now (self) + 1, GB_SYNC_REASON_START);
}

/* A promise of a failed link outlives the program, too; the start is as good as the promised time. */
static void
test_restart (Fixture      *self,
              gconstpointer data)
{
  break_with (self, reply_fault);
  start (self);
  let_run (self);
  close_all (self);
  open_all (self);
  start (self);
  g_assert_cmpint (gb_sync_get_next_attempt (self->sync), ==, NOW + 1 + 30);
  assert_due (self, now (self) + 1, GB_SYNC_REASON_START);
}

/* Where somebody has to sign in nothing is promised; another network may be another matter. */
static void
test_hand_needed (Fixture      *self,
                  gconstpointer data)
{
  break_with (self, reply_unauthorized);
  start (self);
  gb_clock_set (self->clock, due (self));
  while (!gb_sync_schedule_is_idle (self->schedule))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (due (self), ==, 0);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, FALSE);
  assert_due (self, now (self) + 3, GB_SYNC_REASON_NETWORK);
}

/* --- the network ---------------------------------------------------------------------------- */

static void
test_network (Fixture      *self,
              gconstpointer data)
{
  gint64 promised;

  break_with (self, reply_fault);
  start (self);
  let_run (self);
  promised = due (self);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_LOCAL, FALSE);
  assert_due (self, promised, GB_SYNC_REASON_RETRY);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_PORTAL, FALSE);
  assert_due (self, promised, GB_SYNC_REASON_RETRY);
  mend (self);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, FALSE);
  assert_due (self, now (self) + 3, GB_SYNC_REASON_NETWORK);
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_NETWORK, GB_SYNC_OUTCOME_DONE, "work base");

  /* what has just been fetched is not fetched again because a route changed */
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_LIMITED, FALSE);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, FALSE);
  assert_due (self, now (self) + USUAL, GB_SYNC_REASON_SCHEDULE);
}

/* The system believes that somebody has to sign in to the network: promises are kept all the same. */
static void
test_portal (Fixture      *self,
             gconstpointer data)
{
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_PORTAL, FALSE);
  break_with (self, reply_fault);
  start (self);
  let_run (self);
  assert_due (self, now (self) + 30, GB_SYNC_REASON_RETRY);
  mend (self);
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_RETRY, GB_SYNC_OUTCOME_DONE, "work base");
}

static void
test_metered (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GbSyncLogEntry) entry = NULL;

  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, TRUE);
  start (self);
  /* the first time there is no calendar to reckon with */
  let_run (self);
  assert_last (self, 1, GB_SYNC_REASON_START, GB_SYNC_OUTCOME_DONE, "work base");
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_SCHEDULE, GB_SYNC_OUTCOME_DONE, "work");
  entry = last_run (self, 2);
  g_assert_true (entry->metered);
  g_assert_cmpint (entry->pages, ==, 1);
  gb_sync_schedule_run (self->schedule);
  settle (self);
  assert_last (self, 3, GB_SYNC_REASON_REQUEST, GB_SYNC_OUTCOME_DONE, "work");
  gb_sync_schedule_run_all (self->schedule);
  settle (self);
  assert_last (self, 4, GB_SYNC_REASON_REQUEST, GB_SYNC_OUTCOME_DONE, "work base");

  /* what was left is fetched as soon as it costs nothing */
  let_run (self);
  assert_last (self, 5, GB_SYNC_REASON_SCHEDULE, GB_SYNC_OUTCOME_DONE, "work");
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, FALSE);
  assert_due (self, now (self) + 3, GB_SYNC_REASON_NETWORK);
  let_run (self);
  assert_last (self, 6, GB_SYNC_REASON_NETWORK, GB_SYNC_OUTCOME_DONE, "work base");
}

/* --- sleep ---------------------------------------------------------------------------------- */

static void
on_name_cb (GDBusConnection *bus,
            const char      *name,
            gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
prepare_for_sleep (GDBusConnection *logind,
                   gboolean         begins)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (logind, NULL, "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                                 "PrepareForSleep", g_variant_new ("(b)", begins), &error);
  g_assert_no_error (error);
}

static void
reply_never (SoupServerMessage *message,
             const char        *page)
{
  soup_server_message_pause (message);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Looks every few milliseconds: what the hub's thread saw wakes nobody here. */
static void
wait_until (gboolean (*condition) (Fixture *self),
            Fixture   *self)
{
  gboolean late = FALSE;
  guint patience = g_timeout_add_seconds (20, on_patience_cb, &late);
  guint tick = g_timeout_add (10, on_tick_cb, NULL);

  while (!late && !condition (self))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (patience);
  g_source_remove (tick);
}

static gboolean
has_asked (Fixture *self)
{
  return gb_fake_hub_get_n_pages (self->hub) > 0;
}

static gboolean
is_to_resume (Fixture *self)
{
  GbSyncReason reason;

  return gb_sync_schedule_get_due (self->schedule, &reason) != 0 && reason == GB_SYNC_REASON_RESUME;
}

/* On a bus of its own: a run that the machine falls asleep in is ended, and another follows its waking. */
static void
test_sleep (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GTestDBus) daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) logind = NULL;
  g_autoptr (GError) error = NULL;
  const GDBusConnectionFlags flags
      = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  gboolean owned = FALSE;
  guint owner;

  g_test_dbus_up (daemon);
  logind = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (daemon), flags, NULL, NULL, &error);
  g_assert_no_error (error);
  owner = g_bus_own_name_on_connection (logind, "org.freedesktop.login1", G_BUS_NAME_OWNER_FLAGS_NONE, on_name_cb,
                                        NULL, &owned, NULL);
  gb_test_wait (&owned);
  close_all (self);
  self->bus = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (daemon), flags, NULL, NULL, &error);
  g_assert_no_error (error);
  open_all (self);

  break_with (self, reply_never);
  start (self);
  gb_clock_set (self->clock, due (self));
  wait_until (has_asked, self);
  prepare_for_sleep (logind, TRUE);
  settle (self);
  assert_last (self, 1, GB_SYNC_REASON_START, GB_SYNC_OUTCOME_CANCELLED, "work base");
  mend (self);
  prepare_for_sleep (logind, FALSE);
  wait_until (is_to_resume, self);
  assert_due (self, now (self) + 3, GB_SYNC_REASON_RESUME);
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_RESUME, GB_SYNC_OUTCOME_DONE, "work base");

  /* the network is not there yet when it wakes up */
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_LOCAL, FALSE);
  prepare_for_sleep (logind, FALSE);
  g_dbus_connection_flush_sync (logind, NULL, NULL);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  assert_due (self, now (self) + USUAL, GB_SYNC_REASON_SCHEDULE);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, FALSE);
  wait_until (is_to_resume, self);

  close_all (self);
  g_bus_unown_name (owner);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_dbus_connection_close_sync (logind, NULL, NULL);
  g_clear_object (&self->bus);
  g_test_dbus_down (daemon);
  open_all (self);
}

/* --- one at a time, and room for it --------------------------------------------------------- */

static void
test_held (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *program = g_path_get_basename (g_get_prgname ());
  GbSyncLock *lock = gb_sync_lock_take (self->path, NULL);
  g_autoptr (GPtrArray) log = NULL;

  start (self);
  let_run (self);
  g_assert_cmpstr (gb_sync_get_held_by (self->sync), ==, program);
  log = log_of (self);
  g_assert_cmpuint (log->len, ==, 0);
  assert_due (self, now (self) + 5, GB_SYNC_REASON_START);
  let_run (self);
  assert_due (self, now (self) + 5, GB_SYNC_REASON_START);
  gb_sync_lock_release (lock);
  let_run (self);
  g_assert_null (gb_sync_get_held_by (self->sync));
  assert_last (self, 1, GB_SYNC_REASON_START, GB_SYNC_OUTCOME_DONE, "work base");
}

static void
test_low_disk (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GbSyncLogEntry) entry = NULL;
  g_autoptr (GbStoreStatus) status = NULL;
  guint64 usual;

  g_object_get (self->sync, "min-free-bytes", &usual, NULL);
  g_assert_cmpuint (usual, ==, 200 * 1000 * 1000);
  gb_sync_set_min_free (self->sync, G_MAXUINT64);
  start (self);
  let_run (self);
  g_assert_error (gb_sync_get_last_error (self->sync), GB_SYNC_ERROR, GB_SYNC_ERROR_LOW_DISK);
  entry = last_run (self, 1);
  g_assert_cmpstr (entry->problem, ==, "sync.low-disk");
  g_assert_cmpuint (gb_fake_hub_get_n_pages (self->hub), ==, 0);
  status = gb_store_read (self->store, load_status, NULL, NULL, NULL);
  g_assert_cmpstr (status->last_error, ==, gb_sync_get_last_error (self->sync)->message);
  assert_due (self, now (self) + 30, GB_SYNC_REASON_RETRY);
  gb_sync_set_min_free (self->sync, 0);
  let_run (self);
  assert_last (self, 2, GB_SYNC_REASON_RETRY, GB_SYNC_OUTCOME_DONE, "work base");
}

/* --- between runs --------------------------------------------------------------------------- */

static void
on_state_cb (GbSync     *sync,
             GParamSpec *pspec,
             gpointer    user_data)
{
  if (gb_sync_get_state (sync) == GB_SYNC_STATE_IDLE)
    gb_fake_hub_add (user_data, "work", "{\"op\":\"del\",\"type\":\"task\",\"id\":\"t\",\"rev\":1}");
}

/* Over a good link it asks to be told of news, and what it is told of comes within seconds. */
static void
test_news (Fixture      *self,
           gconstpointer data)
{
  gboolean late = FALSE;
  guint patience;

  g_signal_connect (self->sync, "notify::state", G_CALLBACK (on_state_cb), self->hub);
  start (self);
  let_run (self);
  g_signal_handlers_disconnect_by_data (self->sync, self->hub);
  patience = g_timeout_add_seconds (20, on_patience_cb, &late);
  while (!late && (gb_fake_hub_get_n_waits (self->hub) == 0 || due (self) > now (self) + 1))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (patience);
  assert_due (self, now (self) + 1, GB_SYNC_REASON_SCHEDULE);
}

/* Not where every byte counts. */
static void
test_no_news_when_metered (Fixture      *self,
                           gconstpointer data)
{
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, TRUE);
  start (self);
  let_run (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  let_run (self);
  g_assert_cmpuint (gb_fake_hub_get_n_waits (self->hub), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/sync/schedule/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("schedule", test_schedule);
  ADD ("stopped", test_stopped);
  ADD ("promise", test_promise);
  ADD ("no-promise-of-the-past", test_no_promise_of_the_past);
  ADD ("asked-to-wait", test_asked_to_wait);
  ADD ("asked-by-a-wrong-clock", test_asked_by_a_wrong_clock);
  ADD ("restart", test_restart);
  ADD ("hand-needed", test_hand_needed);
  ADD ("network", test_network);
  ADD ("portal", test_portal);
  ADD ("metered", test_metered);
  ADD ("sleep", test_sleep);
  ADD ("held", test_held);
  ADD ("low-disk", test_low_disk);
  ADD ("news", test_news);
  ADD ("no-news-when-metered", test_no_news_when_metered);
  return g_test_run ();
}
