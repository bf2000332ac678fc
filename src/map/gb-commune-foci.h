/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-texts.h"
#include "gb-map-raster.h"

G_BEGIN_DECLS

/**
 * GbCommuneFoci:
 *
 * The area that is chosen and the one that is looked at, each with a line round it and a callout: of the first a short
 * one in the colour of the focus, of the second one that tells more.
 */
typedef struct _GbCommuneFoci GbCommuneFoci;

GbCommuneFoci *gb_commune_foci_new          (GtkWidget             *layer);
void           gb_commune_foci_free         (GbCommuneFoci         *self);
void           gb_commune_foci_set          (GbCommuneFoci         *self,
                                             GbMapPicture          *picture,
                                             GbCommuneDescribe      describe,
                                             gpointer               user_data);
void           gb_commune_foci_add_obstacle (GbCommuneFoci         *self,
                                             GtkWidget             *widget);
void           gb_commune_foci_set_list_taken (GbCommuneFoci         *self,
                                             GbCommuneListTaken     list,
                                             gpointer               user_data);
gboolean       gb_commune_foci_is_ready     (GbCommuneFoci         *self);
void           gb_commune_foci_snapshot     (GbCommuneFoci         *self,
                                             GtkSnapshot           *snapshot,
                                             const GbMapRaster     *raster,
                                             const GbGeoProjection *projection,
                                             guint                  selected,
                                             guint                  looked_at);

G_END_DECLS
