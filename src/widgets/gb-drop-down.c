/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-drop-down.h"

/* (transfer full) (nullable): what is chosen, as the drop-down shows it */
static char *
get_text (GtkDropDown *drop_down)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);
  g_auto (GValue) value = G_VALUE_INIT;

  if (item == NULL)
    return NULL;
  if (expression != NULL && gtk_expression_evaluate (expression, item, &value) && G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  return GTK_IS_STRING_OBJECT (item) ? g_strdup (gtk_string_object_get_string (item)) : NULL;
}

static void
on_selected_item_cb (GtkDropDown *drop_down)
{
  GtkAccessible *button = GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down)));
  g_autofree char *text = get_text (drop_down);

  if (text != NULL)
    gtk_accessible_update_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * gb_drop_down_tell:
 * @drop_down: one that has a name
 *
 * Has screen readers say the name and what is chosen. The button inside, which has the focus, has neither in GTK 4.8.
 */
void
gb_drop_down_tell (GtkDropDown *drop_down)
{
  GtkWidget *button;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, drop_down, NULL, -1);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (on_selected_item_cb), NULL);
  on_selected_item_cb (drop_down);
}
