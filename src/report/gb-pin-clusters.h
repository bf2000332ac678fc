/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-feature.h"
#include "gb-pin-look.h"

G_BEGIN_DECLS

/* As many states as pins are told apart by; the first asks most for somebody. */
#define GB_N_PIN_STATES 4

/**
 * GbPin:
 * @at: where it stands
 * @state: which of the states it is in, below %GB_N_PIN_STATES
 * @look: what is drawn in it, as gb_pin_look_of_field() tells
 *
 * Something that happened at a place.
 */
typedef struct
{
  GbGeoPoint at;
  guint state;
  GbPinLook look;
} GbPin;

/**
 * GbPinCluster:
 * @at: where it is drawn: where most of its members are
 * @x: the same as a part of the world's picture, from its left edge
 * @y: from its upper edge
 * @bounds: of all members
 * @first: where its members begin in gb_pin_clusters_get_members()
 * @n: how many they are
 * @states: how many of them are in each state
 *
 * Pins that would stand too near to each other to be told apart.
 */
typedef struct
{
  GbGeoPoint at;
  double x;
  double y;
  GbGeoBounds bounds;
  guint first;
  guint n;
  guint states[GB_N_PIN_STATES];
} GbPinCluster;

/**
 * GbPinClusters:
 *
 * Pins parted into clusters at one zoom level.
 */
typedef struct _GbPinClusters GbPinClusters;

GbPinClusters      *gb_pin_clusters_new         (const GbPin         *pins,
                                                 guint                n_pins,
                                                 double               zoom,
                                                 double               distance);
void                gb_pin_clusters_free        (GbPinClusters       *self);
guint               gb_pin_clusters_get_n       (const GbPinClusters *self);
const GbPinCluster *gb_pin_clusters_get         (const GbPinClusters *self,
                                                 guint                index);
const guint        *gb_pin_clusters_get_members (const GbPinClusters *self,
                                                 guint                index);
guint               gb_pin_clusters_find        (const GbPinClusters *self,
                                                 guint                pin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPinClusters, gb_pin_clusters_free)

G_END_DECLS
