/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-view.h"

G_BEGIN_DECLS

char *gb_map_words_amount    (double              amount,
                              const char         *unit);
char *gb_map_words_class     (const GbMapView    *view,
                              guint               class_index);
const char *gb_map_words_indicator (const GbIndicator *indicator);
char *gb_map_words_spoken    (const GbMapView    *view,
                              guint               commune);
char *gb_map_words_callout   (const GbMapView    *view,
                              guint               commune);
char *gb_map_words_detail    (const GbMapView    *view,
                              guint               commune);
char *gb_map_words_whence    (const GbMapView    *view);
char *gb_map_words_title     (const GbMapCommune *commune);
char *gb_map_words_code      (const GbMapCommune *commune);
char *gb_map_words_made_of   (const GbMapCommune *commune);
char *gb_map_words_rank      (const GbMapView    *view,
                              guint               commune);
char *gb_map_words_km2       (double              km2);
char *gb_map_words_borders   (const GbMapView    *view);

G_END_DECLS
