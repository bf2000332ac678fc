/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_TEAMS_VIEW (gb_teams_view_get_type ())
G_DECLARE_FINAL_TYPE (GbTeamsView, gb_teams_view, GB, TEAMS_VIEW, AdwBin)

void gb_teams_view_set_store   (GbTeamsView *self,
                                GbStore     *store);
void gb_teams_view_set_commune (GbTeamsView *self,
                                const char  *commune);

G_END_DECLS
