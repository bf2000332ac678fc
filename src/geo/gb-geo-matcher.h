/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-feature.h"

G_BEGIN_DECLS

typedef struct _GbGeoMatcher GbGeoMatcher;

GbGeoMatcher *gb_geo_matcher_new         (void);
void          gb_geo_matcher_free        (GbGeoMatcher       *self);

void          gb_geo_matcher_add         (GbGeoMatcher       *self,
                                          const char         *code);
guint         gb_geo_matcher_get_n_codes (GbGeoMatcher       *self);
const char   *gb_geo_matcher_find        (GbGeoMatcher       *self,
                                          const char         *text);
void          gb_geo_matcher_observe     (GbGeoMatcher       *self,
                                          const GbGeoFeature *feature);
char         *gb_geo_matcher_choose_key  (GbGeoMatcher       *self);
const char   *gb_geo_matcher_get_value   (const GbGeoFeature *feature,
                                          const char         *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoMatcher, gb_geo_matcher_free)

G_END_DECLS
