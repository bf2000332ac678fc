/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-team-repository.h"

G_BEGIN_DECLS

const char *gb_team_words_filter   (GbVisitFilter  filter);
const char *gb_team_words_icon     (const GbVisit *visit,
                                    GbDay          today);
const char *gb_team_words_style    (const GbVisit *visit,
                                    GbDay          today);
char       *gb_team_words_state    (const GbVisit *visit,
                                    GbDay          today);
char       *gb_team_words_where    (const GbVisit *visit,
                                    gboolean       with_commune);
char       *gb_team_words_members  (const GbTeam  *team);
char       *gb_team_words_sessions (const GbTeam  *team,
                                    gboolean       of_commune);
char       *gb_team_words_coming   (const GbTeam  *team,
                                    GbDay          today);

G_END_DECLS
