/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-rings.h"

#include <math.h>

static void
ring_clear (gpointer data)
{
  g_clear_pointer (&((GbGeoRing *) data)->steps, g_array_unref);
}

static GbGeoStep
to_step (GbGeoPoint point)
{
  return (GbGeoStep) { (gint32) llround (point.lon * GB_GEO_STEPS), (gint32) llround (point.lat * GB_GEO_STEPS) };
}

static gint64
key_of (GbGeoStep step)
{
  return (gint64) step.x << 32 | (guint32) step.y;
}

static double
measure (const GArray *steps)
{
  double sum = 0;

  /* From the first corner: far from the origin, small rings would drown in what is rounded away. */
  for (guint i = 1; i + 1 < steps->len; i++)
    {
      GbGeoStep o = g_array_index (steps, GbGeoStep, 0);
      GbGeoStep a = g_array_index (steps, GbGeoStep, i);
      GbGeoStep b = g_array_index (steps, GbGeoStep, i + 1);

      sum += ((double) a.x - o.x) * ((double) b.y - o.y) - ((double) b.x - o.x) * ((double) a.y - o.y);
    }
  return sum;
}

static void
add_ring (GArray          *rings,
          const GbGeoStep *steps,
          guint            n_steps)
{
  GbGeoRing ring = { g_array_sized_new (FALSE, FALSE, sizeof (GbGeoStep), n_steps), 0, G_MAXUINT };

  g_array_append_vals (ring.steps, steps, n_steps);
  ring.area = measure (ring.steps);
  if (n_steps < 3 || ring.area == 0)
    g_array_unref (ring.steps);
  else
    g_array_append_val (rings, ring);
}

/* Where a loop comes to a corner for the second time, what it went round in between is a ring of its own: a ring of
 * GeoJSON must not touch itself. */
static void
split_loop (GArray       *rings,
            const GArray *points)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (GbGeoStep));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < points->len; i++)
    {
      GbGeoStep step = to_step (g_array_index (points, GbGeoPoint, i));
      gint64 key = key_of (step);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &key));

      if (place == 0)
        {
          g_array_append_val (path, step);
          g_hash_table_insert (places, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (path->len));
          continue;
        }
      add_ring (rings, &g_array_index (path, GbGeoStep, place - 1), path->len - (place - 1));
      for (guint k = place; k < path->len; k++)
        {
          gint64 gone = key_of (g_array_index (path, GbGeoStep, k));

          g_hash_table_remove (places, &gone);
        }
      g_array_set_size (path, place);
    }
  add_ring (rings, (const GbGeoStep *) path->data, path->len);
}

/* Whether half-steps (x, y) lie within a ring; exact, in whole numbers. */
static gboolean
encloses (const GArray *steps,
          gint64        x,
          gint64        y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      GbGeoStep p = g_array_index (steps, GbGeoStep, i);
      GbGeoStep q = g_array_index (steps, GbGeoStep, (i + 1) % steps->len);
      gint64 ax = 2 * (gint64) p.x, ay = 2 * (gint64) p.y, bx = 2 * (gint64) q.x, by = 2 * (gint64) q.y;

      if ((ay > y) == (by > y))
        continue;
      /* Which side of the edge: the sign of a determinant. */
      if (((bx - ax) * (y - ay) - (x - ax) * (by - ay) > 0) == (by > ay))
        inside = !inside;
    }
  return inside;
}

/* The smallest outer ring that has the hole in it. The middle of an edge is tried: a corner may lie on the outer ring. */
static guint
find_outside (const GArray *rings,
              guint         hole)
{
  const GArray *steps = g_array_index (rings, GbGeoRing, hole).steps;
  GbGeoStep a = g_array_index (steps, GbGeoStep, 0), b = g_array_index (steps, GbGeoStep, 1);
  guint best = G_MAXUINT;

  for (guint i = 0; i < rings->len; i++)
    {
      const GbGeoRing *ring = &g_array_index (rings, GbGeoRing, i);

      if (ring->area <= 0 || (best != G_MAXUINT && ring->area >= g_array_index (rings, GbGeoRing, best).area))
        continue;
      if (encloses (ring->steps, (gint64) a.x + b.x, (gint64) a.y + b.y))
        best = i;
    }
  return best;
}

/**
 * gb_geo_rings_new:
 * @area: an area of @coverage
 *
 * An area's borders in full detail as GeoJSON wants them: rings that run against the clock outside and with it round
 * holes (RFC 7946, 3.1.6), none of which meets itself.
 *
 * Returns: (transfer full) (element-type GbGeoRing): the rings
 */
GArray *
gb_geo_rings_new (const GbGeoCoverage *coverage,
                  guint                area)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (GbGeoRing));

  g_array_set_clear_func (rings, ring_clear);
  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, 0, points);
      split_loop (rings, points);
    }
  for (guint i = 0; i < rings->len; i++)
    {
      GbGeoRing *ring = &g_array_index (rings, GbGeoRing, i);

      if (ring->area < 0)
        ring->outside = find_outside (rings, i);
    }
  return rings;
}
