/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbReminderTimerKind:
 * @GB_REMINDER_TIMER_SYSTEMD: a timer of the user's systemd starts `giaoban --remind` every few minutes
 * @GB_REMINDER_TIMER_PORTAL: in a sandbox the desktop starts `giaoban --remind` with the session, and it stays
 *
 * Who looks whether something is to be said while no window is open.
 */
typedef enum
{
  GB_REMINDER_TIMER_SYSTEMD,
  GB_REMINDER_TIMER_PORTAL,
} GbReminderTimerKind;

GbReminderTimerKind gb_reminder_timer_kind         (void);
const char         *gb_reminder_timer_kind_nick    (GbReminderTimerKind   kind);
gboolean            gb_reminder_timer_set          (GbReminderTimerKind   kind,
                                                    gboolean              enabled,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
void                gb_reminder_timer_set_async    (gboolean              enabled,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean            gb_reminder_timer_set_finish   (GAsyncResult         *result,
                                                    GError              **error);
gboolean            gb_reminder_timer_is_enabled   (GbReminderTimerKind   kind,
                                                    gboolean             *enabled,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

G_END_DECLS
