/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-options.h"
#include "gb-reminder.h"

G_BEGIN_DECLS

#define GB_TYPE_REMINDERS (gb_reminders_get_type ())
G_DECLARE_FINAL_TYPE (GbReminders, gb_reminders, GB, REMINDERS, GObject)

GbReminders *gb_reminders_new              (GApplication     *application,
                                            const GbOptions  *options);
void         gb_reminders_start            (GbReminders      *self);
void         gb_reminders_look             (GbReminders      *self);
void         gb_reminders_run              (GbReminders      *self);

GNotification *
             gb_reminders_dup_notification (const GbReminder *reminder);

G_END_DECLS
