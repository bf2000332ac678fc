/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GB_MAP_MAX_CLASSES 6
/* How many borders round classes have: the class after them is open. */
#define GB_MAP_N_ROUND     4
#define GB_MAP_NO_CLASS    G_MAXUINT

/**
 * GbMapClasses:
 * @n: how many classes there are, 0 to %GB_MAP_MAX_CLASSES
 * @upper: where each ends; a value that is equal belongs to it. The last one is the greatest value
 * @lower: the least value
 * @round: whether the borders are round numbers, and the last class is open
 * @whole: whether all values are whole numbers
 *
 * Values parted into classes for colours.
 */
typedef struct
{
  guint n;
  double upper[GB_MAP_MAX_CLASSES];
  double lower;
  gboolean round;
  gboolean whole;
} GbMapClasses;

void  gb_map_classes_quantiles (GbMapClasses       *self,
                                const double       *values,
                                guint               n_values,
                                guint               n_classes);
void  gb_map_classes_fixed     (GbMapClasses       *self,
                                const double       *values,
                                guint               n_values,
                                const double       *borders,
                                guint               n_borders);
void  gb_map_classes_round     (GbMapClasses       *self,
                                const double       *values,
                                guint               n_values,
                                gboolean            share);
guint gb_map_classes_find      (const GbMapClasses *self,
                                double              value);

G_END_DECLS
