/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-reminder-settings.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

/* How often programs look whether something is to be said, seconds. What becomes due meanwhile is told together. */
#define GB_REMINDER_INTERVAL 300

gboolean gb_reminder_rules_is_silent  (const GbReminderSettings *settings,
                                       GbWorkCalendar           *calendar,
                                       gint64                    now);
gboolean gb_reminder_rules_is_day     (const GbReminderSettings *settings,
                                       GbWorkCalendar           *calendar,
                                       gint64                    now);
gint64   gb_reminder_rules_due_until  (const GbReminderSettings *settings,
                                       GbWorkCalendar           *calendar,
                                       gint64                    now);
GbDay    gb_reminder_rules_last_expiry
                                      (const GbReminderSettings *settings,
                                       GbWorkCalendar           *calendar,
                                       GbDay                     today);
gint64   gb_reminder_rules_next_look  (gint64                    now);

G_END_DECLS
