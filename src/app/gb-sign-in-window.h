/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-services.h"

G_BEGIN_DECLS

#define GB_TYPE_SIGN_IN_WINDOW (gb_sign_in_window_get_type ())
G_DECLARE_FINAL_TYPE (GbSignInWindow, gb_sign_in_window, GB, SIGN_IN_WINDOW, AdwWindow)

GbSignInWindow *gb_sign_in_window_present (GtkWindow  *parent,
                                           GbServices *services);

G_END_DECLS
