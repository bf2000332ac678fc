/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-mark.h"
#include "gb-commune-texts.h"
#include "gb-geo-projection.h"

G_BEGIN_DECLS

/* A screen reader is not helped by more than 200; the pins over them may have 80. */
#define GB_COMMUNE_MOST_MARKS 120

/**
 * GbCommuneMarks:
 *
 * The accessible elements of a map: one for each commune in view, the largest ones where there are too many.
 */
typedef struct _GbCommuneMarks GbCommuneMarks;

GbCommuneMarks *gb_commune_marks_new      (GtkWidget             *layer,
                                           GCallback              activated);
void            gb_commune_marks_free     (GbCommuneMarks        *self);
void            gb_commune_marks_set      (GbCommuneMarks        *self,
                                           GbGeoCoverage         *coverage,
                                           GbCommuneDescribe      describe,
                                           gpointer               user_data);
void            gb_commune_marks_update   (GbCommuneMarks        *self,
                                           const GbGeoProjection *projection,
                                           double                 width,
                                           double                 height);
void            gb_commune_marks_place    (GbCommuneMarks        *self,
                                           const GbGeoProjection *projection,
                                           double                 width,
                                           double                 height);
GtkWidget      *gb_commune_marks_find     (GbCommuneMarks        *self,
                                           guint                  area);
GtkWidget      *gb_commune_marks_first    (GbCommuneMarks        *self);

G_END_DECLS
