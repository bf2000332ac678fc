/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_CLASS_CHIP (gb_class_chip_get_type ())
G_DECLARE_FINAL_TYPE (GbClassChip, gb_class_chip, GB, CLASS_CHIP, GtkToggleButton)

GtkWidget  *gb_class_chip_new       (const char  *kind);
const char *gb_class_chip_get_kind  (GbClassChip *self);
gint64      gb_class_chip_get_count (GbClassChip *self);
void        gb_class_chip_set_count (GbClassChip *self,
                                     gint64       count);
void        gb_class_chip_set_compact (GbClassChip *self,
                                       gboolean     compact);

G_END_DECLS
