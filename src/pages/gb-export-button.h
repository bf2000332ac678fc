/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-exportable.h"

G_BEGIN_DECLS

#define GB_TYPE_EXPORT_BUTTON (gb_export_button_get_type ())
G_DECLARE_FINAL_TYPE (GbExportButton, gb_export_button, GB, EXPORT_BUTTON, AdwBin)

GtkWidget *gb_export_button_new      (void);
GObject   *gb_export_button_get_view (GbExportButton *self);
void       gb_export_button_set_view (GbExportButton *self,
                                      GObject        *view);
gboolean   gb_export_button_get_busy (GbExportButton *self);
gboolean   gb_export_button_save     (GbExportButton *self,
                                      GbExportForm    form,
                                      gboolean        marked,
                                      GFile          *file);

G_END_DECLS
