/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-view.h"
#include "gb-table.h"

G_BEGIN_DECLS

GbTable *gb_export_map_table (GbMapView *view);

G_END_DECLS
