/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_CONFIRM_WINDOW (gb_confirm_window_get_type ())
G_DECLARE_FINAL_TYPE (GbConfirmWindow, gb_confirm_window, GB, CONFIRM_WINDOW, AdwWindow)

GbConfirmWindow *gb_confirm_window_new     (GtkWindow        *parent,
                                            const char       *question,
                                            const char       *text,
                                            const char       *action);
void             gb_confirm_window_present (GbConfirmWindow  *self);

G_END_DECLS
