/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"
#include "gb-hub-token.h"

G_BEGIN_DECLS

GPtrArray *gb_hub_actions_run (GbHub             *hub,
                               const GbHubToken  *token,
                               GPtrArray         *messages);

G_END_DECLS
