/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_MAP_PIN_SIGN (gb_map_pin_sign_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPinSign, gb_map_pin_sign, GB, MAP_PIN_SIGN, GtkWidget)

GtkWidget *gb_map_pin_sign_new       (void);
void       gb_map_pin_sign_set_state (GbMapPinSign *self,
                                      guint         state);
void       gb_map_pin_sign_set_field (GbMapPinSign *self,
                                      const char   *field);

G_END_DECLS
