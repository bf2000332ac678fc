/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-private.h"

G_BEGIN_DECLS

gboolean gb_hub_owner_find   (GbHub       *hub,
                              const char  *code,
                              gboolean    *known,
                              char       **commune,
                              char       **agency,
                              GError     **error);
gboolean gb_hub_owner_update (GbHub       *hub,
                              const char  *agency,
                              const char  *data,
                              GError     **error);

G_END_DECLS
