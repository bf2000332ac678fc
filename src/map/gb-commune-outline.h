/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-map-picture.h"

G_BEGIN_DECLS

/**
 * GbCommuneOutline:
 *
 * The thick line round one area, drawn on another thread as the map is, and moved and scaled until it is drawn anew.
 */
typedef struct _GbCommuneOutline GbCommuneOutline;

GbCommuneOutline *gb_commune_outline_new      (GtkWidget             *layer);
void              gb_commune_outline_free     (GbCommuneOutline      *self);
void              gb_commune_outline_show     (GbCommuneOutline      *self,
                                               GbMapPicture          *picture,
                                               guint                  area,
                                               const GbGeoProjection *projection);
gboolean          gb_commune_outline_is_ready (GbCommuneOutline      *self);
void              gb_commune_outline_snapshot (GbCommuneOutline      *self,
                                               GtkSnapshot           *snapshot,
                                               const GbGeoProjection *projection);

G_END_DECLS
