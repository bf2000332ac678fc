/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gb_pass_focus     (GtkWidgetClass *widget_class);
void gb_keep_box_order (void);

G_END_DECLS
