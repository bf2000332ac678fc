/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gb_setting_rows_bind_time   (GSettings          *settings,
                                  const char         *key,
                                  GtkSpinButton      *spin);
void gb_setting_rows_set_up_time (GtkSpinButton      *spin);
void gb_setting_rows_bind_number (GSettings          *settings,
                                  const char         *key,
                                  GtkSpinButton      *spin);
void gb_setting_rows_bind_choice (GSettings          *settings,
                                  const char         *key,
                                  AdwComboRow        *row,
                                  const char *const  *values);

G_END_DECLS
