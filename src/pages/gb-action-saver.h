/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-action-repository.h"

G_BEGIN_DECLS

/**
 * GbActionSaved:
 * @ids: (owned) (element-type utf8): of those that were stored
 * @n_refused: how many were not
 * @problem: (owned) (nullable): why the first of these was not
 */
typedef struct
{
  GPtrArray *ids;
  guint n_refused;
  char *problem;
} GbActionSaved;

void           gb_action_saver_save_async  (GbStore              *store,
                                            GPtrArray            *actions,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GbActionSaved *gb_action_saver_save_finish (GbStore              *store,
                                            GAsyncResult         *result);
void           gb_action_saved_free        (GbActionSaved        *self);

void           gb_action_saver_toast       (AdwToastOverlay      *toasts,
                                            GbStore              *store,
                                            const char           *text,
                                            GPtrArray            *ids);
void           gb_action_saver_withdraw    (AdwToastOverlay      *toasts,
                                            GbStore              *store,
                                            const char           *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbActionSaved, gb_action_saved_free)

G_END_DECLS
