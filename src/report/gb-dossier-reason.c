/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-reason.h"

#include <glib/gi18n-lib.h>

#include "gb-day-names.h"
#include "gb-dossier-next-step.h"
#include "gb-format.h"
#include "gb-reconcile.h"

void
gb_dossier_reason_free (GbDossierReason *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);
  g_clear_pointer (&self->ledger, g_array_unref);
  g_clear_pointer (&self->events, g_array_unref);
  g_free (self->limit_source);
  g_free (self->agreement);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_free (self->next_step);
  g_free (self);
}

static void
take_ledger (GbDossierReason *self,
             GbDeadline      *deadline,
             gint64           now)
{
  self->ledger = g_array_ref (deadline->ledger);
  for (guint i = 0; i < self->ledger->len; i++)
    {
      GbLedgerEntry *entry = &g_array_index (self->ledger, GbLedgerEntry, i);

      if (entry->kind == GB_LEDGER_COUNTED)
        self->counted += entry->seconds;
      self->ahead = entry->to > now;
    }
}

static char *
make_title (GbDeadline *deadline,
            gint64      official,
            gboolean    agrees,
            gint64      now)
{
  g_autofree char *moment = gb_deadline_words_moment (deadline->due, now);

  if (!deadline->has_due)
    return g_strdup (official != 0 ? _("Why does the clock stand?") : _("Why is there no due date?"));
  if (!agrees)
    /* Translators: a moment */
    return g_strdup_printf (_("Why is it due at %s by the rules?"), moment);
  /* Translators: a moment */
  return g_strdup_printf (_("Why is it due at %s?"), moment);
}

static void
compare (GbDossierReason      *self,
         GbReconcile          *reconcile,
         const GbDossierClock *clock,
         gint64                now)
{
  gint64 computed;
  GbReconcileReason reason = gb_reconcile_clock (reconcile, clock, now, &computed);
  g_autofree char *official = gb_deadline_words_moment (clock->official, now);

  self->agrees = reason == GB_RECONCILE_SAME;
  if (self->agrees && clock->official != 0)
    self->agreement = g_strdup (_("Agrees with the due date of the province's system"));
  else if (clock->official == 0)
    self->agreement = g_strdup (self->agrees ? NULL : gb_reconcile_reason_label (reason));
  else
    /* Translators: a moment, and why it differs from what was computed */
    self->agreement = g_strdup_printf (_("The province's system has %s. %s"), official,
                                       gb_reconcile_reason_label (reason));
}

static char *
source_words (const GbDossierClock *clock)
{
  const char *note = gb_dossier_clock_note (clock);

  if (note == NULL || clock->limit_source == NULL)
    return g_strdup (note != NULL ? note : clock->limit_source);
  return g_strdup_printf ("%s (%s)", clock->limit_source, note);
}

static gboolean
explain (GbDossierReason      *self,
         GbSqlConnection      *connection,
         const GbDossierClock *clock,
         GbWorkCalendar       *calendar,
         gint64                now,
         GError              **error)
{
  g_autoptr (GbDeadline) deadline = gb_dossier_clock_compute (clock, calendar, now);
  g_autoptr (GbReconcile) reconcile = NULL;
  g_autoptr (GHashTable) names = NULL;

  if (deadline == NULL)
    {
      if (clock->accepted != 0)
        g_ptr_array_add (self->remarks, g_strdup (gb_reconcile_reason_label (GB_RECONCILE_NO_RULE)));
      return TRUE;
    }
  names = gb_day_names_load (connection, gb_time_day (clock->accepted), gb_time_day (MAX (deadline->due, now)), error);
  reconcile = names != NULL ? gb_reconcile_new (connection, error) : NULL;
  if (reconcile == NULL)
    return FALSE;
  self->has_clock = TRUE;
  self->events = g_array_ref (clock->events);
  self->sentences = gb_deadline_words_trace (deadline, clock->events, &clock->limit, calendar, names, now);
  self->limit_source = source_words (clock);
  take_ledger (self, deadline, now);
  compare (self, reconcile, clock, now);
  self->title = make_title (deadline, clock->official, self->agrees || clock->official == 0, now);
  for (guint i = 0; i < deadline->warnings->len; i++)
    g_ptr_array_add (self->remarks,
                     g_strdup (gb_deadline_rule_label (g_array_index (deadline->warnings, GbDeadlineRule, i))));
  return TRUE;
}

/* When the papers were asked for that are still missing. */
static gint64
find_asked (const GbDossierClock *clock)
{
  for (guint i = clock->events->len; i > 0; i--)
    {
      const GbDeadlineEvent *event = &g_array_index (clock->events, GbDeadlineEvent, i - 1);

      if (event->kind == GB_DEADLINE_EVENT_SUPPLEMENT_ASKED)
        return event->at;
    }
  return 0;
}

/* What there is to say of the apology letter (phiếu xin lỗi và hẹn lại): one is enough, and it has a
 * last day. */
static char *
letter_words (GbDossier            *dossier,
              const GbDossierClock *clock,
              GbWorkCalendar       *calendar,
              gint64                now)
{
  GbDay sign = gb_work_calendar_nth_day (calendar, gb_time_day (gb_dossier_get_due (dossier)), -1);
  g_autofree char *day = NULL;

  if (gb_dossier_get_rescheduled (dossier) != 0)
    {
      day = gb_format_day (gb_time_day (gb_dossier_get_rescheduled (dossier)), gb_time_day (now));
      /* Translators: a date */
      return g_strdup_printf (_("Re-scheduled to %s, waiting for the province's system"), day);
    }
  for (guint i = 0; i < clock->events->len; i++)
    {
      const GbDeadlineEvent *event = &g_array_index (clock->events, GbDeadlineEvent, i);

      if (event->kind != GB_DEADLINE_EVENT_EXTEND)
        continue;
      day = gb_deadline_words_moment (event->new_due, now);
      return i > 0 && g_array_index (clock->events, GbDeadlineEvent, i - 1).kind == GB_DEADLINE_EVENT_APOLOGY
               /* Translators: a moment */
               ? g_strdup_printf (_("Apology letter: re-scheduled to %s, which is allowed once"), day)
               /* Translators: a moment */
               : g_strdup_printf (_("Extended to %s, which is allowed once"), day);
    }
  if (gb_dossier_get_due (dossier) == 0 || sign > gb_time_day (now))
    return NULL;
  if (sign == gb_time_day (now))
    return g_strdup (_("Apology letter: to be sent today if it will be late"));
  day = gb_format_day (sign, gb_time_day (now));
  /* Translators: a date */
  return g_strdup_printf (_("Apology letter: its last day is over (%s)"), day);
}

static gboolean
is_extended (const GbDossierClock *clock)
{
  for (guint i = 0; i < clock->events->len; i++)
    if (g_array_index (clock->events, GbDeadlineEvent, i).kind == GB_DEADLINE_EVENT_EXTEND)
      return TRUE;
  return FALSE;
}

/**
 * gb_dossier_reason_load:
 * @calendar: the calendar of the commune that owns the clock
 * @now: UTC seconds
 *
 * Blocks; for a thread of the store.
 *
 * Returns: (transfer full): why the clock stands as it does; %NULL with a #GbSqlError
 */
GbDossierReason *
gb_dossier_reason_load (GbSqlConnection *connection,
                        GbDossier       *dossier,
                        GbWorkCalendar  *calendar,
                        gint64           now,
                        GError         **error)
{
  g_autoptr (GbDossierReason) self = g_new0 (GbDossierReason, 1);
  g_autoptr (GbDossierClock) clock = gb_dossier_clock_load (connection, gb_dossier_get_code (dossier), error);
  char *letter = NULL;

  if (clock == NULL)
    return NULL;
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  if (gb_dossier_get_class (dossier) <= GB_DEADLINE_CLASS_ON_TRACK)
    letter = letter_words (dossier, clock, calendar, now);
  if (letter != NULL)
    g_ptr_array_add (self->remarks, letter);
  if (!explain (self, connection, clock, calendar, now, error))
    return NULL;
  self->next_step = gb_dossier_next_step (dossier, find_asked (clock), is_extended (clock), calendar,
                                          now);
  return g_steal_pointer (&self);
}
