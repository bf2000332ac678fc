/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-programme-repository.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PROGRAMMES_MODEL (gb_programmes_model_get_type ())
G_DECLARE_FINAL_TYPE (GbProgrammesModel, gb_programmes_model, GB, PROGRAMMES_MODEL, GObject)

GbProgrammesModel *gb_programmes_model_new         (GbStore           *store);
void               gb_programmes_model_set_commune (GbProgrammesModel *self,
                                                    const char        *commune);
const char        *gb_programmes_model_get_commune (GbProgrammesModel *self);
void               gb_programmes_model_set_chosen  (GbProgrammesModel *self,
                                                    const char        *indicator);
void               gb_programmes_model_set_active  (GbProgrammesModel *self,
                                                    gboolean           active);
void               gb_programmes_model_reload      (GbProgrammesModel *self);
gboolean           gb_programmes_model_get_loading (GbProgrammesModel *self);
const GError      *gb_programmes_model_get_error   (GbProgrammesModel *self);
gint64             gb_programmes_model_get_now     (GbProgrammesModel *self);
GPtrArray         *gb_programmes_model_get_list    (GbProgrammesModel *self);
const GbProgramme *gb_programmes_model_get_chosen  (GbProgrammesModel *self);
GArray            *gb_programmes_model_get_trend   (GbProgrammesModel *self);
GPtrArray         *gb_programmes_model_get_ranking (GbProgrammesModel *self);

G_END_DECLS
