/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbRandom:
 *
 * A stream of numbers that is the same on every machine: xoshiro256** (Blackman, Vigna 2018),
 * filled by splitmix64 from a seed and the stream's name. Whole numbers only, so no mathematical
 * library can make a difference.
 */
typedef struct
{
  guint64 s[4];
} GbRandom;

void        gb_random_init   (GbRandom          *self,
                              guint64            seed,
                              const char        *stream,
                              guint64            index);
guint64     gb_random_next   (GbRandom          *self);
int         gb_random_below  (GbRandom          *self,
                              int                n);
int         gb_random_range  (GbRandom          *self,
                              int                low,
                              int                high);
gboolean    gb_random_chance (GbRandom          *self,
                              int                per_mille);
int         gb_random_weight (GbRandom          *self,
                              const int         *cumulative,
                              int                n);
const char *gb_random_text   (GbRandom          *self,
                              const char *const *texts,
                              int                n);

#define gb_random_pick(self, array) gb_random_text (self, array, G_N_ELEMENTS (array))

G_END_DECLS
