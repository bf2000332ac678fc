/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_WARD_SWITCH (gb_ward_switch_get_type ())
G_DECLARE_FINAL_TYPE (GbWardSwitch, gb_ward_switch, GB, WARD_SWITCH, AdwBin)

void        gb_ward_switch_set_store   (GbWardSwitch *self,
                                        GbStore      *store);
void        gb_ward_switch_prefer      (GbWardSwitch *self,
                                        const char   *commune);
void        gb_ward_switch_choose      (GbWardSwitch *self,
                                        const char   *commune);
const char *gb_ward_switch_get_commune (GbWardSwitch *self);

G_END_DECLS
