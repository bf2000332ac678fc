/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-people.h"
#include "gb-window.h"

G_BEGIN_DECLS

#define GB_TYPE_REMINDER_WINDOW (gb_reminder_window_get_type ())
G_DECLARE_FINAL_TYPE (GbReminderWindow, gb_reminder_window, GB, REMINDER_WINDOW, AdwWindow)

void gb_reminder_window_present_tasks    (GbWindow   *parent,
                                          const char *title,
                                          GPtrArray  *tasks,
                                          gint64      now);
void gb_reminder_window_present_officers (GbWindow   *parent,
                                          const char *title,
                                          GPtrArray  *officers,
                                          GbPeople   *people);

G_END_DECLS
