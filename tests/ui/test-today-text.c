/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-freshness-words.h"
#include "gb-language.h"
#include "gb-today-text.h"

/* 2026-08-26T07:15:00+07:00, a Wednesday */
#define NOW G_GINT64_CONSTANT (1787703300)
#define HOUR (60 * 60)

typedef char *(*Sentence) (GbDaySummary *summary);

static const struct
{
  Sentence sentence;
  GbDaySummary summary;
  const char *text;
} sentences[] = {
  { gb_today_text_date, { .now = NOW }, "Wednesday, 26/08/2026" },
  { gb_today_text_open, { .in_process = 1 }, "1 dossier in process" },
  { gb_today_text_open, { .in_process = 1290 }, "1.290 dossiers in process" },
  { gb_today_text_freshness, { .now = NOW }, "First fetch not ended: figures are incomplete" },
  { gb_today_text_freshness, { .now = NOW, .as_of = NOW - 180 },
    "Figures as of 07:12 Wednesday" },
  { gb_today_text_freshness, { .now = NOW + 2 * HOUR, .as_of = NOW },
    "Figures as of 07:15, deadlines counted as of 09:15" },
  { gb_today_text_freshness, { .now = NOW, .as_of = NOW - 24 * HOUR },
    "Figures as of 25/08 07:15, deadlines counted as of 07:15" },
  { gb_today_text_overdue, { .day_seconds = 8 * HOUR }, "no dossier is late" },
  { gb_today_text_overdue,
    { .counts.classes = { 6 }, .oldest_overdue = 11 * HOUR, .day_seconds = 8 * HOUR },
    "at most 1 d 3 h of working time" },
  { gb_today_text_overdue,
    { .now = NOW, .as_of = NOW - 180, .counts.classes = { 8 }, .newly_overdue = 2,
      .day_seconds = 8 * HOUR },
    "2 dossiers more since 07:12" },
  { gb_today_text_due_today, { .now = NOW }, "no dossier is due" },
  { gb_today_text_due_today, { .first_due_today = NOW + HOUR + 15 * 60 }, "the first at 08:30" },
  { gb_today_text_due_soon, { .near_days = 1 }, "within 1 working day" },
  { gb_today_text_due_soon, { .near_days = 2 }, "within 2 working days" },
  { gb_today_text_paused, { .papers_asked = 0 }, "none waits for papers" },
  { gb_today_text_paused, { .papers_asked = 1 }, "1 dossier waits for papers" },
  { gb_today_text_paused, { .papers_asked = 9 }, "9 dossiers wait for papers" },
  { gb_today_text_on_track, { .now = NOW }, "all others have a due date" },
  { gb_today_text_on_track, { .counts.classes = { [GB_DEADLINE_CLASS_NO_DUE] = 3 } },
    "3 others have no due date" },
};

static void
test_sentences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      GbDaySummary summary = sentences[i].summary;
      g_autofree char *text = sentences[i].sentence (&summary);

      g_assert_cmpstr (text, ==, sentences[i].text);
    }
}

static void
test_average (void)
{
  GbOfficerLoad loads[] = { { .officer = (char *) "A", .open = 74 },
                            { .officer = (char *) "B", .open = 7 },
                            { .officer = (char *) "", .open = 500 } };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GbDaySummary summary = { .loads = rows };
  g_autofree char *none = gb_today_text_average (&summary);
  g_autofree char *text = NULL;

  g_assert_cmpstr (none, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    g_ptr_array_add (rows, &loads[i]);
  /* 81 dossiers of two people; what nobody has is nobody's load. */
  text = gb_today_text_average (&summary);
  g_assert_cmpstr (text, ==, "41 dossiers each on average");
}

static const struct
{
  GbAgendaItem item;
  const char *text;
  const char *more;
} items[] = {
  { { .kind = GB_AGENDA_LETTERS_TO_SIGN, .count = 3, .day = 0 },
    "Sign 3 letters of apology with a new date",
    "Dossiers due on 01/01/1970, to be sent today" },
  { { .kind = GB_AGENDA_LETTERS_TO_SIGN, .count = 1, .day = 0 },
    "Sign 1 letter of apology with a new date",
    "Dossiers due on 01/01/1970, to be sent today" },
  { { .kind = GB_AGENDA_ANSWERS_OVERDUE, .name = (char *) "Sở Tư pháp", .count = 2, .day = 0 },
    "2 petitions not answered in time", "Sở Tư pháp, the oldest was due on 01/01/1970" },
  { { .kind = GB_AGENDA_URGE_UNANSWERED, .name = (char *) "Nguyễn Văn A",
      .document = (char *) "18", .instant = NOW - 24 * HOUR, .day = GB_DAY_NONE },
    "Urging slip 18 has no answer", "Sent to Nguyễn Văn A at 07:15 on 25/08" },
  { { .kind = GB_AGENDA_TASKS_DUE, .day = GB_DAY_NONE, .count = 78, .done = 16, .total = 61 },
    "78 tasks are late or due within 7 days", "16 of them late; in 61 communes" },
  { { .kind = GB_AGENDA_TASK_DUE, .name = (char *) "Rà soát", .document = (char *) "12/KH",
      .day = 20693, .done = 43, .total = 50 },
    "Rà soát", "Due on 28/08; 43 of 50 done" },
  { { .kind = GB_AGENDA_TASK_DUE, .name = (char *) "Rà soát", .document = (char *) "12/KH",
      .day = 20690 },
    "Rà soát", "Was due on 25/08; 12/KH" },
  { { .kind = GB_AGENDA_SECONDMENT_ENDS, .name = (char *) "Đỗ Thị E", .day = 20711, .count = 26 },
    "Đỗ Thị E's secondment ends on 15/09", "26 open dossiers to hand over" },
  { { .kind = GB_AGENDA_SECONDMENT_ENDS, .name = (char *) "Đỗ Thị E", .day = 20711 },
    "Đỗ Thị E's secondment ends on 15/09", "No open dossier to hand over" },
  { { .kind = GB_AGENDA_NO_STAND_IN, .name = (char *) "Quy hoạch; CNTT", .count = 2,
      .day = GB_DAY_NONE },
    "2 fields have no stand-in", "Quy hoạch; CNTT" },
};

static void
test_items (void)
{
  GbDay today = gb_time_day (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *text = gb_today_text_item (&items[i].item);
      g_autofree char *more = gb_today_text_item_more (&items[i].item, today);

      g_assert_cmpstr (text, ==, items[i].text);
      g_assert_cmpstr (more, ==, items[i].more);
    }
}

static const struct
{
  GbAgendaEvent event;
  const char *text;
  const char *more;
} events[] = {
  { { GB_AGENDA_EVENT_OFF, 20696, 20698, 0, (char *) "Quốc khánh" }, "31/08 – 02/09",
    "Days off; deadlines do not run" },
  { { GB_AGENDA_EVENT_OFF, 20698, 20698, 0, (char *) "Quốc khánh" }, "Wednesday 02/09",
    "Quốc khánh; deadlines do not run" },
  { { GB_AGENDA_EVENT_MAKE_UP, 20687, 20687, 0, (char *) "Làm bù" }, "Saturday 22/08",
    "Make-up day; deadlines run" },
  { { GB_AGENDA_EVENT_NOTICE, 20691, 20691, NOW, (char *) "Giao ban" }, "Wednesday 26/08",
    "07:15: Giao ban" },
};

static void
test_events (void)
{
  GbDay today = gb_time_day (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autofree char *text = gb_today_text_event (&events[i].event, today);
      g_autofree char *more = gb_today_text_event_more (&events[i].event);

      g_assert_cmpstr (text, ==, events[i].text);
      g_assert_cmpstr (more, ==, events[i].more);
    }
}

static const struct
{
  gint64 age; /* -1 = never fetched */
  const char *text;
} ages[] = {
  { -1, "First fetch not ended: figures are incomplete" },
  { 0, "Figures as of 07:15 Wednesday 26/08" },
  { 8 * HOUR, "Figures as of 23:15 Tuesday 25/08" },
  { 24 * HOUR, "Figures as of 07:15 Tuesday 25/08, 1 day old" },
  { 30 * 24 * HOUR, "Figures as of 07:15 Monday 27/07, 30 days old" },
};

static void
test_freshness (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *text = gb_freshness_words (ages[i].age < 0 ? 0 : NOW - ages[i].age, NOW);

      g_assert_cmpstr (text, ==, ages[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/today-text/sentences", test_sentences);
  g_test_add_func ("/today-text/average", test_average);
  g_test_add_func ("/today-text/items", test_items);
  g_test_add_func ("/today-text/events", test_events);
  g_test_add_func ("/today-text/freshness", test_freshness);

  return g_test_run ();
}
