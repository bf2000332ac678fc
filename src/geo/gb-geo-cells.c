/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-cells.h"

#include <math.h>

#include "gb-geos-private.h"

#define KM_PER_DEGREE 111.195

/* Farther than this many times the usual distance from its next neighbour, a place is an island. */
#define APART 3.0

/* How closely the outline follows the outermost centres: 0 as closely as can be, 1 the convex hull. */
#define HULL_RATIO 0.2

/* A circle has four times as many corners. */
#define QUADRANT 8

typedef struct
{
  const GbGeoCentre *centres;
  guint n_centres;
  double stretch;     /* a degree of longitude, in degrees of latitude */
  double *distances;  /* (owned): from each to its next neighbour, in degrees of latitude */
  double usual;       /* the median of them */
} Cells;

static void
cells_clear (Cells *self)
{
  g_free (self->distances);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cells, cells_clear)

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static GbGeoPoint
flatten (const Cells *self,
         GbGeoPoint   point)
{
  return (GbGeoPoint) { point.lon * self->stretch, point.lat };
}

static void
measure (Cells             *self,
         const GbGeoCentre *centres,
         guint              n_centres)
{
  g_autofree double *sorted = NULL;
  double south = G_MAXDOUBLE, north = -G_MAXDOUBLE;

  self->centres = centres;
  self->n_centres = n_centres;
  for (guint i = 0; i < n_centres; i++)
    {
      south = MIN (south, centres[i].point.lat);
      north = MAX (north, centres[i].point.lat);
    }
  self->stretch = cos ((south + north) / 2 * G_PI / 180);
  self->distances = g_new (double, n_centres);
  for (guint i = 0; i < n_centres; i++)
    {
      GbGeoPoint a = flatten (self, centres[i].point);

      self->distances[i] = G_MAXDOUBLE;
      for (guint j = 0; j < n_centres; j++)
        {
          GbGeoPoint b = flatten (self, centres[j].point);

          if (j != i)
            self->distances[i] = MIN (self->distances[i], hypot (a.lon - b.lon, a.lat - b.lat));
        }
    }
  sorted = g_memdup2 (self->distances, sizeof (double) * n_centres);
  qsort (sorted, n_centres, sizeof (double), compare_doubles);
  self->usual = sorted[n_centres / 2];
}

static gboolean
is_apart (const Cells *self,
          guint        centre)
{
  return self->distances[centre] > APART * self->usual;
}

/* The radius of a circle of the area's extent. */
static double
radius (const GbGeoCentre *centre)
{
  return sqrt (MAX (centre->km2, 1) / G_PI) / KM_PER_DEGREE;
}

static GEOSGeometry *
circle (const Cells       *self,
        const GbGeoCentre *centre)
{
  g_autoptr (GEOSGeometry) point = gb_geos_point (flatten (self, centre->point));

  return GEOSBuffer_r (gb_geos (), point, radius (centre), QUADRANT);
}

/* (transfer full) (nullable): the centres that are not apart */
static GEOSGeometry *
mainland_points (const Cells *self)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);

  for (guint i = 0; i < self->n_centres; i++)
    {
      if (!is_apart (self, i))
        g_ptr_array_add (points, gb_geos_point (flatten (self, self->centres[i].point)));
    }
  return gb_geos_collect (GEOS_MULTIPOINT, points);
}

/* Round the centres, half the way to where another would be. */
static GEOSGeometry *
mainland_outline (const Cells        *self,
                  const GEOSGeometry *points)
{
  g_autoptr (GEOSGeometry) hull = GEOSConcaveHull_r (gb_geos (), points, HULL_RATIO, FALSE);

  return hull != NULL ? GEOSBuffer_r (gb_geos (), hull, self->usual * 0.8, QUADRANT) : NULL;
}

static void
add_ring (const Cells        *self,
          GArray             *points,
          const GEOSGeometry *ring)
{
  gb_geos_append_points (ring, points);
  for (guint i = 0; i < points->len; i++)
    g_array_index (points, GbGeoPoint, i).lon /= self->stretch;
}

static GbGeoFeature *
make_feature (const Cells        *self,
              const char         *id,
              const GEOSGeometry *geometry)
{
  GbGeoFeature *feature = gb_geo_feature_new ();
  int n = GEOSGetNumGeometries_r (gb_geos (), geometry);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *polygon = GEOSGetGeometryN_r (gb_geos (), geometry, i);

      if (GEOSGeomTypeId_r (gb_geos (), polygon) != GEOS_POLYGON || GEOSisEmpty_r (gb_geos (), polygon))
        continue;
      add_ring (self, gb_geo_polygon_add_ring (gb_geo_feature_add_polygon (feature)),
                GEOSGetExteriorRing_r (gb_geos (), polygon));
    }
  feature->id = g_strdup (id);
  gb_geo_feature_measure (feature);
  return feature;
}

/* (transfer full) (nullable): of the cells the one that a centre is in */
static GEOSGeometry *
find_cell (const GEOSGeometry *cells,
           const GEOSGeometry *point)
{
  int n = GEOSGetNumGeometries_r (gb_geos (), cells);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *cell = GEOSGetGeometryN_r (gb_geos (), cells, i);

      if (GEOSIntersects_r (gb_geos (), cell, point) == 1)
        return GEOSGeom_clone_r (gb_geos (), cell);
    }
  return NULL;
}

static GbGeoFeature *
make_cell (const Cells        *self,
           guint               centre,
           const GEOSGeometry *cells,
           const GEOSGeometry *outline)
{
  const GbGeoCentre *of = &self->centres[centre];
  g_autoptr (GEOSGeometry) point = gb_geos_point (flatten (self, of->point));
  g_autoptr (GEOSGeometry) whole = NULL, shape = NULL;

  if (is_apart (self, centre))
    shape = circle (self, of);
  else if ((whole = find_cell (cells, point)) != NULL)
    shape = GEOSIntersection_r (gb_geos (), whole, outline);
  return shape != NULL ? make_feature (self, of->id, shape) : NULL;
}

/**
 * gb_geo_cells_new:
 * @centres: (array length=n_centres): the middles of areas, no two at the same place
 * @n_centres: three at least
 *
 * Stands in for borders that nobody has sent: what is nearer to one centre than to any other (Voronoi), within an
 * outline round all of them; what lies far off, such as an island, is a circle of its extent.
 *
 * Returns: (transfer full) (element-type GbGeoFeature): as many areas as there are centres
 */
GPtrArray *
gb_geo_cells_new (const GbGeoCentre *centres,
                  guint              n_centres,
                  GError           **error)
{
  g_auto (GbGeosWork) work G_GNUC_UNUSED = gb_geos_work (NULL);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
  g_auto (Cells) self = { NULL };
  g_autoptr (GEOSGeometry) points = NULL, outline = NULL, cells = NULL;

  g_return_val_if_fail (n_centres >= 3, NULL);
  measure (&self, centres, n_centres);
  points = mainland_points (&self);
  outline = points != NULL ? mainland_outline (&self, points) : NULL;
  cells = outline != NULL ? GEOSVoronoiDiagram_r (gb_geos (), points, outline, 0, FALSE) : NULL;
  if (cells == NULL)
    return gb_geos_failed ("cells", error), NULL;
  for (guint i = 0; i < n_centres; i++)
    {
      GbGeoFeature *feature = make_cell (&self, i, cells, outline);

      if (feature == NULL)
        return gb_geos_failed ("cell", error), NULL;
      g_ptr_array_add (features, feature);
    }
  return g_steal_pointer (&features);
}
