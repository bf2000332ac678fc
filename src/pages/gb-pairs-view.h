/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PAIRS_VIEW (gb_pairs_view_get_type ())
G_DECLARE_FINAL_TYPE (GbPairsView, gb_pairs_view, GB, PAIRS_VIEW, AdwBin)

void gb_pairs_view_set_store   (GbPairsView *self,
                                GbStore     *store);
void gb_pairs_view_set_commune (GbPairsView *self,
                                const char  *commune);
void gb_pairs_view_set_masked  (GbPairsView *self,
                                gboolean     masked);

G_END_DECLS
