/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"
#include "gb-hub-log.h"
#include "gb-hub.h"
#include "gb-sql-statement.h"

G_BEGIN_DECLS

/* For the hub's own parts, not for those who use it. */

GbSqlConnection *gb_hub_get_connection    (GbHub       *self);
GbHubLog        *gb_hub_get_log           (GbHub       *self);
GbSqlConnection *gb_hub_open_reader       (GbHub       *self,
                                           GError     **error);
GbWorkCalendar  *gb_hub_get_work_calendar (GbHub       *self,
                                           const char  *commune,
                                           GError     **error);
GbCalendars     *gb_hub_get_calendars     (GbHub       *self,
                                           GError     **error);
void             gb_hub_forget_calendars  (GbHub       *self);
gboolean         gb_hub_get_meta          (GbHub       *self,
                                           const char  *key,
                                           char       **value,
                                           GError     **error);

G_END_DECLS
