/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-dossier-query.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_LIST (gb_dossier_list_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierList, gb_dossier_list, GB, DOSSIER_LIST, GObject)

GbDossierList        *gb_dossier_list_new         (GbStore              *store,
                                                   const GbDossierQuery *query);
GbStore              *gb_dossier_list_get_store   (GbDossierList        *self);
const GbDossierQuery *gb_dossier_list_get_query   (GbDossierList        *self);
void                  gb_dossier_list_set_query   (GbDossierList        *self,
                                                   const GbDossierQuery *query);
gboolean              gb_dossier_list_get_loading (GbDossierList        *self);
const GError         *gb_dossier_list_get_error   (GbDossierList        *self);
gint64                gb_dossier_list_get_number  (GbDossierList        *self,
                                                   guint                 position);
void                  gb_dossier_list_refresh     (GbDossierList        *self);

G_END_DECLS
