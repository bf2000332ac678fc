/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile.h"

#include "gb-calendars.h"
#include "gb-sql-statement.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *nick;
  const char *label;
} Name;

static const Name reasons[GB_N_RECONCILE_REASONS] = {
  [GB_RECONCILE_SAME] = { "same", N_ ("Agrees") },
  [GB_RECONCILE_NO_RULE] = { "no-rule", N_ ("No limit is known for this procedure on the day of acceptance") },
  [GB_RECONCILE_NO_OFFICIAL] = { "no-official", N_ ("The province gave no due date") },
  [GB_RECONCILE_STANDING] = { "standing", N_ ("The clock stands; the province still shows a due date") },
  [GB_RECONCILE_TIME_OF_DAY] = { "time-of-day", N_ ("The same day at another time") },
  [GB_RECONCILE_NOT_RESTARTED] = { "not-restarted", N_ ("The province did not count anew after the papers were complete") },
  [GB_RECONCILE_PAUSE_NOT_COUNTED] = { "pause-not-counted", N_ ("The province did not take off the pauses") },
  [GB_RECONCILE_EXTENSION_NOT_APPLIED] = { "extension-not-applied", N_ ("The new date of the apology letter is not in the province's system yet") },
  [GB_RECONCILE_OTHER_RULE] = { "other-rule", N_ ("The province counts to the end of the day, or at the same time of day, where we do otherwise") },
  [GB_RECONCILE_HOLIDAYS_NOT_COUNTED] = { "holidays-not-counted", N_ ("The province counted holidays as working days") },
  [GB_RECONCILE_EARLIER] = { "earlier", N_ ("The province's date is earlier, for a reason we cannot tell") },
  [GB_RECONCILE_LATER] = { "later", N_ ("The province's date is later, for a reason we cannot tell") },
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
 * gb_reconcile_row_free:
 */
void
gb_reconcile_row_free (GbReconcileRow *self)
{
  g_free (self->code);
  g_free (self);
}

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

/* The due moment as if some events had not happened; 0 while the clock would stand. */
static gint64
due_without (const GbDossierClock *clock,
             GbWorkCalendar       *calendar,
             gint64                now,
             gboolean (*left_out) (const GbDeadlineEvent *))
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));
  g_autoptr (GbDeadline) deadline = NULL;
  GbDossierClock variant = *clock;

  for (guint i = 0; i < clock->events->len; i++)
    {
      GbDeadlineEvent *event = &g_array_index (clock->events, GbDeadlineEvent, i);

      if (left_out == NULL || !left_out (event))
        g_array_append_val (events, *event);
    }
  variant.events = events;
  deadline = gb_dossier_clock_compute (&variant, calendar, now);
  return deadline != NULL && deadline->has_due ? deadline->due : 0;
}

/* The due moment under the other way of counting days. */
static gint64
due_by_other_rule (const GbDossierClock *clock,
                   GbWorkCalendar       *calendar,
                   gint64                now)
{
  GbDossierClock variant = *clock;

  variant.limit.rule = clock->limit.rule == GB_LIMIT_DAY_END ? GB_LIMIT_SAME_TIME : GB_LIMIT_DAY_END;
  return due_without (&variant, calendar, now, NULL);
}

static gint64
due_without_holidays (const GbDossierClock *clock,
                      gint64                now)
{
  g_autoptr (GbWorkCalendar) plain = gb_work_calendar_new ();

  gb_work_calendar_set_compute_holidays (plain, FALSE);
  return due_without (clock, plain, now, NULL);
}

/* Tries one mistake after the other; the first that gives the province's moment is the reason. */
static GbReconcileReason
explain (const GbDossierClock *clock,
         GbWorkCalendar       *calendar,
         gint64                now,
         gint64                computed)
{
  gint64 official = clock->official;

  if (due_without (clock, calendar, now, is_supplement) == official)
    return GB_RECONCILE_NOT_RESTARTED;
  if (due_without (clock, calendar, now, is_pause) == official)
    return GB_RECONCILE_PAUSE_NOT_COUNTED;
  if (due_without (clock, calendar, now, is_extension) == official)
    return GB_RECONCILE_EXTENSION_NOT_APPLIED;
  if (due_by_other_rule (clock, calendar, now) == official)
    return GB_RECONCILE_OTHER_RULE;
  if (due_without_holidays (clock, now) == official)
    return GB_RECONCILE_HOLIDAYS_NOT_COUNTED;
  if (gb_time_day (official) == gb_time_day (computed))
    return GB_RECONCILE_TIME_OF_DAY;
  return official < computed ? GB_RECONCILE_EARLIER : GB_RECONCILE_LATER;
}

/**
 * gb_reconcile_clock:
 * @clock: an accepted dossier's
 * @calendar: its commune's
 * @now: UTC seconds
 * @computed: (out): our due moment, UTC seconds; 0 = none
 *
 * Returns: why the province's due moment is another, or %GB_RECONCILE_SAME
 */
GbReconcileReason
gb_reconcile_clock (const GbDossierClock *clock,
                    GbWorkCalendar       *calendar,
                    gint64                now,
                    gint64               *computed)
{
  *computed = due_without (clock, calendar, now, NULL);
  if (!clock->has_limit)
    return GB_RECONCILE_NO_RULE;
  if (*computed == clock->official)
    return GB_RECONCILE_SAME;
  /* While the clock stands there is nothing to compare: the province moves its date afterwards. */
  if (*computed == 0)
    return GB_RECONCILE_STANDING;
  if (clock->official == 0)
    return GB_RECONCILE_NO_OFFICIAL;
  return explain (clock, calendar, now, *computed);
}

static gboolean
reconcile_one (GPtrArray       *rows,
               GbSqlConnection *connection,
               GbCalendars     *calendars,
               const char      *code,
               gint64           now,
               GError         **error)
{
  g_autoptr (GbDossierClock) clock = gb_dossier_clock_load (connection, code, error);
  GbReconcileRow *row;
  GbReconcileReason reason;
  gint64 computed;

  if (clock == NULL)
    return FALSE;
  reason = gb_reconcile_clock (clock, gb_calendars_of_commune (calendars, clock->commune), now, &computed);
  if (reason == GB_RECONCILE_SAME || reason == GB_RECONCILE_STANDING)
    return TRUE;
  row = g_new0 (GbReconcileRow, 1);
  row->code = g_strdup (code);
  row->official = clock->official;
  row->computed = computed;
  row->reason = reason;
  row->note = gb_dossier_clock_note (clock);
  g_ptr_array_add (rows, row);
  return TRUE;
}

/**
 * gb_reconcile_list:
 * @commune: (nullable): the code of the commune that owns the clock; %NULL = all
 * @now: UTC seconds
 *
 * Compares the province's due moment with ours for every accepted dossier.
 *
 * Returns: (transfer full) (element-type GbReconcileRow): those that differ, newest first
 */
GPtrArray *
gb_reconcile_list (GbSqlConnection *connection,
                   const char      *commune,
                   gint64           now,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_reconcile_row_free);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (calendars == NULL)
    return NULL;
  s = gb_sql_connection_prepare (connection,
                                 "SELECT id FROM dossier WHERE received IS NOT NULL AND (?1 IS NULL OR commune=?1) "
                                 "ORDER BY code_key DESC",
                                 error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, commune);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&rows);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !reconcile_one (rows, connection, calendars, gb_sql_statement_get_text (s, 0), now, error))
        return NULL;
    }
  return NULL;
}
