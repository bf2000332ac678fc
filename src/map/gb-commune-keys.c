/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyboard of a map of communes. */
#include <math.h>

#include "gb-commune-layer-private.h"

/**
 * gb_commune_layer_focus_area:
 * @area: an area, or %GB_GEO_NO_AREA
 *
 * Moves the keyboard focus there, and the map where it is not in view.
 */
void
gb_commune_layer_focus_area (GbCommuneLayer *self,
                             guint           area)
{
  GtkWidget *mark;

  if (area == GB_GEO_NO_AREA)
    return;
  gb_commune_layer_show_area (self, area);
  mark = gb_commune_marks_find (gb_commune_layer_update_marks (self), area);
  if (mark != NULL)
    {
      gtk_widget_set_child_visible (mark, TRUE);
      gtk_widget_grab_focus (mark);
    }
  gb_commune_layer_set_current (self, area);
}

/**
 * gb_commune_keys_focus:
 *
 * The map is one stop of the Tab key: inside it the arrows lead on.
 */
gboolean
gb_commune_keys_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  guint current = gb_commune_layer_get_current (self);
  GbCommuneMarks *marks;
  GtkWidget *mark;

  if (gtk_widget_get_focus_child (widget) != NULL || gb_commune_layer_get_coverage (self) == NULL)
    return FALSE;
  marks = gb_commune_layer_update_marks (self);
  mark = gb_commune_marks_find (marks, current != GB_GEO_NO_AREA ? current : gb_commune_layer_get_selected (self));
  if (mark == NULL || !gtk_widget_get_child_visible (mark))
    mark = gb_commune_marks_first (marks);
  if (mark == NULL)
    return FALSE;
  gb_commune_layer_set_current (self, gb_commune_mark_get_area (GB_COMMUNE_MARK (mark)));
  return gtk_widget_grab_focus (mark);
}

/* How much an area lies in a direction: nearer is less, off to the side counts double; infinite where it does not. */
static double
reckon (const GbGeoPoint *from,
        const GbGeoPoint *to,
        double            dx,
        double            dy)
{
  /* A degree of longitude is shorter than one of latitude. */
  double x = (to->lon - from->lon) * cos (from->lat * G_PI / 180), y = to->lat - from->lat;
  double along = x * dx + y * dy, aside = fabs (x * dy) + fabs (y * dx);

  return along <= 0 || aside > 2 * along ? G_MAXDOUBLE : along + 2 * aside;
}

static void
take_better (GbGeoCoverage *coverage,
             guint          from,
             guint          area,
             double         dx,
             double         dy,
             guint         *best,
             double        *least)
{
  double cost = reckon (&gb_geo_coverage_get_area (coverage, from)->label,
                        &gb_geo_coverage_get_area (coverage, area)->label, dx, dy);

  if (area == from || cost >= *least)
    return;
  *best = area;
  *least = cost;
}

/* The neighbour that lies in a direction, or any area, over the water or a neighbour's corner. */
static guint
find_towards (GbGeoCoverage *coverage,
              guint          from,
              double         dx,
              double         dy)
{
  g_autoptr (GArray) neighbours = gb_geo_coverage_find_neighbours (coverage, from);
  guint best = GB_GEO_NO_AREA;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < neighbours->len; i++)
    take_better (coverage, from, g_array_index (neighbours, guint, i), dx, dy, &best, &least);
  for (guint i = 0; best == GB_GEO_NO_AREA && i < gb_geo_coverage_get_n_areas (coverage); i++)
    take_better (coverage, from, i, dx, dy, &best, &least);
  return best;
}

static void
zoom_by (GbCommuneLayer *self,
         double          steps)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));

  shumate_viewport_set_zoom_level (viewport, shumate_viewport_get_zoom_level (viewport) + steps);
  /* What the keyboard is at stays in view. */
  if (gb_commune_layer_get_current (self) != GB_GEO_NO_AREA)
    gb_commune_layer_show_area (self, gb_commune_layer_get_current (self));
}

static gboolean
move_focus (GbCommuneLayer *self,
            guint           keyval)
{
  static const struct
  {
    guint keyval, keypad;
    double dx, dy;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, 1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, -1 },
  };
  guint current = gb_commune_layer_get_current (self);

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      if (arrows[i].keyval != keyval && arrows[i].keypad != keyval)
        continue;
      if (current != GB_GEO_NO_AREA)
        gb_commune_layer_focus_area (self, find_towards (gb_commune_layer_get_coverage (self), current, arrows[i].dx,
                                                         arrows[i].dy));
      return TRUE;
    }
  return FALSE;
}

static gboolean
change_view (GbCommuneLayer *self,
             guint           keyval)
{
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      zoom_by (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by (self, -1);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      gb_commune_layer_show_all (self);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      if (gb_commune_layer_get_home (self) == GB_GEO_NO_AREA)
        gb_commune_layer_show_all (self);
      else
        gb_commune_layer_focus_area (self, gb_commune_layer_get_home (self));
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * gb_commune_keys_pressed:
 *
 * The arrows lead to the neighbour in their direction, Home to the own commune; Enter opens; plus, minus and 0 change
 * what is seen.
 *
 * Returns: whether the key means something here
 */
gboolean
gb_commune_keys_pressed (GbCommuneLayer *self,
                         guint           keyval)
{
  if (gb_commune_layer_get_coverage (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (move_focus (self, keyval) || change_view (self, keyval))
    return GDK_EVENT_STOP;
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter && keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  gb_commune_layer_activate (self, gb_commune_layer_get_current (self));
  return GDK_EVENT_STOP;
}
