/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile.h"

#include "gb-store-fixture.h"

#include <string.h>

/* Five working days at the same time of day, three until July; a same-day service with a cut-off; five
 * days to the end of the day. Wednesday 12/08 is off; Monday 31/08 is, too, and Saturday 22/08 worked for
 * it. Commune 21040 works until 17:30. */
#define PROCEDURE(id, code, limit, more)                                                                       \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"code\":\"" code "\","          \
  "\"name\":\"Thủ tục " code "\",\"field\":\"Đất đai\",\"limit\":{" limit ",\"source\":\"luật\"}" more "}}\n"
#define DAYS(n, rule) "\"unit\":\"working-days\",\"amount\":" n ",\"rule\":\"" rule "\""
#define DAY(day, more)                                                                                         \
  "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"" day "\",\"rev\":1,\"data\":{\"name\":\"Ngày\"," more "}}\n"

#define BASE                                                                                                   \
  PROCEDURE ("p-old", "1.000001", DAYS ("3", "same-time"), ",\"valid_to\":\"2026-07-31\"")                     \
  PROCEDURE ("p", "1.000001", DAYS ("5", "same-time"), ",\"valid_from\":\"2026-08-01\"")                       \
  PROCEDURE ("today", "1.000002", DAYS ("0", "day-end") ",\"cutoff\":\"15:00\"", "")                           \
  PROCEDURE ("evening", "1.000003", DAYS ("5", "day-end"), "")                                                 \
  DAY ("2026-08-12", "\"kind\":\"off\"")                                                                       \
  DAY ("2026-08-31", "\"kind\":\"off\"")                                                                       \
  DAY ("2026-08-22", "\"kind\":\"work\",\"replaces\":\"2026-08-31\"")                                          \
  "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"h\",\"rev\":1,\"data\":{\"commune\":\"21040\","          \
  "\"hours\":\"mon-fri 07:30-11:30,13:30-17:30\"}}\n"

#define SUPPLEMENT "5@2026-08-11T09:00 4@2026-08-13T09:00"
#define PAYMENT "6@2026-08-11T09:00 4@2026-08-11T15:00"
#define OPINION "pause:opinion@2026-08-11T09:00 resume@2026-08-11T15:00"

/* Accepted on Monday 10/08/2026 at 09:00 and due on Tuesday 18/08 at 09:00, if nothing else is said. */
typedef struct
{
  GbReconcileReason reason;
  const char *due; /* the province's */
  const char *computed;
  const char *steps; /* STATE@TIME, EVENT@TIME or extend=NEW@TIME, after acceptance */
  const char *letter; /* the apology's new date */
  const char *accepted;
  const char *submitted;
  const char *procedure;
  const char *commune;
  gboolean standing; /* told as a finding although it stands */
  gboolean shipped;
} Case;

static const Case cases[] = {
  { GB_RECONCILE_SAME, "2026-08-18T09:00", "2026-08-18T09:00" },
  { GB_RECONCILE_SAME, "2026-08-18T09:00", NULL, .accepted = "2026-08-10T09:00:40" },
  /* The version valid on the day of acceptance counts. */
  { GB_RECONCILE_SAME, "2026-08-05T09:00", NULL, .accepted = "2026-07-31T09:00" },
  { GB_RECONCILE_SAME, "2026-08-20T09:00", NULL, SUPPLEMENT },
  { GB_RECONCILE_SAME, "2026-08-18T15:00", NULL, PAYMENT },
  { GB_RECONCILE_SAME, "2026-08-18T15:00", NULL, OPINION },
  { GB_RECONCILE_SAME, "2026-08-25T17:00", NULL, "extend=2026-08-25T17:00@2026-08-14T09:00" },
  { GB_RECONCILE_SAME, "2026-08-25T09:00", NULL, .accepted = "2026-08-19T09:00" },
  { GB_RECONCILE_SAME, "2026-08-11T17:00", NULL, .accepted = "2026-08-10T15:30", .procedure = "1.000002" },
  { GB_RECONCILE_SAME, "2026-08-10T17:00", NULL, .procedure = "1.001193" },
  { GB_RECONCILE_NO_RULE, "2026-08-18T09:00", NULL, .procedure = "9.999999" },
  { GB_RECONCILE_NO_OFFICIAL, NULL, "2026-08-18T09:00" },
  /* A state explains itself; an event alone leaves the official date to decide. */
  { GB_RECONCILE_STANDING, "2026-08-18T09:00", NULL, "6@2026-08-11T09:00" },
  { GB_RECONCILE_STANDING, "2026-08-18T09:00", NULL, "5@2026-08-11T09:00" },
  { GB_RECONCILE_STANDING, "2026-08-18T09:00", NULL, "pause:opinion@2026-08-11T09:00", .standing = TRUE },
  { GB_RECONCILE_STANDING, "2026-08-18T09:00", NULL, "4@2026-08-10T10:00 pause:identity@2026-08-11T09:00",
    .standing = TRUE },
  { GB_RECONCILE_NOT_RESTARTED, "2026-08-18T09:00", "2026-08-20T09:00", SUPPLEMENT },
  { GB_RECONCILE_SUPPLEMENT_AS_PAUSE, "2026-08-19T09:00", "2026-08-20T09:00", SUPPLEMENT },
  { GB_RECONCILE_PAUSE_NOT_COUNTED, "2026-08-18T09:00", "2026-08-18T15:00", PAYMENT },
  { GB_RECONCILE_PAUSE_NOT_COUNTED, "2026-08-18T09:00", "2026-08-18T15:00", OPINION },
  { GB_RECONCILE_PAUSE_NOT_COUNTED, "2026-08-18T09:00", "2026-08-18T15:00",
    "pause:verification@2026-08-11T09:00 9@2026-08-11T15:00" },
  { GB_RECONCILE_EXTENSION_NOT_APPLIED, "2026-08-18T09:00", "2026-08-25T09:00", .letter = "2026-08-25T09:00" },
  { GB_RECONCILE_EXTENSION_NOT_APPLIED, "2026-08-18T09:00", "2026-08-25T17:00",
    "extend=2026-08-25T17:00@2026-08-14T09:00" },
  { GB_RECONCILE_NOTHING_COUNTED, "2026-08-18T09:00", "2026-08-20T15:00",
    SUPPLEMENT " 6@2026-08-14T09:00 4@2026-08-14T15:00" },
  { GB_RECONCILE_FROM_SUBMISSION, "2026-08-14T09:00", "2026-08-18T09:00", .submitted = "2026-08-06T09:00" },
  { GB_RECONCILE_CUTOFF_NOT_APPLIED, "2026-08-10T17:00", "2026-08-11T17:00", .accepted = "2026-08-10T15:30",
    .procedure = "1.000002" },
  { GB_RECONCILE_OTHER_RULE, "2026-08-18T17:00", "2026-08-18T09:00" },
  { GB_RECONCILE_OTHER_RULE, "2026-08-18T09:00", "2026-08-18T17:00", .procedure = "1.000003" },
  { GB_RECONCILE_OTHER_VERSION, "2026-08-14T09:00", "2026-08-18T09:00" },
  { GB_RECONCILE_HOLIDAYS_NOT_COUNTED, "2026-08-17T09:00", "2026-08-18T09:00" },
  { GB_RECONCILE_HOLIDAYS_NOT_COUNTED, "2026-08-17T17:30", "2026-08-18T17:30", .procedure = "1.000003",
    .commune = "21040" },
  { GB_RECONCILE_MAKE_UP_NOT_COUNTED, "2026-08-26T09:00", "2026-08-25T09:00", .accepted = "2026-08-19T09:00" },
  { GB_RECONCILE_TIME_OF_DAY, "2026-08-18T10:00", "2026-08-18T09:00" },
  { GB_RECONCILE_TIME_OF_DAY, "2026-08-18T14:00", "2026-08-18T15:00", PAYMENT },
  { GB_RECONCILE_EARLIER, "2026-08-13T09:00", "2026-08-18T09:00" },
  { GB_RECONCILE_LATER, "2026-08-28T09:00", "2026-08-18T09:00" },
  { GB_RECONCILE_LATER, "2026-08-28T09:00", "2026-08-10T17:00", .procedure = "1.001193", .shipped = TRUE },
};

static char *
moment (const char *time)
{
  return g_strconcat (time, strlen (time) == strlen ("2026-08-10T09:00") ? ":00+07:00" : "+07:00", NULL);
}

/* What the steps leave it in. */
static int
last_state (const char *steps)
{
  g_auto (GStrv) words = g_strsplit (steps != NULL ? steps : "", " ", -1);
  int state = 4;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_isdigit (*words[i]))
      state = atoi (words[i]);
  return state;
}

static void
append_steps (GString    *text,
              guint       serial,
              const char *steps)
{
  g_auto (GStrv) words = g_strsplit (steps != NULL ? steps : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "@", 2);
      g_auto (GStrv) what = g_strsplit (parts[0], "=", 2);

      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"D%u/%u\",\"rev\":1,\"data\":{"
                              "\"dossier\":\"D%u\",\"at\":\"%s:00+07:00\",",
                              serial, i, serial, parts[1]);
      if (g_ascii_isdigit (*what[0]))
        g_string_append_printf (text, "\"state\":%s", what[0]);
      else
        g_string_append_printf (text, "\"event\":\"%s\"", what[0]);
      if (what[1] != NULL)
        g_string_append_printf (text, ",\"new_due\":\"%s:00+07:00\"", what[1]);
      g_string_append (text, "}}\n");
    }
}

static void
append_case (GString *text,
             guint    i)
{
  const Case *self = &cases[i];
  const char *commune = self->commune != NULL ? self->commune : "21028";
  g_autofree char *accepted = moment (self->accepted != NULL ? self->accepted : "2026-08-10T09:00");
  g_autofree char *submitted = self->submitted != NULL ? moment (self->submitted) : g_strdup (accepted);

  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"D%u\",\"rev\":1,\"data\":{"
                          "\"procedure\":\"Thủ tục khác\",\"procedure_code\":\"%s\",\"field\":\"Đất đai\","
                          "\"channel\":\"desk\",\"commune\":\"%s\",\"received_by\":\"21028\",\"state\":%d,"
                          "\"submitted\":\"%s\",\"received\":\"%s\"",
                          i, self->procedure != NULL ? self->procedure : "1.000001", commune,
                          last_state (self->steps), submitted, accepted);
  if (self->due != NULL)
    g_string_append_printf (text, ",\"due\":\"%s:00+07:00\"", self->due);
  g_string_append (text, "}}\n");
  if (self->steps != NULL)
    append_steps (text, i, self->steps);
  if (self->letter != NULL)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"letter\",\"id\":\"L%u\",\"rev\":1,\"data\":{\"dossier\":"
                            "\"D%u\",\"number\":\"1\",\"made\":\"2026-08-14T09:00:00+07:00\",\"reason\":\"Chờ\","
                            "\"new_due\":\"%s:00+07:00\"}}\n",
                            i, i, self->letter);
}

static gpointer
list (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_reconcile_all (connection, data, GB_TEST_NOW, cancellable, error);
}

static GbReconcileRow *
find_row (GPtrArray *rows,
          guint      serial)
{
  g_autofree char *code = g_strdup_printf ("D%u", serial);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((GbReconcileRow *) rows->pdata[i])->code, code))
      return rows->pdata[i];
  return NULL;
}

static void
check_case (GPtrArray *rows,
            guint      i)
{
  const Case *self = &cases[i];
  GbReconcileRow *row = find_row (rows, i);
  g_autofree char *computed = row != NULL && row->computed != 0 ? gb_time_format (row->computed) : NULL;
  g_autofree char *expected = self->computed != NULL ? moment (self->computed) : NULL;

  g_test_message ("case %u: %s", i, gb_reconcile_reason_nick (self->reason));
  if (self->reason == GB_RECONCILE_SAME || (self->reason == GB_RECONCILE_STANDING && !self->standing))
    {
      g_assert_null (row);
      return;
    }
  g_assert_nonnull (row);
  g_assert_cmpstr (gb_reconcile_reason_nick (row->reason), ==, gb_reconcile_reason_nick (self->reason));
  g_assert_cmpstr (computed, ==, expected);
  g_assert_cmpstr (row->procedure, ==, "Thủ tục khác");
  g_assert_cmpint (row->note != NULL, ==, self->shipped);
  g_assert_cmpint (row->state, ==, last_state (self->steps));
  if (row->computed == 0 || row->official == 0)
    g_assert_cmpint (row->difference, ==, 0);
  else
    g_assert_cmpint (row->difference > 0, ==, row->official > row->computed);
}

static void
fill (GbStoreFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GbFeedPageResult counts;

  gb_store_fixture_set_up (fixture);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, BASE, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    append_case (text, i);
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
}

/* Each reason comes out of feed lines, and none is without a case. */
static void
test_reasons (void)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gboolean seen[GB_N_RECONCILE_REASONS] = { FALSE };
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  rows = gb_store_read (fixture.store, list, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check_case (rows, i);
      seen[cases[i].reason] = TRUE;
    }
  for (int i = 0; i < GB_N_RECONCILE_REASONS; i++)
    {
      g_assert_true (seen[i]);
      g_assert_cmpstr (gb_reconcile_reason_label (i), !=, "");
    }
  gb_store_fixture_tear_down (&fixture);
}

/* How far off it is, in working time: from Tuesday 18/08 09:00 to 10:00, and back to Monday 17/08 09:00. */
static void
test_difference (void)
{
  g_autoptr (GPtrArray) rows = NULL;
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  rows = gb_store_read (fixture.store, list, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].reason == GB_RECONCILE_TIME_OF_DAY && cases[i].steps == NULL)
      g_assert_cmpint (find_row (rows, i)->difference, ==, 3600);
    else if (cases[i].reason == GB_RECONCILE_HOLIDAYS_NOT_COUNTED)
      g_assert_cmpint (find_row (rows, i)->difference, ==, -8 * 3600);
  gb_store_fixture_tear_down (&fixture);
}

/* Open ones come first; a commune sees those whose clock it owns. */
static void
test_order (void)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) nobody = NULL;
  GbStoreFixture fixture = { 0 };
  gboolean finished = FALSE;

  fill (&fixture);
  rows = gb_store_read (fixture.store, list, NULL, NULL, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const GbReconcileRow *row = rows->pdata[i];

      g_assert_false (finished && row->state != 9);
      finished = finished || row->state == 9;
    }
  g_assert_true (finished);
  own = gb_store_read (fixture.store, list, (gpointer) "21040", NULL, NULL);
  g_assert_cmpuint (own->len, ==, 1);
  nobody = gb_store_read (fixture.store, list, (gpointer) "21000", NULL, NULL);
  g_assert_cmpuint (nobody->len, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  g_cancellable_cancel (cancellable);
  g_assert_null (gb_store_read (fixture.store, list, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reconcile/reasons", test_reasons);
  g_test_add_func ("/reconcile/difference", test_difference);
  g_test_add_func ("/reconcile/order", test_order);
  g_test_add_func ("/reconcile/cancel", test_cancel);
  return g_test_run ();
}
