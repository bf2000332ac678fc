/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-style.h"

G_BEGIN_DECLS

void gb_seed_write_facts     (GbSeedWriter     *self,
                              GbSeedDossier    *dossier,
                              const GbSeedLook *look);
void gb_seed_complaint_line  (GbSeedDossier    *dossier,
                              const char       *code,
                              gint64            now,
                              GString          *lines);

G_END_DECLS
