/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Viet Nam keeps UTC+7 without daylight saving time. */
#define GB_UTC_OFFSET   (7 * 60 * 60)
#define GB_DAY_SECONDS  (24 * 60 * 60)

/* What four digits of a year can write: 0001-01-01T07:00:00+07:00 to 9999-12-31T23:59:59+07:00.
 * An instant beyond either end counts as that end. */
#define GB_TIME_MIN     G_GINT64_CONSTANT (-62135596800)
#define GB_TIME_MAX     (G_GINT64_CONSTANT (253402300799) - GB_UTC_OFFSET)

/* The years that a dossier or a law can plausibly name; a text with another is a typing error. */
#define GB_FIRST_YEAR   1900
#define GB_LAST_YEAR    2199

/**
 * GbDay:
 *
 * A calendar day in Asia/Ho_Chi_Minh, counted from 1 January 1970.
 */
typedef gint32 GbDay;

#define GB_DAY_NONE G_MININT32

GbDay      gb_day_from_ymd        (int          year,
                                   int          month,
                                   int          day);
void       gb_day_to_ymd          (GbDay        self,
                                   int         *year,
                                   int         *month,
                                   int         *day);
int        gb_day_weekday         (GbDay        self);
gint64     gb_day_at              (GbDay        self,
                                   int          seconds);
gboolean   gb_day_parse           (const char  *text,
                                   GbDay       *day,
                                   GError     **error);
char      *gb_day_format          (GbDay        self);

GbDay      gb_time_day            (gint64       instant);
int        gb_time_of_day         (gint64       instant);
gboolean   gb_time_of_day_parse   (const char  *text,
                                   int         *seconds);
gboolean   gb_time_parse          (const char  *text,
                                   gint64      *instant,
                                   GError     **error);
gboolean   gb_time_parse_exchange (const char  *text,
                                   gint64      *instant,
                                   gboolean    *date_only,
                                   GError     **error);
char      *gb_time_format         (gint64       instant);
GDateTime *gb_time_to_date_time   (gint64       instant);

G_END_DECLS
