/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline.h"

/* An online dossier is to be accepted within 8 working hours (DOMAIN.md, reception clock). */
#define RECEPTION_SECONDS (8 * 60 * 60)
/* Papers are asked for and brought within so many working days (decree 61/2018, art. 19(4)). */
#define SUPPLEMENT_NOTICE_DAYS 3
#define SUPPLEMENT_ANSWER_DAYS 15

/* The clock of one dossier while its events are applied in order of time. */
typedef struct
{
  const GbLimit *limit;
  GbWorkCalendar *calendar;
  gint64 received;
  gint64 now;

  gboolean running; /* accepted */
  gint64 accepted;
  gboolean early_papers; /* asked for before the acceptance, which ended the waiting */
  gint64 due;
  gint64 start; /* where the count begins: later than the acceptance after a cut-off */
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
  gint64 end;
  gboolean handed_over;

  GbDeadline *result; /* (unowned) */
} Clock;

static void
warn (Clock         *self,
      GbDeadlineRule rule)
{
  gb_deadline_warn (self->result, rule);
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
  GbLedgerEntry entry = { .kind = GB_LEDGER_COUNTED, .from = self->stretch, .to = at };

  if (self->supplement_open)
    entry.kind = GB_LEDGER_SUPPLEMENT;
  else if (self->pauses > 0)
    entry.kind = GB_LEDGER_PAUSED;
  else
    entry.from = MAX (self->stretch, self->start);
  entry.seconds = gb_work_calendar_worked (self->calendar, entry.from, at);
  if (at > entry.from)
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

/* Days to their end and calendar days begin with the date, whatever the hour; what else is counted
 * begins in a session. */
static gboolean
begins_with_hours (const GbLimit *limit)
{
  if (limit->amount == 0 || limit->unit == GB_LIMIT_CALENDAR_DAYS)
    return FALSE;
  return limit->unit != GB_LIMIT_WORKING_DAYS || limit->rule == GB_LIMIT_SAME_TIME;
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
  self->start = start;
  self->stretch = at;
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
  self->accepted = at;
  self->early_papers = self->supplement_open;
  self->supplement_open = FALSE;
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
  if (self->supplement_open)
    return;

  if (self->running && !stands (self))
    {
      if (event->at > self->due)
        warn (self, GB_WARNING_SUPPLEMENT_AFTER_DUE);
      self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
    }
  if (self->running)
    {
      close_stretch (self, event->at);
      trace (self, GB_RULE_SUPPLEMENT_ASKED, event->at, self->due, self->due);
    }
  self->supplement_open = TRUE;
  self->supplement_at = event->at;
}

static void
on_supplement_complete (Clock                 *self,
                        const GbDeadlineEvent *event)
{
  if (!self->supplement_open)
    {
      if (!self->early_papers || event->at != self->accepted)
        warn (self, GB_WARNING_NO_PARTNER);
      return;
    }
  if (is_late_supplement_answer (self, event->at))
    warn (self, GB_WARNING_SUPPLEMENT_INCOMPLETE);
  if (self->running)
    close_stretch (self, event->at);
  self->supplement_open = FALSE;
  if (!self->running)
    return;

  void_counted (self);
  trace (self, GB_RULE_RESTART, event->at, self->due, event->at);
  count_limit (self, event->at);
  /* A pause that is still open counts from here. */
  self->pause_start = event->at;
  self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
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

/* The due moment moves by exactly the pause's working time. */
static void
end_pause (Clock *self,
           gint64 at)
{
  gint64 before = self->due;

  close_stretch (self, at);
  self->pauses = 0;
  self->due = gb_work_calendar_add_worked (self->calendar, before,
                                           gb_work_calendar_worked (self->calendar, self->pause_start, at));
  trace (self, GB_RULE_RESUME, at, before, self->due);
}

static void
on_resume (Clock                 *self,
           const GbDeadlineEvent *event)
{
  if (self->pauses == 0)
    {
      if (self->void_pauses > 0)
        self->void_pauses--;
      else
        warn (self, GB_WARNING_NO_PARTNER);
      return;
    }
  if (self->pauses > 1)
    self->pauses--;
  else
    end_pause (self, event->at);
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
  if (event->new_due <= event->at)
    {
      warn (self, GB_WARNING_EXTEND_BACKWARDS);
      return;
    }
  self->extended = TRUE;
  trace (self, GB_RULE_EXTEND, event->at, self->due, event->new_due);
  self->due = event->new_due;
  /* What was paused before the new moment was set is in it already. */
  self->pause_start = event->at;
  self->left = gb_work_calendar_worked (self->calendar, event->at, self->due);
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
  /* An open pause ends with the dossier; papers that never came leave it without a due moment. */
  if (stands (self))
    warn (self, GB_WARNING_OPEN_AT_END);
  if (self->pauses > 0)
    end_pause (self, event->at);
  close_stretch (self, event->at);
  trace (self, GB_RULE_FINISHED, event->at, self->due, event->at);
  self->ended = TRUE;
  self->end = event->at;
}

static void
on_handed_over (Clock                 *self,
                const GbDeadlineEvent *event)
{
  self->handed_over = TRUE;
  /* Where the end was not told, it is this. */
  if (!self->ended)
    on_finished (self, event);
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
    [GB_DEADLINE_EVENT_HANDED_OVER] = on_handed_over,
  };
  gboolean early = event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_ASKED
                   || event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE;
  gboolean late = event->kind == GB_DEADLINE_EVENT_HANDED_OVER && !self->handed_over;

  if (event->at > self->now)
    warn (self, GB_WARNING_FUTURE_EVENT);
  if (event->at < self->received)
    warn (self, GB_WARNING_BEFORE_RECEIVED);
  else if (self->ended && !late)
    warn (self, GB_WARNING_AFTER_END);
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

/* Events at the same instant keep their order: the sort is stable. */
static GArray *
sort_events (const GbDeadlineEvent *events,
             gsize                  n_events)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (GbDeadlineEvent), n_events);

  if (n_events > 0)
    g_array_append_vals (sorted, events, n_events);
  g_array_sort (sorted, compare_events);
  return sorted;
}

static gboolean
is_same_event (const GbDeadlineEvent *a,
               const GbDeadlineEvent *b)
{
  return a->kind == b->kind && a->pause == b->pause && a->at == b->at && a->new_due == b->new_due;
}

/* Without an acceptance that can be believed the dossier was accepted when it came in. */
static gboolean
has_acceptance (Clock  *self,
                GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const GbDeadlineEvent *event = &g_array_index (events, GbDeadlineEvent, i);

      if (event->kind == GB_DEADLINE_EVENT_ACCEPTED && event->at >= self->received)
        return TRUE;
    }
  return FALSE;
}

static void
apply_all (Clock  *self,
           GArray *events)
{
  if (!has_acceptance (self, events))
    accept (self, self->received);
  for (guint i = 0; i < events->len; i++)
    {
      const GbDeadlineEvent *event = &g_array_index (events, GbDeadlineEvent, i);

      if (i > 0 && is_same_event (event - 1, event))
        warn (self, GB_WARNING_DUPLICATE);
      else
        apply (self, event);
    }
}

static void
conclude (Clock *self,
          int    near_days)
{
  GbDeadline *result = self->result;

  if (self->supplement_open && !self->ended && is_late_supplement_answer (self, self->now))
    warn (self, GB_WARNING_SUPPLEMENT_INCOMPLETE);
  result->has_due = !stands (self);
  result->due = self->due;
  if (self->ended)
    {
      result->klass = GB_DEADLINE_CLASS_FINISHED;
      result->outcome = gb_deadline_outcome (self->due, self->end);
      return;
    }
  result->has_remaining = TRUE;
  if (stands (self))
    {
      result->klass = GB_DEADLINE_CLASS_PAUSED;
      result->remaining = self->left;
      close_stretch (self, self->now);
      return;
    }
  close_stretch (self, self->due);
  result->klass = gb_deadline_classify (self->calendar, self->due, self->now, near_days);
  result->remaining = gb_work_calendar_worked (self->calendar, self->now, self->due);
}

/**
 * gb_deadline_outcome:
 * @due: the due moment, UTC seconds
 * @end: when the dossier ended, UTC seconds
 *
 * Returns: ahead of the due day (trước hạn), on it and not after the due moment (đúng hạn), or after
 *   the due moment (quá hạn)
 */
GbDeadlineOutcome
gb_deadline_outcome (gint64 due,
                     gint64 end)
{
  if (end > due)
    return GB_DEADLINE_OUTCOME_LATE;
  return gb_time_day (end) < gb_time_day (due) ? GB_DEADLINE_OUTCOME_EARLY : GB_DEADLINE_OUTCOME_ON_TIME;
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

  apply_all (&clock, sorted);
  conclude (&clock, near_days);
  return result;
}

/**
 * gb_deadline_warn:
 * @rule: a rule that was broken or could not be applied
 *
 * Adds it to the warnings, each once.
 */
void
gb_deadline_warn (GbDeadline    *self,
                  GbDeadlineRule rule)
{
  for (guint i = 0; i < self->warnings->len; i++)
    if (g_array_index (self->warnings, GbDeadlineRule, i) == rule)
      return;
  g_array_append_val (self->warnings, rule);
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
