/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-people.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PEOPLE_MODEL (gb_people_model_get_type ())
G_DECLARE_FINAL_TYPE (GbPeopleModel, gb_people_model, GB, PEOPLE_MODEL, GObject)

GbPeopleModel *gb_people_model_new         (GbStore        *store);
void           gb_people_model_set_commune (GbPeopleModel  *self,
                                            const char     *commune);
void           gb_people_model_reload      (GbPeopleModel  *self);
gboolean       gb_people_model_get_loading (GbPeopleModel  *self);
GbPeople      *gb_people_model_get_people  (GbPeopleModel  *self);
const GError  *gb_people_model_get_error   (GbPeopleModel  *self);

G_END_DECLS
