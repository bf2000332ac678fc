/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-freshness.h"
#include "gb-outbox-model.h"

G_BEGIN_DECLS

#define GB_TYPE_FRESHNESS_BUTTON (gb_freshness_button_get_type ())
G_DECLARE_FINAL_TYPE (GbFreshnessButton, gb_freshness_button, GB, FRESHNESS_BUTTON, AdwBin)

G_END_DECLS
