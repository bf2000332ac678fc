/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-rules.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbActionFilter:
 * @GB_ACTION_FILTER_ALL: every action that no other has taken the place of
 * @GB_ACTION_FILTER_PENDING: not applied, refused or in conflict: what "chờ gửi" counts
 * @GB_ACTION_FILTER_TROUBLE: refused or in conflict: somebody has to do something
 * @GB_ACTION_FILTER_OPEN: all of them that are not applied
 */
typedef enum
{
  GB_ACTION_FILTER_ALL,
  GB_ACTION_FILTER_PENDING,
  GB_ACTION_FILTER_TROUBLE,
  GB_ACTION_FILTER_OPEN,
} GbActionFilter;

/**
 * GbActionsAdded:
 * @actions: (owned) (element-type GbAction): those that were stored, as they were stored
 * @warnings: what the user should know of them
 * @n_refused: how many were not stored
 * @refusal: (owned) (nullable): why the first of these was not
 * @reached: the province answered when it was asked last: they are sent soon
 */
typedef struct
{
  GPtrArray *actions;
  GbActionWarnings warnings;
  guint n_refused;
  GError *refusal;
  gboolean reached;
} GbActionsAdded;

/* Functions that block and read; run them on a thread of the store. */
GPtrArray *gb_action_repository_list          (GbSqlConnection      *connection,
                                               GbActionFilter        filter,
                                               const char           *target,
                                               GError              **error);
gboolean   gb_action_repository_find          (GbSqlConnection      *connection,
                                               const char           *id,
                                               GbAction            **action,
                                               GError              **error);
gboolean   gb_action_repository_count         (GbSqlConnection      *connection,
                                               GbActionFilter        filter,
                                               gint64               *count,
                                               GError              **error);
gboolean   gb_action_repository_next_attempt  (GbSqlConnection      *connection,
                                               gint64               *next_attempt,
                                               GError              **error);
gboolean   gb_action_repository_apologies     (GbSqlConnection      *connection,
                                               char                **json,
                                               GError              **error);

void       gb_store_add_actions_async         (GbStore              *self,
                                               const GPtrArray      *actions,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GbActionsAdded *
           gb_store_add_actions_finish        (GbStore              *self,
                                               GAsyncResult         *result,
                                               GError              **error);
GbAction  *gb_store_add_action                (GbStore              *self,
                                               const GbAction       *action,
                                               GbActionWarnings     *warnings,
                                               GCancellable         *cancellable,
                                               GError              **error);
void       gb_actions_added_free              (GbActionsAdded       *self);

void       gb_store_withdraw_actions_async    (GbStore              *self,
                                               const char *const    *ids,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean   gb_store_withdraw_actions_finish   (GbStore              *self,
                                               GAsyncResult         *result,
                                               GError              **error);
gboolean   gb_store_withdraw_action           (GbStore              *self,
                                               const char           *id,
                                               GCancellable         *cancellable,
                                               GError              **error);

void       gb_store_drop_action_async         (GbStore              *self,
                                               const char           *id,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean   gb_store_drop_action_finish        (GbStore              *self,
                                               GAsyncResult         *result,
                                               GError              **error);
gboolean   gb_store_drop_action               (GbStore              *self,
                                               const char           *id,
                                               GCancellable         *cancellable,
                                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbActionsAdded, gb_actions_added_free)

G_END_DECLS
