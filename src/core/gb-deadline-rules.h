/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbDeadlineRule:
 *
 * Every rule that the engine applies or finds broken; each has a stable id and cites its article.
 */
typedef enum
{
  /* Steps of the trace. */
  GB_RULE_ACCEPTED,
  GB_RULE_CUTOFF,
  GB_RULE_LAST_HOUR,
  GB_RULE_NEXT_OPEN,
  GB_RULE_SAME_DAY,
  GB_RULE_DAYS_SAME_TIME,
  GB_RULE_DAYS_DAY_END,
  GB_RULE_HALF_DAYS_SAME_TIME,
  GB_RULE_HALF_DAYS_DAY_END,
  GB_RULE_WORKING_HOURS,
  GB_RULE_CALENDAR_DAYS,
  GB_RULE_SUPPLEMENT_ASKED,
  GB_RULE_RESTART,
  GB_RULE_PAUSE,
  GB_RULE_RESUME,
  GB_RULE_EXTEND,
  GB_RULE_FINISHED,
  /* Warnings. */
  GB_WARNING_LATE_RECEPTION,
  GB_WARNING_SUPPLEMENT_LATE,
  GB_WARNING_SUPPLEMENT_TWICE,
  GB_WARNING_SUPPLEMENT_INCOMPLETE,
  GB_WARNING_SUPPLEMENT_AFTER_DUE,
  GB_WARNING_PAUSE_AFTER_DUE,
  GB_WARNING_EXTEND_AFTER_DUE,
  GB_WARNING_EXTEND_TWICE,
  GB_WARNING_APOLOGY_LATE,
  GB_WARNING_FUTURE_EVENT,
  GB_WARNING_BEFORE_RECEIVED,
  GB_WARNING_AFTER_END,
  GB_WARNING_NO_PARTNER,
} GbDeadlineRule;

#define GB_N_DEADLINE_RULES (GB_WARNING_NO_PARTNER + 1)

const char *gb_deadline_rule_id     (GbDeadlineRule rule);
const char *gb_deadline_rule_source (GbDeadlineRule rule);
const char *gb_deadline_rule_label  (GbDeadlineRule rule);

G_END_DECLS
