/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-commune-texts.h"
#include "gb-map-painter.h"

G_BEGIN_DECLS

/**
 * GbCommuneCallout:
 *
 * What is said of one area, in a box beside it. The box stands where it hides no name and nothing that lies over the
 * map; one in the colour of the focus has a line to a ring at the area's place.
 */
typedef struct _GbCommuneCallout GbCommuneCallout;

GbCommuneCallout *gb_commune_callout_new      (GtkWidget              *layer,
                                               gboolean                strong);
void              gb_commune_callout_free     (GbCommuneCallout       *self);
void              gb_commune_callout_set_area (GbCommuneCallout       *self,
                                               guint                   area,
                                               const GbCommuneTexts   *texts);
guint             gb_commune_callout_get_area (GbCommuneCallout       *self);
GbGeoPoint        gb_commune_callout_get_point (GbCommuneCallout      *self);
gboolean          gb_commune_callout_place    (GbCommuneCallout       *self,
                                               const graphene_point_t *anchor,
                                               double                  radius,
                                               const GArray           *taken);
gboolean          gb_commune_callout_get_box  (GbCommuneCallout       *self,
                                               graphene_rect_t        *box);
void              gb_commune_callout_snapshot (GbCommuneCallout       *self,
                                               GtkSnapshot            *snapshot,
                                               const GbMapStyle       *style);

G_END_DECLS
