/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_TEXT_FIELD (gb_text_field_get_type ())
G_DECLARE_FINAL_TYPE (GbTextField, gb_text_field, GB, TEXT_FIELD, GtkTextView)

GtkWidget *gb_text_field_new      (void);
char      *gb_text_field_dup_text (GbTextField *self);

G_END_DECLS
