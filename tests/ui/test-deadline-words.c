/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline-words.h"
#include "gb-language.h"

#include <string.h>

/* Moments are those of 2026 unless they say otherwise; the calendar has three days off from
 * Monday 31 August, and Saturday 22 August as a make-up day for the first. */
static const struct
{
  const char *name;
  const char *limit;
  const char *rule;
  const char *cutoff;
  const char *events; /* the first accepts */
  const char *sentences; /* one per line; "→" before the result */
} cases[] = {
  /* The dossier of the pictures: ten days over the make-up Saturday, three hours of pause. */
  { "pause", "10 working-days", "same-time", NULL,
    "accepted@2026-08-12T09:20:00+07:00 pause:finance@2026-08-14T16:00:00+07:00 resume@2026-08-17T09:00:00+07:00",
    "Accepted at 09:20 Wednesday 12/08, within working hours: counts at once\n"
    "10 working days, the same time of day; the make-up day Saturday 22/08 counts → 25/08 09:20\n"
    "Add the pause's 3 h of working time → 25/08 14:20" },
  { "next session", "1 working-days", "same-time", NULL, "accepted@2026-08-14T18:00:00+07:00",
    "Accepted at 18:00 Friday 14/08\n"
    "Outside working hours: counts from the next session → 17/08 07:00\n"
    "1 working day, the same time of day → 18/08 07:00" },
  { "cut-off", "0 working-days", "day-end", "15:00", "accepted@2026-08-12T15:30:00+07:00",
    "Accepted at 15:30 Wednesday 12/08\n"
    "After 15:00: counts from the next working day → 13/08 07:00\n"
    "Same-day service: to the end of the day → 13/08 17:00" },
  { "cut-off on a day off", "0 working-days", "day-end", "15:00", "accepted@2026-08-15T09:00:00+07:00",
    "Accepted at 09:00 Saturday 15/08\n"
    "On a day off: counts from the next working day → 17/08 07:00\n"
    "Same-day service: to the end of the day → 17/08 17:00" },
  { "last hour", "1 working-days", "day-end", "last-hour", "accepted@2026-08-12T16:30:00+07:00",
    "Accepted at 16:30 Wednesday 12/08\n"
    "In the day's last hour: counts from the next working day → 13/08 07:00\n"
    "1 working day from the day after, to the end of the day → 14/08 17:00" },
  { "holidays", "3 working-days", "day-end", NULL, "accepted@2026-08-28T09:00:00+07:00",
    "Accepted at 09:00 Friday 28/08, within working hours: counts at once\n"
    "3 working days from the day after, to the end of the day; without the day off 31/08; "
    "without National Day (01/09-02/09) → 07/09 17:00" },
  { "restart", "2 working-days", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 supplement-asked@2026-08-11T09:00:00+07:00 "
    "supplement-complete@2026-08-13T18:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "2 working days, the same time of day → 12/08 09:00\n"
    "Papers complete at 18:00 Thursday 13/08: the limit counts anew\n"
    "Outside working hours: counts from the next session → 14/08 07:00\n"
    "2 working days, the same time of day → 18/08 07:00" },
  { "papers missing", "2 working-days", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 supplement-asked@2026-08-11T09:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "2 working days, the same time of day → 12/08 09:00\n"
    "Papers asked for at 09:00 Tuesday 11/08: the clock stands, and counts anew when they are complete" },
  { "paused", "8 working-hours", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 pause:opinion@2026-08-10T10:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "8 working hours → 11/08 09:00\n"
    "Paused since 10:00 Monday 10/08, for another agency's opinion: the clock stands" },
  { "stopped", "8 working-hours", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 pause:stopped@2026-08-10T10:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "8 working hours → 11/08 09:00\n"
    "Paused since 10:00 Monday 10/08: the clock stands" },
  { "one pause after another", "16 working-hours", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 pause:verification@2026-08-10T10:00:00+07:00 "
    "resume@2026-08-10T11:00:00+07:00 pause:identity@2026-08-10T14:00:00+07:00 resume@2026-08-10T16:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "16 working hours → 12/08 09:00\n"
    "Add the 1 h of working time of the pause for verification → 12/08 10:00\n"
    "Add the 2 h of working time of the pause for confirmation on VNeID → 12/08 14:00" },
  { "extension", "2 half-days", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 apology@2026-08-10T15:00:00+07:00 "
    "extend@2026-08-10T15:00:00+07:00=2026-08-14T09:00:00+07:00 "
    "finished@2026-08-13T10:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "2 half working days → 11/08 09:00\n"
    "Apology letter of 15:00 Monday 10/08: re-scheduled once → 14/08 09:00\n"
    "Ended at 10:00 Thursday 13/08: the clock stops" },
  { "extension without a letter", "2 half-days", "same-time", NULL,
    "accepted@2026-08-10T09:00:00+07:00 extend@2026-08-10T15:00:00+07:00=2026-08-14T09:00:00+07:00",
    "Accepted at 09:00 Monday 10/08, within working hours: counts at once\n"
    "2 half working days → 11/08 09:00\n"
    "Extended at 15:00 Monday 10/08, which is allowed once → 14/08 09:00" },
  { "another year", "3 calendar-days", "day-end", NULL, "accepted@2025-12-30T09:00:00+07:00",
    "Accepted at 09:00 Tuesday 30/12/2025, within working hours: counts at once\n"
    "3 calendar days, to the end of the day → 02/01 17:00" },
};

static GbWorkCalendar *
make_calendar (void)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();
  GbDay monday = gb_day_from_ymd (2026, 8, 31);
  GbDay saturday = gb_day_from_ymd (2026, 8, 22);

  for (GbDay day = monday; day <= monday + 2; day++)
    gb_work_calendar_add_day (calendar, day, GB_DAY_OFF, GB_DAY_NONE, NULL);
  gb_work_calendar_add_day (calendar, saturday, GB_DAY_WORK, monday, NULL);
  return calendar;
}

static GHashTable *
make_names (void)
{
  GHashTable *names = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (int day = 1; day <= 2; day++)
    g_hash_table_insert (names, GINT_TO_POINTER (gb_day_from_ymd (2026, 9, day)), g_strdup ("National Day"));
  return names;
}

static GbDeadline *
compute (const char     *words,
         const GbLimit  *limit,
         GbWorkCalendar *calendar,
         gint64          now,
         GArray         *events)
{
  g_auto (GStrv) texts = g_strsplit (words, " ", -1);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      GbDeadlineEvent event;

      gb_deadline_event_parse (texts[i], &event, &error);
      g_assert_no_error (error);
      g_array_append_val (events, event);
    }
  return gb_deadline_compute (limit, calendar, g_array_index (events, GbDeadlineEvent, 0).at,
                              (const GbDeadlineEvent *) events->data, events->len, now, 2);
}

static void
test_sentences (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();
  g_autoptr (GHashTable) names = make_names ();
  g_autoptr (GbDeadline) deadline = NULL;
  g_autoptr (GPtrArray) sentences = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));
  g_autoptr (GError) error = NULL;
  gint64 now;
  GbLimit limit;

  gb_time_parse ("2026-08-26T07:15:00+07:00", &now, &error);
  gb_limit_parse (cases[i].limit, cases[i].rule, cases[i].cutoff, &limit, &error);
  g_assert_no_error (error);
  deadline = compute (cases[i].events, &limit, calendar, now, events);
  sentences = gb_deadline_words_trace (deadline, events, &limit, calendar, names, now);
  for (guint j = 0; j < sentences->len; j++)
    {
      GbDeadlineSentence *sentence = g_ptr_array_index (sentences, j);

      g_string_append_printf (text, "%s%s%s%s", j > 0 ? "\n" : "", sentence->text, sentence->result ? " → " : "",
                              sentence->result ? sentence->result : "");
      g_assert_cmpstr (sentence->source, !=, NULL);
    }
  g_assert_cmpstr (text->str, ==, cases[i].sentences);
}

/* The ledger's counted time is the limit: the picture's 80 hours are ten days. */
static void
test_adds_up (void)
{
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();
  g_autoptr (GbDeadline) deadline = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));
  gint64 now, counted = 0;
  GbLimit limit;

  gb_time_parse ("2026-08-26T07:15:00+07:00", &now, NULL);
  gb_limit_parse (cases[0].limit, cases[0].rule, cases[0].cutoff, &limit, NULL);
  deadline = compute (cases[0].events, &limit, calendar, now, events);
  for (guint i = 0; i < deadline->ledger->len; i++)
    {
      GbLedgerEntry *entry = &g_array_index (deadline->ledger, GbLedgerEntry, i);
      g_autofree char *amount = gb_deadline_words_amount (entry->seconds);

      g_string_append_printf (text, "%s %s\n", amount, gb_deadline_words_entry (entry, events));
      if (entry->kind == GB_LEDGER_COUNTED)
        counted += entry->seconds;
    }
  g_assert_cmpstr (text->str, ==, "20 h 40 counted\n3 h 00 stopped\n59 h 20 counted\n");
  g_assert_cmpint (counted, ==, 10 * 8 * 60 * 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_language_init ("en");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/deadline-words/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_sentences);
    }
  g_test_add_func ("/deadline-words/adds-up", test_adds_up);
  return g_test_run ();
}
