/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer over a map of communes. */
#include "gb-commune-layer-private.h"

static guint
find_at (GbCommuneLayer *self,
         double          x,
         double          y)
{
  GbGeoProjection projection = gb_commune_layer_get_projection (self);
  GbGeoCoverage *coverage = gb_commune_layer_get_coverage (self);

  return coverage == NULL ? GB_GEO_NO_AREA
                          : gb_geo_coverage_find (coverage, gb_geo_projection_unproject (&projection, x, y));
}

static void
on_motion_cb (GbCommuneLayer *self,
              double          x,
              double          y)
{
  gb_commune_layer_set_hovered (self, find_at (self, x, y));
}

static void
on_leave_cb (GbCommuneLayer *self)
{
  gb_commune_layer_set_hovered (self, GB_GEO_NO_AREA);
}

static void
on_released_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                GbCommuneLayer  *self)
{
  if (n_press == 1)
    {
      guint area = find_at (self, x, y);

      /* The keyboard goes on from there. */
      gb_commune_layer_activate (self, area);
      gb_commune_layer_focus_area (self, area);
    }
}

/**
 * gb_commune_pointer_attach:
 *
 * The area under the pointer is looked at; a click opens it.
 */
void
gb_commune_pointer_attach (GbCommuneLayer *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
