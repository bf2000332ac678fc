/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendars.h"
#include "gb-dossier-clock.h"
#include "gb-dossier-event.h"
#include "gb-dossier-repository.h"

#include "gb-store-fixture.h"

#include <string.h>

/* From feed lines to a due moment: what steps, events and letters mean for the clock. Each dossier was
 * accepted on Monday 10/08/2026 at 09:00; its procedure gives five working days at the same time of
 * day, so without anything else it is due on Monday 17/08 at 09:00. */

#define PROCEDURE                                                                                              \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p\",\"rev\":1,\"data\":{\"code\":\"1.000001\","             \
  "\"name\":\"Thủ tục một\",\"field\":\"Đất đai\",\"limit\":{\"unit\":\"working-days\",\"amount\":5}}}\n"

/* Steps are STATE@TIME, EVENT@TIME, STATE+EVENT@TIME, extend=NEW@TIME, letter=NEW@TIME. */
static const struct
{
  const char *steps;
  const char *due; /* NULL: the clock stands */
  const char *warnings;
} cases[] = {
  { "", "2026-08-17T09:00", "" },
  { "pause:opinion@2026-08-11T09:00 resume@2026-08-11T15:00", "2026-08-17T15:00", "" },
  { "pause:verification@2026-08-11T09:00 resume@2026-08-12T09:00", "2026-08-18T09:00", "" },
  { "pause:identity@2026-08-14T16:00 resume@2026-08-17T09:00", "2026-08-17T14:00", "" },
  { "pause:opinion@2026-08-11T09:00", NULL, "" },
  { "pause:opinion@2026-08-18T09:00", "2026-08-17T09:00", "pause-after-due" },
  { "resume@2026-08-11T09:00", "2026-08-17T09:00", "no-partner" },
  /* Overlapping pauses are one, with a state or without. */
  { "pause:opinion@2026-08-11T09:00 6@2026-08-11T10:00 4@2026-08-11T15:00 resume@2026-08-11T16:00",
    "2026-08-17T16:00", "" },
  { "6@2026-08-11T09:00 pause:opinion@2026-08-11T10:00 4@2026-08-11T15:00", NULL, "" },
  { "pause:opinion@2026-08-11T09:00 pause:verification@2026-08-11T10:00 resume@2026-08-11T11:00", NULL, "" },
  /* The end of the dossier ends what is open; then nothing more happens. */
  { "pause:opinion@2026-08-11T09:00 9@2026-08-11T15:00", "2026-08-17T15:00", "" },
  { "pause:opinion@2026-08-11T09:00 9@2026-08-11T15:00 10@2026-08-12T08:00", "2026-08-17T15:00", "" },
  /* A step may tell both. */
  { "4+pause:opinion@2026-08-11T09:00 4+resume@2026-08-11T15:00", "2026-08-17T15:00", "" },
  { "5@2026-08-11T09:00 4@2026-08-12T09:00 pause:opinion@2026-08-13T09:00 resume@2026-08-13T10:00",
    "2026-08-19T10:00", "" },
  { "extend=2026-08-24T17:00@2026-08-14T09:00", "2026-08-24T17:00", "" },
  { "extend=2026-08-24T17:00@2026-08-17T09:01", "2026-08-17T09:00", "extend-after-due" },
  { "extend=2026-08-24T17:00@2026-08-14T09:00 extend=2026-08-28T17:00@2026-08-20T09:00", "2026-08-24T17:00",
    "extend-twice" },
  { "extend=2026-08-24T17:00@2026-08-14T09:00 pause:opinion@2026-08-18T09:00 resume@2026-08-18T15:00",
    "2026-08-25T11:00", "" },
  /* The same extension once as a letter, once as a step; and another one. */
  { "letter=2026-08-24T17:00@2026-08-14T09:00 extend=2026-08-24T17:00@2026-08-14T10:00", "2026-08-24T17:00", "" },
  { "letter=2026-08-24T17:00@2026-08-14T09:00 extend=2026-08-28T17:00@2026-08-20T10:00", "2026-08-24T17:00",
    "extend-twice" },
  { "letter=2026-08-24T17:00@2026-08-13T09:00 letter=2026-08-24T17:00@2026-08-14T09:00", "2026-08-24T17:00",
    "extend-twice" },
};

static void
append_letter (GString    *text,
               guint       serial,
               guint       n,
               const char *new_due,
               const char *at)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"letter\",\"id\":\"L%u/%u\",\"rev\":1,\"data\":{\"dossier\":\"D%u\","
                          "\"number\":\"1\",\"made\":\"%s:00+07:00\",\"reason\":\"Chờ\",\"new_due\":\"%s:00+07:00\"}}\n",
                          serial, n, serial, at, new_due);
}

static void
append_step (GString    *text,
             guint       serial,
             guint       n,
             const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "@", 2);
  g_auto (GStrv) what = g_strsplit (parts[0], "=", 2);
  const char *event = strchr (what[0], '+');

  if (strcmp (what[0], "letter") == 0)
    {
      append_letter (text, serial, n, what[1], parts[1]);
      return;
    }
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"D%u/%u\",\"rev\":1,\"data\":{"
                          "\"dossier\":\"D%u\",\"at\":\"%s:00+07:00\"",
                          serial, n, serial, parts[1]);
  if (g_ascii_isdigit (*what[0]))
    g_string_append_printf (text, ",\"state\":%d", atoi (what[0]));
  else
    event = what[0] - 1;
  if (event != NULL)
    g_string_append_printf (text, ",\"event\":\"%s\"", event + 1);
  if (what[1] != NULL)
    g_string_append_printf (text, ",\"new_due\":\"%s:00+07:00\"", what[1]);
  g_string_append (text, "}}\n");
}

static void
append_case (GString *text,
             guint    i)
{
  g_auto (GStrv) words = g_strsplit (cases[i].steps, " ", -1);

  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"D%u\",\"rev\":1,\"data\":{"
                          "\"procedure\":\"Thủ tục một\",\"procedure_code\":\"1.000001\",\"field\":\"Đất đai\","
                          "\"channel\":\"desk\",\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":4,"
                          "\"received\":\"2026-08-10T09:00:00+07:00\",\"due\":\"2026-08-17T09:00:00+07:00\"}}\n",
                          i);
  for (guint n = 0; words[n] != NULL && *words[n] != '\0'; n++)
    append_step (text, i, n, words[n]);
}

static char *
warnings_of (const GbDeadline *deadline)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < deadline->warnings->len; i++)
    {
      const char *id = gb_deadline_rule_id (g_array_index (deadline->warnings, GbDeadlineRule, i));

      /* A letter of the same day as its due date is another matter. */
      if (strcmp (id, "apology-late") != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", id);
    }
  return g_string_free (text, FALSE);
}

static gpointer
check_cases (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = g_strdup_printf ("D%u", i);
      g_autofree char *expected = cases[i].due != NULL ? g_strconcat (cases[i].due, ":00+07:00", NULL) : NULL;
      g_autoptr (GbDossierClock) clock = gb_dossier_clock_load (connection, code, error);
      g_autoptr (GbDeadline) deadline = NULL;
      g_autofree char *due = NULL;
      g_autofree char *warnings = NULL;

      g_test_message ("case %u: %s", i, cases[i].steps);
      g_assert_no_error (*error);
      deadline = gb_dossier_clock_compute (clock, gb_calendars_of_commune (calendars, "21028"), GB_TEST_NOW);
      due = deadline->has_due ? gb_time_format (deadline->due) : NULL;
      warnings = warnings_of (deadline);
      g_assert_cmpstr (due, ==, expected);
      g_assert_cmpstr (warnings, ==, cases[i].warnings);
      g_assert_null (gb_dossier_clock_note (clock));
    }
  return NULL;
}

static void
test_events (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult counts;

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE, PROCEDURE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    append_case (text, i);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_store_read (fixture.store, check_cases, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_store_fixture_tear_down (&fixture);
}

static gpointer
check_steps (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GPtrArray) steps = gb_dossier_repository_steps (connection, "D0", error);
  const GbDossierStep *step;

  g_assert_no_error (*error);
  g_assert_cmpuint (steps->len, ==, 3);
  step = steps->pdata[0];
  g_assert_cmpint (step->state, ==, 0);
  g_assert_cmpstr (step->event, ==, "pause:opinion");
  g_assert_nonnull (gb_dossier_event_label (step->event));
  step = steps->pdata[1];
  g_assert_cmpint (step->state, ==, GB_DOSSIER_STATE_PROCESSING);
  g_assert_null (step->event);
  step = steps->pdata[2];
  g_assert_cmpstr (step->event, ==, "extend");
  g_assert_cmpint (step->new_due, >, step->at);
  return NULL;
}

static void
test_steps (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  append_case (text, 0);
  append_step (text, 0, 1, "pause:opinion@2026-08-11T09:00");
  append_step (text, 0, 2, "4@2026-08-12T09:00");
  append_step (text, 0, 3, "extend=2026-08-24T17:00@2026-08-14T09:00");
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, text->str, NULL);
  gb_store_read (fixture.store, check_steps, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_names (void)
{
  static const char *const names[] = { "pause:opinion", "pause:verification", "pause:identity", "resume", "extend" };
  GbDeadlineEvent event;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (gb_dossier_event_parse (names[i], &event));
      g_assert_cmpint (event.kind == GB_DEADLINE_EVENT_PAUSE, ==, i < 3);
      g_assert_cmpstr (gb_dossier_event_label (names[i]), !=, "");
    }
  g_assert_false (gb_dossier_event_parse ("pause:finance", &event));
  g_assert_null (gb_dossier_event_label ("pause"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier-clock/events", test_events);
  g_test_add_func ("/dossier-clock/steps", test_steps);
  g_test_add_func ("/dossier-clock/names", test_names);
  return g_test_run ();
}
