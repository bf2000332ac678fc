/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-layer.h"
#include "gb-commune-marks.h"

G_BEGIN_DECLS

GbGeoCoverage *gb_commune_layer_get_coverage (GbCommuneLayer *self);
guint          gb_commune_layer_get_current  (GbCommuneLayer *self);
guint          gb_commune_layer_get_home     (GbCommuneLayer *self);
void           gb_commune_layer_set_current  (GbCommuneLayer *self,
                                              guint           area);
GbCommuneMarks *gb_commune_layer_update_marks (GbCommuneLayer *self);
void           gb_commune_layer_activate     (GbCommuneLayer *self,
                                              guint           area);

GbGeoProjection gb_commune_layer_get_projection (GbCommuneLayer *self);
void           gb_commune_layer_set_hovered  (GbCommuneLayer *self,
                                              guint           area);

void           gb_commune_pointer_attach     (GbCommuneLayer *self);
gboolean       gb_commune_keys_pressed       (GbCommuneLayer *self,
                                              guint           keyval);
gboolean       gb_commune_keys_focus         (GtkWidget      *widget,
                                              GtkDirectionType direction);

G_END_DECLS
