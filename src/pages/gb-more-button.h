/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many rows a list of few kilobytes each shows at first, and with each press more. */
#define GB_MORE_ROWS 60

void gb_more_button_show (GtkButton *button,
                          guint      total,
                          guint      shown);

G_END_DECLS
