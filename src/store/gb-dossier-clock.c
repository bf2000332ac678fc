/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-clock.h"

#include "gb-dossier-event.h"
#include "gb-procedure-limits.h"
#include "gb-sql-statement.h"

#include <glib/gi18n-lib.h>

/* What the steps read so far leave open. */
typedef struct
{
  int state;
  guint open_pauses; /* those without a state */
  gboolean asked; /* for papers, ever */
} Steps;

static void
add_event (GbDossierClock     *self,
           GbDeadlineEventKind kind,
           GbPauseKind         pause,
           gint64              at)
{
  GbDeadlineEvent event = { kind, pause, at, 0 };

  g_array_append_val (self->events, event);
}

/* What leaving a state means for the clock (exchange.md, "Clock events"). */
static void
leave_state (GbDossierClock *self,
             int             state,
             gint64          at)
{
  if (state == GB_DOSSIER_STATE_PAPERS_ASKED)
    add_event (self, GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE, 0, at);
  else if (state == GB_DOSSIER_STATE_PAYMENT_ASKED || state == GB_DOSSIER_STATE_STOPPED)
    add_event (self, GB_DEADLINE_EVENT_RESUME, 0, at);
}

static void
enter_state (GbDossierClock *self,
             int             state,
             gint64          at)
{
  switch (state)
    {
    case GB_DOSSIER_STATE_PAPERS_ASKED:
      add_event (self, GB_DEADLINE_EVENT_SUPPLEMENT_ASKED, 0, at);
      break;
    case GB_DOSSIER_STATE_PAYMENT_ASKED:
      add_event (self, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_FINANCE, at);
      break;
    case GB_DOSSIER_STATE_STOPPED:
      add_event (self, GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_STOPPED, at);
      break;
    case GB_DOSSIER_STATE_READY:
    case GB_DOSSIER_STATE_REFUSED:
    case GB_DOSSIER_STATE_WITHDRAWN:
      add_event (self, GB_DEADLINE_EVENT_FINISHED, 0, at);
      break;
    case GB_DOSSIER_STATE_HANDED_OVER:
      add_event (self, GB_DEADLINE_EVENT_HANDED_OVER, 0, at);
      break;
    default:
      break;
    }
}

static gboolean
is_end (int state)
{
  return state == GB_DOSSIER_STATE_READY || state == GB_DOSSIER_STATE_HANDED_OVER
         || state == GB_DOSSIER_STATE_REFUSED || state == GB_DOSSIER_STATE_WITHDRAWN;
}

/* Leaving a pause for an end closes the pause first: what was paused does not count. */
static void
take_state (GbDossierClock *self,
            Steps          *steps,
            int             state,
            gint64          at)
{
  if (state == steps->state)
    return;
  leave_state (self, steps->state, at);
  if (is_end (state))
    for (; steps->open_pauses > 0; steps->open_pauses--)
      add_event (self, GB_DEADLINE_EVENT_RESUME, 0, at);
  enter_state (self, state, at);
  steps->asked = steps->asked || state == GB_DOSSIER_STATE_PAPERS_ASKED;
  steps->state = state;
}

/* Opinions, verifications, identity and extensions have no state. */
static void
take_event (GbDossierClock *self,
            Steps          *steps,
            const char     *name,
            gint64          at,
            gint64          new_due)
{
  GbDeadlineEvent event;

  if (!gb_dossier_event_parse (name, &event))
    return;
  event.at = at;
  event.new_due = new_due;
  g_array_append_val (self->events, event);
  if (event.kind == GB_DEADLINE_EVENT_PAUSE)
    steps->open_pauses++;
  else if (event.kind == GB_DEADLINE_EVENT_RESUME && steps->open_pauses > 0)
    steps->open_pauses--;
}

static gboolean
load_steps (GbDossierClock  *self,
            GbSqlConnection *connection,
            const char      *code,
            Steps           *steps,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
    connection, "SELECT at,state,event,new_due FROM dossier_step WHERE dossier=?1 ORDER BY at,number", error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, code);
  while (gb_sql_statement_step (s, &row, error))
    {
      gint64 at;

      if (!row)
        return TRUE;
      at = gb_sql_statement_get_int (s, 0);
      if (!gb_sql_statement_is_null (s, 1))
        take_state (self, steps, (int) gb_sql_statement_get_int (s, 1), at);
      if (!gb_sql_statement_is_null (s, 2))
        take_event (self, steps, gb_sql_statement_get_text (s, 2), at, gb_sql_statement_get_int (s, 3));
    }
  return FALSE;
}

/* Systems that send no steps for supplements send their times with the dossier. */
static gboolean
load_supplements (GbDossierClock  *self,
                  GbSqlConnection *connection,
                  const char      *code,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
    connection,
    "SELECT gb_time(value->>'asked','asked'),gb_time(value->>'completed','completed') "
    "FROM dossier,json_each(dossier.supplements) WHERE dossier.id=?1 AND dossier.supplements IS NOT NULL",
    error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, code);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      if (!gb_sql_statement_is_null (s, 0))
        add_event (self, GB_DEADLINE_EVENT_SUPPLEMENT_ASKED, 0, gb_sql_statement_get_int (s, 0));
      if (!gb_sql_statement_is_null (s, 1))
        add_event (self, GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE, 0, gb_sql_statement_get_int (s, 1));
    }
  return FALSE;
}

static gboolean
has_extension (GbDossierClock *self,
               guint           n_events,
               gint64          new_due)
{
  for (guint i = 0; i < n_events; i++)
    {
      const GbDeadlineEvent *event = &g_array_index (self->events, GbDeadlineEvent, i);

      if (event->kind == GB_DEADLINE_EVENT_EXTEND && event->new_due == new_due)
        return TRUE;
    }
  return FALSE;
}

/* An apology letter that was applied extends once; the same extension may come as a step, too. */
static gboolean
load_letters (GbDossierClock  *self,
              GbSqlConnection *connection,
              const char      *code,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s =
    gb_sql_connection_prepare (connection, "SELECT made,new_due FROM letter WHERE dossier=?1 ORDER BY made", error);
  guint n_steps = self->events->len;
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, code);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbDeadlineEvent event = { GB_DEADLINE_EVENT_EXTEND, 0, 0, 0 };

      if (!row)
        return TRUE;
      event.at = gb_sql_statement_get_int (s, 0);
      event.new_due = gb_sql_statement_get_int (s, 1);
      add_event (self, GB_DEADLINE_EVENT_APOLOGY, 0, event.at);
      if (!has_extension (self, n_steps, event.new_due))
        g_array_append_val (self->events, event);
    }
  return FALSE;
}

/* The version valid on the day of acceptance counts. */
static gboolean
load_limit (GbDossierClock  *self,
            GbSqlConnection *connection,
            const char      *procedure_code,
            const char      *procedure,
            GError         **error)
{
  g_autoptr (GbProcedureLimits) limits = gb_procedure_limits_load (connection, error);
  GbDay day = gb_time_day (self->accepted);
  const GbProcedureLimit *limit;

  if (limits == NULL)
    return FALSE;
  limit = gb_procedure_limits_find (limits, procedure_code, procedure, day);
  if (limit == NULL)
    return TRUE;
  self->has_limit = TRUE;
  self->limit = limit->limit;
  self->limit_source = g_strdup (limit->source);
  self->limit_shipped = limit->shipped;
  self->other_limits = gb_procedure_limits_others (limits, procedure_code, procedure, day);
  return TRUE;
}

static gboolean
take_dossier (GbDossierClock  *self,
              GbSqlConnection *connection,
              GbSqlStatement  *s,
              gboolean        *supplements,
              GError         **error)
{
  self->code = gb_sql_statement_dup_text (s, 0);
  self->procedure = gb_sql_statement_dup_text (s, 1);
  self->state = (GbDossierState) gb_sql_statement_get_int (s, 3);
  self->commune = gb_sql_statement_dup_text (s, 4);
  self->submitted = gb_sql_statement_get_int (s, 5);
  self->accepted = gb_sql_statement_get_int (s, 6);
  self->official = gb_sql_statement_get_int (s, 7);
  *supplements = !gb_sql_statement_is_null (s, 8);
  return self->accepted == 0
         || load_limit (self, connection, gb_sql_statement_get_text (s, 2), self->procedure, error);
}

/* @s asks for one dossier. */
static GbDossierClock *
load (GbSqlConnection *connection,
      GbSqlStatement  *s,
      GError         **error)
{
  g_autoptr (GbDossierClock) self = g_new0 (GbDossierClock, 1);
  gboolean found, supplements = FALSE;
  Steps steps = { 0 };

  self->events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));
  if (!gb_sql_statement_step (s, &found, error)
      || (found && !take_dossier (self, connection, s, &supplements, error)))
    return NULL;
  if (self->accepted == 0)
    return g_steal_pointer (&self);
  if (!load_steps (self, connection, self->code, &steps, error)
      || (supplements && !steps.asked && !load_supplements (self, connection, self->code, error))
      || !load_letters (self, connection, self->code, error))
    return NULL;
  return g_steal_pointer (&self);
}

#define DOSSIER "SELECT id,procedure,procedure_code,state,commune,submitted,received,due,supplements FROM dossier "

/**
 * gb_dossier_clock_load:
 * @code: the dossier's code
 *
 * Returns: (transfer full): its clock, without code when there is no such dossier; %NULL with a
 *   #GbSqlError
 */
GbDossierClock *
gb_dossier_clock_load (GbSqlConnection *connection,
                       const char      *code,
                       GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, DOSSIER "WHERE id=?1", error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, code);
  return load (connection, s, error);
}

/**
 * gb_dossier_clock_load_number:
 * @number: the row's number in the cache
 *
 * Returns: (transfer full): its clock, without code when there is no such dossier any more; %NULL with
 *   a #GbSqlError
 */
GbDossierClock *
gb_dossier_clock_load_number (GbSqlConnection *connection,
                              gint64           number,
                              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, DOSSIER "WHERE number=?1", error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_int (s, 1, number);
  return load (connection, s, error);
}

/**
 * gb_dossier_clock_compute:
 * @calendar: the calendar of the commune that owns the clock
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): what the engine finds; %NULL when the dossier was not
 *   accepted yet or no rule is known
 */
GbDeadline *
gb_dossier_clock_compute (const GbDossierClock *self,
                          GbWorkCalendar       *calendar,
                          gint64                now)
{
  GbDeadlineEvent accepted = { GB_DEADLINE_EVENT_ACCEPTED, 0, self->accepted, 0 };
  gint64 received = self->submitted > 0 && self->submitted < self->accepted ? self->submitted : self->accepted;
  g_autoptr (GArray) events = NULL;

  if (self->accepted == 0 || !self->has_limit)
    return NULL;
  events = g_array_copy (self->events);
  g_array_prepend_val (events, accepted);
  return gb_deadline_compute (&self->limit, calendar, received, (const GbDeadlineEvent *) events->data, events->len,
                              now, gb_work_calendar_get_near_days (calendar));
}

/**
 * gb_dossier_clock_note:
 *
 * Returns: (nullable): what a reader of the computed due moment must know about its limit, in the
 *   interface's language
 */
const char *
gb_dossier_clock_note (const GbDossierClock *self)
{
  return self->limit_shipped ? _("by the list that comes with the program; the province has sent none") : NULL;
}

/**
 * gb_dossier_clock_free:
 */
void
gb_dossier_clock_free (GbDossierClock *self)
{
  g_free (self->code);
  g_free (self->procedure);
  g_free (self->commune);
  g_free (self->limit_source);
  g_clear_pointer (&self->other_limits, g_array_unref);
  g_array_unref (self->events);
  g_free (self);
}
