/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-reminder-settings.h"
#include "gb-reminder.h"
#include "gb-store.h"

G_BEGIN_DECLS

GPtrArray *gb_reminder_repository_find     (GbSqlConnection          *connection,
                                            const char               *commune,
                                            const GbReminderSettings *settings,
                                            gint64                    now,
                                            GError                  **error);
gboolean   gb_reminder_repository_load     (GbSqlConnection          *connection,
                                            gint64                    number,
                                            GbReminder              **reminder,
                                            GError                  **error);

GPtrArray *gb_reminder_look                (GbStore                  *store,
                                            const char               *commune,
                                            const GbReminderSettings *settings,
                                            gboolean                  claim,
                                            GCancellable             *cancellable,
                                            GError                  **error);
gboolean   gb_reminder_release             (GbStore                  *store,
                                            const GbReminder         *reminder,
                                            GCancellable             *cancellable,
                                            GError                  **error);
void       gb_reminder_claim_async         (GbStore                  *store,
                                            const char               *commune,
                                            const GbReminderSettings *settings,
                                            GCancellable             *cancellable,
                                            GAsyncReadyCallback       callback,
                                            gpointer                  user_data);
GPtrArray *gb_reminder_claim_finish        (GbStore                  *store,
                                            GAsyncResult             *result,
                                            GError                  **error);

G_END_DECLS
