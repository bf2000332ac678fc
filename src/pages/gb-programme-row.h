/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-programme-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_PROGRAMME_ROW (gb_programme_row_get_type ())
G_DECLARE_FINAL_TYPE (GbProgrammeRow, gb_programme_row, GB, PROGRAMME_ROW, GtkListBoxRow)

GtkWidget  *gb_programme_row_new    (const GbProgramme *programme,
                                     gint64             now);
const char *gb_programme_row_get_id (GbProgrammeRow    *self);

G_END_DECLS
