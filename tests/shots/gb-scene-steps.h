/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

GtkWidget *gb_scene_steps_go    (GbWindow   *window,
                                 const char *steps);
void       gb_scene_steps_leave (GbWindow   *window);

G_END_DECLS
