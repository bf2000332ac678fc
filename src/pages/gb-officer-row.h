/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-people.h"

G_BEGIN_DECLS

#define GB_TYPE_OFFICER_ROW (gb_officer_row_get_type ())
G_DECLARE_FINAL_TYPE (GbOfficerRow, gb_officer_row, GB, OFFICER_ROW, GtkListBoxRow)

GtkWidget  *gb_officer_row_new    (GbOfficer       *officer,
                                   const GbPeople  *people,
                                   gboolean         masked);
GbOfficer  *gb_officer_row_get    (GbOfficerRow    *self);
void        gb_officer_row_fill   (GtkListBox      *list,
                                   GPtrArray       *officers,
                                   const GbPeople  *people,
                                   gboolean         masked);

G_END_DECLS
