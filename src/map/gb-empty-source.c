/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-empty-source.h"

#define TILE 256
#define MAX_ZOOM 20

/**
 * GbEmptySource:
 *
 * No base map: it only tells the map how the world is projected.
 */
struct _GbEmptySource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (GbEmptySource, gb_empty_source, SHUMATE_TYPE_MAP_SOURCE)

static void
gb_empty_source_class_init (GbEmptySourceClass *klass)
{
}

static void
gb_empty_source_init (GbEmptySource *self)
{
}

ShumateMapSource *
gb_empty_source_new (void)
{
  return g_object_new (GB_TYPE_EMPTY_SOURCE, "id", "none", "min-zoom-level", 0, "max-zoom-level", MAX_ZOOM, "tile-size",
                       TILE, NULL);
}
