/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-identity.h"
#include "gb-hub.h"

G_BEGIN_DECLS

#define GB_TYPE_HUB_SERVER (gb_hub_server_get_type ())
G_DECLARE_FINAL_TYPE (GbHubServer, gb_hub_server, GB, HUB_SERVER, GObject)

GbHubServer *gb_hub_server_new      (GbHub            *hub,
                                     GTlsCertificate  *certificate,
                                     GbHubIdentity    *identity);
guint        gb_hub_server_get_port (GbHubServer      *self);
gboolean     gb_hub_server_listen   (GbHubServer      *self,
                                     const char       *address,
                                     GError          **error);
void         gb_hub_server_stop     (GbHubServer      *self);

G_END_DECLS
