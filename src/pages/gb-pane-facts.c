/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pane-facts.h"

#include "gb-compat.h"

/* What a pane tells line by line: a name and a value, which can be copied. */

void
gb_pane_facts_clear (GtkGrid *facts)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (facts))) != NULL)
    gtk_grid_remove (facts, child);
}

static int
count_rows (GtkGrid *facts)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (facts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n / 2;
}

/**
 * gb_pane_facts_add:
 * @value: (nullable): without one the line is left out
 *
 * Adds a line under those that are there.
 */
void
gb_pane_facts_add (GtkGrid    *facts,
                   const char *name,
                   const char *value)
{
  GtkWidget *name_label, *value_label;
  int row = count_rows (facts);

  if (value == NULL || *value == '\0')
    return;
  name_label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_yalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_valign (name_label, GB_COMPAT_ALIGN_BASELINE);
  gtk_widget_add_css_class (name_label, "gb-secondary");
  value_label = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (value_label), 0);
  gtk_label_set_wrap (GTK_LABEL (value_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_widget_set_valign (value_label, GB_COMPAT_ALIGN_BASELINE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name_label, NULL, -1);
  gtk_grid_attach (facts, name_label, 0, row, 1, 1);
  gtk_grid_attach (facts, value_label, 1, row, 1, 1);
}
