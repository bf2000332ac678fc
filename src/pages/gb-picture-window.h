/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_PICTURE_WINDOW (gb_picture_window_get_type ())
G_DECLARE_FINAL_TYPE (GbPictureWindow, gb_picture_window, GB, PICTURE_WINDOW, AdwWindow)

GbPictureWindow *gb_picture_window_present (GtkWindow   *parent,
                                            const char  *name,
                                            GdkTexture  *picture);

G_END_DECLS
