/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-workstation.h"

G_BEGIN_DECLS

char     *gb_hub_code_make  (GbHub             *hub,
                             const char        *scope,
                             int                days,
                             gint64            *expires,
                             GError           **error);
gboolean  gb_hub_code_take  (GbHub             *hub,
                             const char        *code,
                             GbHubWorkstation  *workstation,
                             char             **id,
                             GError           **error);

G_END_DECLS
