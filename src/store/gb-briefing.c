/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-private.h"

#include "gb-commune-repository.h"
#include "gb-issue-repository.h"
#include "gb-store-status.h"
#include "gb-task.h"

G_DEFINE_BOXED_TYPE (GbBriefing, gb_briefing, gb_briefing_ref, gb_briefing_unref)

/* A period that is compared with another is seen whole, however early in it that one was looked at. */
static GbTrackingSpan
span_of (const GbBriefing       *self,
         const GbBriefingPeriod *period)
{
  return (GbTrackingSpan){ period->from, period->to, self->now };
}

gint64
gb_briefing_until (const GbBriefing       *self,
                   const GbBriefingPeriod *period)
{
  return MIN (gb_day_at (period->to, GB_DAY_SECONDS - 1), self->now);
}

static void
set_periods (GbBriefing             *self,
             GbWorkCalendar         *calendar,
             const GbBriefingPeriod *period)
{
  GbDay today = gb_time_day (self->now);

  self->period = period->from != GB_DAY_NONE ? *period : gb_briefing_period_last (period->kind, calendar, today);
  self->before = gb_briefing_period_before (&self->period, calendar, today);
  self->previous = gb_briefing_period_step (&self->period, calendar, -1);
  self->next = gb_briefing_period_step (&self->period, calendar, 1);
  self->has_next = self->next.from <= today;
  self->until = gb_briefing_until (self, &self->period);
}

static gboolean
load_place (GbBriefing       *self,
            GbSqlConnection  *connection,
            GError          **error)
{
  g_autoptr (GPtrArray) communes = NULL;

  if (!gb_hub_note_load (connection, &self->note, error))
    return FALSE;
  communes = gb_commune_repository_list (connection, error);
  for (guint i = 0; communes != NULL && self->commune != NULL && i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      if (!g_str_equal (commune->code, self->commune))
        continue;
      self->commune_name = g_strdup (commune->name);
      self->commune_type = g_strdup (commune->type);
    }
  return communes != NULL;
}

static gboolean
load_score (GbBriefing            *self,
            GbSqlConnection       *connection,
            const GbTrackingSpan  *span,
            GbScoreTotal          *total,
            GError               **error)
{
  g_autoptr (GbScoreReport) report = gb_score_report_load (connection, span, self->commune, error);

  if (report == NULL)
    return FALSE;
  *total = report->total->total;
  return TRUE;
}

static gboolean
load_parts (GbBriefing       *self,
            GbSqlConnection  *connection,
            GbCalendars      *calendars,
            GbWorkCalendar   *calendar,
            GError          **error)
{
  GbTrackingSpan span = span_of (self, &self->period), before = span_of (self, &self->before);

  return load_place (self, connection, error) &&
         gb_briefing_load_figures (self, connection, &span, &before, error) &&
         gb_briefing_load_bars (self, connection, calendar, &span, error) &&
         gb_briefing_load_late (self, connection, calendars, &span, error) &&
         gb_briefing_load_issues (self, connection, error) &&
         gb_briefing_load_tasks (self, connection, error) &&
         gb_briefing_load_staff (self, connection, error) &&
         load_score (self, connection, &span, &self->score, error) &&
         load_score (self, connection, &before, &self->score_before, error);
}

/**
 * gb_briefing_load:
 * @commune: (nullable): the commune's code; %NULL for the whole scope
 * @period: what it is about; one that begins on %GB_DAY_NONE is the last of its kind
 * @now: UTC seconds
 *
 * Blocks; to be run on a thread of the store.
 *
 * Returns: (transfer full): what there is to say; %NULL with @error set when the cache could not be read
 */
GbBriefing *
gb_briefing_load (GbSqlConnection        *connection,
                  const char             *commune,
                  const GbBriefingPeriod *period,
                  gint64                  now,
                  GError                **error)
{
  g_autoptr (GbBriefing) self = g_atomic_rc_box_new0 (GbBriefing);
  g_autoptr (GbStoreStatus) status = gb_store_status_load (connection, error);
  g_autoptr (GbCalendars) calendars = status != NULL ? gb_calendars_load (connection, error) : NULL;
  GbWorkCalendar *calendar;

  if (calendars == NULL)
    return NULL;
  calendar = commune != NULL ? gb_calendars_of_commune (calendars, commune) : gb_calendars_get_default (calendars);
  self->commune = g_strdup (commune);
  self->now = now;
  self->as_of = status->as_of;
  set_periods (self, calendar, period);
  return load_parts (self, connection, calendars, calendar, error) ? g_steal_pointer (&self) : NULL;
}

GbBriefing *
gb_briefing_ref (GbBriefing *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GbBriefing *self = data;
  GPtrArray **arrays[] = { &self->fields, &self->officers, &self->communes, &self->late, &self->reasons,
                           &self->tasks.pressing, &self->gaps, &self->unmanned, &self->ending };

  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->commune_type);
  gb_hub_note_clear (&self->note);
  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    g_free (self->figures[i].set);
  g_clear_pointer (&self->bars, g_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
  for (int i = 0; i < GB_N_ISSUE_KINDS; i++)
    g_clear_pointer (&self->asked[i].waits, g_ptr_array_unref);
  g_clear_pointer (&self->staff, gb_people_unref);
}

void
gb_briefing_unref (GbBriefing *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * gb_briefing_is_empty:
 *
 * Returns: whether there is nothing to report: no dossier was in hand in the period or the one before, and nothing else
 *   is known
 */
gboolean
gb_briefing_is_empty (const GbBriefing *self)
{
  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    if (self->figures[i].value != 0 || self->figures[i].before != 0)
      return FALSE;
  for (int i = 0; i < GB_N_ISSUE_KINDS; i++)
    if (self->asked[i].sent != 0 || self->asked[i].answered != 0 || self->asked[i].waiting != 0)
      return FALSE;
  /* Tasks of every commune are those of one that does not exist, too. */
  if (self->tasks.open > 0 && (self->commune == NULL || self->commune_name != NULL))
    return FALSE;
  return self->staff->officers->len == 0;
}
