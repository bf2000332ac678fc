/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-plan.h"

G_BEGIN_DECLS

void gb_seed_interlude_draw  (GbSeedPlan    *plan,
                              GbSeedDossier *dossier);
void gb_seed_interlude_lines (GbSeedDossier *dossier,
                              const char    *code,
                              GString       *lines);

G_END_DECLS
