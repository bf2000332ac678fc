/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-lookup-answer.h"

G_BEGIN_DECLS

#define GB_TYPE_LOOKUP_MODEL (gb_lookup_model_get_type ())
G_DECLARE_FINAL_TYPE (GbLookupModel, gb_lookup_model, GB, LOOKUP_MODEL, GObject)

GbLookupModel  *gb_lookup_model_new         (GbStore       *store);
void            gb_lookup_model_ask         (GbLookupModel *self,
                                             const char    *text,
                                             const char    *field);
void            gb_lookup_model_set_active  (GbLookupModel *self,
                                             gboolean       active);
GbLookupAnswer *gb_lookup_model_get_answer  (GbLookupModel *self);
const GError   *gb_lookup_model_get_error   (GbLookupModel *self);
gboolean        gb_lookup_model_get_loading (GbLookupModel *self);

G_END_DECLS
