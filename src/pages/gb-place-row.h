/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PLACE_ROW (gb_place_row_get_type ())
G_DECLARE_FINAL_TYPE (GbPlaceRow, gb_place_row, GB, PLACE_ROW, AdwBin)

GtkWidget  *gb_place_row_new         (void);
const char *gb_place_row_get_text    (GbPlaceRow  *self);
gboolean    gb_place_row_get_point   (GbPlaceRow  *self,
                                      double      *lat,
                                      double      *lon);
gboolean    gb_place_row_is_right    (GbPlaceRow  *self);
void        gb_place_row_set_store   (GbPlaceRow  *self,
                                      GbStore     *store);
void        gb_place_row_set_centre  (GbPlaceRow  *self,
                                      const char  *commune,
                                      double       lat,
                                      double       lon);
void        gb_place_row_set_text    (GbPlaceRow  *self,
                                      const char  *text);
void        gb_place_row_set_point   (GbPlaceRow  *self,
                                      double       lat,
                                      double       lon);

G_END_DECLS
