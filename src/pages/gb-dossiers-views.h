/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-view.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_VIEWS (gb_dossiers_views_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersViews, gb_dossiers_views, GB, DOSSIERS_VIEWS, AdwBin)

GtkWidget *gb_dossiers_views_new (GbStore         *store);
void       gb_dossiers_views_set (GbDossiersViews *self,
                                  GbDossierView   *view);

G_END_DECLS
