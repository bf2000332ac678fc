/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-picture.h"

G_BEGIN_DECLS

void bench_map_window (GbMapPicture *picture);

G_END_DECLS
