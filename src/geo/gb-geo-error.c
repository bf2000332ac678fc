/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-error.h"

G_DEFINE_QUARK (gb-geo-error-quark, gb_geo_error)
