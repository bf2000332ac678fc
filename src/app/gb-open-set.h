/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

void gb_open_set         (GbWindow       *window,
                          const char     *target);
void gb_open_set_install (GtkApplication *application);

G_END_DECLS
