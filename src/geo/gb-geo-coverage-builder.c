/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From polygons to borders. Where neighbours do not share the corners of their border, all rings are cut where they meet
 * (GEOS), what lies between the cuts is an arc, and each arc learns which area lies on either side of it. All arcs are
 * simplified together, so that none crosses another. */
#include "gb-geo-borders.h"
#include "gb-geo-coverage-private.h"
#include "gb-geo-label.h"
#include "gb-geo-mend.h"
#include "gb-geo-segments.h"
#include "gb-geo-simplifier.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_REGROUPS 3

typedef struct
{
  GbGeoCoverage *coverage;
  GPtrArray *geometries; /* (element-type GEOSGeometry): of the areas, mended */
  GArray *indices;       /* (element-type guint): which feature each of them was */
  GPtrArray *refusals;   /* (nullable) (element-type GbGeoRefusal) */
  GEOSSTRtree *tree;     /* of the areas' numbers plus one */
  GPtrArray *prepared;   /* (element-type GEOSPreparedGeometry): of the areas that were asked for points */
  GEOSGeometry *lines;   /* all arcs */
  GEOSGeometry *faces;   /* what they enclose */
  GArray *owners;        /* (element-type guint): the area of each face */
} Builder;

static void
prepared_free (gpointer data)
{
  if (data != NULL)
    GEOSPreparedGeom_destroy_r (gb_geos (), data);
}

static void
builder_clear (Builder *self)
{
  g_clear_pointer (&self->prepared, g_ptr_array_unref);
  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  g_clear_pointer (&self->geometries, g_ptr_array_unref);
  g_clear_pointer (&self->indices, g_array_unref);
  g_clear_pointer (&self->tree, gb_geos_tree_free);
  g_clear_pointer (&self->lines, gb_geos_geometry_free);
  g_clear_pointer (&self->faces, gb_geos_geometry_free);
  g_clear_pointer (&self->owners, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

/* --- the areas ------------------------------------------------------------------------------------ */

static void
add_refusal (Builder    *self,
             guint       index,
             const char *id,
             const char *field,
             const char *reason)
{
  if (self->refusals != NULL)
    g_ptr_array_add (self->refusals, gb_geo_refusal_new (index, id, field, reason));
}

static void
add_area (Builder      *self,
          guint         index,
          const char   *id,
          GEOSGeometry *geometry)
{
  GbGeoArea area = { .id = g_strdup (id) };

  g_array_append_val (self->coverage->areas, area);
  g_array_append_val (self->indices, index);
  g_ptr_array_add (self->geometries, geometry);
}

/* One fault and the feature is refused; but that somebody wants no more of it is no fault. */
static gboolean
take_feature (Builder            *self,
              guint               index,
              const GbGeoFeature *feature,
              GHashTable         *ids,
              GError            **error)
{
  g_autoptr (GError) failure = NULL;
  GEOSGeometry *geometry;

  if (feature->id == NULL || *feature->id == '\0')
    add_refusal (self, index, NULL, "id", _("it has no identifier"));
  else if (g_hash_table_contains (ids, feature->id))
    add_refusal (self, index, feature->id, "id", _("another area has the same identifier"));
  else if ((geometry = gb_geo_mend (feature, &failure)) != NULL)
    {
      g_hash_table_add (ids, feature->id);
      add_area (self, index, feature->id, geometry);
    }
  else if (g_error_matches (failure, GB_GEO_ERROR, GB_GEO_ERROR_VALUE) ||
           g_error_matches (failure, GB_GEO_ERROR, GB_GEO_ERROR_GEOMETRY))
    add_refusal (self, index, feature->id, "geometry", failure->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_features (Builder   *self,
               GPtrArray *features,
               GError   **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < features->len; i++)
    {
      if (!take_feature (self, i, features->pdata[i], ids, error))
        return FALSE;
    }
  return TRUE;
}

static void
index_areas (Builder *self)
{
  self->prepared = g_ptr_array_new_with_free_func (prepared_free);
  g_ptr_array_set_size (self->prepared, (int) self->geometries->len);
  self->tree = GEOSSTRtree_create_r (gb_geos (), 10);
  for (guint i = 0; i < self->geometries->len; i++)
    GEOSSTRtree_insert_r (gb_geos (), self->tree, self->geometries->pdata[i], GUINT_TO_POINTER (i + 1));
}

/* --- arcs ----------------------------------------------------------------------------------------- */

static void
append_arcs (const GEOSGeometry *lines,
             GbGeoLevel         *level)
{
  int n = GEOSGetNumGeometries_r (gb_geos (), lines);

  for (int i = 0; i < n; i++)
    {
      gb_geos_append_points (GEOSGetGeometryN_r (gb_geos (), lines, i), level->points);
      g_array_append_val (level->ends, level->points->len);
    }
  /* To the last bit, so that points can be compared */
  for (guint i = 0; i < level->points->len; i++)
    {
      GbGeoPoint *point = &g_array_index (level->points, GbGeoPoint, i);

      *point = gb_geo_grid_point_to_degrees (gb_geo_grid_point (*point));
    }
}

static gboolean
cut_borders (Builder *self,
             GError **error)
{
  g_autoptr (GPtrArray) borders = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autoptr (GEOSGeometry) all = NULL, noded = NULL, merged = NULL;

  for (guint i = 0; i < self->geometries->len; i++)
    g_ptr_array_add (borders, GEOSBoundary_r (gb_geos (), self->geometries->pdata[i]));
  all = gb_geos_collect (GEOS_GEOMETRYCOLLECTION, borders);
  noded = all != NULL ? GEOSUnaryUnionPrec_r (gb_geos (), all, GB_GEO_GRID) : NULL;
  merged = noded != NULL ? GEOSLineMerge_r (gb_geos (), noded) : NULL;
  if (merged == NULL)
    return gb_geos_failed ("borders", error);
  self->lines = g_steal_pointer (&merged);
  append_arcs (self->lines, &self->coverage->levels[0]);
  g_array_set_size (self->coverage->arcs, self->coverage->levels[0].ends->len);
  for (guint i = 0; i < self->coverage->arcs->len; i++)
    g_array_index (self->coverage->arcs, GbGeoArc, i) = (GbGeoArc) { GB_GEO_NO_AREA, GB_GEO_NO_AREA };
  return TRUE;
}

/* --- faces and whose they are --------------------------------------------------------------------- */

typedef struct
{
  const Builder *builder;
  GEOSGeometry *point;
  guint found;
} Lookup;

/* An area of many corners with many faces inside is asked many times. */
static const GEOSPreparedGeometry *
prepare (const Builder *self,
         guint          area)
{
  gpointer *prepared = &self->prepared->pdata[area];

  if (*prepared == NULL)
    *prepared = (gpointer) GEOSPrepare_r (gb_geos (), self->geometries->pdata[area]);
  return *prepared;
}

static void
on_candidate (void *item,
              void *user_data)
{
  Lookup *lookup = user_data;
  guint area = GPOINTER_TO_UINT (item) - 1;

  if (area < lookup->found && GEOSPreparedIntersects_r (gb_geos (), prepare (lookup->builder, area), lookup->point) == 1)
    lookup->found = area;
}

/* Where areas lie over each other, the first has the place. */
static guint
find_owner (const Builder      *self,
            const GEOSGeometry *face)
{
  g_autoptr (GEOSGeometry) point = GEOSPointOnSurface_r (gb_geos (), face);
  Lookup lookup = { self, point, GB_GEO_NO_AREA };

  if (point != NULL)
    GEOSSTRtree_query_r (gb_geos (), self->tree, point, on_candidate, &lookup);
  return lookup.found;
}

static gboolean
make_faces (Builder *self,
            GError **error)
{
  const GEOSGeometry *lines[] = { self->lines };
  int n;

  self->faces = GEOSPolygonize_r (gb_geos (), lines, 1);
  if (self->faces == NULL)
    return gb_geos_failed ("faces", error);
  n = GEOSGetNumGeometries_r (gb_geos (), self->faces);
  self->owners = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) n);
  for (int i = 0; i < n; i++)
    {
      guint owner = find_owner (self, GEOSGetGeometryN_r (gb_geos (), self->faces, i));

      g_array_append_val (self->owners, owner);
    }
  return TRUE;
}

/* --- the sides of arcs ---------------------------------------------------------------------------- */

static guint
edge_hash (gconstpointer data)
{
  const GbGeoSegment *edge = data;
  guint64 hash = 0;

  hash = (hash ^ (guint32) edge->from.x) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  hash = (hash ^ (guint32) edge->from.y) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  hash = (hash ^ (guint32) edge->to.x) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  hash = (hash ^ (guint32) edge->to.y) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}

static gboolean
edge_equal (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, sizeof (GbGeoSegment)) == 0;
}

/* The first edge of each arc, forth and back: twice the arc plus one, plus one for back. */
static GHashTable *
index_edges (const GbGeoCoverage *coverage,
             GbGeoSegment        *edges)
{
  GHashTable *table = g_hash_table_new (edge_hash, edge_equal);

  for (guint i = 0; i < coverage->arcs->len; i++)
    {
      guint n;
      const GbGeoPoint *points = gb_geo_level_get (&coverage->levels[0], i, &n);
      GbGeoGridPoint from = gb_geo_grid_point (points[0]), to = gb_geo_grid_point (points[1]);

      edges[2 * i] = (GbGeoSegment) { from, to };
      edges[2 * i + 1] = (GbGeoSegment) { to, from };
      g_hash_table_insert (table, &edges[2 * i], GUINT_TO_POINTER (2 * i + 1));
      g_hash_table_insert (table, &edges[2 * i + 1], GUINT_TO_POINTER (2 * i + 2));
    }
  return table;
}

/* GEOS gives outer rings with the clock and holes against it or the other way: what counts is where the face lies. */
static void
note_ring (Builder            *self,
           GHashTable         *edges,
           const GEOSGeometry *ring,
           gboolean            hole,
           guint               owner)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  gboolean left;

  gb_geos_append_points (ring, points);
  left = gb_geos_ring_is_ccw (ring) != hole;
  for (guint i = 0; i + 1 < points->len; i++)
    {
      GbGeoSegment edge = { gb_geo_grid_point (g_array_index (points, GbGeoPoint, i)),
                            gb_geo_grid_point (g_array_index (points, GbGeoPoint, i + 1)) };
      guint step = GPOINTER_TO_UINT (g_hash_table_lookup (edges, &edge));
      GbGeoArc *arc;

      if (step == 0)
        continue;
      arc = &g_array_index (self->coverage->arcs, GbGeoArc, (step - 1) / 2);
      if (((step - 1) % 2 == 0) == left)
        arc->left = owner;
      else
        arc->right = owner;
    }
}

static void
note_sides (Builder *self)
{
  g_autofree GbGeoSegment *storage = g_new (GbGeoSegment, 2 * self->coverage->arcs->len);
  g_autoptr (GHashTable) edges = index_edges (self->coverage, storage);

  for (guint i = 0; i < self->owners->len; i++)
    {
      const GEOSGeometry *face = GEOSGetGeometryN_r (gb_geos (), self->faces, (int) i);
      int n_holes = GEOSGetNumInteriorRings_r (gb_geos (), face);
      guint owner = g_array_index (self->owners, guint, i);

      note_ring (self, edges, GEOSGetExteriorRing_r (gb_geos (), face), FALSE, owner);
      for (int j = 0; j < n_holes; j++)
        note_ring (self, edges, GEOSGetInteriorRingN_r (gb_geos (), face, j), TRUE, owner);
    }
}

/* --- gaps ----------------------------------------------------------------------------------------- */

static double
arc_length (const GbGeoCoverage *coverage,
            guint                arc)
{
  guint n;
  const GbGeoPoint *points = gb_geo_level_get (&coverage->levels[0], arc, &n);
  double length = 0;

  for (guint i = 0; i + 1 < n; i++)
    length += hypot (points[i + 1].lon - points[i].lon, points[i + 1].lat - points[i].lat);
  return length;
}

/* A face that is no area's and has a width of metres is the space between two drawings of one border. */
static gboolean
is_gap (const GEOSGeometry *face)
{
  double area = 0, length = 0;

  return GEOSArea_r (gb_geos (), face, &area) == 1 && GEOSLength_r (gb_geos (), face, &length) == 1 &&
         2 * area < GB_GEO_SLIVER_WIDTH * length;
}

/* Gaps get numbers of their own behind the areas', so that their arcs can be told. */
static guint
number_gaps (Builder *self)
{
  guint n = self->coverage->areas->len;

  for (guint i = 0; i < self->owners->len; i++)
    {
      guint *owner = &g_array_index (self->owners, guint, i);

      if (*owner == GB_GEO_NO_AREA && is_gap (GEOSGetGeometryN_r (gb_geos (), self->faces, (int) i)))
        *owner = n++;
    }
  return n - self->coverage->areas->len;
}

/* For each gap the area with which it has the longest border. */
static guint *
find_takers (const GbGeoCoverage *coverage,
             guint                n_gaps)
{
  guint n_areas = coverage->areas->len;
  guint *best = g_new (guint, n_gaps);
  g_autofree double *longest = g_new0 (double, n_gaps);

  for (guint i = 0; i < n_gaps; i++)
    best[i] = GB_GEO_NO_AREA;
  for (guint i = 0; i < coverage->arcs->len; i++)
    {
      const GbGeoArc *arc = &g_array_index (coverage->arcs, GbGeoArc, i);
      guint area = MIN (arc->left, arc->right), gap = MAX (arc->left, arc->right);
      double length;

      if (area >= n_areas || gap < n_areas || gap >= n_areas + n_gaps)
        continue;
      length = arc_length (coverage, i);
      if (length <= longest[gap - n_areas])
        continue;
      longest[gap - n_areas] = length;
      best[gap - n_areas] = area;
    }
  return best;
}

static void
fill_gaps (Builder *self)
{
  guint n_areas = self->coverage->areas->len;
  guint n_gaps = number_gaps (self);
  g_autofree guint *takers = NULL;

  note_sides (self);
  if (n_gaps == 0)
    return;
  takers = find_takers (self->coverage, n_gaps);
  for (guint i = 0; i < self->owners->len; i++)
    {
      guint *owner = &g_array_index (self->owners, guint, i);

      if (*owner >= n_areas && *owner < n_areas + n_gaps)
        *owner = takers[*owner - n_areas];
    }
  note_sides (self);
}

/* What has the same area on both sides is no border: two areas lay over each other there, or a gap was filled. And an
 * area without a border has nothing left of it: all of it lies under others. */
static gboolean
needs_regroup (const GbGeoCoverage *coverage)
{
  g_autofree gboolean *bordered = g_new0 (gboolean, MAX (coverage->areas->len, 1));
  gboolean inner = FALSE;
  guint n = 0;

  for (guint i = 0; i < coverage->arcs->len && !inner; i++)
    {
      const GbGeoArc *arc = &g_array_index (coverage->arcs, GbGeoArc, i);

      inner = arc->left == arc->right;
      if (arc->left < coverage->areas->len)
        bordered[arc->left] = TRUE;
      if (arc->right < coverage->areas->len)
        bordered[arc->right] = TRUE;
    }
  for (guint i = 0; i < coverage->areas->len; i++)
    n += bordered[i];
  return inner || n < coverage->areas->len;
}

/* (transfer full) (nullable): the faces of an area as one geometry, empty where it has none */
static GEOSGeometry *
unite_faces (const Builder *self,
             guint          area)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autoptr (GEOSGeometry) all = NULL;

  for (guint i = 0; i < self->owners->len; i++)
    {
      if (g_array_index (self->owners, guint, i) == area)
        g_ptr_array_add (parts,
                         GEOSGeom_clone_r (gb_geos (), GEOSGetGeometryN_r (gb_geos (), self->faces, (int) i)));
    }
  all = gb_geos_collect (GEOS_MULTIPOLYGON, parts);
  return all != NULL ? GEOSUnaryUnionPrec_r (gb_geos (), all, GB_GEO_GRID) : NULL;
}

/* Each area is made anew from its faces; one that has none lies under others. */
static gboolean
regroup (Builder *self,
         GError **error)
{
  guint area = 0;

  for (guint i = 0, n = self->geometries->len; i < n; i++)
    {
      g_autoptr (GEOSGeometry) whole = unite_faces (self, i);

      if (whole == NULL)
        return gb_geos_failed ("areas", error);
      if (!GEOSisEmpty_r (gb_geos (), whole))
        {
          gb_geos_geometry_free (self->geometries->pdata[area]);
          self->geometries->pdata[area++] = g_steal_pointer (&whole);
          continue;
        }
      add_refusal (self, g_array_index (self->indices, guint, area),
                   g_array_index (self->coverage->areas, GbGeoArea, area).id, "geometry",
                   _("the area lies wholly under others"));
      g_array_remove_index (self->coverage->areas, area);
      g_array_remove_index (self->indices, area);
      g_ptr_array_remove_index (self->geometries, area);
    }
  return TRUE;
}

/* --- all of it ------------------------------------------------------------------------------------ */

static void
forget_arcs (Builder *self)
{
  GbGeoLevel *level = &self->coverage->levels[0];

  g_clear_pointer (&self->lines, gb_geos_geometry_free);
  g_clear_pointer (&self->faces, gb_geos_geometry_free);
  g_clear_pointer (&self->owners, g_array_unref);
  g_clear_pointer (&self->tree, gb_geos_tree_free);
  g_clear_pointer (&self->prepared, g_ptr_array_unref);
  g_array_set_size (self->coverage->arcs, 0);
  g_array_set_size (level->points, 0);
  g_array_set_size (level->ends, 0);
}

/* Read off where all is well, and else cut. */
static gboolean
make_arcs (Builder *self,
           GError **error)
{
  forget_arcs (self);
  switch (gb_geo_borders_find (self->coverage, self->geometries))
    {
    case GB_GEO_BORDERS_CLEAN:
      return TRUE;
    case GB_GEO_BORDERS_TANGLED:
      g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT, _("The areas lie over each other too often"));
      return FALSE;
    case GB_GEO_BORDERS_UNCLEAN:
    default:
      index_areas (self);
      if (!cut_borders (self, error) || !make_faces (self, error))
        return FALSE;
      fill_gaps (self);
      return TRUE;
    }
}

/* Names stay inside their areas, whatever the level. */
static gboolean
simplify (Builder      *self,
          GCancellable *cancellable,
          GError      **error)
{
  GbGeoCoverage *coverage = self->coverage;
  g_autofree GbGeoPoint *labels = g_new (GbGeoPoint, MAX (coverage->areas->len, 1));
  g_autoptr (GbGeoSimplifier) simplifier = NULL;

  for (guint i = 0; i < coverage->areas->len; i++)
    labels[i] = g_array_index (coverage->areas, GbGeoArea, i).label;
  simplifier = gb_geo_simplifier_new (&coverage->levels[0], labels, coverage->areas->len);
  for (guint level = 1; level < GB_GEO_N_LEVELS; level++)
    {
      if (!gb_geo_simplifier_run (simplifier, gb_geo_coverage_tolerance (level), cancellable, error))
        return FALSE;
      gb_geo_simplifier_append (simplifier, &coverage->levels[level]);
    }
  return TRUE;
}

static gboolean
place_labels (Builder *self,
              GError **error)
{
  for (guint i = 0; i < self->geometries->len; i++)
    {
      if (!gb_geo_place_label (&g_array_index (self->coverage->areas, GbGeoArea, i), self->geometries->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_geo_coverage_new:
 * @features: (element-type GbGeoFeature): the areas, each once and with an identifier
 * @refusals: (nullable) (element-type GbGeoRefusal): what was refused is added here; the rest goes on
 *
 * Takes time, about a second for 300,000 points; not for the main thread.
 *
 * Returns: (transfer full): the areas and their borders at every level; areas that overlap are cut (the first keeps the
 *   place), gaps of metres between neighbours are filled. %NULL with %GB_GEO_ERROR_GEOMETRY where the geometry library
 *   gave up, %GB_GEO_ERROR_LIMIT after ten minutes, or %G_IO_ERROR_CANCELLED
 */
GbGeoCoverage *
gb_geo_coverage_new (GPtrArray    *features,
                     GPtrArray    *refusals,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_auto (GbGeosWork) work G_GNUC_UNUSED = gb_geos_work (cancellable);
  g_auto (Builder) self = { gb_geo_coverage_alloc () };

  self.refusals = refusals;
  self.geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  self.indices = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!take_features (&self, features, error) || !make_arcs (&self, error))
    return NULL;
  /* Cutting moves corners by a step of the grid, which can put something under something else again. */
  for (guint i = 0; i < MOST_REGROUPS && self.owners != NULL && needs_regroup (self.coverage); i++)
    {
      if (!regroup (&self, error) || !make_arcs (&self, error))
        return NULL;
    }
  gb_geo_coverage_sort_arcs (self.coverage);
  gb_geo_coverage_make_loops (self.coverage);
  gb_geo_coverage_measure (self.coverage);
  if (!place_labels (&self, error) || !simplify (&self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self.coverage);
}
