/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-error.h"
#include "gb-deadline-event.h"
#include "gb-time.h"

#include <string.h>

#define T "2026-08-03T09:00:00+07:00"
#define LATER "2026-08-05T09:00:00+07:00"

static const struct
{
  const char *text;
  GbDeadlineEventKind kind;
  GbPauseKind pause;
} events[] = {
  { "accepted@" T, GB_DEADLINE_EVENT_ACCEPTED, 0 },
  { "supplement-asked@" T, GB_DEADLINE_EVENT_SUPPLEMENT_ASKED, 0 },
  { "supplement-complete@" T, GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE, 0 },
  { "pause:finance@" T, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_FINANCE },
  { "pause:opinion@" T, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_OPINION },
  { "pause:verification@" T, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_VERIFICATION },
  { "pause:identity@" T, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_IDENTITY },
  { "pause:stopped@" T, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_STOPPED },
  { "resume@" T, GB_DEADLINE_EVENT_RESUME, 0 },
  { "extend@" T "=" LATER, GB_DEADLINE_EVENT_EXTEND, 0 },
  { "apology@" T, GB_DEADLINE_EVENT_APOLOGY, 0 },
  { "finished@" T, GB_DEADLINE_EVENT_FINISHED, 0 },
  { "handed-over@" T, GB_DEADLINE_EVENT_HANDED_OVER, 0 },
};

static void
test_kinds (void)
{
  gint64 at, later;

  gb_time_parse (T, &at, NULL);
  gb_time_parse (LATER, &later, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GError) error = NULL;
      GbDeadlineEvent event;

      gb_deadline_event_parse (events[i].text, &event, &error);
      g_assert_no_error (error);
      g_assert_cmpint (event.kind, ==, events[i].kind);
      g_assert_cmpint (event.pause, ==, events[i].pause);
      g_assert_cmpint (event.at, ==, at);
      g_assert_cmpint (event.new_due, ==, event.kind == GB_DEADLINE_EVENT_EXTEND ? later : 0);
    }
}

/* What must stand in the message: the kind as it was told, and the field that is wrong. */
static const struct
{
  const char *text;
  const char *kind;
  const char *field;
  const char *what;
} refused[] = {
  { "", "“”", "kind:", "supplement-asked" },
  { "@", "“”", "kind:", "unknown" },
  { "@" T, "“”", "kind:", "unknown" },
  { "refused@" T, "“refused”", "kind:", "unknown" },
  { "Accepted@" T, "“Accepted”", "kind:", "unknown" },
  { "pause@" T, "“pause”", "kind:", "pause:finance" },
  { "pause:holiday@" T, "“pause:holiday”", "kind:", "pause:verification" },
  { "pause: finance@" T, "“pause: finance”", "kind:", "unknown" },
  { "resume=" T, "“resume=2026-08-03T09:00:00+07:00”", "kind:", "unknown" },
  { "accepted", "“accepted”", "time:", "missing" },
  { "accepted@", "“accepted”", "time:", "“”" },
  { "accepted@2026-08-03", "“accepted”", "time:", "“2026-08-03”" },
  { "accepted@2026-08-03T09:00:00", "“accepted”", "time:", "with offset" },
  { "finished@2026-02-29T09:00:00+07:00", "“finished”", "time:", "2026-02-29" },
  { "finished@1899-12-31T09:00:00+07:00", "“finished”", "time:", "year from 1900 to 2199" },
  { "finished@2200-01-01T09:00:00+07:00", "“finished”", "time:", "year from 1900 to 2199" },
  { "resume@" T " ", "“resume”", "time:", T " " },
  { "resume@" T "@" T, "“resume”", "time:", T "@" },
  { "resume@" T "=" T, "“resume”", "new due moment:", "only an extension" },
  { "extend@" T, "“extend”", "new due moment:", "missing" },
  { "extend@" T "=", "“extend”", "new due moment:", "“”" },
  { "extend@" T "=soon", "“extend”", "new due moment:", "“soon”" },
  { "extend@=" T, "“extend”", "time:", "“”" },
  { "extend@" T "=2026-08-05", "“extend”", "new due moment:", "“2026-08-05”" },
  { "extend@" T "=9999-08-05T09:00:00Z", "“extend”", "new due moment:", "year from 1900 to 2199" },
  { "extend@" T "=" T, "“extend”", "new due moment:", "not after" },
  { "extend@" T "=2026-08-02T09:00:00+07:00", "“extend”", "new due moment:", "not after" },
  { "extend@" T "=2026-08-03T01:59:59Z", "“extend”", "new due moment:", "not after" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      GbDeadlineEvent event;

      g_test_message ("%s", refused[i].text);
      g_assert_false (gb_deadline_event_parse (refused[i].text, &event, &error));
      g_assert_true (error->domain == GB_CORE_ERROR);
      g_assert_nonnull (strstr (error->message, refused[i].kind));
      g_assert_nonnull (strstr (error->message, refused[i].field));
      g_assert_nonnull (strstr (error->message, refused[i].what));
    }
}

/* In a list the place is named too, counted from one. */
static void
test_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    for (guint place = 1; place <= 3; place++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *begin = g_strdup_printf ("event %u, %s: ", place, refused[i].kind);
        const char *list[] = { "accepted@" T, "resume@" T, "apology@" T, "finished@" T, NULL };

        list[place - 1] = refused[i].text;
        g_assert_null (gb_deadline_events_parse (list, &error));
        g_assert_true (g_str_has_prefix (error->message, begin));
        g_assert_nonnull (strstr (error->message, refused[i].field));
      }
}

static void
test_list (void)
{
  const char *const list[] = { "accepted@" T, "apology@" LATER, "resume@" T, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) parsed = gb_deadline_events_parse (list, &error);
  g_autoptr (GArray) none = gb_deadline_events_parse (NULL, &error);
  GbDeadlineEvent *first = (GbDeadlineEvent *) parsed->data;

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (parsed->len, ==, 3);
  g_assert_cmpint (first[1].kind, ==, GB_DEADLINE_EVENT_APOLOGY);
  g_assert_true (gb_deadline_events_in_order (NULL, 0));
  g_assert_true (gb_deadline_events_in_order (first, 2));
  g_assert_false (gb_deadline_events_in_order (first, 3));
  first[2].at = first[1].at;
  g_assert_true (gb_deadline_events_in_order (first, 3));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline-event/kinds", test_kinds);
  g_test_add_func ("/deadline-event/refused", test_refused);
  g_test_add_func ("/deadline-event/place", test_place);
  g_test_add_func ("/deadline-event/list", test_list);
  return g_test_run ();
}
