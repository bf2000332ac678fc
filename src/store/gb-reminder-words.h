/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-reminder.h"

G_BEGIN_DECLS

char *gb_reminder_words_title  (const GbReminder  *self);
char *gb_reminder_words_body   (const GbReminder  *self);
char *gb_reminder_words_figure (const GbReminder  *self,
                                GbReminderFigure   figure);
char *gb_reminder_words_button (const GbReminder  *self,
                                GbReminderFigure   figure);

G_END_DECLS
