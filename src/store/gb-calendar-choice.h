/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

#define GB_TYPE_CALENDAR_CHOICE (gb_calendar_choice_get_type ())
typedef struct _GbCalendarChoice GbCalendarChoice;

GType             gb_calendar_choice_get_type      (void);
GbCalendarChoice *gb_calendar_choice_new           (int                      near_days,
                                                    const char              *hours);
GbCalendarChoice *gb_calendar_choice_new_from_settings
                                                   (GSettings               *settings);
GbCalendarChoice *gb_calendar_choice_ref           (GbCalendarChoice        *self);
void              gb_calendar_choice_unref         (GbCalendarChoice        *self);
int               gb_calendar_choice_get_near_days (const GbCalendarChoice  *self);
const char       *gb_calendar_choice_get_hours     (const GbCalendarChoice  *self);
gboolean          gb_calendar_choice_equal         (const GbCalendarChoice  *self,
                                                    const GbCalendarChoice  *other);

gboolean          gb_calendar_choice_load_sent     (GbSqlConnection         *connection,
                                                    const char              *commune,
                                                    gint64                   now,
                                                    char                   **hours,
                                                    GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbCalendarChoice, gb_calendar_choice_unref)

G_END_DECLS
