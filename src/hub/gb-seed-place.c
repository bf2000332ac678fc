/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-place.h"

#include "gb-seed-json.h"

/* Of the radius of a circle as large as the commune: what is beyond is surely another's. */
#define FARTHEST 70 /* per cent */

/* How far from the middle of a settlement its houses lie. */
#define SETTLEMENT 25 /* per cent of the radius */

/* One settlement to so many people, besides the one at the centre. */
#define SETTLERS 9000

/* A ten-thousandth of a degree of a meridian is 11.1 m. */
#define CENTIMETRES 1112

static gint64
integer_root (gint64 square)
{
  gint64 root = 0;

  for (gint64 bit = G_GINT64_CONSTANT (1) << 30; bit > 0; bit >>= 1)
    {
      if ((root + bit) * (root + bit) <= square)
        root += bit;
    }
  return root;
}

/* The radius of a circle as large as the commune, in metres: r² = A / π. */
static int
radius_of (GbSeedCommune *commune)
{
  gint64 hectares = (gint64) (g_ascii_strtod (commune->columns[3], NULL) * 100 + 0.5);

  return (int) integer_root (hectares * 10000 * 113 / 355);
}

/* A step to somewhere within a circle, more often near its middle. */
static void
draw_step (GbRandom *random,
           int       radius,
           int      *east,
           int      *north)
{
  do
    {
      *east = gb_random_range (random, -radius, radius) / 2 + gb_random_range (random, -radius, radius) / 2;
      *north = gb_random_range (random, -radius, radius) / 2 + gb_random_range (random, -radius, radius) / 2;
    }
  while ((gint64) *east * *east + (gint64) *north * *north > (gint64) radius * radius);
}

/* Metres from the centre, as people live: in the settlement at the centre or one of the others, the more of them the
 * more people. */
static void
draw_place (GbSeedCommune *commune,
            GbRandom      *random,
            int           *east,
            int           *north)
{
  int radius = radius_of (commune), reach = radius * SETTLEMENT / 100;
  int settlement = gb_random_below (random, 2 + commune->population / SETTLERS);
  int x = 0, y = 0;
  GbRandom own;

  if (settlement > 0)
    {
      gb_random_init (&own, (guint64) settlement, "settlement", g_ascii_strtoull (commune->code, NULL, 10));
      draw_step (&own, radius * FARTHEST / 100 - reach, &x, &y);
    }
  draw_step (random, reach, east, north);
  *east += x;
  *north += y;
}

/* The cosine of a latitude in ten-thousandths: 1 - x²/2 + x⁴/24 with x in ten-thousandths of a radian. */
static gint64
cosine (gint64 latitude)
{
  gint64 x = latitude * 355 / 113 / 180, square = x * x / 10000;

  return 10000 - square / 2 + square * square / 240000;
}

/**
 * gb_seed_place:
 * @random: two numbers of the stream are taken and no more: what follows it stays as it is
 * @lines: the members `lon` and `lat` are appended
 *
 * Somewhere in the commune where people live, in ten-thousandths of a degree and whole numbers only.
 */
void
gb_seed_place (GbSeedCommune *commune,
               GbRandom      *random,
               GString       *lines)
{
  static const char *const keys[] = { "lon", "lat" };
  gint64 lon = (gint64) (g_ascii_strtod (commune->columns[5], NULL) * 10000 + 0.5);
  gint64 lat = (gint64) (g_ascii_strtod (commune->columns[6], NULL) * 10000 + 0.5);
  guint64 seed = gb_random_next (random);
  gint64 values[2];
  GbRandom place;
  int east, north;

  gb_random_init (&place, seed, "place", gb_random_next (random));
  draw_place (commune, &place, &east, &north);
  values[0] = lon + (gint64) east * 100 * 10000 / (CENTIMETRES * cosine (lat));
  values[1] = lat + (gint64) north * 100 / CENTIMETRES;
  for (int i = 0; i < 2; i++)
    {
      char text[32];

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT ".%04d", values[i] / 10000, (int) (values[i] % 10000));
      gb_seed_json_raw (lines, keys[i], text);
    }
}
