/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-clusters.h"

#include <math.h>

#include "gb-geo-projection.h"

#define DISTANCE 56.0

/* Pins around some towns, and some far off, as citizens' reports are. */
static GbPin *
scatter (guint  n,
         guint  seed,
         double spread)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GbPin *pins = g_new0 (GbPin, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      double lon = 107.4 + (i % 96) * 0.017, lat = 14 + (i * 7 % 96) * 0.013;

      pins[i] = (GbPin) { { lon + spread * (g_rand_double (rand) + g_rand_double (rand) - 1),
                            lat + spread * (g_rand_double (rand) + g_rand_double (rand) - 1) },
                          g_rand_int_range (rand, 0, GB_N_PIN_STATES), { 0 } };
    }
  return pins;
}

static void
project (GbGeoPoint point,
         double     zoom,
         double    *x,
         double    *y)
{
  GbGeoProjection world = { 256 * exp2 (zoom), 0, 0 };

  gb_geo_projection_project (&world, point, x, y);
}

/* Each pin is in one cluster and counted there under its state; the bounds hold it, and it is near. */
static void
check_members (const GbPinClusters *clusters,
               const GbPin         *pins,
               guint                n_pins,
               double               zoom)
{
  g_autofree guint *seen = g_new0 (guint, MAX (n_pins, 1));
  guint total = 0;

  for (guint i = 0; i < gb_pin_clusters_get_n (clusters); i++)
    {
      const GbPinCluster *cluster = gb_pin_clusters_get (clusters, i);
      const guint *members = gb_pin_clusters_get_members (clusters, i);
      guint states[GB_N_PIN_STATES] = { 0 };
      double x, y, px, py;

      g_assert_cmpuint (cluster->n, >, 0);
      total += cluster->n;
      project (cluster->at, zoom, &x, &y);
      for (guint j = 0; j < cluster->n; j++)
        {
          const GbPin *pin = &pins[members[j]];

          g_assert_true (j == 0 || members[j] > members[j - 1]);
          seen[members[j]]++;
          g_assert_cmpuint (gb_pin_clusters_find (clusters, members[j]), ==, i);
          states[pin->state]++;
          project (pin->at, zoom, &px, &py);
          /* its heap is within the distance, and it within the heap */
          g_assert_cmpfloat (hypot (px - x, py - y), <=, DISTANCE + DISTANCE / 4 * M_SQRT2 + 1e-3);
          g_assert_true (pin->at.lon >= cluster->bounds.west && pin->at.lon <= cluster->bounds.east &&
                         pin->at.lat >= cluster->bounds.south && pin->at.lat <= cluster->bounds.north);
        }
      g_assert_cmpmem (states, sizeof states, cluster->states, sizeof cluster->states);
    }
  g_assert_cmpuint (total, ==, n_pins);
  for (guint i = 0; i < n_pins; i++)
    g_assert_cmpuint (seen[i], ==, 1);
}

/* No number stands on another. */
static void
check_distances (const GbPinClusters *clusters,
                 double               zoom)
{
  guint n = gb_pin_clusters_get_n (clusters);

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < i; j++)
        {
          double x, y, px, py;

          project (gb_pin_clusters_get (clusters, i)->at, zoom, &x, &y);
          project (gb_pin_clusters_get (clusters, j)->at, zoom, &px, &py);
          g_assert_cmpfloat (hypot (px - x, py - y), >=, DISTANCE - 1e-3);
        }
    }
}

static void
test_properties (void)
{
  static const struct
  {
    guint n;
    double spread;
  } cases[] = { { 0, 1 }, { 1, 1 }, { 2, 0.0001 }, { 40, 0.5 }, { 700, 0.05 }, { 1500, 0.02 }, { 900, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree GbPin *pins = scatter (cases[i].n, (guint) i, cases[i].spread);

      for (int zoom = 5; zoom <= 16; zoom++)
        {
          g_autoptr (GbPinClusters) clusters = gb_pin_clusters_new (pins, cases[i].n, zoom, DISTANCE);

          check_members (clusters, pins, cases[i].n, zoom);
          check_distances (clusters, zoom);
        }
    }
}

/* Near and far, at the distance and beyond it, at one point. */
static void
test_known (void)
{
#define PIXEL (360.0 / (256 << 10)) /* degrees of longitude at zoom 10 */
  static const struct
  {
    double lon[4];
    guint n;
    guint expected[4]; /* how many in each cluster */
    guint n_expected;
  } cases[] = {
    { { 108 }, 1, { 1 }, 1 },
    { { 108, 108 }, 2, { 2 }, 1 },
    { { 108, 108 + 50 * PIXEL }, 2, { 2 }, 1 },
    { { 108, 108 + 60 * PIXEL }, 2, { 1, 1 }, 2 },
    /* the two together take the third, the fourth is too far from them though near to the third */
    { { 108, 108, 108 + 50 * PIXEL, 108 + 100 * PIXEL }, 4, { 3, 1 }, 2 },
  };

#undef PIXEL

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbPin pins[4];
      g_autoptr (GbPinClusters) clusters = NULL;

      for (guint j = 0; j < cases[i].n; j++)
        pins[j] = (GbPin) { { cases[i].lon[j], 15 }, 0, { 0 } };
      clusters = gb_pin_clusters_new (pins, cases[i].n, 10, DISTANCE);
      g_assert_cmpuint (gb_pin_clusters_get_n (clusters), ==, cases[i].n_expected);
      for (guint j = 0; j < cases[i].n_expected; j++)
        g_assert_cmpuint (gb_pin_clusters_get (clusters, j)->n, ==, cases[i].expected[j]);
    }
}

/* A lone pin stands where it is; one point has no extent. */
static void
test_exact (void)
{
  const GbPin pins[] = { { { 108.78481, 15.11864 }, 1, { 0 } }, { { 107, 14 }, 2, { 0 } }, { { 107, 14 }, 3, { 0 } } };
  g_autoptr (GbPinClusters) clusters = gb_pin_clusters_new (pins, G_N_ELEMENTS (pins), 12, DISTANCE);
  const GbPinCluster *pair = gb_pin_clusters_get (clusters, 0), *lone = gb_pin_clusters_get (clusters, 1);

  g_assert_cmpuint (pair->n, ==, 2);
  g_assert_true (pair->bounds.west == pair->bounds.east && pair->bounds.south == pair->bounds.north);
  g_assert_true (lone->at.lon == pins[0].at.lon && lone->at.lat == pins[0].at.lat);
}

static int
compare_clusters (const GbPinClusters *a,
                  const GbPinClusters *b,
                  const guint         *place_in_a,
                  guint                n)
{
  g_autofree guint *of_a = g_new (guint, n), *of_b = g_new (guint, n);

  g_assert_cmpuint (gb_pin_clusters_get_n (a), ==, gb_pin_clusters_get_n (b));
  for (guint i = 0; i < gb_pin_clusters_get_n (a); i++)
    {
      for (guint j = 0; j < gb_pin_clusters_get (a, i)->n; j++)
        of_a[gb_pin_clusters_get_members (a, i)[j]] = i;
      for (guint j = 0; j < gb_pin_clusters_get (b, i)->n; j++)
        of_b[gb_pin_clusters_get_members (b, i)[j]] = i;
    }
  for (guint i = 0; i < n; i++)
    {
      if (of_a[place_in_a[i]] != of_b[i])
        return 1;
    }
  return 0;
}

/* The same pins give the same clusters, in whatever order they come. */
static void
test_order (void)
{
  const guint n = 2000;
  g_autofree GbPin *pins = scatter (n, 7, 0.05), *shuffled = g_new (GbPin, n);
  g_autofree guint *places = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      places[i] = (guint) ((guint64) i * 773 % n);
      shuffled[i] = pins[places[i]];
    }
  for (int zoom = 5; zoom <= 16; zoom++)
    {
      g_autoptr (GbPinClusters) a = gb_pin_clusters_new (pins, n, zoom, DISTANCE);
      g_autoptr (GbPinClusters) b = gb_pin_clusters_new (shuffled, n, zoom, DISTANCE);

      g_assert_cmpint (compare_clusters (a, b, places, n), ==, 0);
    }
}

/* How long it takes is told; what a slow machine may take is bounded. */
static void
test_many (void)
{
  static const double spreads[] = { 0, 0.001, 0.05, 2 };
  const guint n = 50000;

  for (gsize i = 0; i < G_N_ELEMENTS (spreads); i++)
    {
      g_autofree GbPin *pins = scatter (n, 3, spreads[i]);

      for (int zoom = 5; zoom <= 16; zoom += 11)
        {
          gint64 start = g_get_monotonic_time (), took;
          g_autoptr (GbPinClusters) clusters = gb_pin_clusters_new (pins, n, zoom, DISTANCE);

          took = g_get_monotonic_time () - start;
          g_test_message ("%u pins over %g degrees at zoom %d: %u clusters in %.1f ms", n, spreads[i], zoom,
                          gb_pin_clusters_get_n (clusters), took / 1000.0);
          g_assert_cmpint (took, <, G_USEC_PER_SEC);
          if (gb_pin_clusters_get_n (clusters) < 1000)
            check_distances (clusters, zoom);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pin-clusters/properties", test_properties);
  g_test_add_func ("/pin-clusters/known", test_known);
  g_test_add_func ("/pin-clusters/exact", test_exact);
  g_test_add_func ("/pin-clusters/order", test_order);
  g_test_add_func ("/pin-clusters/many", test_many);
  return g_test_run ();
}
