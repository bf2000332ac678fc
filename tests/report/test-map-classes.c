/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-classes.h"

#include <math.h>

static void
test_quantiles (void)
{
  static const double values[] = { 5, 1, NAN, 3, 2, 4, 10, 9, 8, 7, 6 };
  GbMapClasses classes;

  gb_map_classes_quantiles (&classes, values, G_N_ELEMENTS (values), 5);
  g_assert_cmpuint (classes.n, ==, 5);
  g_assert_cmpfloat (classes.lower, ==, 1);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (classes.upper[i], ==, 2 * (i + 1));
  g_assert_cmpuint (gb_map_classes_find (&classes, 1), ==, 0);
  g_assert_cmpuint (gb_map_classes_find (&classes, 2), ==, 0);
  g_assert_cmpuint (gb_map_classes_find (&classes, 2.5), ==, 1);
  g_assert_cmpuint (gb_map_classes_find (&classes, 10), ==, 4);
  g_assert_cmpuint (gb_map_classes_find (&classes, NAN), ==, GB_MAP_NO_CLASS);
}

/* Most communes have no late dossier: they are one class, and the others have the rest. */
static void
test_equal_values (void)
{
  static const double zeros[] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4 };
  static const double same[] = { 3, 3, 3 };
  GbMapClasses classes;

  gb_map_classes_quantiles (&classes, zeros, G_N_ELEMENTS (zeros), 5);
  g_assert_cmpuint (classes.n, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (classes.upper[i], ==, i);
  gb_map_classes_quantiles (&classes, same, G_N_ELEMENTS (same), 5);
  g_assert_cmpuint (classes.n, ==, 1);
  gb_map_classes_quantiles (&classes, same, 0, 5);
  g_assert_cmpuint (classes.n, ==, 0);
  g_assert_cmpuint (gb_map_classes_find (&classes, 3), ==, GB_MAP_NO_CLASS);
}

static void
test_fixed (void)
{
  static const double values[] = { 0, 3, 12, 40 };
  static const double borders[] = { 5, 10, 20 };
  GbMapClasses classes;

  gb_map_classes_fixed (&classes, values, G_N_ELEMENTS (values), borders, G_N_ELEMENTS (borders));
  g_assert_cmpuint (classes.n, ==, 4);
  g_assert_cmpuint (gb_map_classes_find (&classes, 5), ==, 0);
  g_assert_cmpuint (gb_map_classes_find (&classes, 40), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-classes/quantiles", test_quantiles);
  g_test_add_func ("/map-classes/equal-values", test_equal_values);
  g_test_add_func ("/map-classes/fixed", test_fixed);
  return g_test_run ();
}
