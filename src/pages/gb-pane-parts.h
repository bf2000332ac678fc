/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *gb_pane_parts_add_heading  (GtkBox            *box,
                                       const char        *text);
GtkWidget *gb_pane_parts_add_text     (GtkBox            *box,
                                       const char        *text,
                                       const char        *style);
GtkWidget *gb_pane_parts_add_markup   (GtkBox            *box,
                                       const char        *markup,
                                       const char        *style);
GtkWidget *gb_pane_parts_add_list     (GtkBox            *box,
                                       GtkWidget         *heading);
void       gb_pane_parts_add_numbered (GtkWidget         *list,
                                       guint              number,
                                       const char        *markup,
                                       const char        *note);

G_END_DECLS
