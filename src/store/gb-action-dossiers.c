/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-rules.h that knows dossiers. */
#include "gb-action-rules-private.h"

#include <glib/gi18n-lib.h>

#include "gb-calendars.h"
#include "gb-core-enums.h"
#include "gb-deadline-rules.h"
#include "gb-sql-statement.h"

#define ART_19_9 gb_deadline_rule_source (GB_WARNING_EXTEND_TWICE)

/* What the rules look at, as the two files tell it. */
typedef struct
{
  gint64 rev;
  gint64 due; /* 0 = none */
  GbDossierState state;
  char *officer; /* (owned) (nullable) */
  char *commune; /* (owned) */
  char *letter; /* (owned) (nullable): the number of the letter it has already */
  gboolean extended; /* by the province's system, without a letter */
  gint64 open_slips;
} Target;

static void
target_clear (Target *self)
{
  g_free (self->officer);
  g_free (self->commune);
  g_free (self->letter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/* --- what the files say --------------------------------------------------------------------- */

#define TARGET_SQL                                                                                 \
  "SELECT d.rev,coalesce(d.due,0),d.state,d.officer,d.commune,"                                    \
  "(SELECT l.document FROM letter l WHERE l.dossier=d.id ORDER BY l.made LIMIT 1),"                \
  "(SELECT count(*) FROM urge u WHERE u.dossier=d.id "                                             \
  "AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.urge=u.id)),"                                    \
  "EXISTS (SELECT 1 FROM dossier_step e WHERE e.dossier=d.id AND e.event='extend') "               \
  "FROM dossier d WHERE d.id=?1"

static gboolean
load_target (GbSqlConnection *cache,
             const GbAction  *action,
             Target          *target,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (cache, TARGET_SQL, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->target);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_TARGET,
                   _("There is no dossier “%s” in these data"), action->target);
      return FALSE;
    }
  target->rev = gb_sql_statement_get_int (s, 0);
  target->due = gb_sql_statement_get_int (s, 1);
  target->state = (GbDossierState) gb_sql_statement_get_int (s, 2);
  target->officer = gb_sql_statement_dup_text (s, 3);
  target->commune = gb_sql_statement_dup_text (s, 4);
  target->letter = gb_sql_statement_dup_text (s, 5);
  target->open_slips = gb_sql_statement_get_int (s, 6);
  target->extended = gb_sql_statement_get_int (s, 7) != 0;
  return TRUE;
}

/* --- the rules ------------------------------------------------------------------------------ */

static gboolean
is_blank (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *bare == '\0';
}

static gboolean
is_finished (const Target *target)
{
  return target->state == GB_DOSSIER_STATE_REFUSED || target->state == GB_DOSSIER_STATE_WITHDRAWN ||
         target->state == GB_DOSSIER_STATE_READY || target->state == GB_DOSSIER_STATE_HANDED_OVER;
}

/* Whether the dossier is one whose date can be moved at all. */
static gboolean
check_running (const Target *target,
               GError      **error)
{
  if (is_finished (target))
    return gb_action_refuse (error, GB_ACTION_ERROR_FINISHED,
                             _("The dossier is finished, so there is no date to be re-scheduled"));
  switch (target->state)
    {
    case GB_DOSSIER_STATE_NEW:
      return gb_action_refuse (error, GB_ACTION_ERROR_NOT_ACCEPTED,
                              _("The dossier has not been accepted yet, so no date was promised"));
    case GB_DOSSIER_STATE_PAPERS_ASKED:
    case GB_DOSSIER_STATE_PAYMENT_ASKED:
    case GB_DOSSIER_STATE_STOPPED:
      return gb_action_refuse (error, GB_ACTION_ERROR_PAUSED,
                              _("The dossier is paused, so its deadline does not run"));
    default:
      return TRUE;
    }
}

/* Once only: Decree 61/2018/ND-CP, art. 19(9). */
static gboolean
check_once (GbSqlConnection *cache,
            GbSqlConnection *local,
            const GbAction  *action,
            const Target    *target,
            GError         **error)
{
  gint64 pending;

  if (target->letter != NULL)
    {
      g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_RESCHEDULED,
                   _("The dossier was re-scheduled already by letter %s; it is allowed only once (%s)"),
                   target->letter, ART_19_9);
      return FALSE;
    }
  if (target->extended)
    {
      g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_RESCHEDULED,
                   _("The province's system has extended the dossier already; it is allowed only once (%s)"), ART_19_9);
      return FALSE;
    }
  if (!gb_action_count_unsettled (cache, local, action, &pending, error))
    return FALSE;
  if (pending == 0)
    return TRUE;
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_RESCHEDULED,
               _("An apology letter about this dossier was signed already and waits to be sent; "
                 "re-scheduling is allowed only once (%s)"),
               ART_19_9);
  return FALSE;
}

static gboolean
check_new_due (const GbAction *action,
               const Target   *target,
               gint64          now,
               GError        **error)
{
  gint64 new_due = gb_action_get_time (action, "new_due");

  if (new_due <= now)
    return gb_action_refuse (error, GB_ACTION_ERROR_NEW_DUE, _("The new date must be later than now"));
  if (new_due <= target->due)
    return gb_action_refuse (error, GB_ACTION_ERROR_NEW_DUE,
                             _("The new date must be later than the old due date"));
  return TRUE;
}

/* A due moment at the very end of a session is within working hours, too. */
static gboolean
is_working_moment (GbWorkCalendar *calendar,
                   gint64          instant)
{
  return gb_work_calendar_next_open (calendar, instant) == instant ||
         gb_work_calendar_worked (calendar, instant - 1, instant) == 1;
}

static gboolean
warn_of_apology (GbSqlConnection  *cache,
                 const GbAction   *action,
                 const Target     *target,
                 gint64            now,
                 GbActionWarnings *warnings,
                 GError          **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (cache, error);
  GbWorkCalendar *calendar;

  if (calendars == NULL)
    return FALSE;
  calendar = gb_calendars_of_commune (calendars, target->commune);
  if (target->due == 0)
    *warnings |= GB_ACTION_WARNING_NO_DUE;
  else if (gb_time_day (now) > gb_work_calendar_nth_day (calendar, gb_time_day (target->due), -1))
    *warnings |= GB_ACTION_WARNING_APOLOGY_LATE;
  if (!is_working_moment (calendar, gb_action_get_time (action, "new_due")))
    *warnings |= GB_ACTION_WARNING_NOT_WORKING;
  return TRUE;
}

static gboolean
check_urge (GbSqlConnection  *cache,
            GbSqlConnection  *local,
            GbAction         *action,
            const Target     *target,
            GbActionWarnings *warnings,
            GError          **error)
{
  gint64 pending;

  if (is_finished (target))
    return gb_action_refuse (error, GB_ACTION_ERROR_FINISHED,
                             _("The dossier is finished, so there is nothing to urge"));
  if (gb_action_get (action, "officer") == NULL)
    gb_action_set (action, "officer", target->officer);
  if (is_blank (gb_action_get (action, "officer")))
    return gb_action_refuse (error, GB_ACTION_ERROR_NO_OFFICER,
                             _("Nobody has the dossier, so say which officer the slip goes to"));
  if (!gb_action_count_unsettled (cache, local, action, &pending, error))
    return FALSE;
  if (pending > 0 || target->open_slips > 0)
    *warnings |= GB_ACTION_WARNING_URGED;
  return TRUE;
}

gboolean
gb_action_check_dossier (GbSqlConnection  *cache,
                         GbSqlConnection  *local,
                         GbAction         *action,
                         gint64            now,
                         GbActionWarnings *warnings,
                         GError          **error)
{
  g_auto (Target) target = { 0 };

  if (!load_target (cache, action, &target, error))
    return FALSE;
  action->base_rev = target.rev;
  switch (action->type)
    {
    case GB_ACTION_APOLOGY:
      return check_running (&target, error) && check_once (cache, local, action, &target, error) &&
             gb_action_check_values (action, error) && check_new_due (action, &target, now, error) &&
             warn_of_apology (cache, action, &target, now, warnings, error);
    case GB_ACTION_URGE:
      return check_urge (cache, local, action, &target, warnings, error) && gb_action_check_values (action, error);
    default:
      return gb_action_check_values (action, error);
    }
}
