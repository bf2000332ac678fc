/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-team-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_TEAM_ROW (gb_team_row_get_type ())
G_DECLARE_FINAL_TYPE (GbTeamRow, gb_team_row, GB, TEAM_ROW, GtkListBoxRow)

GtkWidget  *gb_team_row_new      (void);
void        gb_team_row_set_team (GbTeamRow     *self,
                                  const GbTeam  *team,
                                  gboolean       of_commune,
                                  GbDay          today);
const char *gb_team_row_get_id   (GbTeamRow     *self);
const char *gb_team_row_get_name (GbTeamRow     *self);

G_END_DECLS
