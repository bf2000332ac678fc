/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GEOS with this project's memory and errors. */
#pragma once

#include <geos_c.h>
#include <gio/gio.h>

#include "gb-geo-error.h"
#include "gb-geo-feature.h"

G_BEGIN_DECLS

/* Coordinates are kept to a millionth of a degree: 11 cm. */
#define GB_GEO_GRID 1e-6

GEOSContextHandle_t gb_geos                 (void);
void                gb_geos_set_patience    (gint64              microseconds);
void                gb_geos_begin           (GCancellable       *cancellable);
void                gb_geos_end             (void);
void                gb_geos_geometry_free   (GEOSGeometry       *geometry);
void                gb_geos_tree_free       (GEOSSTRtree        *tree);
gboolean            gb_geos_failed          (const char         *what,
                                             GError            **error);
GEOSGeometry       *gb_geos_line            (const GbGeoPoint   *points,
                                             guint               n_points,
                                             gboolean            ring);
GEOSGeometry       *gb_geos_point           (GbGeoPoint          point);
GEOSGeometry       *gb_geos_collect         (int                 type,
                                             GPtrArray          *parts);
void                gb_geos_append_points   (const GEOSGeometry *line,
                                             GArray             *points);
gboolean            gb_geos_ring_is_ccw     (const GEOSGeometry *ring);

/* Held while something long is done: it ends with the block. */
typedef gboolean GbGeosWork;

static inline void
gb_geos_work_clear (GbGeosWork *self)
{
  if (*self)
    gb_geos_end ();
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbGeosWork, gb_geos_work_clear)

static inline GbGeosWork
gb_geos_work (GCancellable *cancellable)
{
  gb_geos_begin (cancellable);
  return TRUE;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GEOSGeometry, gb_geos_geometry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GEOSSTRtree, gb_geos_tree_free)

G_END_DECLS
