/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-query.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_FILTERS (gb_dossier_filters_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierFilters, gb_dossier_filters, GB, DOSSIER_FILTERS, AdwBin)

GtkWidget            *gb_dossier_filters_new       (void);
void                  gb_dossier_filters_set_store (GbDossierFilters     *self,
                                                    GbStore              *store);
const GbDossierQuery *gb_dossier_filters_get_query (GbDossierFilters     *self);
void                  gb_dossier_filters_set_query (GbDossierFilters     *self,
                                                    const GbDossierQuery *query);

G_END_DECLS
