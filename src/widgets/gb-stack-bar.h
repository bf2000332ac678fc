/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_N_STACK_PARTS 5

#define GB_TYPE_STACK_BAR (gb_stack_bar_get_type ())
G_DECLARE_FINAL_TYPE (GbStackBar, gb_stack_bar, GB, STACK_BAR, GtkWidget)

void gb_stack_bar_set_values (GbStackBar   *self,
                              const gint64  values[GB_N_STACK_PARTS],
                              gint64        maximum);

G_END_DECLS
