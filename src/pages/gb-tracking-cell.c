/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-cell.h"

#include "gb-format.h"

/**
 * GbTrackingCell:
 *
 * A figure of the tracking table that opens its dossiers, and beneath it by how much it is another
 * one than in the period before.
 */
struct _GbTrackingCell
{
  GtkButton parent_instance;

  GtkLabel *figure;
  GtkLabel *change;
};

G_DEFINE_FINAL_TYPE (GbTrackingCell, gb_tracking_cell, GTK_TYPE_BUTTON)

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
gb_tracking_cell_class_init (GbTrackingCellClass *klass)
{
}

static void
gb_tracking_cell_init (GbTrackingCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->figure = GTK_LABEL (gtk_label_new (NULL));
  self->change = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->figure, 1);
  gtk_label_set_xalign (self->change, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "figure");
  gtk_widget_add_css_class (GTK_WIDGET (self->change), "change");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figure));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->change));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-tracking-cell");
}

GtkWidget *
gb_tracking_cell_new (void)
{
  return g_object_new (GB_TYPE_TRACKING_CELL, NULL);
}

/**
 * gb_tracking_cell_set_row:
 * @column: a #GbTrackingColumn or %GB_TRACKING_SHARE
 * @compared: whether the period before is known
 */
void
gb_tracking_cell_set_row (GbTrackingCell      *self,
                          const GbTrackingRow *row,
                          int                  column,
                          gboolean             compared)
{
  g_autofree char *figure = gb_tracking_words_figure (row->counts, column);
  g_autofree char *change = NULL;
  g_autofree char *before = NULL;
  g_autofree char *told = gb_tracking_words_cell (row, column, compared);

  g_return_if_fail (GB_IS_TRACKING_CELL (self));

  if (compared)
    {
      change = gb_tracking_words_change (row, column);
      before = gb_tracking_words_before (row, column);
    }
  gtk_label_set_label (self->figure, figure);
  gtk_label_set_label (self->change, change != NULL ? change : "");
  gtk_widget_set_visible (GTK_WIDGET (self->change), compared);
  set_class (GTK_WIDGET (self), "zero", column != GB_TRACKING_SHARE && row->counts[column] == 0);
  set_class (GTK_WIDGET (self), "late", gb_tracking_words_is_late (column) && row->counts[column] > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), before);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}
