/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-commune-texts.h"
#include "gb-map-picture.h"

G_BEGIN_DECLS

#define GB_TYPE_COMMUNE_LAYER (gb_commune_layer_get_type ())
G_DECLARE_FINAL_TYPE (GbCommuneLayer, gb_commune_layer, GB, COMMUNE_LAYER, ShumateLayer)

GbCommuneLayer *gb_commune_layer_new          (ShumateViewport *viewport);
guint           gb_commune_layer_get_selected (GbCommuneLayer  *self);
void            gb_commune_layer_set_picture  (GbCommuneLayer  *self,
                                               GbMapPicture    *picture);
void            gb_commune_layer_set_selected (GbCommuneLayer  *self,
                                               guint            area);
void            gb_commune_layer_fit         (GbCommuneLayer  *self);
void            gb_commune_layer_show_all     (GbCommuneLayer  *self);
void            gb_commune_layer_show_area    (GbCommuneLayer  *self,
                                               guint            area);
void            gb_commune_layer_focus_area  (GbCommuneLayer  *self,
                                               guint            area);
gboolean        gb_commune_layer_is_complete  (GbCommuneLayer  *self);

void            gb_commune_layer_set_describe (GbCommuneLayer    *self,
                                               GbCommuneDescribe  describe,
                                               gpointer           user_data);
void            gb_commune_layer_add_obstacle (GbCommuneLayer    *self,
                                               GtkWidget         *widget);
void            gb_commune_layer_set_list_taken (GbCommuneLayer     *self,
                                               GbCommuneListTaken  list,
                                               gpointer            user_data);
void            gb_commune_layer_set_home     (GbCommuneLayer    *self,
                                               guint              area);

G_END_DECLS
