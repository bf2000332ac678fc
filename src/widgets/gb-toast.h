/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *gb_toast_new     (const char      *text);
void      gb_toast_dismiss (AdwToast        *toast,
                            AdwToastOverlay *overlay);

G_END_DECLS
