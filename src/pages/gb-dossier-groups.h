/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-summary.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_GROUPS (gb_dossier_groups_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierGroups, gb_dossier_groups, GB, DOSSIER_GROUPS, AdwBin)

void        gb_dossier_groups_set_groups   (GbDossierGroups   *self,
                                            GbDossierGrouping  grouping,
                                            const GPtrArray   *groups);
const char *gb_dossier_groups_get_selected (GbDossierGroups   *self);
void        gb_dossier_groups_set_selected (GbDossierGroups   *self,
                                            const char        *key);
void        gb_dossier_groups_set_narrow   (GbDossierGroups   *self,
                                            gboolean           narrow);

G_END_DECLS
