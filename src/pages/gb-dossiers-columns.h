/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-clock.h"
#include "gb-dossiers-column.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_COLUMNS (gb_dossiers_columns_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersColumns, gb_dossiers_columns, GB, DOSSIERS_COLUMNS, GObject)

GbDossiersColumns *gb_dossiers_columns_new          (GtkColumnView      *view);
guint              gb_dossiers_columns_get_shown    (GbDossiersColumns  *self);
guint              gb_dossiers_columns_get_chosen   (GbDossiersColumns  *self);
void               gb_dossiers_columns_set_chosen   (GbDossiersColumns  *self,
                                                     guint               columns);
GbDossiersOrder    gb_dossiers_columns_get_order    (GbDossiersColumns  *self,
                                                     gboolean           *descending);
void               gb_dossiers_columns_set_order    (GbDossiersColumns  *self,
                                                     GbDossiersOrder     order,
                                                     gboolean            descending);
void               gb_dossiers_columns_set_room     (GbDossiersColumns  *self,
                                                     GbDossiersRoom      room);
void               gb_dossiers_columns_set_marks    (GbDossiersColumns  *self,
                                                     gboolean            marks);
void               gb_dossiers_columns_fit          (GbDossiersColumns  *self);

gint64             gb_dossiers_columns_get_now      (GbDossiersColumns  *self);
void               gb_dossiers_columns_set_clock    (GbDossiersColumns  *self,
                                                     GbClock            *clock);
int                gb_dossiers_columns_get_day_seconds
                                                    (GbDossiersColumns  *self);
const char        *gb_dossiers_columns_get_commune_name
                                                    (GbDossiersColumns  *self,
                                                     const char         *code);
GHashTable        *gb_dossiers_columns_ref_communes (GbDossiersColumns  *self);
gboolean           gb_dossiers_columns_get_province (GbDossiersColumns  *self);
void               gb_dossiers_columns_set_facts    (GbDossiersColumns  *self,
                                                     int                 day_seconds,
                                                     GHashTable         *communes,
                                                     gboolean            province);

gboolean           gb_dossiers_columns_get_masked       (GbDossiersColumns *self);
void               gb_dossiers_columns_set_masked       (GbDossiersColumns *self,
                                                         gboolean           masked);

G_END_DECLS
