/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

GtkWidget *gb_test_find_nth      (GtkWidget  *widget,
                                  GType       type,
                                  int        *n);
gboolean   gb_test_says          (GtkWidget  *widget,
                                  const char *text);
gboolean   gb_test_is_settled    (gpointer    window);
void       gb_test_window_end    (GbWindow   *window,
                                  GbServices *services);

G_END_DECLS
