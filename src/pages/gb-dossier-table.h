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

/* Functions about columns take a bit for each #GbDossiersColumn. */
GbDossier       *gb_dossier_table_get_selected    (GbDossierTable  *self);
GbDossiersOrder  gb_dossier_table_get_order       (GbDossierTable  *self,
                                                   gboolean        *descending);
gint64           gb_dossier_table_get_now         (GbDossierTable  *self);
int              gb_dossier_table_get_day_seconds (GbDossierTable  *self);
void             gb_dossier_table_set_order       (GbDossierTable  *self,
                                                   GbDossiersOrder  order,
                                                   gboolean         descending);
void             gb_dossier_table_set_list        (GbDossierTable  *self,
                                                   GbDossierList   *list);
void             gb_dossier_table_set_day_seconds (GbDossierTable  *self,
                                                   int              day_seconds);
void             gb_dossier_table_scroll_to_top   (GbDossierTable  *self);
gboolean         gb_dossier_table_get_many        (GbDossierTable  *self);
void             gb_dossier_table_set_many        (GbDossierTable  *self,
                                                   gboolean         many);
void             gb_dossier_table_select_all      (GbDossierTable  *self,
                                                   gboolean         all);
GtkBitset       *gb_dossier_table_get_selection   (GbDossierTable  *self);
guint            gb_dossier_table_get_columns     (GbDossierTable  *self);
guint            gb_dossier_table_get_chosen      (GbDossierTable  *self);
void             gb_dossier_table_set_chosen      (GbDossierTable  *self,
                                                   guint            columns);
const char      *gb_dossier_table_get_title       (GbDossierTable  *self,
                                                   GbDossiersColumn column);
void             gb_dossier_table_set_communes    (GbDossierTable  *self,
                                                   GHashTable      *names,
                                                   gboolean         province);
const char      *gb_dossier_table_get_commune_name (GbDossierTable *self,
                                                   const char      *code);

G_END_DECLS
