/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

void gb_window_files_open  (GbWindow   *window,
                            const char *sha256,
                            const char *name,
                            guint64     bytes);
void gb_window_files_sweep (void);

G_END_DECLS
