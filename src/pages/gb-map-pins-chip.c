/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins-chip.h"

#include "gb-format.h"

/**
 * GbMapPinsChip:
 *
 * A kind, a state or a field that can be chosen, with how many pins it shows.
 */
struct _GbMapPinsChip
{
  GtkToggleButton parent_instance;

  char *name; /* (owned) */
  guint count;
  GtkWidget *box;
  GtkWidget *figure;
};

G_DEFINE_FINAL_TYPE (GbMapPinsChip, gb_map_pins_chip, GTK_TYPE_TOGGLE_BUTTON)

static void
gb_map_pins_chip_finalize (GObject *object)
{
  g_free (GB_MAP_PINS_CHIP (object)->name);
  G_OBJECT_CLASS (gb_map_pins_chip_parent_class)->finalize (object);
}

static void
gb_map_pins_chip_class_init (GbMapPinsChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_map_pins_chip_finalize;
}

static void
gb_map_pins_chip_init (GbMapPinsChip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->figure = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->figure, "count");
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-chip");
  gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  gtk_button_set_child (GTK_BUTTON (self), self->box);
}

/**
 * gb_map_pins_chip_new:
 * @name: what it stands for, for the user
 */
GtkWidget *
gb_map_pins_chip_new (const char *name)
{
  GbMapPinsChip *self = g_object_new (GB_TYPE_MAP_PINS_CHIP, NULL);
  GtkWidget *label = gtk_label_new (name);

  self->name = g_strdup (name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), self->figure);
  gb_map_pins_chip_set_count (self, 0, FALSE);
  return GTK_WIDGET (self);
}

const char *
gb_map_pins_chip_get_name (GbMapPinsChip *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_CHIP (self), NULL);
  return self->name;
}

/**
 * gb_map_pins_chip_add_sign:
 *
 * Returns: (transfer none): what stands before the name
 */
GbMapPinSign *
gb_map_pins_chip_add_sign (GbMapPinsChip *self)
{
  GtkWidget *sign;

  g_return_val_if_fail (GB_IS_MAP_PINS_CHIP (self), NULL);
  sign = gb_map_pin_sign_new ();
  g_signal_connect_object (self, "notify::active", G_CALLBACK (gtk_widget_queue_draw), sign, G_CONNECT_SWAPPED);
  gtk_box_prepend (GTK_BOX (self->box), sign);
  return GB_MAP_PIN_SIGN (sign);
}

guint
gb_map_pins_chip_get_count (GbMapPinsChip *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_CHIP (self), 0);
  return self->count;
}

/**
 * gb_map_pins_chip_set_count:
 * @count: how many pins it shows, chosen alone
 * @known: whether that was counted
 */
void
gb_map_pins_chip_set_count (GbMapPinsChip *self,
                            guint          count,
                            gboolean       known)
{
  g_autofree char *number = NULL, *told = NULL;

  g_return_if_fail (GB_IS_MAP_PINS_CHIP (self));
  self->count = count;
  number = known ? gb_format_number (count) : NULL;
  told = g_strjoin (", ", self->name, number, NULL);
  gtk_label_set_label (GTK_LABEL (self->figure), number != NULL ? number : "");
  gtk_widget_set_visible (self->figure, known);
  if (known && count == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "zero");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "zero");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}
