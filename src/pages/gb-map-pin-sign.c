/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pin-sign.h"

#include <adwaita.h>

#include "gb-compat.h"
#include "gb-pin-painter.h"

/**
 * GbMapPinSign:
 *
 * A pin as the map has it, or a field's sign alone, beside the words that say the same.
 */
struct _GbMapPinSign
{
  GtkWidget parent_instance;

  guint state; /* or NO_STATE */
  GbPinLook look;
};

#define NO_STATE GB_N_PIN_STATES

G_DEFINE_FINAL_TYPE (GbMapPinSign, gb_map_pin_sign, GTK_TYPE_WIDGET)

/* A little smaller beside words than over the map. */
static double
scale_of (GtkWidget *widget)
{
  return 0.8 * gb_pin_scale (gtk_widget_get_pango_context (widget));
}

static void
gb_map_pin_sign_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GbPinStyle style;

  gb_pin_style_init (&style, scale_of (widget), FALSE, FALSE);
  *minimum = *natural = (int) (2 * gb_pin_radius (&style, 1));
}

/* That of the words beside it. */
static void
look_up_color (GtkWidget *widget,
               GdkRGBA   *color)
{
  GtkWidget *chip = gtk_widget_get_ancestor (widget, GTK_TYPE_TOGGLE_BUTTON);
  gboolean chosen = chip != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip));

  if (!gb_compat_lookup_color (widget, chosen ? "accent_fg_color" : "popover_fg_color", color))
    *color = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 1 };
}

static void
gb_map_pin_sign_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  GbMapPinSign *self = GB_MAP_PIN_SIGN (widget);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  GbPinStyle style;
  GdkRGBA color;
  cairo_t *cr;

  gb_pin_style_init (&style, scale_of (widget), adw_style_manager_get_dark (manager),
                     adw_style_manager_get_high_contrast (manager));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, width / 2, height / 2);
  if (self->state == NO_STATE)
    {
      look_up_color (widget, &color);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_scale (cr, style.scale, style.scale);
      gb_pin_draw_look (cr, layout, &self->look);
    }
  else
    gb_pin_draw (cr, layout, &style, self->state, &self->look);
  cairo_destroy (cr);
}

static void
gb_map_pin_sign_class_init (GbMapPinSignClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gb_map_pin_sign_measure;
  widget_class->snapshot = gb_map_pin_sign_snapshot;
  gtk_widget_class_set_css_name (widget_class, "pinsign");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gb_map_pin_sign_init (GbMapPinSign *self)
{
  self->state = NO_STATE;
  g_signal_connect_object (adw_style_manager_get_default (), "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
gb_map_pin_sign_new (void)
{
  return g_object_new (GB_TYPE_MAP_PIN_SIGN, NULL);
}

/**
 * gb_map_pin_sign_set_state:
 * @state: as of #GbPin: it has the shape of a pin
 */
void
gb_map_pin_sign_set_state (GbMapPinSign *self,
                           guint         state)
{
  g_return_if_fail (GB_IS_MAP_PIN_SIGN (self) && state < GB_N_PIN_STATES);
  self->state = state;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gb_map_pin_sign_set_field:
 * @field: (nullable): whose sign is in it; %NULL for none
 */
void
gb_map_pin_sign_set_field (GbMapPinSign *self,
                           const char   *field)
{
  g_return_if_fail (GB_IS_MAP_PIN_SIGN (self));
  self->look = field != NULL ? gb_pin_look_of_field (field) : (GbPinLook) { GB_PIN_LETTERS, "" };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
