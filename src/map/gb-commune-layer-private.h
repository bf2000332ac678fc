/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-layer.h"

G_BEGIN_DECLS

GbGeoCoverage *gb_commune_layer_get_coverage (GbCommuneLayer *self);
guint          gb_commune_layer_get_current  (GbCommuneLayer *self);
guint          gb_commune_layer_get_home     (GbCommuneLayer *self);
void           gb_commune_layer_activate     (GbCommuneLayer *self,
                                              guint           area);

gboolean       gb_commune_keys_pressed       (GbCommuneLayer *self,
                                              guint           keyval);

G_END_DECLS
