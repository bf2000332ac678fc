/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

#define GB_TYPE_CALENDARS (gb_calendars_get_type ())
G_DECLARE_FINAL_TYPE (GbCalendars, gb_calendars, GB, CALENDARS, GObject)

GbCalendars    *gb_calendars_load        (GbSqlConnection  *connection,
                                          GError          **error);
GbWorkCalendar *gb_calendars_of_commune  (GbCalendars      *self,
                                          const char       *commune);
GbWorkCalendar *gb_calendars_get_default (GbCalendars      *self);

G_END_DECLS
