/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-coverage-private.h"

#include <math.h>
#include <string.h>

#include "gb-geo-segments.h"

/* The radius of the sphere whose surface is that of the ellipsoid of WGS 84, in kilometres. */
#define AUTHALIC_RADIUS_KM 6371.0072

/* Half a pixel of a map at the zoom levels 12, 10 and 8 near the equator, in degrees: nobody sees the difference. */
static const double tolerances[GB_GEO_N_LEVELS] = { 0, 0.00017, 0.0007, 0.0027 };

static void
area_clear (gpointer data)
{
  g_free (((GbGeoArea *) data)->id);
}

static void
loops_clear (gpointer data)
{
  GbGeoLoops *self = data;

  g_clear_pointer (&self->arcs, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
}

GbGeoCoverage *
gb_geo_coverage_alloc (void)
{
  GbGeoCoverage *self = g_atomic_rc_box_new0 (GbGeoCoverage);

  self->areas = g_array_new (FALSE, TRUE, sizeof (GbGeoArea));
  g_array_set_clear_func (self->areas, area_clear);
  self->loops = g_array_new (FALSE, TRUE, sizeof (GbGeoLoops));
  g_array_set_clear_func (self->loops, loops_clear);
  self->arcs = g_array_new (FALSE, TRUE, sizeof (GbGeoArc));
  for (guint i = 0; i < GB_GEO_N_LEVELS; i++)
    {
      self->levels[i].points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
      self->levels[i].ends = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  return self;
}

static void
coverage_free (gpointer data)
{
  GbGeoCoverage *self = data;

  g_array_unref (self->areas);
  g_array_unref (self->loops);
  g_array_unref (self->arcs);
  for (guint i = 0; i < GB_GEO_N_LEVELS; i++)
    {
      g_array_unref (self->levels[i].points);
      g_array_unref (self->levels[i].ends);
    }
}

GbGeoCoverage *
gb_geo_coverage_ref (GbGeoCoverage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_geo_coverage_unref (GbGeoCoverage *self)
{
  g_atomic_rc_box_release_full (self, coverage_free);
}

/**
 * gb_geo_coverage_tolerance:
 * @level: below %GB_GEO_N_LEVELS
 *
 * Returns: how far a border of that level may be from the true one, in degrees
 */
double
gb_geo_coverage_tolerance (guint level)
{
  g_return_val_if_fail (level < GB_GEO_N_LEVELS, 0);
  return tolerances[level];
}

guint
gb_geo_coverage_get_n_areas (const GbGeoCoverage *self)
{
  return self->areas->len;
}

/**
 * gb_geo_coverage_get_area:
 *
 * Returns: (transfer none): the area
 */
const GbGeoArea *
gb_geo_coverage_get_area (const GbGeoCoverage *self,
                          guint                area)
{
  g_return_val_if_fail (area < self->areas->len, NULL);
  return &g_array_index (self->areas, GbGeoArea, area);
}

guint
gb_geo_coverage_get_n_arcs (const GbGeoCoverage *self)
{
  return self->arcs->len;
}

const GbGeoPoint *
gb_geo_level_get (const GbGeoLevel *self,
                  guint             arc,
                  guint            *n_points)
{
  guint first = arc == 0 ? 0 : g_array_index (self->ends, guint, arc - 1);

  *n_points = g_array_index (self->ends, guint, arc) - first;
  return &g_array_index (self->points, GbGeoPoint, first);
}

/**
 * gb_geo_coverage_get_arc:
 * @arc: below gb_geo_coverage_get_n_arcs()
 * @level: how much of its detail
 * @n_points: (out): how many points, two at least
 * @left: (out) (optional): the area to the left of it, or %GB_GEO_NO_AREA
 * @right: (out) (optional): the one to the right
 *
 * Returns: (transfer none) (array length=n_points): the border
 */
const GbGeoPoint *
gb_geo_coverage_get_arc (const GbGeoCoverage *self,
                         guint                arc,
                         guint                level,
                         guint               *n_points,
                         guint               *left,
                         guint               *right)
{
  const GbGeoArc *sides;

  g_return_val_if_fail (arc < self->arcs->len && level < GB_GEO_N_LEVELS, NULL);
  sides = &g_array_index (self->arcs, GbGeoArc, arc);
  if (left != NULL)
    *left = sides->left;
  if (right != NULL)
    *right = sides->right;
  return gb_geo_level_get (&self->levels[level], arc, n_points);
}

guint
gb_geo_coverage_get_n_loops (const GbGeoCoverage *self,
                             guint                area)
{
  g_return_val_if_fail (area < self->areas->len, 0);
  return g_array_index (self->loops, GbGeoLoops, area).ends->len;
}

/**
 * gb_geo_coverage_append_loop:
 * @area: an area
 * @loop: one of its gb_geo_coverage_get_n_loops() closed lines; those round holes run the other way, so that both the
 *   even-odd and the winding rule fill the area
 * @level: how much of its detail
 * @points: (element-type GbGeoPoint): its corners are added; the first is not there again at the end
 */
void
gb_geo_coverage_append_loop (const GbGeoCoverage *self,
                             guint                area,
                             guint                loop,
                             guint                level,
                             GArray              *points)
{
  const GbGeoLoops *loops = &g_array_index (self->loops, GbGeoLoops, area);
  guint first = loop == 0 ? 0 : g_array_index (loops->ends, guint, loop - 1);

  for (guint i = first; i < g_array_index (loops->ends, guint, loop); i++)
    {
      guint step = g_array_index (loops->arcs, guint, i);
      guint n;
      const GbGeoPoint *arc = gb_geo_level_get (&self->levels[level], step / 2, &n);

      if (step % 2 == 0)
        g_array_append_vals (points, arc, n - 1);
      else
        for (guint j = n; j-- > 1;)
          g_array_append_val (points, arc[j]);
    }
}

/* --- order ---------------------------------------------------------------------------------------- */

typedef struct
{
  guint64 place;
  guint arc;
} Ordered;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Ordered *x = a, *y = b;

  return x->place != y->place ? (x->place > y->place) - (x->place < y->place) : (x->arc > y->arc) - (x->arc < y->arc);
}

/* Puts the arcs, at level 0 only, into the order of their places: what is near is found quickly then, and the order of
 * the file does not matter. */
void
gb_geo_coverage_sort_arcs (GbGeoCoverage *self)
{
  GbGeoLevel before = self->levels[0];
  g_autoptr (GArray) arcs = g_steal_pointer (&self->arcs);
  g_autofree Ordered *order = g_new (Ordered, MAX (arcs->len, 1));
  guint n;

  self->arcs = g_array_new (FALSE, TRUE, sizeof (GbGeoArc));
  self->levels[0] = (GbGeoLevel) { g_array_sized_new (FALSE, FALSE, sizeof (GbGeoPoint), before.points->len),
                                   g_array_sized_new (FALSE, FALSE, sizeof (guint), before.ends->len) };
  for (guint i = 0; i < arcs->len; i++)
    {
      const GbGeoPoint *points = gb_geo_level_get (&before, i, &n);

      order[i] = (Ordered) { gb_geo_grid_point_place (gb_geo_grid_point (points[n / 2])), i };
    }
  qsort (order, arcs->len, sizeof *order, compare_places);
  for (guint i = 0; i < arcs->len; i++)
    {
      const GbGeoPoint *points = gb_geo_level_get (&before, order[i].arc, &n);

      g_array_append_val (self->arcs, g_array_index (arcs, GbGeoArc, order[i].arc));
      g_array_append_vals (self->levels[0].points, points, n);
      g_array_append_val (self->levels[0].ends, self->levels[0].points->len);
    }
  g_array_unref (before.points);
  g_array_unref (before.ends);
}

/* --- loops ---------------------------------------------------------------------------------------- */

static guint
point_hash (gconstpointer data)
{
  GbGeoGridPoint point = gb_geo_grid_point (*(const GbGeoPoint *) data);

  return (guint) (((guint64) (guint32) point.x << 32 | (guint32) point.y) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

static gboolean
point_equal (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, sizeof (GbGeoPoint)) == 0;
}

static const GbGeoPoint *
step_start (const GbGeoCoverage *self,
            guint                step)
{
  guint n;
  const GbGeoPoint *points = gb_geo_level_get (&self->levels[0], step / 2, &n);

  return &points[step % 2 == 0 ? 0 : n - 1];
}

/* From corner to corner until it is back. Where an area touches itself in a corner it does not matter which way is
 * taken: what lies inside stays the same. */
static void
follow (const GbGeoCoverage *self,
        GHashTable          *from,
        guint                first,
        GbGeoLoops          *loops)
{
  guint step = first;

  for (;;)
    {
      const GbGeoPoint *end = step_start (self, step ^ 1);
      GArray *next;

      g_array_append_val (loops->arcs, step);
      next = g_hash_table_lookup (from, end);
      if (next == NULL || next->len == 0)
        break;
      step = g_array_index (next, guint, next->len - 1);
      g_array_set_size (next, next->len - 1);
    }
  g_array_append_val (loops->ends, loops->arcs->len);
}

static void
make_loops (const GbGeoCoverage *self,
            GArray              *steps,
            GbGeoLoops          *loops)
{
  g_autoptr (GHashTable) from =
      g_hash_table_new_full (point_hash, point_equal, NULL, (GDestroyNotify) g_array_unref);

  loops->arcs = g_array_new (FALSE, FALSE, sizeof (guint));
  loops->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = steps->len; i-- > 0;)
    {
      guint step = g_array_index (steps, guint, i);
      const GbGeoPoint *start = step_start (self, step);
      GArray *here = g_hash_table_lookup (from, start);

      if (here == NULL)
        {
          here = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (from, (gpointer) start, here);
        }
      g_array_append_val (here, step);
    }
  for (guint i = 0; i < steps->len; i++)
    {
      GArray *here = g_hash_table_lookup (from, step_start (self, g_array_index (steps, guint, i)));

      if (here->len == 0)
        continue;
      guint first = g_array_index (here, guint, here->len - 1);
      g_array_set_size (here, here->len - 1);
      follow (self, from, first, loops);
    }
}

/* Strings the arcs of each area together. */
void
gb_geo_coverage_make_loops (GbGeoCoverage *self)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_full (self->areas->len, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->areas->len; i++)
    g_ptr_array_add (steps, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < self->arcs->len; i++)
    {
      const GbGeoArc *arc = &g_array_index (self->arcs, GbGeoArc, i);
      guint forth = 2 * i, back = 2 * i + 1;

      if (arc->left != GB_GEO_NO_AREA)
        g_array_append_val (steps->pdata[arc->left], forth);
      if (arc->right != GB_GEO_NO_AREA)
        g_array_append_val (steps->pdata[arc->right], back);
    }
  g_array_set_size (self->loops, self->areas->len);
  for (guint i = 0; i < self->areas->len; i++)
    make_loops (self, steps->pdata[i], &g_array_index (self->loops, GbGeoLoops, i));
}

/* --- measures ------------------------------------------------------------------------------------- */

static double
radians (double degrees)
{
  return degrees * G_PI / 180;
}

/* Of a closed line on the sphere, positive where it runs against the clock: between each edge and the equator lies a
 * strip of the width of the edge and the height of the sine of its latitude (Lambert's cylinder keeps areas). */
double
gb_geo_loop_km2 (const GbGeoPoint *points,
                 guint             n_points)
{
  double sum = 0;

  for (guint i = 0; i < n_points; i++)
    {
      const GbGeoPoint *a = &points[i], *b = &points[(i + 1) % n_points];

      sum -= radians (b->lon - a->lon) * (sin (radians (a->lat)) + sin (radians (b->lat))) / 2;
    }
  return sum * AUTHALIC_RADIUS_KM * AUTHALIC_RADIUS_KM;
}

/* Bounds and extent of each area, from all of its detail. */
void
gb_geo_coverage_measure (GbGeoCoverage *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));

  for (guint i = 0; i < self->areas->len; i++)
    {
      GbGeoArea *area = &g_array_index (self->areas, GbGeoArea, i);

      area->bounds = (GbGeoBounds) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
      area->km2 = 0;
      for (guint j = 0; j < gb_geo_coverage_get_n_loops (self, i); j++)
        {
          g_array_set_size (points, 0);
          gb_geo_coverage_append_loop (self, i, j, 0, points);
          area->km2 += gb_geo_loop_km2 ((const GbGeoPoint *) points->data, points->len);
          for (guint k = 0; k < points->len; k++)
            {
              GbGeoPoint point = g_array_index (points, GbGeoPoint, k);

              area->bounds.west = MIN (area->bounds.west, point.lon);
              area->bounds.east = MAX (area->bounds.east, point.lon);
              area->bounds.south = MIN (area->bounds.south, point.lat);
              area->bounds.north = MAX (area->bounds.north, point.lat);
            }
        }
    }
}

/* --- questions ------------------------------------------------------------------------------------ */

/* How many edges of an arc a ray to the east crosses. */
static guint
count_crossings (const GbGeoPoint *points,
                 guint             n_points,
                 GbGeoPoint        at)
{
  guint n = 0;

  for (guint i = 0; i + 1 < n_points; i++)
    {
      const GbGeoPoint *a = &points[i], *b = &points[i + 1];

      if ((a->lat > at.lat) != (b->lat > at.lat))
        n += at.lon < a->lon + (at.lat - a->lat) / (b->lat - a->lat) * (b->lon - a->lon);
    }
  return n;
}

/**
 * gb_geo_coverage_contains:
 * @area: an area
 * @point: where
 *
 * Returns: whether the point lies in the area
 */
gboolean
gb_geo_coverage_contains (const GbGeoCoverage *self,
                          guint                area,
                          GbGeoPoint           point)
{
  const GbGeoBounds *bounds = &gb_geo_coverage_get_area (self, area)->bounds;
  const GbGeoLoops *loops = &g_array_index (self->loops, GbGeoLoops, area);
  guint crossings = 0;

  if (point.lon < bounds->west || point.lon > bounds->east || point.lat < bounds->south || point.lat > bounds->north)
    return FALSE;
  for (guint i = 0; i < loops->arcs->len; i++)
    {
      guint n;
      const GbGeoPoint *arc = gb_geo_level_get (&self->levels[0], g_array_index (loops->arcs, guint, i) / 2, &n);

      crossings += count_crossings (arc, n, point);
    }
  return crossings % 2 == 1;
}

/**
 * gb_geo_coverage_find:
 * @point: where
 *
 * Returns: the area there, or %GB_GEO_NO_AREA; a point on a border is in one of the two
 */
guint
gb_geo_coverage_find (const GbGeoCoverage *self,
                      GbGeoPoint           point)
{
  for (guint i = 0; i < self->areas->len; i++)
    {
      if (gb_geo_coverage_contains (self, i, point))
        return i;
    }
  return GB_GEO_NO_AREA;
}

/**
 * gb_geo_coverage_find_neighbours:
 * @area: an area
 *
 * Returns: (transfer full) (element-type guint): the areas with a border in common, in ascending order
 */
GArray *
gb_geo_coverage_find_neighbours (const GbGeoCoverage *self,
                                 guint                area)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *seen = g_new0 (gboolean, self->areas->len);

  for (guint i = 0; i < self->arcs->len; i++)
    {
      const GbGeoArc *arc = &g_array_index (self->arcs, GbGeoArc, i);

      if (arc->left == area && arc->right != GB_GEO_NO_AREA)
        seen[arc->right] = TRUE;
      else if (arc->right == area && arc->left != GB_GEO_NO_AREA)
        seen[arc->left] = TRUE;
    }
  for (guint i = 0; i < self->areas->len; i++)
    {
      if (seen[i])
        g_array_append_val (found, i);
    }
  return found;
}
