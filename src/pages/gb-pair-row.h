/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-pair-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_PAIR_ROW (gb_pair_row_get_type ())
G_DECLARE_FINAL_TYPE (GbPairRow, gb_pair_row, GB, PAIR_ROW, GtkListBoxRow)

GtkWidget *gb_pair_row_new (const GbPair *pair,
                            gboolean      with_commune,
                            gboolean      masked,
                            GbDay         today);

G_END_DECLS
