/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-dossier.h"
#include "gb-dossiers-columns.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_CELL (gb_dossier_cell_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierCell, gb_dossier_cell, GB, DOSSIER_CELL, GtkWidget)

GtkWidget *gb_dossier_cell_new         (GbDossiersColumn   column,
                                        GbDossiersColumns *columns);
GbDossier *gb_dossier_cell_get_dossier (GbDossierCell     *self);
void       gb_dossier_cell_set_dossier (GbDossierCell     *self,
                                        GbDossier         *dossier);

G_END_DECLS
