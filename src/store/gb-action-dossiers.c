/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-rules.h"

#include <glib/gi18n-lib.h>

#include "gb-calendars.h"
#include "gb-core-enums.h"
#include "gb-deadline-rules.h"
#include "gb-sql-statement.h"

G_DEFINE_QUARK (gb-action-error-quark, gb_action_error)

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
  "AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.urge=u.id)) FROM dossier d WHERE d.id=?1"

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
  return TRUE;
}

/* Actions of the same kind about the same dossier that are on their way or applied; the one that
 * this one takes the place of does not count. */
static gboolean
count_pending (GbSqlConnection *local,
               const GbAction  *action,
               gint64          *count,
               GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local,
      "SELECT count(*) FROM action WHERE type=?1 AND target=?2 AND state NOT IN ('refused',"
      "'conflict') AND id IS NOT ?3",
      error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_action_type_name (action->type));
  gb_sql_statement_bind_text (s, 2, action->target);
  gb_sql_statement_bind_text (s, 3, action->replaces);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *count = gb_sql_statement_get_int (s, 0);
  return TRUE;
}

/* --- the rules ------------------------------------------------------------------------------ */

static gboolean
refuse (GError      **error,
        GbActionError code,
        const char   *text)
{
  g_set_error_literal (error, GB_ACTION_ERROR, code, text);
  return FALSE;
}

static gboolean
check_present (const GbAction *action,
               const char     *key,
               GError        **error)
{
  const char *value = gb_action_get (action, key);
  g_autofree char *bare = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (bare != NULL && *bare != '\0')
    return TRUE;
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID, _("“%s” is missing"), key);
  return FALSE;
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
    return refuse (error, GB_ACTION_ERROR_FINISHED,
                   _("The dossier is finished, so there is no date to be re-scheduled"));
  switch (target->state)
    {
    case GB_DOSSIER_STATE_NEW:
      return refuse (error, GB_ACTION_ERROR_NOT_ACCEPTED,
                     _("The dossier has not been accepted yet, so no date was promised"));
    case GB_DOSSIER_STATE_PAPERS_ASKED:
    case GB_DOSSIER_STATE_PAYMENT_ASKED:
    case GB_DOSSIER_STATE_STOPPED:
      return refuse (error, GB_ACTION_ERROR_PAUSED,
                     _("The dossier is paused, so its deadline does not run"));
    default:
      return TRUE;
    }
}

/* Once only: Decree 61/2018/ND-CP, art. 19(9). */
static gboolean
check_once (GbSqlConnection *local,
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
  if (!count_pending (local, action, &pending, error))
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

  if (new_due == 0)
    {
      g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID,
                   _("“%s” is no moment; it should look like 2026-08-26T07:15:00+07:00"),
                   gb_action_get (action, "new_due"));
      return FALSE;
    }
  if (new_due <= now)
    return refuse (error, GB_ACTION_ERROR_NEW_DUE, _("The new date must be later than now"));
  if (new_due <= target->due)
    return refuse (error, GB_ACTION_ERROR_NEW_DUE,
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
check_urge (GbSqlConnection  *local,
            GbAction         *action,
            const Target     *target,
            GbActionWarnings *warnings,
            GError          **error)
{
  gint64 pending;

  if (is_finished (target))
    return refuse (error, GB_ACTION_ERROR_FINISHED,
                   _("The dossier is finished, so there is nothing to urge"));
  if (gb_action_get (action, "officer") == NULL)
    gb_action_set (action, "officer", target->officer);
  if (!check_present (action, "officer", NULL))
    return refuse (error, GB_ACTION_ERROR_NO_OFFICER,
                   _("Nobody has the dossier, so say which officer the slip goes to"));
  if (!count_pending (local, action, &pending, error))
    return FALSE;
  if (pending > 0 || target->open_slips > 0)
    *warnings |= GB_ACTION_WARNING_URGED;
  return TRUE;
}

static gboolean
check_keys (const GbAction *action,
            GError        **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, action->data);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!gb_action_type_takes (action->type, key))
      {
        g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID, _("“%s” has no “%s”"),
                     gb_action_type_name (action->type), (const char *) key);
        return FALSE;
      }
  return TRUE;
}

/**
 * gb_action_check:
 * @cache: to the cache
 * @local: to FILE.local; a reading connection of the store is both
 * @action: (inout): what is asked; its base revision and, for a slip, the officer are filled in
 * @now: UTC seconds
 * @warnings: (out) (optional): what the user should know
 *
 * Whether an action may be taken: the guard against a second re-schedule and the like. It is asked
 * again in the transaction that stores it.
 *
 * Returns: whether it may; otherwise one of #GB_ACTION_ERROR with a message for the user, or an
 *   error of the file
 */
gboolean
gb_action_check (GbSqlConnection  *cache,
                 GbSqlConnection  *local,
                 GbAction         *action,
                 gint64            now,
                 GbActionWarnings *warnings,
                 GError          **error)
{
  g_auto (Target) target = { 0 };
  GbActionWarnings found = 0;
  gboolean ok;

  if (!check_keys (action, error) || !load_target (cache, action, &target, error))
    return FALSE;
  action->base_rev = target.rev;
  switch (action->type)
    {
    case GB_ACTION_APOLOGY:
      ok = check_running (&target, error) && check_once (local, action, &target, error) &&
           check_present (action, "reason", error) && check_present (action, "new_due", error) &&
           check_new_due (action, &target, now, error) &&
           warn_of_apology (cache, action, &target, now, &found, error);
      break;
    case GB_ACTION_URGE:
      ok = check_urge (local, action, &target, &found, error);
      break;
    case GB_ACTION_NOTE:
      ok = check_present (action, "text", error);
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  if (ok && warnings != NULL)
    *warnings = found;
  return ok;
}
