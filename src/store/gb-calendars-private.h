/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendar-choice.h"
#include "gb-calendars.h"

G_BEGIN_DECLS

GHashTable *gb_calendars_get_exceptions (GbCalendars      *self);
void        gb_calendars_set_choice     (GbSqlConnection  *connection,
                                         GbCalendarChoice *choice);

G_END_DECLS
