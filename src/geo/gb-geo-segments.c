/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-segments.h"

#include <math.h>

#define FANOUT 8
/* 8^11 is more than 2^32. */
#define MOST_STOREYS 11

/* How many others a segment has beside itself, its own and those behind and before it included; in borders it is three
 * to six on average. */
#define MOST_BESIDE 50

struct _GbGeoSegments
{
  GArray *segments;               /* (owned) (element-type GbGeoSegment) */
  GbGeoBox *boxes[MOST_STOREYS];  /* (owned): of eight segments each, of eight of those, and so on up to a single one */
  guint n_boxes[MOST_STOREYS];
  guint n_storeys;
  guint64 work;
};

static const GbGeoBox nowhere = { G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 };

/* --- points --------------------------------------------------------------------------------------- */

GbGeoGridPoint
gb_geo_grid_point (GbGeoPoint point)
{
  return (GbGeoGridPoint) { (gint32) lround (point.lon * 1e6), (gint32) lround (point.lat * 1e6) };
}

GbGeoPoint
gb_geo_grid_point_to_degrees (GbGeoGridPoint point)
{
  return (GbGeoPoint) { point.x / 1e6, point.y / 1e6 };
}

gboolean
gb_geo_grid_point_equal (GbGeoGridPoint a,
                         GbGeoGridPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/**
 * gb_geo_grid_point_place:
 *
 * Returns: the bits of both numbers in turns: what is near by it is near on the ground (Morton)
 */
guint64
gb_geo_grid_point_place (GbGeoGridPoint point)
{
  guint64 place = 0;

  for (guint bit = 0; bit < 31; bit++)
    place |= (guint64) (((guint32) point.x + 180000000u) >> bit & 1) << (2 * bit) |
             (guint64) (((guint32) point.y + 180000000u) >> bit & 1) << (2 * bit + 1);
  return place;
}

/**
 * gb_geo_grid_orientation:
 *
 * Returns: 1 where @c lies to the left of the way from @a to @b, -1 to the right, 0 on the line
 */
int
gb_geo_grid_orientation (GbGeoGridPoint a,
                         GbGeoGridPoint b,
                         GbGeoGridPoint c)
{
  gint64 cross = ((gint64) b.x - a.x) * ((gint64) c.y - a.y) - ((gint64) b.y - a.y) * ((gint64) c.x - a.x);

  return (cross > 0) - (cross < 0);
}

/* Whether a point lies on a segment, but is none of its ends. */
static gboolean
is_within (GbGeoGridPoint      point,
           const GbGeoSegment *on)
{
  return gb_geo_grid_orientation (on->from, on->to, point) == 0 && !gb_geo_grid_point_equal (point, on->from) &&
         !gb_geo_grid_point_equal (point, on->to) && point.x >= MIN (on->from.x, on->to.x) &&
         point.x <= MAX (on->from.x, on->to.x) && point.y >= MIN (on->from.y, on->to.y) &&
         point.y <= MAX (on->from.y, on->to.y);
}

/**
 * gb_geo_segment_meets:
 *
 * Returns: whether the segments have a point in common that is not an end of both; the same segment twice has not
 */
gboolean
gb_geo_segment_meets (const GbGeoSegment *a,
                      const GbGeoSegment *b)
{
  int from = gb_geo_grid_orientation (a->from, a->to, b->from), to = gb_geo_grid_orientation (a->from, a->to, b->to);

  if (from * to > 0)
    return FALSE;
  if (from * to < 0 &&
      gb_geo_grid_orientation (b->from, b->to, a->from) * gb_geo_grid_orientation (b->from, b->to, a->to) < 0)
    return TRUE;
  return is_within (b->from, a) || is_within (b->to, a) || is_within (a->from, b) || is_within (a->to, b);
}

/* --- boxes ---------------------------------------------------------------------------------------- */

static GbGeoBox
box_of (const GbGeoSegment *segment)
{
  return (GbGeoBox) { MIN (segment->from.x, segment->to.x), MIN (segment->from.y, segment->to.y),
                      MAX (segment->from.x, segment->to.x), MAX (segment->from.y, segment->to.y) };
}

static gboolean
box_meets (const GbGeoBox *a,
           const GbGeoBox *b)
{
  return a->west <= b->east && a->east >= b->west && a->south <= b->north && a->north >= b->south;
}

static void
box_add (GbGeoBox       *self,
         const GbGeoBox *other)
{
  self->west = MIN (self->west, other->west);
  self->south = MIN (self->south, other->south);
  self->east = MAX (self->east, other->east);
  self->north = MAX (self->north, other->north);
}

/* One that was removed has its place at no number. */
static gboolean
is_removed (const GbGeoSegment *segment)
{
  return segment->from.x == G_MININT32;
}

/**
 * gb_geo_segments_new:
 * @segments: (transfer full) (element-type GbGeoSegment): the nearer neighbours in the array are on the ground, the
 *   faster is every question
 */
GbGeoSegments *
gb_geo_segments_new (GArray *segments)
{
  GbGeoSegments *self = g_new0 (GbGeoSegments, 1);
  guint below = segments->len;

  self->segments = segments;
  do
    {
      guint n = MAX ((below + FANOUT - 1) / FANOUT, 1);
      GbGeoBox *boxes = self->boxes[self->n_storeys] = g_new (GbGeoBox, n);

      for (guint i = 0; i < n; i++)
        boxes[i] = nowhere;
      for (guint i = 0; i < below; i++)
        {
          GbGeoBox box = self->n_storeys > 0 ? self->boxes[self->n_storeys - 1][i]
                                             : box_of (&g_array_index (segments, GbGeoSegment, i));

          box_add (&boxes[i / FANOUT], &box);
        }
      self->n_boxes[self->n_storeys++] = below = n;
    }
  while (below > 1);
  return self;
}

void
gb_geo_segments_free (GbGeoSegments *self)
{
  for (guint i = 0; i < self->n_storeys; i++)
    g_free (self->boxes[i]);
  g_array_unref (self->segments);
  g_free (self);
}

/**
 * gb_geo_segments_set:
 *
 * Moves a segment. Boxes only grow: it is meant for small steps.
 */
void
gb_geo_segments_set (GbGeoSegments      *self,
                     guint               index,
                     const GbGeoSegment *segment)
{
  GbGeoBox box = box_of (segment);

  g_array_index (self->segments, GbGeoSegment, index) = *segment;
  for (guint storey = 0; storey < self->n_storeys; storey++)
    box_add (&self->boxes[storey][index /= FANOUT], &box);
}

void
gb_geo_segments_remove (GbGeoSegments *self,
                        guint          index)
{
  g_array_index (self->segments, GbGeoSegment, index).from.x = G_MININT32;
}

/* --- questions ------------------------------------------------------------------------------------ */

static gboolean
visit_segments (GbGeoSegments    *self,
                guint             first,
                const GbGeoBox   *box,
                GbGeoSegmentFunc  func,
                gpointer          user_data)
{
  for (guint i = first; i < MIN (first + FANOUT, self->segments->len); i++)
    {
      const GbGeoSegment *segment = &g_array_index (self->segments, GbGeoSegment, i);
      GbGeoBox own = box_of (segment);

      if (!is_removed (segment) && box_meets (&own, box) && !func (i, segment, user_data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
visit_storey (GbGeoSegments    *self,
              guint             storey,
              guint             first,
              const GbGeoBox   *box,
              GbGeoSegmentFunc  func,
              gpointer          user_data)
{
  for (guint i = first; i < MIN (first + FANOUT, self->n_boxes[storey]); i++)
    {
      self->work++;
      if (!box_meets (&self->boxes[storey][i], box))
        continue;
      if (storey == 0 ? !visit_segments (self, i * FANOUT, box, func, user_data)
                      : !visit_storey (self, storey - 1, i * FANOUT, box, func, user_data))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_geo_segments_visit:
 * @box: where
 * @func: (scope call): called for each segment whose own box meets @box
 *
 * Returns: whether all of them were visited
 */
gboolean
gb_geo_segments_visit (GbGeoSegments    *self,
                       const GbGeoBox   *box,
                       GbGeoSegmentFunc  func,
                       gpointer          user_data)
{
  return visit_storey (self, self->n_storeys - 1, 0, box, func, user_data);
}

/**
 * gb_geo_segments_get_work:
 *
 * Returns: how many boxes have been looked at so far: what questions have cost, on any machine
 */
guint64
gb_geo_segments_get_work (const GbGeoSegments *self)
{
  return self->work;
}

/**
 * gb_geo_segments_usual_work:
 *
 * Returns: what asking for each of so many segments may cost; borders of communes need a tenth of it
 */
guint64
gb_geo_segments_usual_work (guint n_segments)
{
  return 2000 * ((guint64) n_segments + 1000);
}

typedef struct
{
  guint index;
  const GbGeoSegment *segment;
  guint64 found;
  guint64 most;
  guint64 looked_at;
} Meetings;

static gboolean
count_meeting (guint               index,
               const GbGeoSegment *segment,
               gpointer            user_data)
{
  Meetings *self = user_data;

  self->looked_at++;
  if (index > self->index && gb_geo_segment_meets (self->segment, segment))
    self->found++;
  return self->found <= self->most;
}

/**
 * gb_geo_segments_count_meetings:
 * @most: more are not counted
 *
 * Returns: how often two segments cross, lie over each other or touch otherwise than end to end; more than @most as soon
 *   as there are, and %G_MAXUINT64 where so many lie side by side that to look at all pairs, here or in the geometry
 *   library, would take for ever
 */
guint64
gb_geo_segments_count_meetings (GbGeoSegments *self,
                                guint64        most)
{
  Meetings meetings = { .most = most };
  guint64 most_work = self->work + gb_geo_segments_usual_work (self->segments->len);
  guint64 most_looked_at = 1000000 + MOST_BESIDE * (guint64) self->segments->len;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const GbGeoSegment *segment = &g_array_index (self->segments, GbGeoSegment, i);
      GbGeoBox box = box_of (segment);

      if (is_removed (segment))
        continue;
      meetings.index = i;
      meetings.segment = segment;
      if (!gb_geo_segments_visit (self, &box, count_meeting, &meetings))
        break;
      if (self->work > most_work || meetings.looked_at > most_looked_at)
        return G_MAXUINT64;
    }
  return meetings.found;
}
