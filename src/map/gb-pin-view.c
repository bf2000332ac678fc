/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-view.h"

#include <math.h>

/**
 * gb_pin_view_locate:
 * @x: (out): where it stands, in pixels
 * @y: (out): where it stands, in pixels
 */
void
gb_pin_view_locate (const GbPinView    *self,
                    const GbPinCluster *cluster,
                    double             *x,
                    double             *y)
{
  *x = cluster->x * self->projection.world - self->projection.x;
  *y = cluster->y * self->projection.world - self->projection.y;
}

/**
 * gb_pin_view_sees:
 * @margin: how far outside it still counts; negative: how far inside it has to be
 */
gboolean
gb_pin_view_sees (const GbPinView *self,
                  double           x,
                  double           y,
                  double           margin)
{
  return x >= -margin && y >= -margin && x <= self->width + margin && y <= self->height + margin;
}

/**
 * gb_pin_view_find_at:
 * @style: as they are drawn
 *
 * Returns: the cluster that is drawn at a point, or %GB_NO_PIN
 */
guint
gb_pin_view_find_at (const GbPinView  *self,
                     const GbPinStyle *style,
                     double            x,
                     double            y)
{
  for (guint i = 0; i < gb_pin_clusters_get_n (self->clusters); i++)
    {
      const GbPinCluster *cluster = gb_pin_clusters_get (self->clusters, i);
      double px, py;

      gb_pin_view_locate (self, cluster, &px, &py);
      if (hypot (px - x, py - y) <= gb_pin_radius (style, cluster->n))
        return i;
    }
  return GB_NO_PIN;
}

/**
 * gb_pin_view_find_towards:
 * @from: a cluster
 * @dx: 1 for the right, -1 for the left
 * @dy: 1 for below, -1 for above
 *
 * Returns: the cluster that lies nearest in a direction, or %GB_NO_PIN; what is off to the side counts double, and what
 *   is seen comes first
 */
guint
gb_pin_view_find_towards (const GbPinView *self,
                          guint            from,
                          double           dx,
                          double           dy)
{
  const GbPinCluster *here = gb_pin_clusters_get (self->clusters, from);
  guint best = GB_NO_PIN;
  double least = G_MAXDOUBLE;
  gboolean best_seen = FALSE;

  for (guint i = 0; i < gb_pin_clusters_get_n (self->clusters); i++)
    {
      const GbPinCluster *there = gb_pin_clusters_get (self->clusters, i);
      double along = (there->x - here->x) * dx + (there->y - here->y) * dy;
      double aside = fabs ((there->x - here->x) * dy) + fabs ((there->y - here->y) * dx);
      gboolean seen;
      double x, y;

      if (i == from || along <= 0 || aside > 2 * along)
        continue;
      gb_pin_view_locate (self, there, &x, &y);
      seen = gb_pin_view_sees (self, x, y, 0);
      if ((best_seen && !seen) || (best_seen == seen && along + 2 * aside >= least))
        continue;
      least = along + 2 * aside;
      best_seen = seen;
      best = i;
    }
  return best;
}

/**
 * gb_pin_view_list:
 * @pin: one whose cluster comes first, seen or not, or %GB_NO_PIN
 * @most: so many at most
 *
 * Returns: (transfer full) (element-type guint): clusters that are seen, those that began with most pins first
 */
GArray *
gb_pin_view_list (const GbPinView *self,
                  guint            pin,
                  guint            most)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = pin != GB_NO_PIN ? gb_pin_clusters_find (self->clusters, pin) : GB_NO_PIN;

  if (first != GB_NO_PIN)
    g_array_append_val (list, first);
  for (guint i = 0; i < gb_pin_clusters_get_n (self->clusters) && list->len < most; i++)
    {
      double x, y;

      gb_pin_view_locate (self, gb_pin_clusters_get (self->clusters, i), &x, &y);
      if (i != first && gb_pin_view_sees (self, x, y, 0))
        g_array_append_val (list, i);
    }
  return list;
}
