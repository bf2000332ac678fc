/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hand-over.h"
#include "gb-table.h"

G_BEGIN_DECLS

char *gb_hand_over_words_title   (const GbHandOver      *self,
                                  gboolean               masked);
char *gb_hand_over_words_summary (const GbHandOver      *self);
char *gb_hand_over_words_item    (const GbHandOver      *self,
                                  const GbHandOverItem  *item,
                                  gboolean               masked);

GbTable *gb_hand_over_words_table (const GbHandOver *self);

G_END_DECLS
