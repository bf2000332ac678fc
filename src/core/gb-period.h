/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbPeriodKind:
 * @GB_PERIOD_DAYS: from one day to another
 *
 * What a report can be about (kỳ báo cáo). Weeks begin on Monday.
 */
typedef enum
{
  GB_PERIOD_THIS_WEEK,
  GB_PERIOD_THIS_MONTH,
  GB_PERIOD_THIS_QUARTER,
  GB_PERIOD_THIS_YEAR,
  GB_PERIOD_LAST_MONTH,
  GB_PERIOD_DAYS,
} GbPeriodKind;

#define GB_N_PERIOD_KINDS 6

/**
 * GbPeriod:
 * @kind: how it was chosen
 * @from: first day
 * @to: last day
 */
typedef struct
{
  GbPeriodKind kind;
  GbDay from;
  GbDay to;
} GbPeriod;

GbPeriod gb_period_of     (GbPeriodKind     kind,
                           GbDay            today);
GbPeriod gb_period_before (const GbPeriod  *self,
                           GbDay            today);
char    *gb_period_format (GbDay            from,
                           GbDay            to);

G_END_DECLS
