/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile.h"

#include "gb-calendars.h"
#include "gb-sql-statement.h"

#include <glib/gi18n-lib.h>

struct _GbReconcile
{
  GbCalendars *calendars[GB_N_CALENDARS_VARIANTS]; /* (owned) */
};

typedef struct
{
  const char *nick;
  const char *title;
  const char *label;
} Name;

static const Name reasons[GB_N_RECONCILE_REASONS] = {
  [GB_RECONCILE_SAME] = { "same", N_ ("Agrees"), N_ ("Agrees") },
  [GB_RECONCILE_NO_RULE] = { "no-rule", N_ ("No limit known"), N_ ("No limit is known for this procedure on the day of acceptance") },
  [GB_RECONCILE_NO_OFFICIAL] = { "no-official", N_ ("No due date from the province"), N_ ("The province gave no due date") },
  [GB_RECONCILE_STANDING] = { "standing", N_ ("The clock stands"), N_ ("The clock stands; the province still shows a due date") },
  [GB_RECONCILE_NOT_RESTARTED] = { "not-restarted", N_ ("Not counted anew"), N_ ("The province did not count anew after the papers were complete") },
  [GB_RECONCILE_SUPPLEMENT_AS_PAUSE] = { "supplement-as-pause", N_ ("Only the wait for papers added"), N_ ("The province only added the wait for papers, where the whole limit counts anew") },
  [GB_RECONCILE_PAUSE_NOT_COUNTED] = { "pause-not-counted", N_ ("Pauses not taken off"), N_ ("The province did not take off the pauses") },
  [GB_RECONCILE_EXTENSION_NOT_APPLIED] = { "extension-not-applied", N_ ("New date not taken over"), N_ ("The new date of the letter or extension is not in the province's system yet") },
  [GB_RECONCILE_NOTHING_COUNTED] = { "nothing-counted", N_ ("Date of the acceptance kept"), N_ ("The province kept the date of the acceptance, without supplement, pauses and extension") },
  [GB_RECONCILE_FROM_SUBMISSION] = { "from-submission", N_ ("Counted from the submission"), N_ ("The province counted from the submission, not from the acceptance") },
  [GB_RECONCILE_CUTOFF_NOT_APPLIED] = { "cutoff-not-applied", N_ ("No cut-off"), N_ ("The province did not apply the cut-off of the day") },
  [GB_RECONCILE_OTHER_RULE] = { "other-rule", N_ ("Another way of counting"), N_ ("The province counts to the end of the day, or at the same time of day, where we do otherwise") },
  [GB_RECONCILE_OTHER_VERSION] = { "other-version", N_ ("Another version"), N_ ("The province counted with a version of the procedure that was not valid on the day of acceptance") },
  [GB_RECONCILE_HOLIDAYS_NOT_COUNTED] = { "holidays-not-counted", N_ ("Holidays counted as worked"), N_ ("The province counted holidays as working days") },
  [GB_RECONCILE_MAKE_UP_NOT_COUNTED] = { "make-up-not-counted", N_ ("Make-up days left out"), N_ ("The province did not count the make-up days") },
  [GB_RECONCILE_TIME_OF_DAY] = { "time-of-day", N_ ("Another time of day"), N_ ("The same day at another time") },
  [GB_RECONCILE_EARLIER] = { "earlier", N_ ("Province earlier, reason unknown"), N_ ("The province's date is earlier, for a reason we cannot tell") },
  [GB_RECONCILE_LATER] = { "later", N_ ("Province later, reason unknown"), N_ ("The province's date is later, for a reason we cannot tell") },
};

/**
 * gb_reconcile_reason_nick:
 *
 * Returns: the reason's stable name in JSON
 */
const char *
gb_reconcile_reason_nick (GbReconcileReason reason)
{
  g_return_val_if_fail (reason < GB_N_RECONCILE_REASONS, NULL);

  return reasons[reason].nick;
}

/**
 * gb_reconcile_reason_label:
 *
 * Returns: the reason in the interface's language
 */
const char *
gb_reconcile_reason_label (GbReconcileReason reason)
{
  g_return_val_if_fail (reason < GB_N_RECONCILE_REASONS, NULL);

  return _(reasons[reason].label);
}

/**
 * gb_reconcile_reason_title:
 *
 * Returns: the reason in a few words, for a list of reasons
 */
const char *
gb_reconcile_reason_title (GbReconcileReason reason)
{
  g_return_val_if_fail (reason < GB_N_RECONCILE_REASONS, NULL);

  return _(reasons[reason].title);
}

/**
 * gb_reconcile_new:
 * @connection: to the cache
 *
 * Returns: (transfer full): what comparing needs beside the dossiers
 */
GbReconcile *
gb_reconcile_new (GbSqlConnection *connection,
                  GError         **error)
{
  g_autoptr (GbReconcile) self = g_new0 (GbReconcile, 1);

  for (int i = 0; i < GB_N_CALENDARS_VARIANTS; i++)
    {
      self->calendars[i] = gb_calendars_load_variant (connection, i, error);
      if (self->calendars[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
gb_reconcile_free (GbReconcile *self)
{
  for (int i = 0; i < GB_N_CALENDARS_VARIANTS; i++)
    g_clear_object (&self->calendars[i]);
  g_free (self);
}

/* --- the mistakes that are tried ------------------------------------------------------------ */

static gboolean
is_supplement (const GbDeadlineEvent *event)
{
  return event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_ASKED || event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE;
}

static gboolean
is_pause (const GbDeadlineEvent *event)
{
  return event->kind == GB_DEADLINE_EVENT_PAUSE || event->kind == GB_DEADLINE_EVENT_RESUME;
}

static gboolean
is_extension (const GbDeadlineEvent *event)
{
  return event->kind == GB_DEADLINE_EVENT_EXTEND;
}

static gboolean
moves_due (const GbDeadlineEvent *event)
{
  return is_supplement (event) || is_pause (event) || is_extension (event);
}

static GbWorkCalendar *
calendar_of (GbReconcile          *self,
             const GbDossierClock *clock,
             GbCalendarsVariant    variant)
{
  return gb_calendars_of_commune (self->calendars[variant], clock->commune);
}

/* The due moment; 0 while the clock stands. */
static gint64
due_of (const GbDossierClock *clock,
        GbWorkCalendar       *calendar,
        gint64                now)
{
  g_autoptr (GbDeadline) deadline = gb_dossier_clock_compute (clock, calendar, now);

  return deadline != NULL && deadline->has_due ? deadline->due : 0;
}

/* Both are told in minutes, and a system that drops the seconds of the acceptance is not wrong. */
static gboolean
is_same_moment (gint64 a,
                gint64 b)
{
  return a != 0 && b != 0 && a / 60 == b / 60;
}

/* A clock with one mistake in it. */
typedef struct
{
  GbReconcile *reconcile;
  const GbDossierClock *clock;
  gint64 now;
} Trial;

static gboolean
gives_official (const Trial          *self,
                const GbDossierClock *variant,
                GbCalendarsVariant    calendar)
{
  return is_same_moment (due_of (variant, calendar_of (self->reconcile, variant, calendar), self->now),
                         variant->official);
}

/* Whether the province's moment comes out when some events had not happened. */
static gboolean
try_without (const Trial *self,
             gboolean (*left_out) (const GbDeadlineEvent *))
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));
  GbDossierClock variant = *self->clock;

  for (guint i = 0; i < variant.events->len; i++)
    {
      GbDeadlineEvent *event = &g_array_index (variant.events, GbDeadlineEvent, i);

      if (!left_out (event))
        g_array_append_val (events, *event);
    }
  if (events->len == variant.events->len)
    return FALSE;
  variant.events = events;
  return gives_official (self, &variant, GB_CALENDARS_ANNOUNCED);
}

static gboolean
try_supplement_as_pause (const Trial *self)
{
  g_autoptr (GArray) events = g_array_copy (self->clock->events);
  GbDossierClock variant = *self->clock;
  gboolean any = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      GbDeadlineEvent *event = &g_array_index (events, GbDeadlineEvent, i);

      if (!is_supplement (event))
        continue;
      any = TRUE;
      event->kind = event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_ASKED ? GB_DEADLINE_EVENT_PAUSE
                                                                      : GB_DEADLINE_EVENT_RESUME;
    }
  variant.events = events;
  return any && gives_official (self, &variant, GB_CALENDARS_ANNOUNCED);
}

static gboolean
try_from_submission (const Trial *self)
{
  GbDossierClock variant = *self->clock;

  variant.accepted = variant.submitted;
  return variant.submitted != 0 && variant.submitted < self->clock->accepted
         && gives_official (self, &variant, GB_CALENDARS_ANNOUNCED);
}

static gboolean
try_without_cutoff (const Trial *self)
{
  GbDossierClock variant = *self->clock;

  variant.limit.cutoff = GB_CUTOFF_NONE;
  return self->clock->limit.cutoff != GB_CUTOFF_NONE && gives_official (self, &variant, GB_CALENDARS_ANNOUNCED);
}

/* The other way of counting days. */
static gboolean
try_other_rule (const Trial *self)
{
  GbDossierClock variant = *self->clock;

  variant.limit.rule = variant.limit.rule == GB_LIMIT_DAY_END ? GB_LIMIT_SAME_TIME : GB_LIMIT_DAY_END;
  return gives_official (self, &variant, GB_CALENDARS_ANNOUNCED);
}

static gboolean
try_other_versions (const Trial *self)
{
  GbDossierClock variant = *self->clock;

  for (guint i = 0; variant.other_limits != NULL && i < variant.other_limits->len; i++)
    {
      variant.limit = g_array_index (variant.other_limits, GbLimit, i);
      if (gives_official (self, &variant, GB_CALENDARS_ANNOUNCED))
        return TRUE;
    }
  return FALSE;
}

/* Tries one mistake after the other, what happened to this dossier before what concerns all; the first
 * that gives the province's moment is the reason. */
static GbReconcileReason
explain (const Trial *self,
         gint64       computed)
{
  gint64 official = self->clock->official;

  if (try_without (self, is_supplement))
    return GB_RECONCILE_NOT_RESTARTED;
  if (try_supplement_as_pause (self))
    return GB_RECONCILE_SUPPLEMENT_AS_PAUSE;
  if (try_without (self, is_pause))
    return GB_RECONCILE_PAUSE_NOT_COUNTED;
  if (try_without (self, is_extension))
    return GB_RECONCILE_EXTENSION_NOT_APPLIED;
  if (try_without (self, moves_due))
    return GB_RECONCILE_NOTHING_COUNTED;
  if (try_from_submission (self))
    return GB_RECONCILE_FROM_SUBMISSION;
  if (try_without_cutoff (self))
    return GB_RECONCILE_CUTOFF_NOT_APPLIED;
  if (try_other_rule (self))
    return GB_RECONCILE_OTHER_RULE;
  if (try_other_versions (self))
    return GB_RECONCILE_OTHER_VERSION;
  /* Without holidays there are no days in their place either, so these come first. */
  if (gives_official (self, self->clock, GB_CALENDARS_WITHOUT_MAKE_UP))
    return GB_RECONCILE_MAKE_UP_NOT_COUNTED;
  if (gives_official (self, self->clock, GB_CALENDARS_WITHOUT_HOLIDAYS))
    return GB_RECONCILE_HOLIDAYS_NOT_COUNTED;
  if (gb_time_day (official) == gb_time_day (computed))
    return GB_RECONCILE_TIME_OF_DAY;
  return official < computed ? GB_RECONCILE_EARLIER : GB_RECONCILE_LATER;
}

/**
 * gb_reconcile_clock:
 * @clock: an accepted dossier's
 * @now: UTC seconds
 * @computed: (out): our due moment, UTC seconds; 0 = none
 *
 * Returns: why the province's due moment is another, or %GB_RECONCILE_SAME
 */
GbReconcileReason
gb_reconcile_clock (GbReconcile          *self,
                    const GbDossierClock *clock,
                    gint64                now,
                    gint64               *computed)
{
  Trial trial = { self, clock, now };

  *computed = due_of (clock, calendar_of (self, clock, GB_CALENDARS_ANNOUNCED), now);
  if (!clock->has_limit)
    return GB_RECONCILE_NO_RULE;
  if (*computed == clock->official || is_same_moment (*computed, clock->official))
    return GB_RECONCILE_SAME;
  if (*computed == 0)
    return GB_RECONCILE_STANDING;
  if (clock->official == 0)
    return GB_RECONCILE_NO_OFFICIAL;
  return explain (&trial, *computed);
}

/* --- the list ------------------------------------------------------------------------------- */

static void
row_clear (gpointer data)
{
  GbReconcileRow *self = data;

  g_free (self->code);
  g_free (self->procedure);
}

GbReconcileRow *
gb_reconcile_row_ref (GbReconcileRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_reconcile_row_unref (GbReconcileRow *self)
{
  g_atomic_rc_box_release_full (self, row_clear);
}

/**
 * gb_reconcile_row_equal:
 *
 * Returns: whether both tell the same of the same dossier
 */
gboolean
gb_reconcile_row_equal (const GbReconcileRow *self,
                        const GbReconcileRow *other)
{
  return self->number == other->number && self->state == other->state && self->official == other->official
         && self->computed == other->computed && self->difference == other->difference
         && self->reason == other->reason && self->note == other->note && g_str_equal (self->code, other->code)
         && g_str_equal (self->procedure, other->procedure);
}

/* While a state says that the clock stands there is nothing to compare: the province moves its date
 * afterwards. Where only an event says so, its date goes on deciding the class. */
static gboolean
is_finding (const GbDossierClock *clock,
            GbReconcileReason     reason)
{
  if (reason == GB_RECONCILE_STANDING)
    return clock->state == GB_DOSSIER_STATE_ACCEPTED || clock->state == GB_DOSSIER_STATE_PROCESSING;
  return reason != GB_RECONCILE_SAME;
}

static void
add_row (GbReconcile          *self,
         gint64                number,
         const GbDossierClock *clock,
         gint64                now,
         GPtrArray            *rows)
{
  gint64 computed;
  GbReconcileReason reason = gb_reconcile_clock (self, clock, now, &computed);
  GbReconcileRow *row;

  if (!is_finding (clock, reason))
    return;
  row = g_atomic_rc_box_new0 (GbReconcileRow);
  row->number = number;
  row->code = g_strdup (clock->code);
  row->procedure = g_strdup (clock->procedure);
  row->state = clock->state;
  row->official = clock->official;
  row->computed = computed;
  if (computed != 0 && clock->official != 0)
    row->difference = gb_work_calendar_worked (calendar_of (self, clock, GB_CALENDARS_ANNOUNCED), computed,
                                               clock->official);
  row->reason = reason;
  row->note = gb_dossier_clock_note (clock);
  g_ptr_array_add (rows, row);
}

/**
 * gb_reconcile_numbers:
 * @commune: (nullable): the code of the commune that owns the clock; %NULL = all
 *
 * Returns: (transfer full) (element-type gint64): the accepted dossiers' rows in the cache, open ones
 *   first, then the newest first
 */
GArray *
gb_reconcile_numbers (GbSqlConnection *connection,
                      const char      *commune,
                      GError         **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
    connection,
    "SELECT number FROM dossier WHERE received IS NOT NULL AND (?1 IS NULL OR commune=?1) "
    "ORDER BY state IN (3,7,9,10),code_key DESC",
    error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, commune);
  while (gb_sql_statement_step (s, &row, error))
    {
      gint64 number;

      if (!row)
        return g_steal_pointer (&numbers);
      number = gb_sql_statement_get_int (s, 0);
      g_array_append_val (numbers, number);
    }
  return NULL;
}

/**
 * gb_reconcile_add_rows:
 * @numbers: (array length=n_numbers): dossiers' rows in the cache
 * @now: UTC seconds
 * @rows: (element-type GbReconcileRow): gets those that differ, in the same order
 *
 * Compares the province's due moment with ours. One that is gone by now is passed over.
 */
gboolean
gb_reconcile_add_rows (GbSqlConnection *connection,
                       const gint64    *numbers,
                       guint            n_numbers,
                       gint64           now,
                       GPtrArray       *rows,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (GbReconcile) self = gb_reconcile_new (connection, error);

  if (self == NULL)
    return FALSE;
  for (guint i = 0; i < n_numbers; i++)
    {
      g_autoptr (GbDossierClock) clock = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      clock = gb_dossier_clock_load_number (connection, numbers[i], error);
      if (clock == NULL)
        return FALSE;
      if (clock->accepted != 0)
        add_row (self, numbers[i], clock, now, rows);
    }
  return TRUE;
}

/**
 * gb_reconcile_all:
 * @commune: (nullable): the code of the commune that owns the clock; %NULL = all
 * @now: UTC seconds
 *
 * Compares the province's due moment with ours for every accepted dossier.
 *
 * Returns: (transfer full) (element-type GbReconcileRow): those that differ, open ones first, then the
 *   newest first
 */
GPtrArray *
gb_reconcile_all (GbSqlConnection *connection,
                  const char      *commune,
                  gint64           now,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_reconcile_row_unref);
  g_autoptr (GArray) numbers = gb_reconcile_numbers (connection, commune, error);

  if (numbers == NULL
      || !gb_reconcile_add_rows (connection, (const gint64 *) numbers->data, numbers->len, now, rows, cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}
