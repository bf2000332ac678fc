/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-work-calendar.h"

G_BEGIN_DECLS

#define GB_DURATION_DEFAULT_DAY (8 * 60 * 60)

char *gb_duration_format           (gint64          seconds,
                                    int             day_seconds);
char *gb_duration_format_working   (gint64          seconds,
                                    int             day_seconds);
char *gb_duration_format_remaining (gint64          seconds,
                                    int             day_seconds);
int   gb_duration_typical_day      (GbWorkCalendar *calendar,
                                    GbDay           around);
gint64 gb_duration_minutes         (gint64          seconds);

G_END_DECLS
