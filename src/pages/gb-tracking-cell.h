/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-tracking-words.h"

G_BEGIN_DECLS

#define GB_TYPE_TRACKING_CELL (gb_tracking_cell_get_type ())
G_DECLARE_FINAL_TYPE (GbTrackingCell, gb_tracking_cell, GB, TRACKING_CELL, GtkButton)

GtkWidget *gb_tracking_cell_new      (void);
void       gb_tracking_cell_set_row  (GbTrackingCell      *self,
                                      const GbTrackingRow *row,
                                      int                  column,
                                      gboolean             compared);

G_END_DECLS
