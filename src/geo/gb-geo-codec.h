/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"

G_BEGIN_DECLS

GBytes        *gb_geo_coverage_to_bytes   (const GbGeoCoverage *self);
GbGeoCoverage *gb_geo_coverage_from_bytes (GBytes              *bytes,
                                           GError             **error);

G_END_DECLS
