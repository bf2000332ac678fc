/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"

G_BEGIN_DECLS

/**
 * GbHubRefusal:
 * @GB_HUB_REFUSAL_NONE: it is not refused
 * @GB_HUB_REFUSAL_TYPE: no such type of action
 * @GB_HUB_REFUSAL_MISSING: a member is missing
 * @GB_HUB_REFUSAL_VALUE: a member has a value that it cannot have
 * @GB_HUB_REFUSAL_UNKNOWN: the type has no such member
 * @GB_HUB_REFUSAL_REPLACES: the action to be replaced was of another type or about something else
 * @GB_HUB_REFUSAL_SCOPE: the target is not there, or not for this workstation: which, is not told
 * @GB_HUB_REFUSAL_FINISHED: the dossier is finished
 * @GB_HUB_REFUSAL_NOT_ACCEPTED: the dossier was not accepted yet
 * @GB_HUB_REFUSAL_PAUSED: the dossier's clock stands
 * @GB_HUB_REFUSAL_RESCHEDULED: the dossier was re-scheduled before
 * @GB_HUB_REFUSAL_NEW_DUE: the new date is not later than now and than the due date
 * @GB_HUB_REFUSAL_NOT_ANSWERED: the issue has no answer that could be confirmed
 * @GB_HUB_REFUSAL_SETTLED: the issue is settled
 * @GB_HUB_REFUSAL_LEVEL: the issue is with that level, or one above, already
 * @GB_HUB_REFUSAL_CANCELLED: the task was cancelled
 * @GB_HUB_REFUSAL_SHARED: the task is every commune's, so one commune cannot change it
 * @GB_HUB_REFUSAL_FILE: a file that it names was not sent before
 * @GB_HUB_REFUSAL_NO_CLASS: nobody registers for such a notice
 * @GB_HUB_REFUSAL_REPLACED: another action took this one's place
 *
 * Why an action is refused.
 */
typedef enum
{
  GB_HUB_REFUSAL_NONE,
  GB_HUB_REFUSAL_TYPE,
  GB_HUB_REFUSAL_MISSING,
  GB_HUB_REFUSAL_VALUE,
  GB_HUB_REFUSAL_UNKNOWN,
  GB_HUB_REFUSAL_REPLACES,
  GB_HUB_REFUSAL_SCOPE,
  GB_HUB_REFUSAL_FINISHED,
  GB_HUB_REFUSAL_NOT_ACCEPTED,
  GB_HUB_REFUSAL_PAUSED,
  GB_HUB_REFUSAL_RESCHEDULED,
  GB_HUB_REFUSAL_NEW_DUE,
  GB_HUB_REFUSAL_NOT_ANSWERED,
  GB_HUB_REFUSAL_SETTLED,
  GB_HUB_REFUSAL_LEVEL,
  GB_HUB_REFUSAL_CANCELLED,
  GB_HUB_REFUSAL_SHARED,
  GB_HUB_REFUSAL_FILE,
  GB_HUB_REFUSAL_NO_CLASS,
  GB_HUB_REFUSAL_REPLACED,
} GbHubRefusal;

GbActionResult *gb_hub_refusal_to_result (GbHubRefusal   self,
                                          const char    *action,
                                          const char    *field);

G_END_DECLS
