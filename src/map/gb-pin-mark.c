/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-mark.h"

#define SIZE 24

/**
 * GbPinMark:
 *
 * The place of a pin or a cluster of them on the map that can have the focus, with its name for a screen reader; what is
 * seen is drawn by the layer.
 */
struct _GbPinMark
{
  GtkWidget parent_instance;

  guint pin;
  guint n;
};

G_DEFINE_FINAL_TYPE (GbPinMark, gb_pin_mark, GTK_TYPE_WIDGET)

static void
gb_pin_mark_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

/* The click is the layer's. */
static gboolean
gb_pin_mark_contains (GtkWidget *widget,
                      double     x,
                      double     y)
{
  return FALSE;
}

static void
gb_pin_mark_class_init (GbPinMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gb_pin_mark_measure;
  widget_class->contains = gb_pin_mark_contains;
  gtk_widget_class_set_css_name (widget_class, "pin");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
gb_pin_mark_init (GbPinMark *self)
{
  self->pin = GB_NO_PIN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gb_pin_mark_new (void)
{
  return g_object_new (GB_TYPE_PIN_MARK, NULL);
}

guint
gb_pin_mark_get_pin (GbPinMark *self)
{
  return self->pin;
}

guint
gb_pin_mark_get_n (GbPinMark *self)
{
  return self->n;
}

/**
 * gb_pin_mark_set_pin:
 * @pin: the first of the cluster that it stands for, or %GB_NO_PIN
 * @n: how many there are
 * @name: (nullable): what is there, in words
 */
void
gb_pin_mark_set_pin (GbPinMark  *self,
                     guint       pin,
                     guint       n,
                     const char *name)
{
  self->pin = pin;
  self->n = n;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
}
