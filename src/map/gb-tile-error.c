/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-error.h"

G_DEFINE_QUARK (gb-tile-error-quark, gb_tile_error)
