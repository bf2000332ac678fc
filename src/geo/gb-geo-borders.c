/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most files are drawn with care: neighbours share the corners of their border. Then the borders can be read off the
 * rings, in a time that grows with the number of corners, and there is nothing to cut. */
#include "gb-geo-borders.h"

#include <math.h>
#include <string.h>

#include "gb-geo-segments.h"
#include "gb-geos-private.h"

#define NOTHING G_MAXUINT

/* Drawn separately, neighbours cross each other at every other corner at most; beyond that somebody means harm. */
#define MOST_MEETINGS(n_edges) (100000 + (n_edges) / 2)

typedef struct
{
  GbGeoSegment segment; /* its area lies to the left */
  guint area;
  guint next;           /* in its ring */
  guint twin;           /* the same segment as the neighbour has it, or NOTHING */
  guint from;           /* corners */
  guint to;
  gboolean done;
} Edge;

typedef struct
{
  GbGeoGridPoint at;
  guint n_segments; /* that end here; where two neighbours share one it counts once */
  guint parent;     /* of what hangs together (union-find) */
  guint easternmost; /* of what hangs together, at its root: a corner */
} Corner;

typedef struct
{
  guint64 place;
  guint first; /* edge */
  guint n;
} Ring;

typedef struct
{
  GArray *rings;           /* (element-type Ring) */
  GArray *edges;           /* (element-type Edge) */
  GArray *corners;         /* (element-type Corner) */
  GArray *owners;          /* (element-type guint): the edge of each of @segments */
  GbGeoSegments *segments; /* each once */
} Borders;

static void
borders_clear (Borders *self)
{
  g_clear_pointer (&self->rings, g_array_unref);
  g_clear_pointer (&self->edges, g_array_unref);
  g_clear_pointer (&self->corners, g_array_unref);
  g_clear_pointer (&self->owners, g_array_unref);
  g_clear_pointer (&self->segments, gb_geo_segments_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Borders, borders_clear)

static Edge *
edge_at (const Borders *self,
         guint          index)
{
  return &g_array_index (self->edges, Edge, index);
}

static Corner *
corner_at (const Borders *self,
           guint          index)
{
  return &g_array_index (self->corners, Corner, index);
}

/* --- rings ---------------------------------------------------------------------------------------- */

static void
add_ring (Borders            *self,
          guint               area,
          const GEOSGeometry *ring,
          gboolean            hole)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  Ring added = { .first = self->edges->len };
  guint n;
  gboolean forth;

  gb_geos_append_points (ring, points);
  forth = gb_geos_ring_is_ccw (ring) != hole;
  n = added.n = points->len - 1;
  added.place = gb_geo_grid_point_place (gb_geo_grid_point (g_array_index (points, GbGeoPoint, n / 2)));
  g_array_append_val (self->rings, added);
  for (guint i = 0; i < n; i++)
    {
      Edge edge = { .area = area, .next = added.first + (i + 1) % n, .twin = NOTHING };

      edge.segment.from = gb_geo_grid_point (g_array_index (points, GbGeoPoint, forth ? i : n - i));
      edge.segment.to = gb_geo_grid_point (g_array_index (points, GbGeoPoint, forth ? i + 1 : n - i - 1));
      g_array_append_val (self->edges, edge);
    }
}

static void
add_area (Borders            *self,
          guint               area,
          const GEOSGeometry *geometry)
{
  int n = GEOSGetNumGeometries_r (gb_geos (), geometry);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (gb_geos (), geometry, i);
      int n_holes = GEOSGetNumInteriorRings_r (gb_geos (), part);

      add_ring (self, area, GEOSGetExteriorRing_r (gb_geos (), part), FALSE);
      for (int j = 0; j < n_holes; j++)
        add_ring (self, area, GEOSGetInteriorRingN_r (gb_geos (), part, j), TRUE);
    }
}

/* --- neighbours ----------------------------------------------------------------------------------- */

static guint
segment_hash (gconstpointer data)
{
  guint64 words[2], hash;

  memcpy (words, data, sizeof words);
  hash = words[0] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  hash = (hash ^ hash >> 32 ^ words[1]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}

static gboolean
segment_equal (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, sizeof (GbGeoSegment)) == 0;
}

/* FALSE where two areas have the same segment on the same side. */
static gboolean
find_twins (Borders *self)
{
  g_autoptr (GHashTable) table = g_hash_table_new (segment_hash, segment_equal);

  for (guint i = 0; i < self->edges->len; i++)
    {
      Edge *edge = edge_at (self, i);
      GbGeoSegment back = { edge->segment.to, edge->segment.from };
      guint twin = GPOINTER_TO_UINT (g_hash_table_lookup (table, &back));

      if (!g_hash_table_insert (table, &edge->segment, GUINT_TO_POINTER (i + 1)))
        return FALSE;
      if (twin == 0)
        continue;
      edge->twin = twin - 1;
      edge_at (self, twin - 1)->twin = i;
      /* What has the same area on both sides is no border */
      if (edge_at (self, twin - 1)->area == edge->area)
        return FALSE;
    }
  return TRUE;
}

static guint
point_hash (gconstpointer data)
{
  guint64 word;

  memcpy (&word, data, sizeof word);
  return (guint) (word * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

static gboolean
point_equal (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, sizeof (GbGeoGridPoint)) == 0;
}

static guint
intern_corner (Borders              *self,
               GHashTable           *table,
               const GbGeoGridPoint *at)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (table, at));
  Corner corner = { *at, 0, self->corners->len, self->corners->len };

  if (known > 0)
    return known - 1;
  g_array_append_val (self->corners, corner);
  g_hash_table_insert (table, (gpointer) at, GUINT_TO_POINTER (self->corners->len));
  return corner.parent;
}

static guint
find_root (const Borders *self,
           guint          corner)
{
  while (corner_at (self, corner)->parent != corner)
    corner = corner_at (self, corner)->parent = corner_at (self, corner_at (self, corner)->parent)->parent;
  return corner;
}

static void
join (Borders *self,
      guint    a,
      guint    b)
{
  Corner *x = corner_at (self, find_root (self, a)), *y = corner_at (self, find_root (self, b));

  if (corner_at (self, x->easternmost)->at.x < corner_at (self, y->easternmost)->at.x)
    x->easternmost = y->easternmost;
  y->parent = x->parent;
}

static gboolean
is_first_of_twins (const Borders *self,
                   guint          index)
{
  return index < edge_at (self, index)->twin;
}

static void
find_corners (Borders *self)
{
  g_autoptr (GHashTable) table = g_hash_table_new (point_hash, point_equal);

  for (guint i = 0; i < self->edges->len; i++)
    {
      Edge *edge = edge_at (self, i);

      edge->from = intern_corner (self, table, &edge->segment.from);
      edge->to = intern_corner (self, table, &edge->segment.to);
      if (!is_first_of_twins (self, i))
        continue;
      corner_at (self, edge->from)->n_segments++;
      corner_at (self, edge->to)->n_segments++;
      join (self, edge->from, edge->to);
    }
}

/* --- what must not be ----------------------------------------------------------------------------- */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Ring *x = a, *y = b;

  return x->place != y->place ? (x->place > y->place) - (x->place < y->place)
                              : (x->first > y->first) - (x->first < y->first);
}

/* The rings in the order of their places, so that the tree is quick, whatever the order of the file. */
static guint64
count_meetings (Borders *self)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (GbGeoSegment));

  g_array_sort (self->rings, compare_places);
  for (guint i = 0; i < self->rings->len; i++)
    {
      const Ring *ring = &g_array_index (self->rings, Ring, i);

      for (guint edge = ring->first; edge < ring->first + ring->n; edge++)
        {
          if (!is_first_of_twins (self, edge))
            continue;
          g_array_append_val (segments, edge_at (self, edge)->segment);
          g_array_append_val (self->owners, edge);
        }
    }
  self->segments = gb_geo_segments_new (segments);
  return gb_geo_segments_count_meetings (self->segments, MOST_MEETINGS (self->edges->len));
}

typedef struct
{
  const Borders *borders;
  guint root;    /* of what the ray starts from */
  double x, y;
  double nearest;
  guint edge;    /* that it meets first, or NOTHING */
} Ray;

static gboolean
on_ray (guint               index,
        const GbGeoSegment *segment,
        gpointer            user_data)
{
  Ray *self = user_data;
  guint edge = g_array_index (self->borders->owners, guint, index);
  double x;

  if ((segment->from.y > self->y) == (segment->to.y > self->y) ||
      find_root (self->borders, edge_at (self->borders, edge)->from) == self->root)
    return TRUE;
  x = segment->from.x + (self->y - segment->from.y) / ((double) segment->to.y - segment->from.y) *
                            ((double) segment->to.x - segment->from.x);
  if (x > self->x && x < self->nearest)
    {
      self->nearest = x;
      self->edge = edge;
    }
  return TRUE;
}

/* Whether what hangs together lies within an area that knows nothing of it: seen from its easternmost corner to the
 * east, half a step of the grid aside so that no corner is met, the next border has that area this side. */
static gboolean
is_covered (Borders *self,
            guint    edge)
{
  const Edge *start = edge_at (self, edge);
  guint root = find_root (self, start->from);
  GbGeoGridPoint corner = corner_at (self, corner_at (self, root)->easternmost)->at;
  GbGeoGridPoint other = gb_geo_grid_point_equal (start->segment.from, corner) ? start->segment.to : start->segment.from;
  gboolean up = other.y > corner.y;
  Ray ray = { self, root, corner.x, corner.y + (up ? 0.5 : -0.5), G_MAXDOUBLE, NOTHING };
  GbGeoBox box = { corner.x, corner.y - !up, G_MAXINT32, corner.y + up };

  gb_geo_segments_visit (self->segments, &box, on_ray, &ray);
  if (ray.edge == NOTHING)
    return FALSE;
  start = edge_at (self, ray.edge);
  /* Its own area lies to the left of it: this side where it runs up */
  return start->segment.to.y > start->segment.from.y || start->twin != NOTHING;
}

static gboolean
has_covered (Borders *self)
{
  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = edge_at (self, i);
      guint easternmost = corner_at (self, find_root (self, edge->from))->easternmost;

      if ((edge->from == easternmost || edge->to == easternmost) && edge->segment.from.y != edge->segment.to.y &&
          is_covered (self, i))
        return TRUE;
    }
  return FALSE;
}

/* --- arcs ----------------------------------------------------------------------------------------- */

static void
add_point (GbGeoCoverage *coverage,
           const Borders *self,
           guint          corner)
{
  GbGeoPoint point = gb_geo_grid_point_to_degrees (corner_at (self, corner)->at);

  g_array_append_val (coverage->levels[0].points, point);
}

/* From corner to corner as long as no third border comes in. */
static void
follow (Borders       *self,
        guint          first,
        GbGeoCoverage *coverage)
{
  guint twin = edge_at (self, first)->twin;
  GbGeoArc arc = { edge_at (self, first)->area, twin != NOTHING ? edge_at (self, twin)->area : GB_GEO_NO_AREA };
  guint at = first;

  add_point (coverage, self, edge_at (self, first)->from);
  for (;;)
    {
      Edge *edge = edge_at (self, at);

      edge->done = TRUE;
      if (edge->twin != NOTHING)
        edge_at (self, edge->twin)->done = TRUE;
      add_point (coverage, self, edge->to);
      if (corner_at (self, edge->to)->n_segments != 2 || edge->next == first)
        break;
      at = edge->next;
    }
  g_array_append_val (coverage->arcs, arc);
  g_array_append_val (coverage->levels[0].ends, coverage->levels[0].points->len);
}

/* First those that begin where borders meet, then those that run round by themselves. */
static void
make_arcs (Borders       *self,
           GbGeoCoverage *coverage)
{
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < self->edges->len; i++)
        {
          const Edge *edge = edge_at (self, i);

          if (!edge->done && (round == 1 || corner_at (self, edge->from)->n_segments != 2))
            follow (self, i, coverage);
        }
    }
}

/* --- gaps ----------------------------------------------------------------------------------------- */

/* The next edge along what is no area's, which lies to the right of edges: the sharpest turn to the right. */
static guint
turn_right (const Borders *self,
            guint          edge,
            const GArray  *here)
{
  const GbGeoSegment *along = &edge_at (self, edge)->segment;
  double x = (double) along->to.x - along->from.x, y = (double) along->to.y - along->from.y, least = G_MAXDOUBLE;
  guint best = NOTHING;

  for (guint i = 0; i < here->len; i++)
    {
      guint next = g_array_index (here, guint, i);
      const GbGeoSegment *out = &edge_at (self, next)->segment;
      double dx = (double) out->to.x - out->from.x, dy = (double) out->to.y - out->from.y;
      double angle = atan2 (x * dy - y * dx, x * dx + y * dy);

      if (angle < least)
        {
          least = angle;
          best = next;
        }
    }
  return best;
}

/* The edges with nobody to their right, by the corner they begin at. */
static GHashTable *
list_outer_edges (const Borders *self)
{
  GHashTable *outer = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->edges->len; i++)
    {
      gpointer from = GUINT_TO_POINTER (edge_at (self, i)->from);
      GArray *here;

      if (edge_at (self, i)->twin != NOTHING)
        continue;
      here = g_hash_table_lookup (outer, from);
      if (here == NULL)
        {
          here = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (outer, from, here);
        }
      g_array_append_val (here, i);
    }
  return outer;
}

/* Round a face that is no area's, with it to the right. Returns whether it is narrow and shut in. */
static gboolean
is_gap (Borders    *self,
        GHashTable *outer,
        guint       first)
{
  GbGeoGridPoint origin = edge_at (self, first)->segment.from;
  double area = 0, length = 0;
  guint at = first;

  do
    {
      const GbGeoSegment *segment = &edge_at (self, at)->segment;
      double x = (double) segment->from.x - origin.x, y = (double) segment->from.y - origin.y;
      double dx = (double) segment->to.x - segment->from.x, dy = (double) segment->to.y - segment->from.y;

      area += (x * dy - y * dx) / 2;
      length += hypot (dx, dy);
      edge_at (self, at)->done = TRUE;
      at = turn_right (self, at, g_hash_table_lookup (outer, GUINT_TO_POINTER (edge_at (self, at)->to)));
    }
  while (!edge_at (self, at)->done);
  return area < 0 && -2 * area < GB_GEO_SLIVER_WIDTH * 1e6 * length;
}

static gboolean
has_gaps (Borders *self)
{
  g_autoptr (GHashTable) outer = list_outer_edges (self);
  gboolean found = FALSE;

  for (guint i = 0; i < self->edges->len && !found; i++)
    found = edge_at (self, i)->twin == NOTHING && !edge_at (self, i)->done && is_gap (self, outer, i);
  for (guint i = 0; i < self->edges->len; i++)
    edge_at (self, i)->done = FALSE;
  return found;
}

/**
 * gb_geo_borders_find:
 * @coverage: its arcs, and their points at level 0, are set where the borders are clean
 * @geometries: (element-type GEOSGeometry): its areas in their order: valid, on the grid
 */
GbGeoBordersState
gb_geo_borders_find (GbGeoCoverage   *coverage,
                     const GPtrArray *geometries)
{
  g_auto (Borders) self = { g_array_new (FALSE, FALSE, sizeof (Ring)), g_array_new (FALSE, FALSE, sizeof (Edge)),
                            g_array_new (FALSE, FALSE, sizeof (Corner)), g_array_new (FALSE, FALSE, sizeof (guint)) };
  gboolean twins;
  guint64 n_meetings;

  for (guint i = 0; i < geometries->len; i++)
    add_area (&self, i, geometries->pdata[i]);
  twins = find_twins (&self);
  n_meetings = count_meetings (&self);
  if (n_meetings > MOST_MEETINGS (self.edges->len))
    return GB_GEO_BORDERS_TANGLED;
  if (!twins || n_meetings > 0)
    return GB_GEO_BORDERS_UNCLEAN;
  find_corners (&self);
  if (has_covered (&self) || has_gaps (&self))
    return GB_GEO_BORDERS_UNCLEAN;
  make_arcs (&self, coverage);
  return GB_GEO_BORDERS_CLEAN;
}
