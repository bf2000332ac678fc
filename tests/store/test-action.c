/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-cursor-repository.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gb-dossier-list.h"
#include "gb-sql-statement.h"
#include "gb-store-fixture.h"
#include "gb-test-store.h"
#include "gb-store-private.h"
#include "gb-store-schema.h"
#include "gb-store-status.h"
#include "gb-time.h"

/* The clock stands at 2026-08-26 07:15, a Wednesday. */
#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":7,\"data\":{" data "}}\n"
#define DOSSIER(id, state, more)                                                                   \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"f\",\"channel\":\"desk\",\"commune\":\"21028\","           \
       "\"received_by\":\"21028\",\"state\":" state more)
#define DUE(time) ",\"due\":\"2026-08-" time ":00+07:00\""
#define OFFICER ",\"officer\":\"Lê Văn C\""

static const char work[] =
    DOSSIER ("new", "1", "") DOSSIER ("accepted", "2", DUE ("27T17:00") OFFICER)
    DOSSIER ("refused", "3", "") DOSSIER ("tomorrow", "4", DUE ("27T09:20") OFFICER)
    DOSSIER ("today", "4", DUE ("26T08:30")) DOSSIER ("late", "4", DUE ("24T14:15") OFFICER)
    DOSSIER ("papers", "5", DUE ("27T09:20")) DOSSIER ("payment", "6", DUE ("27T09:20"))
    DOSSIER ("withdrawn", "7", "") DOSSIER ("stopped", "8", DUE ("27T09:20"))
    DOSSIER ("ready", "9", DUE ("27T09:20") OFFICER) DOSSIER ("handed-over", "10", "")
    DOSSIER ("no-due", "4", OFFICER) DOSSIER ("lettered", "4", DUE ("27T09:20"))
    DOSSIER ("urged", "4", DUE ("27T09:20") OFFICER) DOSSIER ("answered", "4", DUE ("27T09:20") OFFICER)
    PUT ("letter", "L1",
         "\"dossier\":\"lettered\",\"number\":\"41/PXL\",\"made\":\"2026-08-25T10:00:00+07:00\","
         "\"reason\":\"r\",\"new_due\":\"2026-09-04T17:00:00+07:00\"")
    PUT ("urge", "U1",
         "\"dossier\":\"urged\",\"number\":\"18\",\"officer\":\"Lê Văn C\","
         "\"made\":\"2026-08-24T15:20:00+07:00\",\"answer_due\":\"2026-08-25T15:20:00+07:00\"")
    PUT ("urge", "U2",
         "\"dossier\":\"answered\",\"number\":\"19\",\"officer\":\"Lê Văn C\","
         "\"made\":\"2026-08-24T15:20:00+07:00\",\"answer_due\":\"2026-08-25T15:20:00+07:00\"")
    PUT ("answer", "A2",
         "\"urge\":\"U2\",\"at\":\"2026-08-25T08:00:00+07:00\",\"officer\":\"Lê Văn C\","
         "\"text\":\"t\"");

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, work, NULL);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static gpointer
run_local (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gpointer *both = data;

  gb_sql_connection_exec (gb_store_get_local_connection (both[0]), both[1], error);
  return NULL;
}

/* What another version of the program, or a hub's answer, would do to FILE.local. */
static void
change_local (GbStoreFixture *f,
              const char     *sql)
{
  gpointer both[] = { f->store, (gpointer) sql };
  g_autoptr (GError) error = NULL;

  gb_store_write (f->store, run_local, both, NULL, &error);
  g_assert_no_error (error);
}

static gint64
waiting (GbStoreFixture *f)
{
  return gb_test_int (f, "SELECT count(*) FROM local.action");
}

/* --- guards --------------------------------------------------------------------------------- */

#define TAKEN -1
#define AFTERWARDS "2026-09-03T17:00:00+07:00"

static const struct
{
  const char *target;
  GbActionType type;
  const char *first; /* reason, officer or text */
  const char *new_due;
  int error;
  GbActionWarnings warnings;
} guards[] = {
  { "tomorrow", GB_ACTION_APOLOGY, "r", AFTERWARDS, TAKEN, 0 },
  { "accepted", GB_ACTION_APOLOGY, "r", AFTERWARDS, TAKEN, 0 },
  { "today", GB_ACTION_APOLOGY, "r", AFTERWARDS, TAKEN, GB_ACTION_WARNING_APOLOGY_LATE },
  { "late", GB_ACTION_APOLOGY, "r", AFTERWARDS, TAKEN, GB_ACTION_WARNING_APOLOGY_LATE },
  { "no-due", GB_ACTION_APOLOGY, "r", AFTERWARDS, TAKEN, GB_ACTION_WARNING_NO_DUE },
  { "urged", GB_ACTION_APOLOGY, "r", "2026-09-05T09:00:00+07:00", TAKEN, GB_ACTION_WARNING_NOT_WORKING },
  { "answered", GB_ACTION_APOLOGY, "r", "2026-09-03T12:00:00+07:00", TAKEN, GB_ACTION_WARNING_NOT_WORKING },
  /* once only: by a record, and by one that waits */
  { "lettered", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_RESCHEDULED, 0 },
  { "tomorrow", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_RESCHEDULED, 0 },
  { "new", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_NOT_ACCEPTED, 0 },
  { "refused", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_FINISHED, 0 },
  { "withdrawn", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_FINISHED, 0 },
  { "ready", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_FINISHED, 0 },
  { "handed-over", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_FINISHED, 0 },
  { "papers", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_PAUSED, 0 },
  { "payment", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_PAUSED, 0 },
  { "stopped", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_PAUSED, 0 },
  { "nobody's", GB_ACTION_APOLOGY, "r", AFTERWARDS, GB_ACTION_ERROR_UNKNOWN_TARGET, 0 },
  /* "today" has one by now; the guard comes before what is missing */
  { "today", GB_ACTION_APOLOGY, NULL, NULL, GB_ACTION_ERROR_RESCHEDULED, 0 },
  /* urging slips */
  { "tomorrow", GB_ACTION_URGE, NULL, NULL, TAKEN, 0 },
  { "tomorrow", GB_ACTION_URGE, NULL, NULL, TAKEN, GB_ACTION_WARNING_URGED },
  { "urged", GB_ACTION_URGE, NULL, NULL, TAKEN, GB_ACTION_WARNING_URGED },
  { "answered", GB_ACTION_URGE, NULL, NULL, TAKEN, 0 },
  { "today", GB_ACTION_URGE, NULL, NULL, GB_ACTION_ERROR_NO_OFFICER, 0 },
  { "today", GB_ACTION_URGE, " ", NULL, GB_ACTION_ERROR_NO_OFFICER, 0 },
  { "today", GB_ACTION_URGE, "Bùi Thị H", NULL, TAKEN, 0 },
  { "papers", GB_ACTION_URGE, "Bùi Thị H", NULL, TAKEN, 0 },
  { "ready", GB_ACTION_URGE, NULL, NULL, GB_ACTION_ERROR_FINISHED, 0 },
  { "nobody's", GB_ACTION_URGE, "Bùi Thị H", NULL, GB_ACTION_ERROR_UNKNOWN_TARGET, 0 },
  /* notes go with any dossier */
  { "ready", GB_ACTION_NOTE, "t", NULL, TAKEN, 0 },
  { "ready", GB_ACTION_NOTE, NULL, NULL, GB_ACTION_ERROR_INVALID, 0 },
  { "ready", GB_ACTION_NOTE, " \n", NULL, GB_ACTION_ERROR_INVALID, 0 },
  { "nobody's", GB_ACTION_NOTE, "t", NULL, GB_ACTION_ERROR_UNKNOWN_TARGET, 0 },
};

static void
test_guards (GbStoreFixture *f,
             gconstpointer   data)
{
  static const char *const first[] = { "reason", "officer", "text" };
  gint64 taken = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (guards); i++)
    {
      g_autoptr (GbAction) action = gb_action_new (guards[i].type, guards[i].target), stored = NULL;
      g_autoptr (GError) error = NULL;
      GbActionWarnings warnings = 0;

      g_test_message ("%s %s", gb_action_type_name (guards[i].type), guards[i].target);
      gb_action_set (action, first[guards[i].type], guards[i].first);
      gb_action_set (action, "new_due", guards[i].new_due);
      stored = gb_store_add_action (f->store, action, &warnings, NULL, &error);
      if (guards[i].error == TAKEN)
        {
          g_assert_no_error (error);
          g_assert_cmpint (stored->base_rev, ==, 7);
          g_assert_cmpint (stored->made_at, ==, GB_TEST_NOW);
          g_assert_true (g_uuid_string_is_valid (stored->id));
          g_assert_cmpint (warnings, ==, guards[i].warnings);
          taken++;
        }
      else
        {
          g_assert_error (error, GB_ACTION_ERROR, guards[i].error);
          g_assert_cmpstr (error->message, !=, "");
          g_assert_null (stored);
        }
      g_assert_cmpint (waiting (f), ==, taken);
    }
}

/* What is wrong with a letter's values, each on a dossier that could have one. */
static const struct
{
  const char *key;
  const char *value;
  int error;
} values[] = {
  { "reason", NULL, GB_ACTION_ERROR_INVALID },
  { "reason", "", GB_ACTION_ERROR_INVALID },
  { "reason", " \t", GB_ACTION_ERROR_INVALID },
  { "new_due", NULL, GB_ACTION_ERROR_INVALID },
  { "new_due", "tomorrow", GB_ACTION_ERROR_INVALID },
  { "new_due", "2026-09-03", GB_ACTION_ERROR_INVALID },
  { "new_due", "2026-08-26T07:15:00+07:00", GB_ACTION_ERROR_NEW_DUE }, /* now */
  { "new_due", "2026-08-27T09:20:00+07:00", GB_ACTION_ERROR_NEW_DUE }, /* the old one */
  { "new_due", "2025-08-27T09:20:00+07:00", GB_ACTION_ERROR_NEW_DUE },
  { "officer", "somebody", GB_ACTION_ERROR_INVALID }, /* a letter has none */
};

static void
test_values (GbStoreFixture *f,
             gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GbAction) action = gb_action_new (GB_ACTION_APOLOGY, "tomorrow");
      g_autoptr (GError) error = NULL;

      gb_action_set (action, "reason", "r");
      gb_action_set (action, "new_due", AFTERWARDS);
      gb_action_set (action, values[i].key, values[i].value);
      g_assert_null (gb_store_add_action (f->store, action, NULL, NULL, &error));
      g_assert_error (error, GB_ACTION_ERROR, values[i].error);
      g_assert_cmpint (waiting (f), ==, 0);
    }
}

static GbAction *
sign (GbStoreFixture *f,
      const char     *target,
      GError        **error)
{
  g_autoptr (GbAction) action =
      gb_action_new_apology (target, "Chờ ý kiến", GB_TEST_NOW + 8 * GB_DAY_SECONDS, NULL);

  return gb_store_add_action (f->store, action, NULL, NULL, error);
}

/* A letter that was refused is none; one that was replaced gives way to what takes its place. */
static void
test_again (GbStoreFixture *f,
            gconstpointer   data)
{
  static const char *const unsettled[] = { "sending", "sent", "retry", "applied" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) first = sign (f, "tomorrow", &error), second = NULL, third = NULL;

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (unsettled); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE action SET state='%s'", unsettled[i]);

      change_local (f, sql);
      g_assert_null (sign (f, "tomorrow", &error));
      g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_RESCHEDULED);
      g_clear_error (&error);
    }
  change_local (f, "UPDATE action SET state='sent'");
  g_free (first->replaces);
  first->replaces = g_strdup (first->id);
  second = gb_store_add_action (f->store, first, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->replaces, ==, first->id);
  g_assert_cmpstr (second->id, !=, first->id);

  change_local (f, "UPDATE action SET state='refused'");
  third = sign (f, "tomorrow", &error);
  g_assert_no_error (error);
}

/* --- persistence ---------------------------------------------------------------------------- */

static gpointer
list (GbSqlConnection *connection,
      gpointer         target,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, target, error);
}

static gpointer
list_pending (GbSqlConnection *connection,
              gpointer         target,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_PENDING, target, error);
}

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static void
check_status (GbStoreFixture *f,
              gint64          n_waiting,
              gint64          n_refused)
{
  g_autoptr (GbStoreStatus) status = gb_store_read (f->store, load_status, NULL, NULL, NULL);

  g_assert_cmpint (status->waiting, ==, n_waiting);
  g_assert_cmpint (status->refused, ==, n_refused);
}

static void
test_reopen (GbStoreFixture *f,
             gconstpointer   data)
{
  static const char reason[] = "Chờ “ý kiến” của \"Sở\"\\\n\tđất, \x01";
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) letter = NULL, slip = NULL, note = NULL, stored = NULL;
  g_autoptr (GPtrArray) actions = NULL, pending = NULL, about = NULL;
  const GbAction *read;

  letter = gb_action_new_apology ("tomorrow", reason, GB_TEST_NOW + 8 * GB_DAY_SECONDS, "Chủ tịch");
  slip = gb_action_new_urge ("late", NULL, NULL);
  note = gb_action_new_note ("late", "t");
  stored = gb_store_add_action (f->store, letter, NULL, NULL, &error);
  gb_action_free (gb_store_add_action (f->store, slip, NULL, NULL, &error));
  gb_action_free (gb_store_add_action (f->store, note, NULL, NULL, &error));
  g_assert_no_error (error);

  gb_store_fixture_reopen (f);
  actions = gb_store_read (f->store, list, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (actions->len, ==, 3);
  read = actions->pdata[0];
  g_assert_cmpstr (read->id, ==, stored->id);
  g_assert_cmpint (read->type, ==, GB_ACTION_APOLOGY);
  g_assert_cmpint (read->state, ==, GB_ACTION_WAITING);
  g_assert_cmpint (read->base_rev, ==, 7);
  g_assert_cmpint (read->made_at, ==, GB_TEST_NOW);
  g_assert_cmpint (read->next_attempt, ==, 0);
  g_assert_cmpuint (read->attempts, ==, 0);
  g_assert_null (read->replaces);
  g_assert_null (read->problem);
  g_assert_cmpstr (gb_action_get (read, "reason"), ==, reason);
  g_assert_cmpstr (gb_action_get (read, "signer"), ==, "Chủ tịch");
  g_assert_cmpint (gb_action_get_time (read, "new_due"), ==, GB_TEST_NOW + 8 * GB_DAY_SECONDS);
  read = actions->pdata[1];
  g_assert_cmpstr (gb_action_get (read, "officer"), ==, "Lê Văn C");
  g_assert_null (gb_action_get (read, "text"));
  check_status (f, 3, 0);

  change_local (f, "UPDATE action SET state='applied' WHERE number=2;"
                   "UPDATE action SET state='conflict',problem='p' WHERE number=3;");
  pending = gb_store_read (f->store, list_pending, NULL, NULL, &error);
  g_assert_cmpuint (pending->len, ==, 1);
  about = gb_store_read (f->store, list, (gpointer) "late", NULL, &error);
  g_assert_cmpuint (about->len, ==, 2);
  g_assert_cmpstr (((GbAction *) about->pdata[1])->problem, ==, "p");
  check_status (f, 1, 1);
}

static const struct
{
  const char *change; /* (nullable) what happened to it meanwhile */
  int error;
} withdrawals[] = {
  { NULL, TAKEN },
  { "UPDATE action SET state='sending'", GB_ACTION_ERROR_LEFT },
  { "UPDATE action SET state='sent'", GB_ACTION_ERROR_LEFT },
  { "UPDATE action SET state='retry',attempts=1", GB_ACTION_ERROR_LEFT },
  { "UPDATE action SET state='waiting',attempts=1", GB_ACTION_ERROR_LEFT },
  { "DELETE FROM action", GB_ACTION_ERROR_UNKNOWN_ACTION },
};

static void
test_withdraw (GbStoreFixture *f,
               gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (withdrawals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbAction) letter = sign (f, "tomorrow", &error);
      gboolean done;

      g_assert_no_error (error);
      if (withdrawals[i].change != NULL)
        change_local (f, withdrawals[i].change);
      done = gb_store_withdraw_action (f->store, letter->id, NULL, &error);
      g_assert_cmpint (done, ==, withdrawals[i].error == TAKEN);
      if (withdrawals[i].error != TAKEN)
        g_assert_error (error, GB_ACTION_ERROR, withdrawals[i].error);
      change_local (f, "DELETE FROM action");
    }
}

/* The disk is full: nobody says that the letter is signed, and it is not. */
static void
test_full (GbStoreFixture *f,
           gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GbAction) note = NULL, stored = NULL;

  change_local (f, "PRAGMA max_page_count=1");
  for (int i = 0; i < 1200; i++)
    g_string_append (text, "ghi chú ");
  note = gb_action_new_note ("late", text->str);
  g_assert_null (gb_store_add_action (f->store, note, NULL, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_NO_SPACE);
  g_assert_cmpint (waiting (f), ==, 0);
  g_clear_error (&error);
  change_local (f, "PRAGMA max_page_count=100000");
  stored = gb_store_add_action (f->store, note, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (waiting (f), ==, 1);
}

/* --- several at once ------------------------------------------------------------------------ */

static gpointer
sign_on_thread (gpointer data)
{
  GbStoreFixture *f = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) letter = sign (f, "tomorrow", &error);

  if (letter == NULL)
    g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_RESCHEDULED);
  return GINT_TO_POINTER (letter != NULL);
}

/* Two programs on the same files, as window and command line are: one letter is signed. */
static void
test_two_programs (GbStoreFixture *f,
                   gconstpointer   data)
{
  for (int round = 0; round < 10; round++)
    {
      GbStoreFixture other = *f;
      g_autoptr (GError) error = NULL;
      GThread *thread;
      int signed_here, signed_there;

      other.store = gb_test_store_new (f->path, f->clock);
      gb_store_open (other.store, NULL, &error);
      g_assert_no_error (error);
      thread = g_thread_new ("other", sign_on_thread, &other);
      signed_here = GPOINTER_TO_INT (sign_on_thread (f));
      signed_there = GPOINTER_TO_INT (g_thread_join (thread));
      g_assert_cmpint (signed_here + signed_there, ==, 1);
      g_assert_cmpint (waiting (f), ==, 1);
      g_assert_finalize_object (other.store);
      change_local (f, "DELETE FROM action");
    }
}

static gboolean
is_added (gpointer added)
{
  return *(GbActionsAdded **) added != NULL;
}

static gboolean
is_gone (gpointer rows)
{
  return g_list_model_get_n_items (rows) == 3 && !gb_dossier_list_get_loading (rows);
}

static gboolean
is_there (gpointer rows)
{
  return g_list_model_get_n_items (rows) == 4 && !gb_dossier_list_get_loading (rows);
}

static void
on_added_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(GbActionsAdded **) data = gb_store_add_actions_finish (GB_STORE (object), result, &error);
  g_assert_no_error (error);
}

static void
on_withdrawn_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_assert_true (gb_store_withdraw_actions_finish (GB_STORE (object), result, NULL));
}

/* A list that is shown loses the row when the letter is signed, and has it again afterwards. */
static void
test_list_follows (GbStoreFixture *f,
                   gconstpointer   data)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_SIGN_TODAY);
  g_autoptr (GbDossierList) rows = gb_dossier_list_new (f->store, query);
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autoptr (GbActionsAdded) added = NULL;
  const char *ids[2] = { NULL };

  g_assert_true (gb_test_wait (is_there, rows));
  g_ptr_array_add (letters, gb_action_new_apology ("accepted", "r",
                                                   GB_TEST_NOW + 8 * GB_DAY_SECONDS, NULL));
  gb_store_add_actions_async (f->store, letters, NULL, on_added_cb, &added);
  g_assert_true (gb_test_wait (is_gone, rows));
  g_assert_true (gb_test_wait (is_added, &added));
  ids[0] = ((GbAction *) added->actions->pdata[0])->id;
  gb_store_withdraw_actions_async (f->store, ids, NULL, on_withdrawn_cb, NULL);
  g_assert_true (gb_test_wait (is_there, rows));
}

static gboolean
is_answered (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gpointer
note_attempt (GbSqlConnection *connection,
              gpointer         problem,
              GCancellable    *cancellable,
              GError         **error)
{
  if (problem != NULL)
    gb_cursor_note_failure (connection, GB_RECORD_GROUP_WORK, GB_TEST_NOW, GB_TEST_NOW + 60, problem, error);
  else
    gb_cursor_note_success (connection, GB_RECORD_GROUP_WORK, GB_TEST_NOW, error);
  return NULL;
}

static void
assert_reached (GbStoreFixture *f,
                gboolean        expected)
{
  g_autoptr (GPtrArray) slips = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autoptr (GbActionsAdded) added = NULL;

  g_ptr_array_add (slips, gb_action_new_urge ("late", NULL, "t"));
  gb_store_add_actions_async (f->store, slips, NULL, on_added_cb, &added);
  g_assert_true (gb_test_wait (is_answered, &added));
  g_assert_cmpint (added->reached, ==, expected);
}

/* Whoever is told that it goes soon can rely on it as far as is known. */
static void
test_reached (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  assert_reached (f, FALSE);
  gb_store_write (f->store, note_attempt, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_reached (f, TRUE);
  gb_store_write (f->store, note_attempt, (gpointer) "no route", NULL, &error);
  g_assert_no_error (error);
  assert_reached (f, FALSE);
}

static void
on_partly_withdrawn_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      data)
{
  g_assert_false (gb_store_withdraw_actions_finish (GB_STORE (object), result, data));
}

/* Slips about many at once: what may not be urged takes nothing with it, neither there nor back. */
static void
test_many (GbStoreFixture *f,
           gconstpointer   data)
{
  static const char *const targets[] = { "late", "ready", "tomorrow", "urged", "nowhere", "today" };
  g_autoptr (GPtrArray) slips = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GbActionsAdded) added = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    g_ptr_array_add (slips, gb_action_new_urge (targets[i], NULL, "t"));
  gb_store_add_actions_async (f->store, slips, NULL, on_added_cb, &added);
  g_assert_true (gb_test_wait (is_answered, &added));
  g_assert_cmpuint (added->actions->len, ==, 3);
  g_assert_cmpuint (added->n_refused, ==, 3);
  g_assert_error (added->refusal, GB_ACTION_ERROR, GB_ACTION_ERROR_FINISHED);
  g_assert_cmpint (added->warnings, ==, GB_ACTION_WARNING_URGED);
  g_assert_cmpint (waiting (f), ==, 3);
  for (guint i = 0; i < added->actions->len; i++)
    {
      const GbAction *action = added->actions->pdata[i];

      g_assert_cmpstr (action->target, ==, targets[i == 0 ? 0 : i + 1]);
      g_assert_cmpstr (gb_action_get (action, "officer"), ==, "Lê Văn C");
      g_ptr_array_add (ids, action->id);
    }
  g_ptr_array_add (ids, NULL);
  change_local (f, "UPDATE action SET state='sending' WHERE target='tomorrow'");
  gb_store_withdraw_actions_async (f->store, (const char *const *) ids->pdata, NULL,
                                   on_partly_withdrawn_cb, &error);
  g_assert_true (gb_test_wait (is_answered, &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_LEFT);
  g_assert_cmpint (waiting (f), ==, 1);
}

/* --- versions ------------------------------------------------------------------------------- */

/* FILE.local as the first version made it, with a line that it set aside. */
static void
test_migrates (void)
{
  static const GbSqlMigration first[] = {
    { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-001.sql" },
  };
  const GbSqlSchema old = { GB_LOCAL_APPLICATION_ID, first, 1 };
  GbStoreFixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *local = NULL, *line = NULL;
  GbSqlConnection *connection;

  gb_store_fixture_set_up (&f);
  gb_store_close (f.store);
  local = g_strconcat (f.path, ".local", NULL);
  g_remove (local);
  connection = gb_sql_connection_open (local, GB_SQL_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_schema_migrate (&old, connection, &error));
  gb_sql_connection_exec (connection,
                          "INSERT INTO set_aside VALUES('h','work','dossier','x','why','{\"a\":1}',5)",
                          &error);
  g_assert_no_error (error);
  g_assert_finalize_object (connection);

  gb_store_fixture_reopen (&f);
  g_assert_cmpint (gb_test_int (&f, "PRAGMA local.user_version"), >=, 2);
  g_assert_cmpint (gb_test_int (&f, "SELECT count(*) FROM local.set_aside"), ==, 1);
  line = gb_test_text (&f, "SELECT line FROM local.set_aside WHERE reason='why' AND at=5");
  g_assert_cmpstr (line, ==, "{\"a\":1}");
  g_assert_cmpint (waiting (&f), ==, 0);
  gb_store_fixture_tear_down (&f);
}

/* An action of a later version stays as it is and is not shown as something else. */
static void
test_unknown_type (GbStoreFixture *f,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GError) error = NULL;

  change_local (f, "INSERT INTO action(id,type,target,base_rev,made_at,data) "
                   "VALUES('i','comet.watch','x',0,1,'{\"n\":1}')");
  actions = gb_store_read (f->store, list, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (actions->len, ==, 0);
  g_assert_cmpint (waiting (f), ==, 1);
}

static void
test_names (void)
{
  for (int i = 0; i < GB_N_ACTION_TYPES; i++)
    {
      GbActionType type;

      g_assert_true (gb_action_type_from_name (gb_action_type_name (i), &type));
      g_assert_cmpint (type, ==, i);
    }
  for (int i = 0; i < GB_N_ACTION_STATES; i++)
    {
      GbActionState state;

      g_assert_true (gb_action_state_from_name (gb_action_state_name (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  for (int i = 0; i < GB_N_ACTION_WARNINGS; i++)
    for (int k = 0; k < i; k++)
      g_assert_cmpstr (gb_action_warning_code (1 << i), !=, gb_action_warning_code (1 << k));
}

/* --- kill -9 -------------------------------------------------------------------------------- */

/* The child: signs note after note and tells of each once it is stored, never ends by itself. */
static int
child (const char *path)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);
  g_autoptr (GbStore) store = gb_test_store_new (path, clock);
  g_autoptr (GError) error = NULL;

  if (!gb_store_open (store, NULL, &error))
    g_error ("%s", error->message);
  for (int i = 0;; i++)
    {
      g_autoptr (GbAction) note = gb_action_new_note ("late", "t"), stored = NULL;

      stored = gb_store_add_action (store, note, NULL, NULL, &error);
      if (stored == NULL)
        g_error ("%s", error->message);
      if (write (STDOUT_FILENO, stored->id, 36) != 36)
        return 1;
    }
}

static char *program;

static GString *
told_until_killed (const char *path,
                   int         enough)
{
  char *argv[] = { program, (char *) "--child", (char *) path, NULL };
  g_autoptr (GError) error = NULL;
  GString *told = g_string_new (NULL);
  char ids[36 * 64];
  gssize length;
  GPid pid;
  int out, status;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            &out, NULL, &error);
  g_assert_no_error (error);
  while (told->len < 36 * (gsize) enough && (length = read (out, ids, sizeof ids)) > 0)
    g_string_append_len (told, ids, length);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while ((length = read (out, ids, sizeof ids)) > 0)
    g_string_append_len (told, ids, length);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  g_spawn_close_pid (pid);
  close (out);
  return told;
}

static void
test_kill (GbStoreFixture *f,
           gconstpointer   data)
{
  gint64 all = 0;

  for (int round = 1; round <= 8; round++)
    {
      g_autoptr (GString) told = NULL;
      g_autofree char *check = NULL;
      gint64 kept;

      gb_store_close (f->store);
      told = told_until_killed (f->path, round == 1 ? 1 : round * 3);
      gb_store_fixture_reopen (f);
      check = gb_test_text (f, "PRAGMA local.integrity_check");
      g_assert_cmpstr (check, ==, "ok");
      for (gsize at = 0; at + 36 <= told->len; at += 36, all++)
        {
          g_autofree char *sql = g_strdup_printf (
              "SELECT count(*) FROM local.action WHERE id='%.36s'", told->str + at);

          g_assert_cmpint (gb_test_int (f, sql), ==, 1);
        }
      /* one may have been stored and not told of */
      kept = waiting (f);
      g_assert_cmpint (kept, >=, all);
      g_assert_cmpint (kept, <=, all + 1);
      all = kept;
    }
}

#define ADD(name, test) g_test_add ("/action/" name, GbStoreFixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return child (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/action/names", test_names);
  ADD ("guards", test_guards);
  ADD ("values", test_values);
  ADD ("again", test_again);
  ADD ("reopen", test_reopen);
  ADD ("withdraw", test_withdraw);
  ADD ("full", test_full);
  ADD ("two-programs", test_two_programs);
  ADD ("list-follows", test_list_follows);
  ADD ("many", test_many);
  ADD ("reached", test_reached);
  ADD ("unknown-type", test_unknown_type);
  ADD ("kill", test_kill);
  g_test_add_func ("/action/migrates", test_migrates);

  return g_test_run ();
}
