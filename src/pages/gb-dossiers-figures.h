/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-list.h"
#include "gb-dossier-summary.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_FIGURES (gb_dossiers_figures_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersFigures, gb_dossiers_figures, GB, DOSSIERS_FIGURES, GObject)

GbDossiersFigures      *gb_dossiers_figures_new          (GbDossierList     *list);
void                    gb_dossiers_figures_set_grouping (GbDossiersFigures *self,
                                                          GbDossierGrouping  grouping);
gboolean                gb_dossiers_figures_get_loading  (GbDossiersFigures *self);
const GbDossierSummary *gb_dossiers_figures_get_summary  (GbDossiersFigures *self);

G_END_DECLS
