/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-commune-layer.h"
#include "gb-map-export-job.h"
#include "gb-map-model.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_EXPORT (gb_map_export_get_type ())
G_DECLARE_FINAL_TYPE (GbMapExport, gb_map_export, GB, MAP_EXPORT, GObject)

GbMapExport *gb_map_export_new          (GbClock         *clock,
                                         GbMapModel      *model,
                                         GbCommuneLayer  *layer,
                                         ShumateMap      *map);
GtkWidget   *gb_map_export_make_button  (GbMapExport     *self);
char        *gb_map_export_suggest_name (GbMapExport     *self,
                                         GbMapExportKind  kind);
void         gb_map_export_save         (GbMapExport     *self,
                                         GbMapExportKind  kind,
                                         GFile           *file);
GbMapSheet  *gb_map_export_make_sheet   (GbMapExport     *self,
                                         gboolean         table);

G_END_DECLS
