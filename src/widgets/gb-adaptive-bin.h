/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_ADAPTIVE_BIN (gb_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (GbAdaptiveBin, gb_adaptive_bin, GB, ADAPTIVE_BIN, GtkWidget)

GtkWidget *gb_adaptive_bin_get_child     (GbAdaptiveBin *self);
void       gb_adaptive_bin_set_child     (GbAdaptiveBin *self,
                                          GtkWidget     *child);
gboolean   gb_adaptive_bin_get_narrow    (GbAdaptiveBin *self);
gboolean   gb_adaptive_bin_get_medium    (GbAdaptiveBin *self);

G_END_DECLS
