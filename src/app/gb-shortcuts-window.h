/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_SHORTCUTS_WINDOW (gb_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (GbShortcutsWindow, gb_shortcuts_window, GB, SHORTCUTS_WINDOW, AdwWindow)

GbShortcutsWindow *gb_shortcuts_window_present (GtkWindow *parent);

G_END_DECLS
