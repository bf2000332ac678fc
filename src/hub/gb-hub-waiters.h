/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub.h"

G_BEGIN_DECLS

typedef struct _GbHubWaiters GbHubWaiters;

/**
 * GbHubWaiterFunc:
 * @waiter: who waited; no longer kept
 * @user_data: from gb_hub_waiters_new()
 *
 * Something changed, or the waiter's time is over.
 */
typedef void (*GbHubWaiterFunc) (gpointer waiter,
                                 gpointer user_data);

GbHubWaiters *gb_hub_waiters_new    (GbHub            *hub,
                                     GbHubWaiterFunc   func,
                                     gpointer          user_data,
                                     GError          **error);
void          gb_hub_waiters_free   (GbHubWaiters     *self);
gboolean      gb_hub_waiters_add    (GbHubWaiters     *self,
                                     gpointer          waiter,
                                     gint64            until);
void          gb_hub_waiters_remove (GbHubWaiters     *self,
                                     gpointer          waiter);
void          gb_hub_waiters_wake   (GbHubWaiters     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubWaiters, gb_hub_waiters_free)

G_END_DECLS
