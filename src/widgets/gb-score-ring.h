/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_SCORE_RING (gb_score_ring_get_type ())
G_DECLARE_FINAL_TYPE (GbScoreRing, gb_score_ring, GB, SCORE_RING, GtkWidget)

void gb_score_ring_set_parts (GbScoreRing *self,
                              double       share,
                              double       open);

G_END_DECLS
