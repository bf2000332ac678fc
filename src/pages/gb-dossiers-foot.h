/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-query.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_FOOT (gb_dossiers_foot_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersFoot, gb_dossiers_foot, GB, DOSSIERS_FOOT, AdwBin)

void gb_dossiers_foot_set_columns_menu (GbDossiersFoot *self,
                                        GMenuModel     *menu);
void gb_dossiers_foot_set_columns_visible
                                       (GbDossiersFoot *self,
                                        gboolean        visible);
void gb_dossiers_foot_set_filter       (GbDossiersFoot *self,
                                        GbDossierFilter filter);
void gb_dossiers_foot_set_narrow       (GbDossiersFoot *self,
                                        gboolean        narrow);
void gb_dossiers_foot_set_many         (GbDossiersFoot *self,
                                        gboolean        many);
void gb_dossiers_foot_set_words        (GbDossiersFoot *self,
                                        const char     *summary,
                                        const char     *freshness);
void gb_dossiers_foot_set_counts       (GbDossiersFoot *self,
                                        guint           n_selected,
                                        guint           n_rows);

G_END_DECLS
