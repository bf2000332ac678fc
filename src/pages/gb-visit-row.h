/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-team-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_VISIT_ROW (gb_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (GbVisitRow, gb_visit_row, GB, VISIT_ROW, GtkListBoxRow)

GtkWidget  *gb_visit_row_new       (void);
void        gb_visit_row_set_visit (GbVisitRow    *self,
                                    const GbVisit *visit,
                                    gboolean       with_commune,
                                    GbDay          today);
const char *gb_visit_row_get_id    (GbVisitRow    *self);

G_END_DECLS
