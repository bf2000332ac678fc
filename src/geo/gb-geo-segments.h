/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-feature.h"

G_BEGIN_DECLS

/**
 * GbGeoGridPoint:
 * @x: millionths of a degree east
 * @y: millionths of a degree north
 *
 * A point as it is kept. Products of differences fit 64 bits, so questions about such points have exact answers.
 */
typedef struct
{
  gint32 x;
  gint32 y;
} GbGeoGridPoint;

typedef struct
{
  GbGeoGridPoint from;
  GbGeoGridPoint to;
} GbGeoSegment;

typedef struct
{
  gint32 west;
  gint32 south;
  gint32 east;
  gint32 north;
} GbGeoBox;

/**
 * GbGeoSegments:
 *
 * Segments that are found by where they are (a packed R-tree). They may be moved and taken away.
 */
typedef struct _GbGeoSegments GbGeoSegments;

/**
 * GbGeoSegmentFunc:
 * @index: of a segment
 * @segment: it
 *
 * Returns: whether to go on
 */
typedef gboolean (*GbGeoSegmentFunc) (guint               index,
                                      const GbGeoSegment *segment,
                                      gpointer            user_data);

GbGeoGridPoint  gb_geo_grid_point              (GbGeoPoint           point);
GbGeoPoint      gb_geo_grid_point_to_degrees   (GbGeoGridPoint       point);
gboolean        gb_geo_grid_point_equal        (GbGeoGridPoint       a,
                                                GbGeoGridPoint       b);
guint64         gb_geo_grid_point_place        (GbGeoGridPoint       point);
int             gb_geo_grid_orientation        (GbGeoGridPoint       a,
                                                GbGeoGridPoint       b,
                                                GbGeoGridPoint       c);
gboolean        gb_geo_segment_meets           (const GbGeoSegment  *a,
                                                const GbGeoSegment  *b);

GbGeoSegments  *gb_geo_segments_new            (GArray              *segments);
void            gb_geo_segments_free           (GbGeoSegments       *self);
void            gb_geo_segments_set            (GbGeoSegments       *self,
                                                guint                index,
                                                const GbGeoSegment  *segment);
void            gb_geo_segments_remove         (GbGeoSegments       *self,
                                                guint                index);
gboolean        gb_geo_segments_visit          (GbGeoSegments       *self,
                                                const GbGeoBox      *box,
                                                GbGeoSegmentFunc     func,
                                                gpointer             user_data);
guint64         gb_geo_segments_get_work       (const GbGeoSegments *self);
guint64         gb_geo_segments_usual_work     (guint                n_segments);
guint64         gb_geo_segments_count_meetings (GbGeoSegments       *self,
                                                guint64              most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoSegments, gb_geo_segments_free)

G_END_DECLS
