/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_PANE (gb_dossier_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierPane, gb_dossier_pane, GB, DOSSIER_PANE, AdwBin)

GtkWidget  *gb_dossier_pane_new       (void);
const char *gb_dossier_pane_get_code  (GbDossierPane *self);
void        gb_dossier_pane_set_code  (GbDossierPane *self,
                                       const char    *code);
void        gb_dossier_pane_set_store (GbDossierPane *self,
                                       GbStore       *store);
void        gb_dossier_pane_set_masked (GbDossierPane *self,
                                       gboolean       masked);
gboolean    gb_dossier_pane_get_paged (GbDossierPane *self);
void        gb_dossier_pane_set_paged (GbDossierPane *self,
                                       gboolean       paged);

G_END_DECLS
