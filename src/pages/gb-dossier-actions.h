/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-detail.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_ACTIONS (gb_dossier_actions_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierActions, gb_dossier_actions, GB, DOSSIER_ACTIONS, AdwBin)

void gb_dossier_actions_show (GbDossierActions *self,
                              GbStore          *store,
                              GbDossierDetail  *detail,
                              gboolean          masked);

G_END_DECLS
