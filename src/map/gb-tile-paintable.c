/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-paintable.h"

#include <gtk/gtk.h>

/* So far a tile reaches over its neighbours, in pixels. */
#define BLEED 0.6f

/**
 * GbTilePaintable:
 *
 * A tile's picture, drawn a little larger than its place: between two whole zoom levels its edge falls between pixels,
 * and the background would shine through as a grid.
 */
struct _GbTilePaintable
{
  GObject parent_instance;

  GdkTexture *texture; /* (owned) */
};

static void gb_tile_paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTilePaintable, gb_tile_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, gb_tile_paintable_iface_init))

static void
gb_tile_paintable_snapshot (GdkPaintable *paintable,
                            GdkSnapshot  *snapshot,
                            double        width,
                            double        height)
{
  gtk_snapshot_append_texture (GTK_SNAPSHOT (snapshot), GB_TILE_PAINTABLE (paintable)->texture,
                               &GRAPHENE_RECT_INIT (-BLEED, -BLEED, (float) width + 2 * BLEED, (float) height + 2 * BLEED));
}

static GdkPaintableFlags
gb_tile_paintable_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static int
gb_tile_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return gdk_texture_get_width (GB_TILE_PAINTABLE (paintable)->texture);
}

static int
gb_tile_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return gdk_texture_get_height (GB_TILE_PAINTABLE (paintable)->texture);
}

static void
gb_tile_paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = gb_tile_paintable_snapshot;
  iface->get_flags = gb_tile_paintable_get_flags;
  iface->get_intrinsic_width = gb_tile_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = gb_tile_paintable_get_intrinsic_height;
}

static void
gb_tile_paintable_finalize (GObject *object)
{
  g_object_unref (GB_TILE_PAINTABLE (object)->texture);
  G_OBJECT_CLASS (gb_tile_paintable_parent_class)->finalize (object);
}

static void
gb_tile_paintable_class_init (GbTilePaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_tile_paintable_finalize;
}

static void
gb_tile_paintable_init (GbTilePaintable *self)
{
}

/**
 * gb_tile_paintable_new:
 * @texture: a tile's picture
 *
 * Returns: (transfer full): what a map draws
 */
GdkPaintable *
gb_tile_paintable_new (GdkTexture *texture)
{
  GbTilePaintable *self = g_object_new (GB_TYPE_TILE_PAINTABLE, NULL);

  self->texture = g_object_ref (texture);
  return GDK_PAINTABLE (self);
}

GdkTexture *
gb_tile_paintable_get_texture (GbTilePaintable *self)
{
  g_return_val_if_fail (GB_IS_TILE_PAINTABLE (self), NULL);
  return self->texture;
}
