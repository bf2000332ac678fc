/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-write.h"
#include "gb-team-repository.h"

G_BEGIN_DECLS

GbTable *gb_export_teams_table  (GPtrArray *teams);
GbTable *gb_export_visits_table (GPtrArray *visits,
                                 GPtrArray *owner,
                                 gboolean   with_commune,
                                 GbDay      today);
GbTable *gb_export_pairs_table  (GPtrArray *pairs,
                                 gboolean   with_commune);

G_END_DECLS
