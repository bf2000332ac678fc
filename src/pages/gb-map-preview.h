/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-map-sheet.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PREVIEW (gb_map_preview_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPreview, gb_map_preview, GB, MAP_PREVIEW, AdwWindow)

GbMapPreview *gb_map_preview_present (GtkWindow                *parent,
                                      GbMapSheet               *sheet,
                                      double                    width,
                                      double                    height,
                                      GtkPrintOperationPreview *operation);

G_END_DECLS
