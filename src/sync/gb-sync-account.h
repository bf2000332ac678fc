/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbSyncAccount:
 * @scope: (owned) (nullable): the scope the cache belongs to, %NULL before its first page
 * @endpoint: (owned) (nullable): where its data came from
 * @as_of: when the dossiers were right, by the hub's clock, UTC seconds, 0 = never
 * @base_as_of: likewise of everything else, 0 also while that is not complete
 * @last_attempt: the latest of the groups, UTC seconds, 0 = never
 * @next_attempt: the earliest of the groups and of the actions that wait, UTC seconds, 0 = none
 * @asked_to_wait: the last run was asked to come again at @next_attempt and not before
 *
 * What a cache remembers of the runs that filled it.
 */
typedef struct
{
  char *scope;
  char *endpoint;
  gint64 as_of;
  gint64 base_as_of;
  gint64 last_attempt;
  gint64 next_attempt;
  gboolean asked_to_wait;
} GbSyncAccount;

void           gb_sync_account_free       (GbSyncAccount        *self);
gboolean       gb_sync_account_resolve    (const GbSyncAccount  *self,
                                           const char           *scope,
                                           char                **resolved,
                                           GError              **error);
gint64         gb_sync_account_back_off   (const GError         *error,
                                           guint                 attempts,
                                           guint                 retry_after);

void           gb_sync_account_load_async (GbStore              *store,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
void           gb_sync_account_note_async (GbStore              *store,
                                           GbRecordGroup         group,
                                           const GError         *error,
                                           guint                 retry_after,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GbSyncAccount *gb_sync_account_load_finish (GbStore             *store,
                                            GAsyncResult        *result,
                                            GError             **error);
gboolean       gb_sync_account_note_finish (GbStore             *store,
                                            GAsyncResult        *result,
                                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSyncAccount, gb_sync_account_free)

G_END_DECLS
