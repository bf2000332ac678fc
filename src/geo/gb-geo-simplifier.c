/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-simplifier.h"

#include <math.h>

#include "gb-geo-segments.h"

#define NOTHING G_MAXUINT

/* How many steps are taken between looks at the cancellable. */
#define STRIDE 1024

typedef struct
{
  GbGeoGridPoint at;
  guint before;  /* in its arc, or NOTHING at an end */
  guint after;
  guint version; /* of the step that would take away the segment behind it */
  float strayed; /* how far that segment may be from the border it stands for, in millionths of a degree */
} Corner;

/* Two corners in a row may become one. */
typedef struct
{
  float strayed; /* afterwards */
  guint corner;  /* the first */
  guint version;
} Step;

/* The corners a, b, c, d become a, e, d. */
typedef struct
{
  guint a, b, c, d;
  GbGeoGridPoint e;
  double strayed;
} Collapse;

/**
 * GbGeoSimplifier:
 *
 * Draws all borders with fewer corners: two corners in a row become one, so placed that the areas on both sides stay as
 * they are (Kronenfeld, Stanislawski, Buttenfield, Brockmeyer: Simplification of polylines by segment collapse, 2020),
 * always the two next whose border strays least. No step is taken by which borders would cross, touch, or come to lie on
 * the other side of an island or of a mark. All of it on the grid, in whole numbers.
 */
struct _GbGeoSimplifier
{
  Corner *corners;         /* (owned): of all arcs, one after the other */
  guint n_corners;
  GArray *firsts;          /* (owned) (element-type guint): the first corner of each arc */
  GbGeoSegments *segments; /* (owned): from each corner to the next; behind them the marks */
  GArray *steps;           /* (owned) (element-type Step): a heap, the least on top */
};

/* --- the heap ------------------------------------------------------------------------------------- */

/* Ties are settled by place, so that the same file always gives the same borders. */
static gboolean
is_less (const Step *a,
         const Step *b)
{
  return a->strayed < b->strayed || (a->strayed == b->strayed && a->corner < b->corner);
}

static void
push (GArray *heap,
      Step    step)
{
  guint i = heap->len;
  Step *steps;

  g_array_append_val (heap, step);
  steps = (Step *) (gpointer) heap->data;
  for (guint up = (i - 1) / 2; i > 0 && is_less (&step, &steps[up]); i = up, up = (i - 1) / 2)
    steps[i] = steps[up];
  steps[i] = step;
}

static Step
pop (GArray *heap)
{
  Step *steps = (Step *) (gpointer) heap->data;
  Step top = steps[0], last = steps[heap->len - 1];
  guint n = heap->len - 1, i = 0;

  g_array_set_size (heap, n);
  for (guint down = 1; down < n; down = 2 * i + 1)
    {
      if (down + 1 < n && is_less (&steps[down + 1], &steps[down]))
        down++;
      if (!is_less (&steps[down], &last))
        break;
      steps[i] = steps[down];
      i = down;
    }
  if (n > 0)
    steps[i] = last;
  return top;
}

/* --- where the new corner is ---------------------------------------------------------------------- */

typedef struct
{
  double x, y;
} Vector;

static Vector
between (Vector from,
         Vector to)
{
  return (Vector) { to.x - from.x, to.y - from.y };
}

static double
cross (Vector a,
       Vector b)
{
  return a.x * b.y - a.y * b.x;
}

static double
distance (Vector p,
          Vector a,
          Vector b)
{
  Vector ab = between (a, b), ap = between (a, p);
  double length = ab.x * ab.x + ab.y * ab.y;
  double t = length > 0 ? CLAMP ((ap.x * ab.x + ap.y * ab.y) / length, 0, 1) : 0;

  return hypot (ap.x - t * ab.x, ap.y - t * ab.y);
}

/* The new corner on the line through a and b, so that a, e, d has the same area beside it as a, b, c, d.
 * Returns how far at most one border is from the other; infinity where there is no such corner. */
static double
place_corner (Vector  a,
              Vector  b,
              Vector  c,
              Vector  d,
              Vector *e)
{
  Vector ab = between (a, b), ac = between (a, c), ad = between (a, d);
  double t = (cross (ab, ac) + cross (ac, ad)) / cross (ab, ad);

  if (!isfinite (t) || t <= 0)
    return INFINITY;
  *e = (Vector) { a.x + t * ab.x, a.y + t * ab.y };
  /* The way b, c, d crosses the way from e to d; what does not lie on ab lies at most as far off as its corners */
  if (t <= 1)
    return MAX (distance (b, *e, d), distance (c, *e, d));
  return MAX (MAX (distance (*e, b, c), distance (*e, c, d)), MAX (distance (c, b, *e), distance (c, *e, d)));
}

static gboolean
round_corner (Vector          e,
              GbGeoGridPoint *point)
{
  if (fabs (e.x) > 180e6 || fabs (e.y) > 90e6)
    return FALSE;
  *point = (GbGeoGridPoint) { (gint32) lround (e.x), (gint32) lround (e.y) };
  return TRUE;
}

static Vector
vector (GbGeoGridPoint point)
{
  return (Vector) { point.x, point.y };
}

/* Of the two places, on the line of the first segment or of the last, the one nearer to what was there. */
static gboolean
choose_corner (const Corner *corners,
               Collapse     *self,
               double       *strays)
{
  Vector a = vector (corners[self->a].at), b = vector (corners[self->b].at);
  Vector c = vector (corners[self->c].at), d = vector (corners[self->d].at);
  Vector e, other;
  double back;

  if (cross (between (a, b), between (a, d)) == 0 && cross (between (a, c), between (a, d)) == 0)
    {
      /* All on one line: b is no corner at all, or the tip of a spike that another step takes */
      self->e = corners[self->c].at;
      *strays = distance (b, a, c);
      return TRUE;
    }
  *strays = place_corner (a, b, c, d, &e);
  back = place_corner (d, c, b, a, &other);
  if (back < *strays)
    {
      *strays = back;
      e = other;
    }
  return isfinite (*strays) && round_corner (e, &self->e);
}

static gboolean
plan (const GbGeoSimplifier *self,
      guint                  b,
      Collapse              *collapse)
{
  const Corner *corners = self->corners;
  guint a = corners[b].before, c = corners[b].after;
  guint d = c != NOTHING ? corners[c].after : NOTHING;
  double strays;

  if (a == NOTHING || d == NOTHING || gb_geo_grid_point_equal (corners[a].at, corners[d].at))
    return FALSE;
  *collapse = (Collapse) { a, b, c, d };
  if (!choose_corner (corners, collapse, &strays) || gb_geo_grid_point_equal (collapse->e, corners[a].at) ||
      gb_geo_grid_point_equal (collapse->e, corners[d].at))
    return FALSE;
  /* One for the rounding to the grid */
  collapse->strayed = MAX (MAX (corners[a].strayed, corners[b].strayed), corners[c].strayed) + strays + 1;
  return TRUE;
}

static void
offer (GbGeoSimplifier *self,
       guint            corner)
{
  Collapse collapse;

  if (corner == NOTHING)
    return;
  self->corners[corner].version++;
  if (plan (self, corner, &collapse))
    push (self->steps, (Step) { (float) collapse.strayed, corner, self->corners[corner].version });
}

/* --- whether it may be ---------------------------------------------------------------------------- */

typedef struct
{
  const Collapse *collapse;
  GbGeoSegment first;   /* from a to e */
  GbGeoSegment second;  /* from e to d */
  GbGeoGridPoint ring[5];
} Check;

/* Whether a point lies between the old border and the new one. */
static gboolean
is_passed_over (const Check    *self,
                GbGeoGridPoint  point)
{
  gboolean inside = FALSE;

  if (gb_geo_grid_point_equal (point, self->first.from) || gb_geo_grid_point_equal (point, self->second.to))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->ring); i++)
    {
      GbGeoGridPoint p = self->ring[i], q = self->ring[(i + 1) % G_N_ELEMENTS (self->ring)];

      if ((p.y > point.y) != (q.y > point.y) && (gb_geo_grid_orientation (p, q, point) > 0) == (q.y > p.y))
        inside = !inside;
    }
  return inside;
}

static gboolean
is_clear_of (guint               index,
             const GbGeoSegment *segment,
             gpointer            user_data)
{
  const Check *self = user_data;

  if (index == self->collapse->a || index == self->collapse->b || index == self->collapse->c)
    return TRUE;
  return !gb_geo_segment_meets (segment, &self->first) && !gb_geo_segment_meets (segment, &self->second) &&
         !gb_geo_grid_point_equal (segment->from, self->collapse->e) &&
         !gb_geo_grid_point_equal (segment->to, self->collapse->e) && !is_passed_over (self, segment->from) &&
         !is_passed_over (self, segment->to);
}

static gboolean
is_allowed (GbGeoSimplifier *self,
            const Collapse  *collapse)
{
  const Corner *corners = self->corners;
  GbGeoGridPoint a = corners[collapse->a].at, d = corners[collapse->d].at;
  Check check = { collapse, { a, collapse->e }, { collapse->e, d },
                  { a, corners[collapse->b].at, corners[collapse->c].at, d, collapse->e } };
  GbGeoBox box = { a.x, a.y, a.x, a.y };

  /* Nor may the way go forth and back */
  if (gb_geo_segment_meets (&check.first, &check.second))
    return FALSE;
  for (guint i = 1; i < G_N_ELEMENTS (check.ring); i++)
    box = (GbGeoBox) { MIN (box.west, check.ring[i].x), MIN (box.south, check.ring[i].y),
                       MAX (box.east, check.ring[i].x), MAX (box.north, check.ring[i].y) };
  return gb_geo_segments_visit (self->segments, &box, is_clear_of, &check);
}

/* c moves to where e is, b goes. */
static void
carry_out (GbGeoSimplifier *self,
           const Collapse  *collapse)
{
  Corner *corners = self->corners;
  Corner *c = &corners[collapse->c];

  corners[collapse->b].version++;
  gb_geo_segments_remove (self->segments, collapse->b);
  corners[collapse->a].after = collapse->c;
  corners[collapse->a].strayed = c->strayed = (float) collapse->strayed;
  c->before = collapse->a;
  c->at = collapse->e;
  gb_geo_segments_set (self->segments, collapse->a, &(GbGeoSegment) { corners[collapse->a].at, c->at });
  gb_geo_segments_set (self->segments, collapse->c, &(GbGeoSegment) { c->at, corners[collapse->d].at });
  offer (self, corners[collapse->a].before);
  offer (self, collapse->a);
  offer (self, collapse->c);
  offer (self, collapse->d);
}

/* --- all of it ------------------------------------------------------------------------------------ */

static void
add_arc (GbGeoSimplifier  *self,
         const GbGeoPoint *points,
         guint             n_points,
         GArray           *segments)
{
  guint first = self->n_corners;

  g_array_append_val (self->firsts, first);
  for (guint i = 0; i < n_points; i++)
    {
      GbGeoSegment segment = { gb_geo_grid_point (points[i]), gb_geo_grid_point (points[MIN (i + 1, n_points - 1)]) };

      self->corners[first + i] = (Corner) { segment.from, i > 0 ? first + i - 1 : NOTHING,
                                            i + 1 < n_points ? first + i + 1 : NOTHING };
      g_array_append_val (segments, segment);
    }
  self->n_corners += n_points;
}

/**
 * gb_geo_simplifier_new:
 * @arcs: borders on the grid that meet only where they end; what is near on the ground should be near in the order
 * @marks: (array length=n_marks): points that stay on their side of every border
 */
GbGeoSimplifier *
gb_geo_simplifier_new (const GbGeoLevel *arcs,
                       const GbGeoPoint *marks,
                       guint             n_marks)
{
  GbGeoSimplifier *self = g_new0 (GbGeoSimplifier, 1);
  GArray *segments = g_array_sized_new (FALSE, FALSE, sizeof (GbGeoSegment), arcs->points->len + n_marks);

  self->corners = g_new (Corner, MAX (arcs->points->len, 1));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  for (guint i = 0; i < arcs->ends->len; i++)
    {
      guint n;
      const GbGeoPoint *points = gb_geo_level_get (arcs, i, &n);

      add_arc (self, points, n, segments);
    }
  for (guint i = 0; i < n_marks; i++)
    {
      GbGeoSegment mark = { gb_geo_grid_point (marks[i]), gb_geo_grid_point (marks[i]) };

      g_array_append_val (segments, mark);
    }
  self->segments = gb_geo_segments_new (segments);
  for (guint i = 0; i < self->n_corners; i++)
    {
      /* The last corner of an arc has no segment behind it */
      if (self->corners[i].after == NOTHING)
        gb_geo_segments_remove (self->segments, i);
      offer (self, i);
    }
  return self;
}

void
gb_geo_simplifier_free (GbGeoSimplifier *self)
{
  gb_geo_segments_free (self->segments);
  g_array_unref (self->firsts);
  g_array_unref (self->steps);
  g_free (self->corners);
  g_free (self);
}

/**
 * gb_geo_simplifier_run:
 * @tolerance: how far a border may stray from where it was at first, in degrees; each time more
 *
 * Takes away corners. Where borders are so tangled that it would take for ever, those that are left stay.
 *
 * Returns: %FALSE where cancelled
 */
gboolean
gb_geo_simplifier_run (GbGeoSimplifier *self,
                       double           tolerance,
                       GCancellable    *cancellable,
                       GError         **error)
{
  guint64 most_work = gb_geo_segments_usual_work (self->n_corners);

  for (guint n = 0; self->steps->len > 0 && gb_geo_segments_get_work (self->segments) < most_work; n++)
    {
      const Step *next = &g_array_index (self->steps, Step, 0);
      Collapse collapse;
      Step step;

      if (next->strayed > tolerance * 1e6)
        break;
      if (n % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      step = pop (self->steps);
      if (step.version == self->corners[step.corner].version && plan (self, step.corner, &collapse) &&
          is_allowed (self, &collapse))
        carry_out (self, &collapse);
    }
  return TRUE;
}

/**
 * gb_geo_simplifier_append:
 * @level: the borders as they are now are added to it, in their order
 */
void
gb_geo_simplifier_append (GbGeoSimplifier *self,
                          GbGeoLevel      *level)
{
  for (guint i = 0; i < self->firsts->len; i++)
    {
      for (guint at = g_array_index (self->firsts, guint, i); at != NOTHING; at = self->corners[at].after)
        {
          GbGeoPoint point = gb_geo_grid_point_to_degrees (self->corners[at].at);

          g_array_append_val (level->points, point);
        }
      g_array_append_val (level->ends, level->points->len);
    }
}
