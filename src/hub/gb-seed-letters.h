/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-life.h"
#include "gb-seed-plan.h"

G_BEGIN_DECLS

void gb_seed_letters (GbSeedPlan    *plan,
                      GbSeedDossier *dossier,
                      const char    *code,
                      GString       *lines);

G_END_DECLS
