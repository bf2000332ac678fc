/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-commune-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_FOUND_ROW (gb_found_row_get_type ())
G_DECLARE_FINAL_TYPE (GbFoundRow, gb_found_row, GB, FOUND_ROW, GtkListBoxRow)

GtkWidget  *gb_found_row_new             (const char      *icon_name,
                                          const char      *title,
                                          const char      *remark,
                                          const char      *answer);
GtkWidget  *gb_found_row_new_for_commune (const GbCommune *commune);
void        gb_found_row_set_indented    (GbFoundRow      *self,
                                          gboolean         indented);
void        gb_found_row_set_suffix      (GbFoundRow      *self,
                                          GtkWidget       *suffix);
void        gb_found_row_set_sentence    (GbFoundRow      *self,
                                          const char      *sentence);
const char *gb_found_row_get_sentence    (GbFoundRow      *self);

G_END_DECLS
