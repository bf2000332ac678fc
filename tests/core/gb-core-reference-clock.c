/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-reference.h"

#include <string.h>

/* What happens to the clock, told again from DOMAIN.md: while a pause is open the due moment is pushed
 * ahead of the present, worked second by worked second, instead of being moved at the pause's end. */

typedef struct
{
  const GbReference *calendar;
  const GbLimit *limit;
  gint64 received;
  gint64 present; /* how far the due moment was pushed */
  gint64 due;
  gint64 accepted; /* -1 before it */
  gint64 end; /* -1 before it */
  gint64 asked;
  gint64 left;
  int n_open; /* pauses that count */
  int n_idle; /* pauses that began after the due moment */
  int n_asked;
  gboolean waiting; /* for papers */
  gboolean waited_before_acceptance;
  gboolean extended;
  gboolean handed_over;
  guint64 warnings;
} Walk;

static void
warn (Walk          *walk,
      GbDeadlineRule rule)
{
  walk->warnings |= G_GUINT64_CONSTANT (1) << rule;
}

static gboolean
stands (const Walk *walk)
{
  return walk->waiting || walk->n_open > 0;
}

static void
push (Walk  *walk,
      gint64 present)
{
  if (walk->accepted >= 0 && walk->n_open > 0 && !walk->waiting)
    walk->due = gb_reference_add (walk->calendar, walk->due,
                                  gb_reference_worked (walk->calendar, walk->present, present));
  walk->present = present;
}

static void
note_left (Walk *walk)
{
  walk->left = gb_reference_worked (walk->calendar, walk->present, walk->due);
}

static void
accept (Walk  *walk,
        gint64 at)
{
  if (gb_reference_worked (walk->calendar, walk->received, at) > 8 * 60 * 60)
    warn (walk, GB_WARNING_LATE_RECEPTION);
  walk->accepted = at;
  walk->present = at;
  walk->waited_before_acceptance = walk->waiting;
  walk->waiting = FALSE;
  walk->due = gb_reference_due (walk->calendar, walk->limit, at);
}

static gint64
last_moment (const Walk *walk,
             gint64      from,
             int         days)
{
  return gb_reference_day_end (walk->calendar,
                               gb_reference_nth_day (walk->calendar, gb_reference_day (walk->calendar, from), days));
}

static void
ask_papers (Walk  *walk,
            gint64 at)
{
  walk->n_asked++;
  if (walk->n_asked > 1)
    warn (walk, GB_WARNING_SUPPLEMENT_TWICE);
  else if (at > last_moment (walk, walk->received, 3))
    warn (walk, GB_WARNING_SUPPLEMENT_LATE);
  if (walk->waiting)
    return;
  if (walk->accepted >= 0 && !stands (walk))
    {
      if (at > walk->due)
        warn (walk, GB_WARNING_SUPPLEMENT_AFTER_DUE);
      note_left (walk);
    }
  walk->waiting = TRUE;
  walk->asked = at;
}

static void
take_papers (Walk  *walk,
             gint64 at)
{
  if (!walk->waiting)
    {
      if (!(walk->waited_before_acceptance && at == walk->accepted))
        warn (walk, GB_WARNING_NO_PARTNER);
      return;
    }
  if (at > last_moment (walk, walk->asked, 15))
    warn (walk, GB_WARNING_SUPPLEMENT_INCOMPLETE);
  walk->waiting = FALSE;
  if (walk->accepted < 0)
    return;
  walk->due = gb_reference_due (walk->calendar, walk->limit, at);
  note_left (walk);
}

static void
extend (Walk                  *walk,
        const GbDeadlineEvent *event)
{
  if (walk->extended)
    warn (walk, GB_WARNING_EXTEND_TWICE);
  else if (!stands (walk) && event->at > walk->due)
    warn (walk, GB_WARNING_EXTEND_AFTER_DUE);
  else if (event->new_due <= event->at)
    warn (walk, GB_WARNING_EXTEND_BACKWARDS);
  else
    {
      walk->extended = TRUE;
      walk->due = event->new_due;
      note_left (walk);
    }
}

static void
apologize (Walk  *walk,
           gint64 at)
{
  int due = gb_reference_day (walk->calendar, walk->due);

  if (!stands (walk)
      && gb_reference_day (walk->calendar, at) > gb_reference_nth_day (walk->calendar, due, -1))
    warn (walk, GB_WARNING_APOLOGY_LATE);
}

static void
finish (Walk  *walk,
        gint64 at)
{
  if (stands (walk))
    warn (walk, GB_WARNING_OPEN_AT_END);
  walk->n_open = 0;
  walk->end = at;
}

/* What happens to a clock that was started and has not ended. */
static void
happen (Walk                  *walk,
        const GbDeadlineEvent *event)
{
  switch (event->kind)
    {
    case GB_DEADLINE_EVENT_PAUSE:
      if (!stands (walk) && event->at > walk->due)
        {
          warn (walk, GB_WARNING_PAUSE_AFTER_DUE);
          walk->n_idle++;
          break;
        }
      if (!stands (walk))
        note_left (walk);
      walk->n_open++;
      break;
    case GB_DEADLINE_EVENT_RESUME:
      if (walk->n_open > 0)
        walk->n_open--;
      else if (walk->n_idle > 0)
        walk->n_idle--;
      else
        warn (walk, GB_WARNING_NO_PARTNER);
      break;
    case GB_DEADLINE_EVENT_EXTEND:
      extend (walk, event);
      break;
    case GB_DEADLINE_EVENT_APOLOGY:
      apologize (walk, event->at);
      break;
    case GB_DEADLINE_EVENT_HANDED_OVER:
      walk->handed_over = TRUE;
      finish (walk, event->at);
      break;
    case GB_DEADLINE_EVENT_FINISHED:
      finish (walk, event->at);
      break;
    default:
      warn (walk, GB_WARNING_NO_PARTNER);
    }
}

static void
tell (Walk                  *walk,
      const GbDeadlineEvent *event)
{
  gboolean hands_over = event->kind == GB_DEADLINE_EVENT_HANDED_OVER;

  if (event->at < walk->received)
    warn (walk, GB_WARNING_BEFORE_RECEIVED);
  else if (walk->end >= 0 && hands_over && !walk->handed_over)
    walk->handed_over = TRUE;
  else if (walk->end >= 0)
    warn (walk, GB_WARNING_AFTER_END);
  else
    {
      push (walk, event->at);
      if (event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_ASKED)
        ask_papers (walk, event->at);
      else if (event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE)
        take_papers (walk, event->at);
      else if (walk->accepted >= 0)
        happen (walk, event);
      else if (event->kind == GB_DEADLINE_EVENT_ACCEPTED)
        accept (walk, event->at);
      else
        warn (walk, GB_WARNING_NO_PARTNER);
    }
}

/* The earliest event that was not told yet; of those at the same instant the one named first. */
static int
pick (const GbDeadlineEvent *events,
      int                    n_events,
      const gboolean        *told)
{
  int best = -1;

  for (int i = 0; i < n_events; i++)
    if (!told[i] && (best < 0 || events[i].at < events[best].at))
      best = i;
  return best;
}

static void
judge (Walk              *walk,
       gint64             now,
       int                near_days,
       GbReferenceResult *result)
{
  int today = gb_reference_day (walk->calendar, now);
  int due_day = gb_reference_day (walk->calendar, walk->due);

  result->has_due = !stands (walk);
  result->due = walk->due;
  if (walk->end >= 0)
    {
      int end_day = gb_reference_day (walk->calendar, walk->end);

      result->klass = GB_DEADLINE_CLASS_FINISHED;
      result->outcome = walk->end > walk->due  ? GB_DEADLINE_OUTCOME_LATE
                        : end_day < due_day    ? GB_DEADLINE_OUTCOME_EARLY
                                               : GB_DEADLINE_OUTCOME_ON_TIME;
      return;
    }
  result->remaining = stands (walk) ? walk->left : gb_reference_worked (walk->calendar, now, walk->due);
  if (stands (walk))
    result->klass = GB_DEADLINE_CLASS_PAUSED;
  else if (now > walk->due)
    result->klass = GB_DEADLINE_CLASS_OVERDUE;
  else if (today == due_day)
    result->klass = GB_DEADLINE_CLASS_DUE_TODAY;
  else if (due_day <= gb_reference_nth_day (walk->calendar, today, near_days))
    result->klass = GB_DEADLINE_CLASS_DUE_SOON;
  else
    result->klass = GB_DEADLINE_CLASS_ON_TRACK;
}

/**
 * gb_reference_run:
 * @near_days: at least 1
 * @result: (out caller-allocates): what gb_deadline_compute() should find
 */
void
gb_reference_run (const GbReference     *self,
                  const GbLimit         *limit,
                  gint64                 received,
                  const GbDeadlineEvent *events,
                  int                    n_events,
                  gint64                 now,
                  int                    near_days,
                  GbReferenceResult     *result)
{
  Walk walk = { .calendar = self, .limit = limit, .received = received, .present = received, .accepted = -1,
                .end = -1 };
  g_autofree gboolean *told = g_new0 (gboolean, n_events + 1);
  gboolean believed = FALSE;
  int before = -1;

  for (int i = 0; i < n_events; i++)
    believed = believed || (events[i].kind == GB_DEADLINE_EVENT_ACCEPTED && events[i].at >= received);
  if (!believed)
    accept (&walk, received);
  for (int i = pick (events, n_events, told); i >= 0; before = i, i = pick (events, n_events, told))
    {
      told[i] = TRUE;
      if (before >= 0 && memcmp (&events[i], &events[before], sizeof *events) == 0)
        {
          warn (&walk, GB_WARNING_DUPLICATE);
          continue;
        }
      if (events[i].at > now)
        warn (&walk, GB_WARNING_FUTURE_EVENT);
      tell (&walk, &events[i]);
    }
  if (walk.waiting && walk.end < 0 && now > last_moment (&walk, walk.asked, 15))
    warn (&walk, GB_WARNING_SUPPLEMENT_INCOMPLETE);

  *result = (GbReferenceResult) { 0 };
  judge (&walk, now, near_days, result);
  result->warnings = walk.warnings;
}
