/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-today-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-duration.h"
#include "gb-format.h"
#include "gb-freshness-words.h"
#include "gb-issue.h"

/* The sentences of the page of the day. */

/* Below that, the figures are as fresh as the moment they are read at. */
#define STALE_AFTER (15 * 60)

/* A sentence begins with a capital, a weekday within it does not in Vietnamese. */
static char *
capitalise (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

/**
 * gb_today_text_date:
 *
 * Returns: (transfer full): such as "Thứ Tư, 26/08/2026"
 */
char *
gb_today_text_date (GbDaySummary *summary)
{
  GbDay today = gb_time_day (summary->now);
  g_autofree char *weekday = capitalise (gb_format_weekday (today));
  g_autofree char *day = gb_format_full_day (today);

  return g_strdup_printf ("%s, %s", weekday, day);
}

char *
gb_today_text_open (GbDaySummary *summary)
{
  g_autofree char *number = gb_format_number (summary->in_process);

  return g_strdup_printf (ngettext ("%s dossier in process", "%s dossiers in process",
                                    summary->in_process),
                          number);
}

/**
 * gb_today_text_freshness:
 *
 * Returns: (transfer full): as of when the figures are; the classes move on with the clock
 */
char *
gb_today_text_freshness (GbDaySummary *summary)
{
  g_autofree char *as_of = gb_format_moment (summary->as_of, summary->now);
  g_autofree char *now = gb_format_time (summary->now);

  if (summary->as_of == 0)
    return gb_freshness_words (0, summary->now);
  if (summary->now - summary->as_of > STALE_AFTER)
    /* Translators: two times of day, the second is now */
    return g_strdup_printf (_("Figures as of %s, deadlines counted as of %s"), as_of, now);
  /* Translators: a time and a weekday */
  return g_strdup_printf (_("Figures as of %s %s"), as_of,
                          gb_format_weekday (gb_time_day (summary->as_of)));
}

char *
gb_today_text_overdue (GbDaySummary *summary)
{
  g_autofree char *amount = NULL;
  g_autofree char *since = NULL;

  if (summary->counts.classes[GB_DEADLINE_CLASS_OVERDUE] == 0)
    return g_strdup (_("no dossier is late"));
  if (summary->newly_overdue > 0)
    {
      since = gb_format_moment (summary->as_of, summary->now);
      return g_strdup_printf (ngettext ("%d dossier more since %s", "%d dossiers more since %s",
                                        summary->newly_overdue),
                              (int) summary->newly_overdue, since);
    }
  amount = gb_duration_format_working (summary->oldest_overdue, summary->day_seconds);
  /* Translators: how late the most overdue dossier is, "1 d 3 h of working time" */
  return g_strdup_printf (_("at most %s"), amount);
}

char *
gb_today_text_due_today (GbDaySummary *summary)
{
  g_autofree char *time = gb_format_time (summary->first_due_today);

  if (summary->first_due_today == 0)
    return g_strdup (_("no dossier is due"));
  /* Translators: the time when the first dossier of today is due */
  return g_strdup_printf (_("the first at %s"), time);
}

char *
gb_today_text_due_soon (GbDaySummary *summary)
{
  return g_strdup_printf (ngettext ("within %d working day", "within %d working days", summary->near_days),
                          summary->near_days);
}

char *
gb_today_text_paused (GbDaySummary *summary)
{
  if (summary->papers_asked == 0)
    return g_strdup (_("none waits for papers"));
  return g_strdup_printf (ngettext ("%d dossier waits for papers", "%d dossiers wait for papers",
                                    summary->papers_asked),
                          (int) summary->papers_asked);
}

char *
gb_today_text_on_track (GbDaySummary *summary)
{
  gint64 without = summary->counts.classes[GB_DEADLINE_CLASS_NO_DUE];

  if (without == 0)
    return g_strdup (_("all others have a due date"));
  return g_strdup_printf (ngettext ("%d other has no due date", "%d others have no due date",
                                    without),
                          (int) without);
}

/**
 * gb_today_text_average:
 *
 * Returns: (transfer full): how many dossiers an officer has on average; those that nobody has
 *   are left out
 */
char *
gb_today_text_average (GbDaySummary *summary)
{
  gint64 dossiers = 0;
  int people = 0, average;

  for (guint i = 0; i < summary->loads->len; i++)
    {
      const GbOfficerLoad *load = g_ptr_array_index (summary->loads, i);

      if (*load->officer == '\0')
        continue;
      dossiers += load->open;
      people++;
    }
  if (people == 0)
    return g_strdup ("");
  average = (int) lround ((double) dossiers / people);
  return g_strdup_printf (ngettext ("%d dossier each on average", "%d dossiers each on average", (gulong) average),
                          average);
}

/**
 * gb_today_text_bar:
 * @make_up: whether the day makes up for another
 *
 * Returns: (transfer full): all of a day's bar in words
 */
char *
gb_today_text_bar (const GbDossierDay *day,
                   gboolean            make_up)
{
  g_autofree char *date = gb_format_full_day (day->day);
  g_autofree char *weekday = capitalise (gb_format_weekday (day->day));

  if (make_up)
    /* Translators: weekday, date, then two numbers */
    return g_strdup_printf (_("%s %s (make-up day): %u received, %u finished"), weekday, date,
                            day->received, day->finished);
  /* Translators: weekday, date, then two numbers */
  return g_strdup_printf (_("%s %s: %u received, %u finished"), weekday, date, day->received,
                          day->finished);
}

/* Whose answers are late: by kind, for each is called differently. */
static char *
overdue_text (const GbAgendaItem *item)
{
  gulong n = (gulong) item->count;

  if (g_strcmp0 (item->document, gb_issue_kind_name (GB_ISSUE_GUIDANCE)) == 0)
    return g_strdup_printf (ngettext ("%d request for guidance not answered in time",
                                      "%d requests for guidance not answered in time", n),
                            (int) item->count);
  if (g_strcmp0 (item->document, gb_issue_kind_name (GB_ISSUE_REPORT)) == 0)
    return g_strdup_printf (ngettext ("%d citizen's report not settled in time",
                                      "%d citizens' reports not settled in time", n),
                            (int) item->count);
  return g_strdup_printf (ngettext ("%d petition not answered in time", "%d petitions not answered in time", n),
                          (int) item->count);
}

/**
 * gb_today_text_item:
 *
 * Returns: (transfer full): what asks for a decision, in one line
 */
char *
gb_today_text_item (const GbAgendaItem *item)
{
  g_autofree char *day = item->day != GB_DAY_NONE ? gb_format_day (item->day, item->day) : NULL;

  switch (item->kind)
    {
    case GB_AGENDA_LETTERS_TO_SIGN:
      return g_strdup_printf (ngettext ("Sign %d letter of apology with a new date",
                                        "Sign %d letters of apology with a new date", item->count),
                              (int) item->count);
    case GB_AGENDA_ANSWERS_OVERDUE:
    case GB_AGENDA_REPORTS_OVERDUE:
      return overdue_text (item);
    case GB_AGENDA_URGE_UNANSWERED:
      /* Translators: the number of an urging slip, such as "18/PĐĐ" */
      return g_strdup_printf (_("Urging slip %s has no answer"), item->document);
    case GB_AGENDA_TASK_DUE:
      return g_strdup (item->name);
    case GB_AGENDA_TASKS_DUE:
      return g_strdup_printf (ngettext ("%d task is late or due within 7 days",
                                        "%d tasks are late or due within 7 days", item->count),
                              (int) item->count);
    case GB_AGENDA_SECONDMENT_ENDS:
      /* Translators: a person and a date */
      return g_strdup_printf (_("%s's secondment ends on %s"), item->name, day);
    case GB_AGENDA_NO_STAND_IN:
      return g_strdup_printf (ngettext ("%d field has no stand-in", "%d fields have no stand-in",
                                        item->count),
                              (int) item->count);
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
task_details (const GbAgendaItem *item,
              GbDay               today)
{
  g_autofree char *day = gb_format_day (item->day, today);
  g_autofree char *due = item->day < today ? g_strdup_printf (_("Was due on %s"), day)
                                           : g_strdup_printf (_("Due on %s"), day);

  if (item->total <= 0)
    return g_strdup_printf ("%s; %s", due, item->document);
  return g_strdup_printf (_("%s; %d of %d done"), due, (int) item->done, (int) item->total);
}

/**
 * gb_today_text_item_more:
 * @today: the day it is read on
 *
 * Returns: (transfer full): the line under it: whose, since when, how far
 */
char *
gb_today_text_item_more (const GbAgendaItem *item,
                         GbDay               today)
{
  g_autofree char *day = item->day != GB_DAY_NONE ? gb_format_day (item->day, today) : NULL;
  g_autofree char *time = gb_format_time (item->instant);
  g_autofree char *made = gb_format_day (gb_time_day (item->instant), today);

  switch (item->kind)
    {
    case GB_AGENDA_LETTERS_TO_SIGN:
      /* Translators: a date */
      return g_strdup_printf (_("Dossiers due on %s, to be sent today"), day);
    case GB_AGENDA_ANSWERS_OVERDUE:
      /* Translators: a department and a date */
      return g_strdup_printf (_("%s, the oldest was due on %s"), item->name, day);
    case GB_AGENDA_REPORTS_OVERDUE:
      /* Translators: a date */
      return g_strdup_printf (_("The commune's own to settle, the oldest was due on %s"), day);
    case GB_AGENDA_URGE_UNANSWERED:
      /* Translators: a person, a time and a date */
      return g_strdup_printf (_("Sent to %s at %s on %s"), item->name, time, made);
    case GB_AGENDA_TASK_DUE:
      return task_details (item, today);
    case GB_AGENDA_TASKS_DUE:
      /* Translators: how many tasks are late, and how many communes have to do with them */
      return g_strdup_printf (ngettext ("%d of them late; in %d commune", "%d of them late; in %d communes",
                                        (gulong) item->total), (int) item->done, (int) item->total);
    case GB_AGENDA_SECONDMENT_ENDS:
      if (item->count == 0)
        return g_strdup (_("No open dossier to hand over"));
      return g_strdup_printf (ngettext ("%d open dossier to hand over",
                                        "%d open dossiers to hand over", item->count),
                              (int) item->count);
    case GB_AGENDA_NO_STAND_IN:
      return g_strdup (item->name);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * gb_today_text_event:
 * @today: the day it is read on
 *
 * Returns: (transfer full): when it is, such as "Thứ Năm 27/08" or "31/08 – 02/09"
 */
char *
gb_today_text_event (const GbAgendaEvent *event,
                     GbDay                today)
{
  g_autofree char *from = gb_format_day (event->from, today);
  g_autofree char *to = gb_format_day (event->to, today);
  g_autofree char *weekday = NULL;

  if (event->from != event->to)
    return g_strdup_printf ("%s – %s", from, to);
  weekday = capitalise (gb_format_weekday (event->from));
  return g_strdup_printf ("%s %s", weekday, from);
}

/**
 * gb_today_text_event_more:
 *
 * Returns: (transfer full): what it is
 */
char *
gb_today_text_event_more (const GbAgendaEvent *event)
{
  g_autofree char *time = NULL;

  switch (event->kind)
    {
    case GB_AGENDA_EVENT_OFF:
      if (event->from != event->to)
        return g_strdup (_("Days off; deadlines do not run"));
      /* Translators: the name of a holiday */
      return g_strdup_printf (_("%s; deadlines do not run"), event->name);
    case GB_AGENDA_EVENT_MAKE_UP:
      return g_strdup (_("Make-up day; deadlines run"));
    case GB_AGENDA_EVENT_NOTICE:
      time = gb_format_time (event->instant);
      /* Translators: a time of day and the name of a class or conference */
      return g_strdup_printf (_("%s: %s"), time, event->name);
    default:
      g_return_val_if_reached (NULL);
    }
}
