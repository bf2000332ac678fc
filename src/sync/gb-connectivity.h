/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sync.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbConnectivityState:
 * @GB_CONNECTIVITY_STATE_NONE: the system knows of no network; loopback may work all the same
 * @GB_CONNECTIVITY_STATE_PORTAL: the network wants somebody to sign in to it first
 * @GB_CONNECTIVITY_STATE_LIMITED: there is a network, but perhaps no internet: enough where the
 *   endpoint is on the administration's own network
 * @GB_CONNECTIVITY_STATE_FULL: nothing is known to be in the way
 */
typedef enum
{
  GB_CONNECTIVITY_STATE_NONE,
  GB_CONNECTIVITY_STATE_PORTAL,
  GB_CONNECTIVITY_STATE_LIMITED,
  GB_CONNECTIVITY_STATE_FULL,
} GbConnectivityState;

#define GB_TYPE_CONNECTIVITY_STATE (gb_connectivity_state_get_type ())
GType gb_connectivity_state_get_type (void);

#define GB_TYPE_CONNECTIVITY (gb_connectivity_get_type ())
G_DECLARE_FINAL_TYPE (GbConnectivity, gb_connectivity, GB, CONNECTIVITY, GObject)

GbConnectivity      *gb_connectivity_new          (GNetworkMonitor *monitor,
                                                   GDBusConnection *bus);
GbConnectivity      *gb_connectivity_new_system   (void);
GbConnectivityState  gb_connectivity_get_state    (GbConnectivity  *self);
gboolean             gb_connectivity_is_metered   (GbConnectivity  *self);
GbSyncGroups         gb_connectivity_get_groups   (GbConnectivity  *self,
                                                   GbSync          *sync);

G_END_DECLS
