/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

/**
 * GbCalendarsVariant:
 * @GB_CALENDARS_ANNOUNCED: as the records tell it
 * @GB_CALENDARS_WITHOUT_HOLIDAYS: the weekly hours alone
 * @GB_CALENDARS_WITHOUT_MAKE_UP: with the holidays, without the days worked in their place
 */
typedef enum
{
  GB_CALENDARS_ANNOUNCED,
  GB_CALENDARS_WITHOUT_HOLIDAYS,
  GB_CALENDARS_WITHOUT_MAKE_UP,
} GbCalendarsVariant;

#define GB_N_CALENDARS_VARIANTS 3

#define GB_TYPE_CALENDARS (gb_calendars_get_type ())
G_DECLARE_FINAL_TYPE (GbCalendars, gb_calendars, GB, CALENDARS, GObject)

GbCalendars    *gb_calendars_load         (GbSqlConnection    *connection,
                                           GError            **error);
GbCalendars    *gb_calendars_load_variant (GbSqlConnection    *connection,
                                           GbCalendarsVariant  variant,
                                           GError            **error);
GbWorkCalendar *gb_calendars_of_commune   (GbCalendars        *self,
                                           const char         *commune);
GbWorkCalendar *gb_calendars_get_default  (GbCalendars        *self);

G_END_DECLS
