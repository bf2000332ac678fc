/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-sprites.h"

#include <math.h>

/* Drawing one takes up to 100 µs: what a frame draws anew is bounded, the rest comes with the next ones. */
#define MOST_NEW 24

/* A screen has room for less. */
#define MOST_KEPT 1500

struct _GbPinSprites
{
  GbPinStyle style;
  int pixel_scale;
  PangoLayout *layout;  /* (owned) */
  GHashTable *textures; /* (owned) (element-type utf8 GdkTexture) */
  guint n_new;
};

/**
 * gb_pin_sprites_new:
 * @context: for letters and numbers
 * @pixel_scale: of the widget
 */
GbPinSprites *
gb_pin_sprites_new (PangoContext     *context,
                    const GbPinStyle *style,
                    int               pixel_scale)
{
  GbPinSprites *self = g_new0 (GbPinSprites, 1);

  self->style = *style;
  self->pixel_scale = pixel_scale;
  self->layout = pango_layout_new (context);
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
gb_pin_sprites_free (GbPinSprites *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->layout);
  g_hash_table_unref (self->textures);
  g_free (self);
}

const GbPinStyle *
gb_pin_sprites_get_style (const GbPinSprites *self)
{
  return &self->style;
}

/**
 * gb_pin_sprites_begin:
 *
 * A frame begins.
 */
void
gb_pin_sprites_begin (GbPinSprites *self)
{
  self->n_new = 0;
}

static char *
key_of (const GbPinCluster *cluster,
        const GbPin        *pin)
{
  if (cluster->n == 1)
    return g_strdup_printf ("%u %u %s", pin->state, pin->look.glyph, pin->look.letters);
  return g_strdup_printf ("%u/%u/%u/%u", cluster->states[0], cluster->states[1], cluster->states[2],
                          cluster->states[3]);
}

static GdkTexture *
draw (GbPinSprites       *self,
      const GbPinCluster *cluster,
      const GbPin        *pin,
      int                 side)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_translate (cr, side / 2.0, side / 2.0);
  cairo_scale (cr, self->pixel_scale, self->pixel_scale);
  if (cluster->n == 1)
    gb_pin_draw (cr, self->layout, &self->style, pin->state, &pin->look);
  else
    gb_pin_draw_cluster (cr, self->layout, &self->style, cluster);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) side * (gsize) cairo_image_surface_get_stride (surface),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (side, side, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  return texture;
}

/**
 * gb_pin_sprites_show:
 * @cluster: what is to be shown
 * @pin: its first pin
 * @x: where it stands, in pixels
 * @y: where it stands, in pixels
 *
 * Returns: whether it was shown; %FALSE where the next frame has to, because this one has drawn enough
 */
gboolean
gb_pin_sprites_show (GbPinSprites       *self,
                     GtkSnapshot        *snapshot,
                     const GbPinCluster *cluster,
                     const GbPin        *pin,
                     double              x,
                     double              y)
{
  g_autofree char *key = key_of (cluster, pin);
  GdkTexture *texture = g_hash_table_lookup (self->textures, key);
  int half = (int) ceil (gb_pin_radius (&self->style, cluster->n)) + 1;

  if (texture == NULL)
    {
      if (self->n_new == MOST_NEW)
        return FALSE;
      if (g_hash_table_size (self->textures) >= MOST_KEPT)
        g_hash_table_remove_all (self->textures);
      self->n_new++;
      texture = draw (self, cluster, pin, 2 * half * self->pixel_scale);
      g_hash_table_insert (self->textures, g_steal_pointer (&key), texture);
    }
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((float) (round (x) - half), (float) (round (y) - half),
                                                    2 * (float) half, 2 * (float) half));
  return TRUE;
}
