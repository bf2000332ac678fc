/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-list.h"
#include "gb-dossier.h"
#include "gb-dossiers-columns.h"
#include "gb-dossiers-words.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_TABLE (gb_dossier_table_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierTable, gb_dossier_table, GB, DOSSIER_TABLE, AdwBin)

GbDossier       *gb_dossier_table_get_selected    (GbDossierTable  *self);
GbStore         *gb_dossier_table_get_store       (GbDossierTable  *self);
void             gb_dossier_table_set_list        (GbDossierTable  *self,
                                                   GbDossierList   *list);
void             gb_dossier_table_scroll_to_top   (GbDossierTable  *self);
void             gb_dossier_table_refresh         (GbDossierTable  *self);
void             gb_dossier_table_focus_first     (GbDossierTable  *self);
void             gb_dossier_table_set_everywhere  (GbDossierTable  *self,
                                                   gint64           n_rows);
gboolean         gb_dossier_table_get_many        (GbDossierTable  *self);
void             gb_dossier_table_set_many        (GbDossierTable  *self,
                                                   gboolean         many);
void             gb_dossier_table_select_all      (GbDossierTable  *self,
                                                   gboolean         all);
guint            gb_dossier_table_get_n_selected  (GbDossierTable  *self);
GArray          *gb_dossier_table_dup_selected    (GbDossierTable  *self);
GbDossiersColumns *
                 gb_dossier_table_get_columns     (GbDossierTable  *self);

G_END_DECLS
