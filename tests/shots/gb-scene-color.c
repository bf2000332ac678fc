/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scene-color.h"

#include <math.h>
#include <stdlib.h>

/* Two colours are told apart from here on; what lies between is the soft edge of a letter. */
#define APART 12

static double
channel (guint32 color,
         int     shift)
{
  double value = ((color >> shift) & 0xff) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 color)
{
  return 0.2126 * channel (color, 16) + 0.7152 * channel (color, 8) + 0.0722 * channel (color, 0);
}

/**
 * gb_scene_color_contrast:
 *
 * Returns: the contrast ratio of WCAG 2, from 1 to 21
 */
double
gb_scene_color_contrast (guint32 one,
                         guint32 other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/**
 * gb_scene_color_over:
 *
 * Returns: what a translucent colour looks like on @ground
 */
guint32
gb_scene_color_over (guint32 ground,
                     double  red,
                     double  green,
                     double  blue,
                     double  alpha)
{
  const double above[] = { red, green, blue };
  guint32 color = 0xff;

  for (int i = 0; i < 3; i++)
    {
      double below = ((ground >> (16 - 8 * i)) & 0xff) / 255.0;

      color = color << 8 | (guint32) lround (255 * (above[i] * alpha + below * (1 - alpha)));
    }
  return color;
}

/**
 * gb_scene_color_distance:
 *
 * Returns: how far the channels that differ most are apart, up to 255
 */
guint
gb_scene_color_distance (guint32 one,
                         guint32 other)
{
  int most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    most = MAX (most, abs ((int) ((one >> shift) & 0xff) - (int) ((other >> shift) & 0xff)));
  return (guint) most;
}

struct _GbSceneCensus
{
  GHashTable *counts; /* (owned): of a colour, how often */
  guint specks;       /* so few pixels are no colour of their own */
};

static void
add (GbSceneCensus *self,
     guint32        color,
     guint          n)
{
  gpointer key = GUINT_TO_POINTER (color | 0xff000000);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, key));

  g_hash_table_insert (self->counts, key, GUINT_TO_POINTER (before + n));
}

/**
 * gb_scene_census_new:
 * @pixels: the first of the area
 * @stride: pixels from one line to the next
 *
 * Returns: (transfer full): the area's colours
 */
GbSceneCensus *
gb_scene_census_new (const guint32 *pixels,
                     int            stride,
                     int            width,
                     int            height)
{
  GbSceneCensus *self = g_new0 (GbSceneCensus, 1);

  self->counts = g_hash_table_new (NULL, NULL);
  self->specks = (guint) (width * height / 1000);
  for (int y = 0; y < height; y++)
    {
      const guint32 *line = pixels + (gsize) y * stride;
      int start = 0;

      for (int x = 1; x <= width; x++)
        if (x == width || line[x] != line[start])
          {
            add (self, line[start], (guint) (x - start));
            start = x;
          }
    }
  return self;
}

void
gb_scene_census_free (GbSceneCensus *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

static guint32
most_frequent (const GbSceneCensus *self,
               gboolean             has_ground,
               guint32              ground,
               guint                apart)
{
  guint32 found = ground;
  guint most = 0;
  GHashTableIter iter;
  gpointer color, n;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &color, &n))
    {
      guint count = GPOINTER_TO_UINT (n);
      guint32 here = GPOINTER_TO_UINT (color);

      if ((has_ground && gb_scene_color_distance (here, ground) < apart) || count < most || (count == most && here < found))
        continue;
      found = here;
      most = count;
    }
  return found;
}

/**
 * gb_scene_census_ground:
 *
 * Returns: the colour that most of the area has
 */
guint32
gb_scene_census_ground (const GbSceneCensus *self)
{
  return most_frequent (self, FALSE, 0xff000000, 0);
}

/**
 * gb_scene_census_figure:
 * @ground: of gb_scene_census_ground()
 *
 * Returns: the colour that most of the rest has; @ground where there is no rest
 */
guint32
gb_scene_census_figure (const GbSceneCensus *self,
                        guint32              ground)
{
  return most_frequent (self, TRUE, ground, APART);
}

/**
 * gb_scene_census_far:
 * @ground: of gb_scene_census_ground()
 *
 * Returns: the colour that stands out most from @ground, of those that are more than a few specks
 */
guint32
gb_scene_census_far (const GbSceneCensus *self,
                     guint32              ground)
{
  guint32 found = ground;
  GHashTableIter iter;
  gpointer color, n;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &color, &n))
    if (GPOINTER_TO_UINT (n) >= self->specks &&
        gb_scene_color_contrast (GPOINTER_TO_UINT (color), ground) > gb_scene_color_contrast (found, ground))
      found = GPOINTER_TO_UINT (color);
  return found;
}
