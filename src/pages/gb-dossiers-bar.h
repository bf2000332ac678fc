/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-summary.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_BAR (gb_dossiers_bar_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersBar, gb_dossiers_bar, GB, DOSSIERS_BAR, AdwBin)

void                  gb_dossiers_bar_set_store   (GbDossiersBar          *self,
                                                   GbStore                *store);
const GbDossierQuery *gb_dossiers_bar_get_limits  (GbDossiersBar          *self);
void                  gb_dossiers_bar_set_query   (GbDossiersBar          *self,
                                                   const GbDossierQuery   *query,
                                                   GbDay                   today);
void                  gb_dossiers_bar_set_summary (GbDossiersBar          *self,
                                                   const GbDossierSummary *summary);
void                  gb_dossiers_bar_set_room    (GbDossiersBar          *self,
                                                   gboolean                compact);
void                  gb_dossiers_bar_add_tool    (GbDossiersBar          *self,
                                                   GtkWidget              *tool);

G_END_DECLS
