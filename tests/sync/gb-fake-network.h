/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_FAKE_NETWORK (gb_fake_network_get_type ())
G_DECLARE_FINAL_TYPE (GbFakeNetwork, gb_fake_network, GB, FAKE_NETWORK, GObject)

GbFakeNetwork *gb_fake_network_new (void);
void           gb_fake_network_set (GbFakeNetwork        *self,
                                    GNetworkConnectivity  connectivity,
                                    gboolean              metered);

G_END_DECLS
