/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

void gb_window_actions_install (GtkWidgetClass *widget_class);
void gb_window_actions_update  (GbWindow       *window);
void gb_window_actions_set_accels (GtkApplication *application);

G_END_DECLS
