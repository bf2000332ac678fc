/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GPtrArray *gb_test_layout_faults (GtkWidget  *window,
                                  int         width);
void       gb_test_layout_save   (GtkWidget  *window,
                                  const char *path);

G_END_DECLS
