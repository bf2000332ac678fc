/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-pin-marks.h"

G_BEGIN_DECLS

#define GB_TYPE_PIN_LAYER (gb_pin_layer_get_type ())
G_DECLARE_FINAL_TYPE (GbPinLayer, gb_pin_layer, GB, PIN_LAYER, ShumateLayer)

GbPinLayer          *gb_pin_layer_new           (ShumateViewport   *viewport);
GArray              *gb_pin_layer_get_pins      (GbPinLayer        *self);
void                 gb_pin_layer_set_pins      (GbPinLayer        *self,
                                                 GArray            *pins,
                                                 GbPinDescribe      describe,
                                                 gpointer           user_data,
                                                 GDestroyNotify     destroy);
void                 gb_pin_layer_set_colors    (GbPinLayer        *self,
                                                 gboolean           dark,
                                                 gboolean           outlined);
const GbPinClusters *gb_pin_layer_get_clusters  (GbPinLayer        *self);
gboolean             gb_pin_layer_is_complete   (GbPinLayer        *self);
void                 gb_pin_layer_activate      (GbPinLayer        *self,
                                                 guint              cluster);

G_END_DECLS
