/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-letter-batch.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_LETTER_WINDOW (gb_letter_window_get_type ())
G_DECLARE_FINAL_TYPE (GbLetterWindow, gb_letter_window, GB, LETTER_WINDOW, AdwWindow)

GbLetterWindow *gb_letter_window_present (GtkWidget       *parent,
                                          GbStore         *store,
                                          GbLetterBatch   *batch);
void            gb_letter_window_save_to (GbLetterWindow  *self,
                                          GFile           *file);
guint           gb_letter_window_get_place
                                         (GbLetterWindow  *self);

G_END_DECLS
