/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-pin-painter.h"

G_BEGIN_DECLS

/**
 * GbPinSprites:
 *
 * Pins and numbers drawn once and shown wherever they are alike.
 */
typedef struct _GbPinSprites GbPinSprites;

GbPinSprites     *gb_pin_sprites_new       (PangoContext        *context,
                                            const GbPinStyle    *style,
                                            int                  pixel_scale);
void              gb_pin_sprites_free      (GbPinSprites        *self);
const GbPinStyle *gb_pin_sprites_get_style (const GbPinSprites  *self);
void              gb_pin_sprites_begin     (GbPinSprites        *self);
gboolean          gb_pin_sprites_show      (GbPinSprites        *self,
                                            GtkSnapshot         *snapshot,
                                            const GbPinCluster  *cluster,
                                            const GbPin         *pin,
                                            double               x,
                                            double               y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPinSprites, gb_pin_sprites_free)

G_END_DECLS
