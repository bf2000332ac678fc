/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline-words.h"

#include <glib/gi18n-lib.h>

#include "gb-duration.h"
#include "gb-format.h"

/* What the sentences are made from. */
typedef struct
{
  const GbDeadline *deadline;
  GArray *events;
  const GbLimit *limit;
  GbWorkCalendar *calendar;
  GHashTable *day_names;
  gint64 now;
  GPtrArray *sentences; /* (owned) while building */
} Writer;

void
gb_deadline_sentence_free (GbDeadlineSentence *self)
{
  g_free (self->text);
  g_free (self->result);
  g_free (self);
}

/**
 * gb_deadline_words_moment:
 * @instant: UTC seconds
 * @now: UTC seconds when it is read
 *
 * Returns: (transfer full): such as "14:20 thứ Ba 25/08"
 */
char *
gb_deadline_words_moment (gint64 instant,
                          gint64 now)
{
  GbDay day = gb_time_day (instant);
  g_autofree char *time = gb_format_time (instant);
  g_autofree char *date = gb_format_day (day, gb_time_day (now));

  return g_strdup_printf ("%s %s %s", time, gb_format_weekday (day), date);
}

/**
 * gb_deadline_words_amount:
 * @seconds: working seconds
 *
 * Returns: (transfer full): hours and minutes as they stand below each other in the ledger, such as
 *   "20 giờ 40" or "3 giờ 00"
 */
char *
gb_deadline_words_amount (gint64 seconds)
{
  /* Translators: hours and minutes of working time in a column of figures */
  return g_strdup_printf (_("%d h %02d"), (int) (seconds / 3600), (int) (seconds % 3600 / 60));
}

static const GbDeadlineEvent *
find_event (GArray             *events,
            GbDeadlineEventKind kind,
            gint64              at)
{
  for (guint i = 0; i < events->len; i++)
    {
      const GbDeadlineEvent *event = &g_array_index (events, GbDeadlineEvent, i);

      if (event->kind == kind && event->at == at)
        return event;
    }
  return NULL;
}

/* What a pause that began then waits for, where its state does not tell. */
static const char *
pause_words (GArray *events,
             gint64  at)
{
  const GbDeadlineEvent *pause = find_event (events, GB_DEADLINE_EVENT_PAUSE, at);

  switch (pause != NULL ? pause->pause : GB_PAUSE_STOPPED)
    {
    case GB_PAUSE_OPINION:
      /* Translators: what a pause is for, within a sentence */
      return _("for another agency's opinion");
    case GB_PAUSE_VERIFICATION:
      /* Translators: what a pause is for, within a sentence */
      return _("for verification");
    case GB_PAUSE_IDENTITY:
      /* Translators: what a pause is for, within a sentence */
      return _("for confirmation on VNeID");
    default:
      return NULL;
    }
}

static const char *
pause_word (GArray *events,
            gint64  at)
{
  const GbDeadlineEvent *pause = find_event (events, GB_DEADLINE_EVENT_PAUSE, at);

  switch (pause != NULL ? pause->pause : GB_PAUSE_STOPPED)
    {
    case GB_PAUSE_OPINION:
      /* Translators: time in the clock's ledger during which another agency's opinion was waited for */
      return _("opinion");
    case GB_PAUSE_VERIFICATION:
      /* Translators: time in the clock's ledger during which something was verified */
      return _("verification");
    case GB_PAUSE_IDENTITY:
      /* Translators: time in the clock's ledger during which confirmation on VNeID was waited for */
      return _("VNeID");
    default:
      /* Translators: time in the clock's ledger during which it was stopped */
      return _("stopped");
    }
}

/**
 * gb_deadline_words_entry:
 * @entry: a line of the ledger
 * @events: (element-type GbDeadlineEvent): what happened to the clock
 *
 * Returns: in one word or two, what became of the line's time
 */
const char *
gb_deadline_words_entry (const GbLedgerEntry *entry,
                         GArray              *events)
{
  switch (entry->kind)
    {
    case GB_LEDGER_COUNTED:
      /* Translators: time in the clock's ledger that counts */
      return _("counted");
    case GB_LEDGER_VOID:
      /* Translators: time in the clock's ledger that had counted until the limit began anew */
      return _("begun anew");
    case GB_LEDGER_PAUSED:
      return pause_word (events, entry->from);
    case GB_LEDGER_SUPPLEMENT:
      /* Translators: time in the clock's ledger during which papers were asked for */
      return _("papers");
    default:
      g_assert_not_reached ();
    }
}

/* Such as "25/08 09:20": date first, because the date is what moves. */
static char *
format_result (Writer *self,
               gint64  instant)
{
  g_autofree char *time = gb_format_time (instant);
  g_autofree char *date = gb_format_day (gb_time_day (instant), gb_time_day (self->now));

  return g_strdup_printf ("%s %s", date, time);
}

static void
add (Writer        *self,
     GbDeadlineRule rule,
     char          *text,
     gint64         result)
{
  GbDeadlineSentence *sentence = g_new0 (GbDeadlineSentence, 1);

  sentence->text = text;
  sentence->result = result != 0 ? format_result (self, result) : NULL;
  sentence->source = gb_deadline_rule_source (rule);
  g_ptr_array_add (self->sentences, sentence);
}

/* --- days between that a reader would count otherwise --- */

static const char *
day_name (Writer *self,
          GbDay   day)
{
  return self->day_names != NULL ? g_hash_table_lookup (self->day_names, GINT_TO_POINTER (day)) : NULL;
}

static void
append_span (Writer  *self,
             GString *text,
             GbDay    first,
             GbDay    last)
{
  g_autofree char *from = gb_format_day (first, gb_time_day (self->now));
  g_autofree char *to = gb_format_day (last, gb_time_day (self->now));
  g_autofree char *days = first == last ? g_steal_pointer (&from) : g_strdup_printf ("%s-%s", from, to);
  const char *name = day_name (self, first);

  if (name != NULL && *name != '\0')
    /* Translators: the name of a holiday and its days: "without Quốc khánh (01/09-02/09)" */
    g_string_append_printf (text, _("; without %s (%s)"), name, days);
  else
    /* Translators: a day or days */
    g_string_append_printf (text, _("; without the day off %s"), days);
}

/* Holidays are named once for all their days; a make-up day is worked though it is a Saturday. */
static char *
special_days (Writer *self,
              GbDay   first,
              GbDay   last)
{
  GString *text = g_string_new (NULL);

  for (GbDay day = first; day <= last; day++)
    if (gb_work_calendar_is_make_up (self->calendar, day))
      {
        g_autofree char *date = gb_format_day (day, gb_time_day (self->now));

        /* Translators: a weekday and a date: "; the make-up day Saturday 22/08 counts" */
        g_string_append_printf (text, _("; the make-up day %s %s counts"), gb_format_weekday (day), date);
      }
    else if (gb_work_calendar_is_off (self->calendar, day))
      {
        GbDay end = day;

        while (end < last && gb_work_calendar_is_off (self->calendar, end + 1)
               && g_strcmp0 (day_name (self, day), day_name (self, end + 1)) == 0)
          end++;
        append_span (self, text, day, end);
        day = end;
      }
  return g_string_free (text, FALSE);
}

/* --- one sentence per step --- */

static char *
count_words (Writer        *self,
             GbDeadlineRule rule)
{
  int amount = self->limit->amount;

  switch (rule)
    {
    case GB_RULE_DAYS_SAME_TIME:
      return g_strdup_printf (ngettext ("%d working day, the same time of day",
                                        "%d working days, the same time of day", amount), amount);
    case GB_RULE_DAYS_DAY_END:
      return g_strdup_printf (ngettext ("%d working day from the day after, to the end of the day",
                                        "%d working days from the day after, to the end of the day", amount), amount);
    case GB_RULE_HALF_DAYS_SAME_TIME:
      return g_strdup_printf (ngettext ("%d half working day", "%d half working days", amount), amount);
    case GB_RULE_HALF_DAYS_DAY_END:
      return g_strdup_printf (ngettext ("%d half working day, to the end of the session",
                                        "%d half working days, to the end of the session", amount), amount);
    case GB_RULE_WORKING_HOURS:
      return g_strdup_printf (ngettext ("%d working hour", "%d working hours", amount), amount);
    case GB_RULE_CALENDAR_DAYS:
      return g_strdup_printf (ngettext ("%d calendar day, to the end of the day",
                                        "%d calendar days, to the end of the day", amount), amount);
    default:
      return g_strdup (_("Same-day service: to the end of the day"));
    }
}

static void
add_count (Writer               *self,
           const GbDeadlineStep *step)
{
  g_autofree char *count = count_words (self, step->rule);
  g_autofree char *days = NULL;

  /* Calendar days count whatever day it is. */
  if (step->rule != GB_RULE_CALENDAR_DAYS)
    days = special_days (self, gb_time_day (step->from) + 1, gb_time_day (step->to));
  add (self, step->rule, g_strconcat (count, days, NULL), step->to);
}

static void
add_moved_start (Writer               *self,
                 const GbDeadlineStep *step)
{
  gboolean working = gb_work_calendar_is_working (self->calendar, gb_time_day (step->from));
  g_autofree char *time = NULL;

  if (step->rule == GB_RULE_NEXT_OPEN)
    add (self, step->rule, g_strdup (_("Outside working hours: counts from the next session")), step->to);
  else if (!working)
    add (self, step->rule, g_strdup (_("On a day off: counts from the next working day")), step->to);
  else if (step->rule == GB_RULE_LAST_HOUR)
    add (self, step->rule, g_strdup (_("In the day's last hour: counts from the next working day")), step->to);
  else
    {
      time = gb_format_time (gb_day_at (gb_time_day (step->from), self->limit->cutoff));
      /* Translators: a time of day */
      add (self, step->rule, g_strdup_printf (_("After %s: counts from the next working day"), time), step->to);
    }
}

static void
add_accepted (Writer               *self,
              const GbDeadlineStep *step,
              const GbDeadlineStep *next)
{
  g_autofree char *moment = gb_deadline_words_moment (step->at, self->now);
  gboolean moved = next != NULL
                   && (next->rule == GB_RULE_CUTOFF || next->rule == GB_RULE_LAST_HOUR
                       || next->rule == GB_RULE_NEXT_OPEN);

  if (!moved && gb_work_calendar_next_open (self->calendar, step->at) == step->at)
    /* Translators: a moment */
    add (self, step->rule, g_strdup_printf (_("Accepted at %s, within working hours: counts at once"), moment), 0);
  else
    /* Translators: a moment */
    add (self, step->rule, g_strdup_printf (_("Accepted at %s"), moment), 0);
}

static void
add_standing (Writer               *self,
              const GbDeadlineStep *step)
{
  g_autofree char *moment = gb_deadline_words_moment (step->at, self->now);
  const char *wait = pause_words (self->events, step->at);

  if (step->rule == GB_RULE_PAUSE && wait != NULL)
    /* Translators: a moment and what the pause is for */
    add (self, step->rule, g_strdup_printf (_("Paused since %s, %s: the clock stands"), moment, wait), 0);
  else if (step->rule == GB_RULE_PAUSE)
    /* Translators: a moment */
    add (self, step->rule, g_strdup_printf (_("Paused since %s: the clock stands"), moment), 0);
  else
    add (self, step->rule,
         /* Translators: a moment */
         g_strdup_printf (_("Papers asked for at %s: the clock stands, and counts anew when they are complete"), moment),
         0);
}

/* When the pause began that was over at @at. */
static gint64
pause_start (Writer *self,
             gint64  at)
{
  GArray *trace = self->deadline->trace;
  gint64 start = 0;

  for (guint i = 0; i < trace->len; i++)
    {
      const GbDeadlineStep *step = &g_array_index (trace, GbDeadlineStep, i);

      if (step->rule == GB_RULE_PAUSE && step->at <= at)
        start = step->at;
    }
  return start;
}

static void
add_resumed (Writer               *self,
             const GbDeadlineStep *step)
{
  gint64 seconds = gb_work_calendar_worked (self->calendar, step->from, step->to);
  /* Hours only: how long a day is does not matter here. */
  g_autofree char *amount = gb_duration_format (seconds, G_MAXINT);
  g_autofree char *days = special_days (self, gb_time_day (step->from) + 1, gb_time_day (step->to));
  const char *wait = pause_words (self->events, pause_start (self, step->at));
  g_autofree char *words = NULL;

  if (wait != NULL)
    /* Translators: an amount of working time such as "3 h" and what the pause was for */
    words = g_strdup_printf (_("Add the %s of working time of the pause %s"), amount, wait);
  else
    /* Translators: an amount of working time such as "3 h" */
    words = g_strdup_printf (_("Add the pause's %s of working time"), amount);
  add (self, step->rule, g_strconcat (words, days, NULL), step->to);
}

static void
add_extended (Writer               *self,
              const GbDeadlineStep *step)
{
  g_autofree char *moment = gb_deadline_words_moment (step->at, self->now);

  if (find_event (self->events, GB_DEADLINE_EVENT_APOLOGY, step->at) != NULL)
    /* Translators: a moment */
    add (self, step->rule, g_strdup_printf (_("Apology letter of %s: re-scheduled once"), moment), step->to);
  else
    /* Translators: a moment */
    add (self, step->rule, g_strdup_printf (_("Extended at %s, which is allowed once"), moment), step->to);
}

static void
add_step (Writer               *self,
          const GbDeadlineStep *step,
          const GbDeadlineStep *next)
{
  g_autofree char *moment = gb_deadline_words_moment (step->at, self->now);

  switch (step->rule)
    {
    case GB_RULE_ACCEPTED:
      add_accepted (self, step, next);
      break;
    case GB_RULE_CUTOFF:
    case GB_RULE_LAST_HOUR:
    case GB_RULE_NEXT_OPEN:
      add_moved_start (self, step);
      break;
    case GB_RULE_SUPPLEMENT_ASKED:
    case GB_RULE_PAUSE:
      add_standing (self, step);
      break;
    case GB_RULE_RESTART:
      add (self, step->rule, g_strdup_printf (_("Papers complete at %s: the limit counts anew"), moment), 0);
      break;
    case GB_RULE_RESUME:
      add_resumed (self, step);
      break;
    case GB_RULE_EXTEND:
      add_extended (self, step);
      break;
    case GB_RULE_FINISHED:
      add (self, step->rule, g_strdup_printf (_("Ended at %s: the clock stops"), moment), 0);
      break;
    default:
      add_count (self, step);
    }
}

/* --- the whole --- */

/* The step that ends what @rule began, after @i. */
static gboolean
is_closed (GArray        *trace,
           guint          i,
           GbDeadlineRule rule)
{
  GbDeadlineRule closing = rule == GB_RULE_PAUSE ? GB_RULE_RESUME : GB_RULE_RESTART;

  for (guint j = i + 1; j < trace->len; j++)
    if (g_array_index (trace, GbDeadlineStep, j).rule == closing)
      return TRUE;
  return FALSE;
}

/* The engine tells the new count before the restart that made it necessary; a reader wants the
 * reason first. */
static GArray *
in_reading_order (GArray *trace)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (GbDeadlineStep));

  for (guint i = 0; i < trace->len; i++)
    {
      GbDeadlineStep step = g_array_index (trace, GbDeadlineStep, i);
      guint place = steps->len;

      /* A pause or a request that is over is told by what ended it. */
      if ((step.rule == GB_RULE_PAUSE || step.rule == GB_RULE_SUPPLEMENT_ASKED) && is_closed (trace, i, step.rule))
        continue;
      while (step.rule == GB_RULE_RESTART && place > 0
             && g_array_index (steps, GbDeadlineStep, place - 1).at == step.at
             && g_array_index (steps, GbDeadlineStep, place - 1).rule <= GB_RULE_CALENDAR_DAYS
             && g_array_index (steps, GbDeadlineStep, place - 1).rule != GB_RULE_ACCEPTED)
        place--;
      g_array_insert_val (steps, place, step);
    }
  return steps;
}

/**
 * gb_deadline_words_trace:
 * @deadline: what the engine found
 * @events: (element-type GbDeadlineEvent): what it was given
 * @limit: the limit it was given
 * @calendar: the calendar it was given
 * @day_names: (nullable) (element-type GbDay utf8): names of days off, where they are known
 * @now: UTC seconds when it is read
 *
 * The engine's trace as sentences for a reader who knows the law but not the program.
 *
 * Returns: (transfer full) (element-type GbDeadlineSentence): the sentences in order
 */
GPtrArray *
gb_deadline_words_trace (const GbDeadline *deadline,
                         GArray           *events,
                         const GbLimit    *limit,
                         GbWorkCalendar   *calendar,
                         GHashTable       *day_names,
                         gint64            now)
{
  g_autoptr (GArray) steps = in_reading_order (deadline->trace);
  Writer writer = { deadline, events, limit, calendar, day_names, now, NULL };

  writer.sentences = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_deadline_sentence_free);
  for (guint i = 0; i < steps->len; i++)
    add_step (&writer, &g_array_index (steps, GbDeadlineStep, i),
              i + 1 < steps->len ? &g_array_index (steps, GbDeadlineStep, i + 1) : NULL);
  return writer.sentences;
}
