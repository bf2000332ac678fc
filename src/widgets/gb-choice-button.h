/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_CHOICE_BUTTON (gb_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (GbChoiceButton, gb_choice_button, GB, CHOICE_BUTTON, AdwBin)

GtkWidget  *gb_choice_button_new          (const char     *label);
void        gb_choice_button_clear        (GbChoiceButton *self);
void        gb_choice_button_add          (GbChoiceButton *self,
                                           const char     *key,
                                           const char     *name,
                                           gint64          count);
const char *gb_choice_button_get_selected (GbChoiceButton *self);
void        gb_choice_button_set_selected (GbChoiceButton *self,
                                           const char     *key);

G_END_DECLS
