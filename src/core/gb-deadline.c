/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline.h"

#include "gb-core-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Source of all three: decree 61/2018, art. 19(4), and DOMAIN.md "Working time". */
#define RECEPTION_SECONDS (8 * 60 * 60)
#define SUPPLEMENT_NOTICE_DAYS 3
#define SUPPLEMENT_ANSWER_DAYS 15

/* The clock of one dossier while its events are applied in order of time. */
typedef struct
{
  const GbLimit *limit;
  GbWorkCalendar *calendar;
  gint64 received;
  gint64 now;

  gboolean running; /* accepted, and not ended */
  gint64 due;
  gint64 stretch; /* where the ledger's open entry begins */
  gint64 left; /* working seconds left when the clock came to stand */
  guint pauses; /* open ones; overlapping pauses are one */
  guint void_pauses; /* open ones that began after the due moment */
  gint64 pause_start;
  guint supplements; /* how often papers were asked for */
  gboolean supplement_open;
  gint64 supplement_at;
  gboolean extended;
  gboolean ended;

  GbDeadline *result; /* (unowned) */
} Clock;

static void
warn (Clock         *self,
      GbDeadlineRule rule)
{
  GArray *warnings = self->result->warnings;

  for (guint i = 0; i < warnings->len; i++)
    if (g_array_index (warnings, GbDeadlineRule, i) == rule)
      return;
  g_array_append_val (warnings, rule);
}

static void
trace (Clock         *self,
       GbDeadlineRule rule,
       gint64         at,
       gint64         from,
       gint64         to)
{
  GbDeadlineStep step = { rule, from, to, at };

  g_array_append_val (self->result->trace, step);
}

static gboolean
stands (Clock *self)
{
  return self->pauses > 0 || self->supplement_open;
}

/* Closes the ledger's open entry at @at; to be called before the clock's state changes. */
static void
close_stretch (Clock *self,
               gint64 at)
{
  GbLedgerEntry entry = {
    .kind = self->supplement_open ? GB_LEDGER_SUPPLEMENT : self->pauses > 0 ? GB_LEDGER_PAUSED : GB_LEDGER_COUNTED,
    .from = self->stretch,
    .to = at,
    .seconds = gb_work_calendar_worked (self->calendar, self->stretch, at),
  };

  if (at > self->stretch)
    g_array_append_val (self->result->ledger, entry);
  self->stretch = at;
}

static void
void_counted (Clock *self)
{
  GArray *ledger = self->result->ledger;

  for (guint i = 0; i < ledger->len; i++)
    {
      GbLedgerEntry *entry = &g_array_index (ledger, GbLedgerEntry, i);

      if (entry->kind == GB_LEDGER_COUNTED)
        entry->kind = GB_LEDGER_VOID;
    }
}

static GbDeadlineRule
count_rule (const GbLimit *limit)
{
  gboolean day_end = limit->rule == GB_LIMIT_DAY_END;

  if (limit->amount == 0)
    return GB_RULE_SAME_DAY;
  switch (limit->unit)
    {
    case GB_LIMIT_WORKING_DAYS:
      return day_end ? GB_RULE_DAYS_DAY_END : GB_RULE_DAYS_SAME_TIME;
    case GB_LIMIT_HALF_DAYS:
      return day_end ? GB_RULE_HALF_DAYS_DAY_END : GB_RULE_HALF_DAYS_SAME_TIME;
    case GB_LIMIT_WORKING_HOURS:
      return GB_RULE_WORKING_HOURS;
    case GB_LIMIT_CALENDAR_DAYS:
      return GB_RULE_CALENDAR_DAYS;
    default:
      g_assert_not_reached ();
    }
}

/* Only these rules move a start outside hours; the others begin with the date, whatever the hour. */
static gboolean
begins_with_hours (const GbLimit *limit)
{
  return limit->amount > 0
         && (limit->unit == GB_LIMIT_WORKING_HOURS
             || (limit->unit != GB_LIMIT_CALENDAR_DAYS && limit->rule == GB_LIMIT_SAME_TIME));
}

static void
count_limit (Clock *self,
             gint64 at)
{
  gint64 start = gb_limit_start (self->limit, self->calendar, at);

  if (start != at)
    trace (self, self->limit->cutoff == GB_CUTOFF_LAST_HOUR ? GB_RULE_LAST_HOUR : GB_RULE_CUTOFF, at, at, start);
  else if (begins_with_hours (self->limit))
    {
      start = gb_work_calendar_next_open (self->calendar, at);
      if (start != at)
        trace (self, GB_RULE_NEXT_OPEN, at, at, start);
    }
  self->due = gb_limit_count (self->limit, self->calendar, start);
  trace (self, count_rule (self->limit), at, start, self->due);
}

static void
accept (Clock *self,
        gint64 at)
{
  trace (self, GB_RULE_ACCEPTED, at, self->received, at);
  if (gb_work_calendar_worked (self->calendar, self->received, at) > RECEPTION_SECONDS)
    warn (self, GB_WARNING_LATE_RECEPTION);
  self->running = TRUE;
  self->stretch = at;
  count_limit (self, at);
}

static gboolean
is_late_supplement_answer (Clock *self,
                           gint64 at)
{
  GbDay last = gb_work_calendar_nth_day (self->calendar, gb_time_day (self->supplement_at), SUPPLEMENT_ANSWER_DAYS);

  return at > gb_work_calendar_day_end (self->calendar, last);
}

static void
on_supplement_asked (Clock                 *self,
                     const GbDeadlineEvent *event)
{
  GbDay last = gb_work_calendar_nth_day (self->calendar, gb_time_day (self->received), SUPPLEMENT_NOTICE_DAYS);

  if (++self->supplements > 1)
    warn (self, GB_WARNING_SUPPLEMENT_TWICE);
  else if (event->at > gb_work_calendar_day_end (self->calendar, last))
    warn (self, GB_WARNING_SUPPLEMENT_LATE);
  if (!self->running || self->supplement_open)
    return;

  if (!stands (self))
    {
      if (event->at > self->due)
        warn (self, GB_WARNING_SUPPLEMENT_AFTER_DUE);
      self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
    }
  close_stretch (self, event->at);
  trace (self, GB_RULE_SUPPLEMENT_ASKED, event->at, self->due, self->due);
  self->supplement_open = TRUE;
  self->supplement_at = event->at;
}

static void
on_supplement_complete (Clock                 *self,
                        const GbDeadlineEvent *event)
{
  gint64 before = self->due;

  if (!self->running && self->supplements > 0)
    return;
  if (!self->supplement_open)
    {
      warn (self, GB_WARNING_NO_PARTNER);
      return;
    }
  if (is_late_supplement_answer (self, event->at))
    warn (self, GB_WARNING_SUPPLEMENT_INCOMPLETE);
  close_stretch (self, event->at);
  void_counted (self);
  self->supplement_open = FALSE;
  count_limit (self, event->at);
  trace (self, GB_RULE_RESTART, event->at, before, self->due);
  if (self->pauses > 0)
    {
      self->pause_start = event->at;
      self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
    }
}

static void
on_pause (Clock                 *self,
          const GbDeadlineEvent *event)
{
  if (self->pauses == 0 && !self->supplement_open && event->at > self->due)
    {
      warn (self, GB_WARNING_PAUSE_AFTER_DUE);
      self->void_pauses++;
      return;
    }
  if (self->pauses == 0)
    {
      if (!stands (self))
        self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
      close_stretch (self, event->at);
      trace (self, GB_RULE_PAUSE, event->at, self->due, self->due);
      self->pause_start = event->at;
    }
  self->pauses++;
}

static void
on_resume (Clock                 *self,
           const GbDeadlineEvent *event)
{
  gint64 before = self->due;

  if (self->pauses == 0)
    {
      if (self->void_pauses > 0)
        self->void_pauses--;
      else
        warn (self, GB_WARNING_NO_PARTNER);
      return;
    }
  if (self->pauses > 1)
    {
      self->pauses--;
      return;
    }
  close_stretch (self, event->at);
  self->pauses = 0;
  self->due = gb_work_calendar_add_worked (
    self->calendar, before, gb_work_calendar_worked (self->calendar, self->pause_start, event->at));
  trace (self, GB_RULE_RESUME, event->at, before, self->due);
}

static void
on_extend (Clock                 *self,
           const GbDeadlineEvent *event)
{
  if (self->extended)
    {
      warn (self, GB_WARNING_EXTEND_TWICE);
      return;
    }
  if (!stands (self) && event->at > self->due)
    {
      warn (self, GB_WARNING_EXTEND_AFTER_DUE);
      return;
    }
  self->extended = TRUE;
  trace (self, GB_RULE_EXTEND, event->at, self->due, event->new_due);
  self->due = event->new_due;
  /* What was paused before the new moment was set is in it already. */
  if (self->pauses > 0)
    {
      self->pause_start = event->at;
      self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
    }
}

static void
on_apology (Clock                 *self,
            const GbDeadlineEvent *event)
{
  GbDay last = gb_work_calendar_nth_day (self->calendar, gb_time_day (self->due), -1);

  if (!stands (self) && gb_time_day (event->at) > last)
    warn (self, GB_WARNING_APOLOGY_LATE);
}

static void
on_finished (Clock                 *self,
             const GbDeadlineEvent *event)
{
  close_stretch (self, event->at);
  trace (self, GB_RULE_FINISHED, event->at, self->due, event->at);
  self->ended = TRUE;
}

static void
apply (Clock                 *self,
       const GbDeadlineEvent *event)
{
  static void (*const handlers[]) (Clock *, const GbDeadlineEvent *) = {
    [GB_DEADLINE_EVENT_SUPPLEMENT_ASKED] = on_supplement_asked,
    [GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE] = on_supplement_complete,
    [GB_DEADLINE_EVENT_PAUSE] = on_pause,
    [GB_DEADLINE_EVENT_RESUME] = on_resume,
    [GB_DEADLINE_EVENT_EXTEND] = on_extend,
    [GB_DEADLINE_EVENT_APOLOGY] = on_apology,
    [GB_DEADLINE_EVENT_FINISHED] = on_finished,
    [GB_DEADLINE_EVENT_HANDED_OVER] = on_finished,
  };
  gboolean early = event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_ASKED
                   || event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE;

  if (event->at > self->now)
    warn (self, GB_WARNING_FUTURE_EVENT);
  if (event->at < self->received)
    warn (self, GB_WARNING_BEFORE_RECEIVED);
  else if (self->ended && event->kind != GB_DEADLINE_EVENT_HANDED_OVER)
    warn (self, GB_WARNING_AFTER_END);
  else if (self->ended)
    return;
  else if (event->kind == GB_DEADLINE_EVENT_ACCEPTED && !self->running)
    accept (self, event->at);
  else if (event->kind == GB_DEADLINE_EVENT_ACCEPTED || (!self->running && !early))
    warn (self, GB_WARNING_NO_PARTNER);
  else
    handlers[event->kind] (self, event);
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  gint64 at_a = ((const GbDeadlineEvent *) a)->at;
  gint64 at_b = ((const GbDeadlineEvent *) b)->at;

  return at_a < at_b ? -1 : at_a > at_b;
}

/* Insertion sort, because events at the same instant keep their order. */
static GArray *
sort_events (const GbDeadlineEvent *events,
             gsize                  n_events)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (GbDeadlineEvent), n_events);

  for (gsize i = 0; i < n_events; i++)
    {
      guint place = sorted->len;

      while (place > 0 && compare_events (&g_array_index (sorted, GbDeadlineEvent, place - 1), &events[i]) > 0)
        place--;
      g_array_insert_val (sorted, place, events[i]);
    }
  return sorted;
}

static gboolean
has_acceptance (GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, GbDeadlineEvent, i).kind == GB_DEADLINE_EVENT_ACCEPTED)
      return TRUE;
  return FALSE;
}

static void
conclude (Clock *self,
          int    near_days)
{
  GbDeadline *result = self->result;

  if (self->supplement_open && !self->ended && is_late_supplement_answer (self, self->now))
    warn (self, GB_WARNING_SUPPLEMENT_INCOMPLETE);
  result->has_due = self->ended || !stands (self);
  result->due = self->due;
  if (self->ended)
    {
      result->klass = GB_DEADLINE_CLASS_FINISHED;
      return;
    }
  result->has_remaining = TRUE;
  if (stands (self))
    {
      result->klass = GB_DEADLINE_CLASS_PAUSED;
      result->remaining = self->left;
      close_stretch (self, MAX (self->now, self->stretch));
      return;
    }
  close_stretch (self, MAX (self->due, self->stretch));
  result->klass = gb_deadline_classify (self->calendar, self->due, self->now, near_days);
  result->remaining = gb_work_calendar_worked (self->calendar, self->now, self->due);
}

/**
 * gb_deadline_soon:
 * @calendar: the commune's
 * @now: UTC seconds
 * @near_days: how many working days "due soon" reaches
 *
 * Returns: the last second of "due soon": the end of the last of these working days
 */
gint64
gb_deadline_soon (GbWorkCalendar *calendar,
                  gint64          now,
                  int             near_days)
{
  return gb_day_at (gb_work_calendar_nth_day (calendar, gb_time_day (now), near_days), GB_DAY_SECONDS - 1);
}

/**
 * gb_deadline_classify:
 * @calendar: the commune's
 * @due: the due moment, UTC seconds
 * @now: UTC seconds
 * @near_days: how many working days "due soon" reaches
 *
 * The class of a dossier whose clock runs; late is later than the due second.
 *
 * Returns: overdue, due today, due soon or in time
 */
GbDeadlineClass
gb_deadline_classify (GbWorkCalendar *calendar,
                      gint64          due,
                      gint64          now,
                      int             near_days)
{
  if (now > due)
    return GB_DEADLINE_CLASS_OVERDUE;
  if (gb_time_day (due) == gb_time_day (now))
    return GB_DEADLINE_CLASS_DUE_TODAY;
  if (due <= gb_deadline_soon (calendar, now, near_days))
    return GB_DEADLINE_CLASS_DUE_SOON;
  return GB_DEADLINE_CLASS_ON_TRACK;
}

/**
 * gb_deadline_compute:
 * @limit: the procedure's limit
 * @calendar: the calendar of the commune that owns the clock
 * @received: when the dossier came in, UTC seconds; it was accepted then too unless an event says
 *   otherwise
 * @events: (array length=n_events): what happened, in any order
 * @now: the instant that class and remaining time are asked for, UTC seconds
 * @near_days: how many working days "due soon" reaches, 2 by default
 *
 * The one deadline engine. Pure: the same arguments give the same answer.
 *
 * Returns: (transfer full): due moment, class, remaining time, trace, ledger and warnings
 */
GbDeadline *
gb_deadline_compute (const GbLimit         *limit,
                     GbWorkCalendar        *calendar,
                     gint64                 received,
                     const GbDeadlineEvent *events,
                     gsize                  n_events,
                     gint64                 now,
                     int                    near_days)
{
  g_autoptr (GArray) sorted = sort_events (events, n_events);
  GbDeadline *result = g_new0 (GbDeadline, 1);
  Clock clock = { .limit = limit, .calendar = calendar, .received = received, .now = now, .result = result };

  result->trace = g_array_new (FALSE, FALSE, sizeof (GbDeadlineStep));
  result->ledger = g_array_new (FALSE, FALSE, sizeof (GbLedgerEntry));
  result->warnings = g_array_new (FALSE, FALSE, sizeof (GbDeadlineRule));

  if (!has_acceptance (sorted))
    accept (&clock, received);
  for (guint i = 0; i < sorted->len; i++)
    apply (&clock, &g_array_index (sorted, GbDeadlineEvent, i));
  if (!clock.running)
    accept (&clock, received);
  conclude (&clock, near_days);
  return result;
}

/**
 * gb_deadline_free:
 */
void
gb_deadline_free (GbDeadline *self)
{
  g_array_unref (self->trace);
  g_array_unref (self->ledger);
  g_array_unref (self->warnings);
  g_free (self);
}

static const struct
{
  const char *name;
  GbDeadlineEventKind kind;
  GbPauseKind pause;
} event_names[] = {
  { "accepted", GB_DEADLINE_EVENT_ACCEPTED, 0 },
  { "supplement-asked", GB_DEADLINE_EVENT_SUPPLEMENT_ASKED, 0 },
  { "supplement-complete", GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE, 0 },
  { "pause:finance", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_FINANCE },
  { "pause:opinion", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_OPINION },
  { "pause:verification", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_VERIFICATION },
  { "pause:identity", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_IDENTITY },
  { "pause:stopped", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_STOPPED },
  { "resume", GB_DEADLINE_EVENT_RESUME, 0 },
  { "extend", GB_DEADLINE_EVENT_EXTEND, 0 },
  { "apology", GB_DEADLINE_EVENT_APOLOGY, 0 },
  { "finished", GB_DEADLINE_EVENT_FINISHED, 0 },
  { "handed-over", GB_DEADLINE_EVENT_HANDED_OVER, 0 },
};

static gboolean
parse_kind (const char      *name,
            GbDeadlineEvent *event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (event_names); i++)
    if (strcmp (event_names[i].name, name) == 0)
      {
        event->kind = event_names[i].kind;
        event->pause = event_names[i].pause;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_deadline_event_parse:
 * @text: `KIND@TIME`, for an extension `extend@TIME=NEW`; times after RFC 3339
 * @event: (out caller-allocates): the event
 *
 * Returns: whether @text is an event; otherwise @error is a #GbCoreError
 */
gboolean
gb_deadline_event_parse (const char      *text,
                         GbDeadlineEvent *event,
                         GError         **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "@", 2);
  g_auto (GStrv) times = g_strsplit (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", "=", 2);
  gsize n_times = g_strv_length (times);

  *event = (GbDeadlineEvent) { 0 };
  if (g_strv_length (parts) != 2 || n_times == 0 || !parse_kind (parts[0], event)
      || n_times != (event->kind == GB_DEADLINE_EVENT_EXTEND ? 2 : 1))
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE, _("not an event: “%s”"), text);
      return FALSE;
    }
  return gb_time_parse (times[0], &event->at, error)
         && (n_times == 1 || gb_time_parse (times[1], &event->new_due, error));
}
