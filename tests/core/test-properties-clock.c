/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-reference.h"

/* Random lists of events on random calendars: the whole engine against a reference that pushes the due
 * moment ahead second by second, and what must hold of trace and ledger. --seed repeats a run, --verbose
 * tells its cases, -m slow has more of them. */

#define MOST_EVENTS 9

/* One dossier with what happened to it. */
typedef struct
{
  GbReference *reference; /* (owned) */
  GbWorkCalendar *calendar; /* (owned) */
  GbLimit limit;
  gint64 received;
  GbDeadlineEvent events[MOST_EVENTS];
  int n_events;
  gint64 now;
} Case;

static int
n_cases (void)
{
  return g_test_slow () ? 20000 : 2500;
}

static void
case_clear (Case *self)
{
  g_clear_pointer (&self->reference, g_free);
  g_clear_object (&self->calendar);
}

static void
random_limit (GbLimit *limit)
{
  limit->unit = g_test_rand_int_range (0, 4);
  limit->rule = g_test_rand_int_range (0, 2);
  limit->amount = g_test_rand_int_range (0, limit->unit == GB_LIMIT_WORKING_HOURS ? 30 : 9);
  limit->cutoff = g_test_rand_int_range (0, 3) > 0 ? GB_CUTOFF_NONE
                  : g_test_rand_bit ()             ? GB_CUTOFF_LAST_HOUR
                                                   : 60 * g_test_rand_int_range (10 * 60, 18 * 60);
}

/* A moment in the dossier's life, often one where something could turn: the moment it came in, its
 * first due moment, another event's. */
static gint64
random_moment (const Case *self)
{
  gint64 due = gb_reference_due (self->reference, &self->limit, self->received);
  gint64 near = g_test_rand_int_range (-1, 2);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return self->received + near;
    case 1:
      return due + near;
    case 2:
      return self->n_events > 0 ? self->events[g_test_rand_int_range (0, self->n_events)].at + near : due;
    case 3:
      return gb_reference_day_end (self->reference, gb_reference_day (self->reference, due)) + near;
    default:
      return self->received + g_test_rand_int_range (-3600, 20 * GB_DAY_SECONDS) / 60 * 60;
    }
}

static void
add_event (Case               *self,
           GbDeadlineEventKind kind,
           GbPauseKind         pause,
           gint64              at)
{
  GbDeadlineEvent *event = &self->events[self->n_events];

  if (self->n_events == MOST_EVENTS)
    return;
  event->kind = kind;
  event->pause = kind == GB_DEADLINE_EVENT_PAUSE ? pause : 0;
  event->at = at;
  event->new_due = kind == GB_DEADLINE_EVENT_EXTEND ? at + g_test_rand_int_range (-1000, 15 * GB_DAY_SECONDS) : 0;
  self->n_events++;
}

/* Something that makes sense by itself, or one event that may make none. */
static void
random_events (Case *self)
{
  gint64 at = random_moment (self);
  gint64 later = at + g_test_rand_int_range (0, 4 * GB_DAY_SECONDS);
  GbPauseKind pause = g_test_rand_int_range (0, GB_PAUSE_STOPPED + 1);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
    case 1:
      add_event (self, GB_DEADLINE_EVENT_PAUSE, pause, at);
      add_event (self, GB_DEADLINE_EVENT_RESUME, 0, later);
      break;
    case 2:
      add_event (self, GB_DEADLINE_EVENT_SUPPLEMENT_ASKED, 0, at);
      add_event (self, GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE, 0, later);
      break;
    case 3:
      add_event (self, GB_DEADLINE_EVENT_APOLOGY, 0, at);
      add_event (self, GB_DEADLINE_EVENT_EXTEND, 0, at);
      break;
    case 4:
      add_event (self, g_test_rand_int_range (0, GB_DEADLINE_EVENT_HANDED_OVER + 1), pause, at);
      break;
    default:
      if (self->n_events > 0 && self->n_events < MOST_EVENTS)
        {
          self->events[self->n_events] = self->events[g_test_rand_int_range (0, self->n_events)];
          self->n_events++;
        }
    }
}

static void
shuffle (Case *self)
{
  for (int i = self->n_events - 1; i > 0; i--)
    {
      int j = g_test_rand_int_range (0, i + 1);
      GbDeadlineEvent event = self->events[i];

      self->events[i] = self->events[j];
      self->events[j] = event;
    }
}

static void
random_case (Case *self)
{
  self->n_events = 0;
  random_limit (&self->limit);
  self->received = gb_day_at (self->reference->monday + 20, g_test_rand_int_range (0, 20 * GB_DAY_SECONDS));
  if (g_test_rand_int_range (0, 4) == 0)
    add_event (self, GB_DEADLINE_EVENT_ACCEPTED, 0, self->received + g_test_rand_int_range (0, 2 * GB_DAY_SECONDS));
  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    random_events (self);
  if (g_test_rand_int_range (0, 4) == 0)
    add_event (self, GB_DEADLINE_EVENT_FINISHED, 0, random_moment (self));
  if (g_test_rand_bit ())
    shuffle (self);
  self->now = random_moment (self);
}

/* A calendar serves ten dossiers. */
static void
next_case (Case *self,
           int   i)
{
  if (i % 10 == 0)
    {
      case_clear (self);
      self->reference = gb_reference_new (i % 40 == 0);
      self->calendar = gb_reference_calendar (self->reference);
    }
  random_case (self);
}

/* Thousands of cases are told only to whom asks for them. */
static void
say (const Case *self)
{
  g_autofree char *received = gb_time_format (self->received);
  g_autofree char *now = gb_time_format (self->now);

  if (!g_test_verbose ())
    return;
  g_test_message ("%d of unit %d, rule %d, cut-off %d from %s at %s", self->limit.amount, self->limit.unit,
                  self->limit.rule, self->limit.cutoff, received, now);
  for (int i = 0; i < self->n_events; i++)
    {
      g_autofree char *at = gb_time_format (self->events[i].at);
      g_autofree char *due = gb_time_format (self->events[i].new_due);

      g_test_message ("  kind %d, pause %d at %s, new due %s", self->events[i].kind, self->events[i].pause, at, due);
    }
}

static GbDeadline *
compute (const Case *self)
{
  return gb_deadline_compute (&self->limit, self->calendar, self->received, self->events, self->n_events, self->now, 2);
}

static guint64
warnings_of (const GbDeadline *deadline)
{
  guint64 warnings = 0;

  for (guint i = 0; i < deadline->warnings->len; i++)
    {
      guint64 bit = G_GUINT64_CONSTANT (1) << g_array_index (deadline->warnings, GbDeadlineRule, i);

      g_assert_false (warnings & bit);
      warnings |= bit;
    }
  return warnings;
}

static void
test_engine (void)
{
  Case self = { NULL };

  for (int i = 0; i < n_cases (); i++)
    {
      g_autoptr (GbDeadline) deadline = NULL;
      GbReferenceResult expected;

      next_case (&self, i);
      say (&self);
      gb_reference_run (self.reference, &self.limit, self.received, self.events, self.n_events, self.now, 2, &expected);
      deadline = compute (&self);
      g_assert_cmpint (deadline->has_due, ==, expected.has_due);
      if (expected.has_due)
        g_assert_cmpint (deadline->due, ==, expected.due);
      g_assert_cmpint (deadline->klass, ==, expected.klass);
      g_assert_cmpint (deadline->has_remaining, ==, expected.klass != GB_DEADLINE_CLASS_FINISHED);
      if (deadline->has_remaining)
        g_assert_cmpint (deadline->remaining, ==, expected.remaining);
      else if (expected.has_due)
        g_assert_cmpint (deadline->outcome, ==, expected.outcome);
      g_assert_cmphex (warnings_of (deadline), ==, expected.warnings);
    }
  case_clear (&self);
}

/* The trace is a chain from receipt to the due moment, in order of time, and cites a source at each
 * step. */
static void
check_trace (const Case       *self,
             const GbDeadline *deadline)
{
  const GbDeadlineStep *steps = (const GbDeadlineStep *) deadline->trace->data;
  guint n = deadline->trace->len;

  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpint (steps[0].rule, ==, GB_RULE_ACCEPTED);
  g_assert_cmpint (steps[0].from, ==, self->received);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (steps[i].rule, <=, GB_RULE_FINISHED);
      g_assert_cmpstr (gb_deadline_rule_source (steps[i].rule), !=, "");
      if (i > 0)
        {
          g_assert_cmpint (steps[i].from, ==, steps[i - 1].to);
          g_assert_cmpint (steps[i].at, >=, steps[i - 1].at);
        }
    }
  if (deadline->klass == GB_DEADLINE_CLASS_FINISHED)
    g_assert_cmpint (steps[n - 1].from, ==, deadline->due);
  else
    g_assert_cmpint (steps[n - 1].to, ==, deadline->due);
}

/* The ledger goes on where it stopped and counts working seconds; what counted is the limit where the
 * limit is one of hours that nothing cut short or replaced. */
static void
check_ledger (const Case       *self,
              const GbDeadline *deadline)
{
  const guint64 replaced = G_GUINT64_CONSTANT (1) << GB_WARNING_EXTEND_TWICE;
  const GbLedgerEntry *entries = (const GbLedgerEntry *) deadline->ledger->data;
  gboolean whole = self->limit.unit == GB_LIMIT_WORKING_HOURS && self->limit.amount > 0
                   && deadline->klass < GB_DEADLINE_CLASS_PAUSED && !(warnings_of (deadline) & replaced);
  gint64 counted = 0;

  for (guint i = 0; i < deadline->ledger->len; i++)
    {
      g_assert_cmpint (entries[i].from, <, entries[i].to);
      if (i > 0)
        g_assert_cmpint (entries[i].from, >=, entries[i - 1].to);
      g_assert_cmpint (entries[i].seconds, ==,
                       gb_reference_worked (self->reference, entries[i].from, entries[i].to));
      if (entries[i].kind == GB_LEDGER_COUNTED)
        counted += entries[i].seconds;
      /* A pause before the start that a cut-off moved makes up for time that did not count. */
      whole = whole && (self->limit.cutoff == GB_CUTOFF_NONE || entries[i].kind != GB_LEDGER_PAUSED);
    }
  for (guint i = 0; i < deadline->trace->len; i++)
    whole = whole && g_array_index (deadline->trace, GbDeadlineStep, i).rule != GB_RULE_EXTEND;
  if (whole)
    g_assert_cmpint (counted, ==, self->limit.amount * 3600);
}

static void
test_trace (void)
{
  Case self = { NULL };

  for (int i = 0; i < n_cases (); i++)
    {
      g_autoptr (GbDeadline) deadline = NULL;

      next_case (&self, i);
      say (&self);
      deadline = compute (&self);
      check_trace (&self, deadline);
      check_ledger (&self, deadline);
    }
  case_clear (&self);
}

/* The order in which events are told does not matter, as long as no two share an instant. */
static void
test_order (void)
{
  Case self = { NULL };

  for (int i = 0; i < n_cases (); i++)
    {
      g_autoptr (GbDeadline) deadline = NULL;
      g_autoptr (GbDeadline) shuffled = NULL;

      next_case (&self, i);
      for (int j = 0; j < self.n_events; j++)
        self.events[j].at = self.events[j].at / MOST_EVENTS * MOST_EVENTS + j;
      deadline = compute (&self);
      shuffle (&self);
      shuffled = compute (&self);
      g_assert_cmpint (deadline->due, ==, shuffled->due);
      g_assert_cmpint (deadline->klass, ==, shuffled->klass);
      g_assert_cmpint (deadline->remaining, ==, shuffled->remaining);
      g_assert_cmphex (warnings_of (deadline), ==, warnings_of (shuffled));
      g_assert_cmpuint (deadline->trace->len, ==, shuffled->trace->len);
    }
  case_clear (&self);
}

static gboolean
is_taken (const Case *self,
          gint64      at)
{
  for (int i = 0; i < self->n_events; i++)
    if (self->events[i].at == at)
      return TRUE;
  return FALSE;
}

/* Pause and resume at once changes nothing, wherever it falls and whatever else happens. At the very
 * second of another event it could not be told from that event's own pause or resume. */
static void
test_empty_pause (void)
{
  Case self = { NULL };

  for (int i = 0; i < n_cases (); i++)
    {
      g_autoptr (GbDeadline) without = NULL;
      g_autoptr (GbDeadline) with = NULL;
      gint64 at;

      next_case (&self, i);
      self.n_events = MIN (self.n_events, MOST_EVENTS - 2);
      without = compute (&self);
      for (at = random_moment (&self); is_taken (&self, at);)
        at++;
      add_event (&self, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_OPINION, at);
      add_event (&self, GB_DEADLINE_EVENT_RESUME, 0, at);
      say (&self);
      with = compute (&self);
      g_assert_cmpint (with->has_due, ==, without->has_due);
      g_assert_cmpint (with->due, ==, without->due);
      g_assert_cmpint (with->klass, ==, without->klass);
      g_assert_cmpint (with->remaining, ==, without->remaining);
    }
  case_clear (&self);
}

/* No instant, however far, breaks the engine: what it says is still a chain. */
static void
test_extremes (void)
{
  const gint64 instants[] = { G_MININT64, GB_TIME_MIN, -1, 0, 1787703120, 7258118400, GB_TIME_MAX, G_MAXINT64 };
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  const int n = G_N_ELEMENTS (instants);

  for (int i = 0; i < (g_test_slow () ? 20000 : 1000); i++)
    {
      GbLimit limit = { i % 4, g_test_rand_bit () ? GB_LIMIT_MOST : g_test_rand_int_range (0, 20), i / 4 % 2,
                        GB_CUTOFF_NONE - i % 2 };
      GbDeadlineEvent events[4];
      g_autoptr (GbDeadline) deadline = NULL;

      for (gsize j = 0; j < G_N_ELEMENTS (events); j++)
        events[j] = (GbDeadlineEvent) { g_test_rand_int_range (0, GB_DEADLINE_EVENT_HANDED_OVER + 1), 0,
                                        instants[g_test_rand_int_range (0, n)], instants[g_test_rand_int_range (0, n)] };
      deadline = gb_deadline_compute (&limit, calendar, instants[g_test_rand_int_range (0, n)], events,
                                      G_N_ELEMENTS (events), instants[g_test_rand_int_range (0, n)], 2);
      g_assert_cmpuint (deadline->trace->len, >=, 2);
      for (guint j = 1; j < deadline->trace->len; j++)
        g_assert_cmpint (g_array_index (deadline->trace, GbDeadlineStep, j).from, ==,
                         g_array_index (deadline->trace, GbDeadlineStep, j - 1).to);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties-clock/engine", test_engine);
  g_test_add_func ("/properties-clock/trace", test_trace);
  g_test_add_func ("/properties-clock/order", test_order);
  g_test_add_func ("/properties-clock/empty-pause", test_empty_pause);
  g_test_add_func ("/properties-clock/extremes", test_extremes);
  return g_test_run ();
}
