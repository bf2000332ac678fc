/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbActionError:
 * @GB_ACTION_ERROR_INVALID: something is missing or cannot be read; the message names it
 * @GB_ACTION_ERROR_UNKNOWN_TARGET: there is no such record in these data
 * @GB_ACTION_ERROR_NOT_ACCEPTED: the dossier has not been accepted: it has no date to be changed
 * @GB_ACTION_ERROR_FINISHED: the dossier is not open any more
 * @GB_ACTION_ERROR_PAUSED: the dossier's clock stands
 * @GB_ACTION_ERROR_RESCHEDULED: it was re-scheduled already, or a letter waits to be sent
 * @GB_ACTION_ERROR_NEW_DUE: the new date is not later than now and than the old one
 * @GB_ACTION_ERROR_NO_OFFICER: nobody has the dossier, so nobody can be urged
 * @GB_ACTION_ERROR_LEFT: it may have been sent, so it cannot be withdrawn
 * @GB_ACTION_ERROR_UNKNOWN_ACTION: there is no such action
 * @GB_ACTION_ERROR_STATE: the target, or the action, is not one with which this can be done now
 *
 * Why an action is not taken. Messages are for the user.
 */
typedef enum
{
  GB_ACTION_ERROR_INVALID,
  GB_ACTION_ERROR_UNKNOWN_TARGET,
  GB_ACTION_ERROR_NOT_ACCEPTED,
  GB_ACTION_ERROR_FINISHED,
  GB_ACTION_ERROR_PAUSED,
  GB_ACTION_ERROR_RESCHEDULED,
  GB_ACTION_ERROR_NEW_DUE,
  GB_ACTION_ERROR_NO_OFFICER,
  GB_ACTION_ERROR_LEFT,
  GB_ACTION_ERROR_UNKNOWN_ACTION,
  GB_ACTION_ERROR_STATE,
} GbActionError;

#define GB_ACTION_ERROR (gb_action_error_quark ())
GQuark gb_action_error_quark (void);

/**
 * GbActionWarnings:
 * @GB_ACTION_WARNING_APOLOGY_LATE: the letter's last day, the working day before the due day, is
 *   over
 * @GB_ACTION_WARNING_NO_DUE: the dossier has no due moment that could be replaced
 * @GB_ACTION_WARNING_NOT_WORKING: the new date is outside working hours
 * @GB_ACTION_WARNING_URGED: an earlier slip about the dossier has no answer yet
 *
 * What the user should know of an action that is taken all the same.
 */
typedef enum
{
  GB_ACTION_WARNING_APOLOGY_LATE = 1 << 0,
  GB_ACTION_WARNING_NO_DUE = 1 << 1,
  GB_ACTION_WARNING_NOT_WORKING = 1 << 2,
  GB_ACTION_WARNING_URGED = 1 << 3,
} GbActionWarnings;

#define GB_N_ACTION_WARNINGS 4

const char *gb_action_warning_code   (GbActionWarnings   warning);
const char *gb_action_warning_text   (GbActionWarnings   warning);
const char *gb_action_warning_source (GbActionWarnings   warning);

gboolean    gb_action_check          (GbSqlConnection   *cache,
                                      GbSqlConnection   *local,
                                      GbAction          *action,
                                      gint64             now,
                                      GbActionWarnings  *warnings,
                                      GError           **error);

G_END_DECLS
