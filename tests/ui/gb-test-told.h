/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char    *gb_test_describe (GtkWidget *widget);
gboolean gb_test_is_ours  (GType      type);
void     gb_test_told     (GtkWidget *widget);
void     gb_test_setters  (GObject   *object,
                           gboolean   changing);

G_END_DECLS
