/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GbRowSectionFunc:
 * @index: which row
 * @data: what was given with the function
 *
 * Returns: (transfer floating): a row
 */
typedef GtkWidget *(*GbRowSectionFunc) (guint    index,
                                        gpointer data);

#define GB_TYPE_ROW_SECTION (gb_row_section_get_type ())
G_DECLARE_FINAL_TYPE (GbRowSection, gb_row_section, GB, ROW_SECTION, GtkBox)

GtkWidget  *gb_row_section_new      (const char       *title,
                                     gboolean          urgent,
                                     guint             limit);
void        gb_row_section_fill     (GbRowSection     *self,
                                     guint             n_rows,
                                     GbRowSectionFunc  func,
                                     gpointer          data);
guint       gb_row_section_get_n_rows
                                    (GbRowSection     *self);
GtkListBox *gb_row_section_get_list (GbRowSection     *self);

G_END_DECLS
