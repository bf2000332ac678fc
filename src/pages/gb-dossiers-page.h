/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_PAGE (gb_dossiers_page_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersPage, gb_dossiers_page, GB, DOSSIERS_PAGE, GbPage)

GbDossierFilter gb_dossiers_page_get_filter (GbDossiersPage  *self);
void            gb_dossiers_page_set_filter (GbDossiersPage  *self,
                                             GbDossierFilter  filter);
const char     *gb_dossiers_page_get_search (GbDossiersPage  *self);
void            gb_dossiers_page_set_search (GbDossiersPage  *self,
                                             const char      *search);
const char     *gb_dossiers_page_get_code   (GbDossiersPage  *self);
void            gb_dossiers_page_open       (GbDossiersPage  *self,
                                             const char      *code);
guint            gb_dossiers_page_get_n_selected (GbDossiersPage  *self);
void             gb_dossiers_page_load_selected_async (GbDossiersPage      *self,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);

G_END_DECLS
