/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-work-calendar.h"

G_BEGIN_DECLS

typedef enum
{
  GB_LIMIT_WORKING_DAYS,
  GB_LIMIT_HALF_DAYS,
  GB_LIMIT_WORKING_HOURS,
  GB_LIMIT_CALENDAR_DAYS,
} GbLimitUnit;

typedef enum
{
  GB_LIMIT_SAME_TIME,
  GB_LIMIT_DAY_END,
} GbLimitRule;

#define GB_CUTOFF_NONE      (-1)
#define GB_CUTOFF_LAST_HOUR (-2)

/* Nobody counts further than this, whatever the unit. */
#define GB_LIMIT_MOST 3650

/**
 * GbLimit:
 * @unit: what is counted
 * @amount: how many, 0 for same-day service, at most %GB_LIMIT_MOST
 * @rule: how the first and the last day count
 * @cutoff: seconds since midnight after which the next working day counts, or %GB_CUTOFF_NONE,
 *   %GB_CUTOFF_LAST_HOUR
 *
 * A procedure's time limit (thời hạn giải quyết).
 */
typedef struct
{
  GbLimitUnit unit;
  int amount;
  GbLimitRule rule;
  int cutoff;
} GbLimit;

gboolean gb_limit_parse (const char     *text,
                         const char     *rule,
                         const char     *cutoff,
                         GbLimit        *limit,
                         GError        **error);
gint64   gb_limit_start (const GbLimit  *self,
                         GbWorkCalendar *calendar,
                         gint64          accepted);
gint64   gb_limit_count (const GbLimit  *self,
                         GbWorkCalendar *calendar,
                         gint64          start);
gint64   gb_limit_due   (const GbLimit  *self,
                         GbWorkCalendar *calendar,
                         gint64          accepted);

G_END_DECLS
