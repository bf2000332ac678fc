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

/* Borders that stay while the values move a little, of a size that fits. */
static void
test_round (void)
{
  static const struct
  {
    double greatest;
    gboolean share;
    double borders[GB_MAP_N_ROUND];
  } cases[] = {
    { 4.8, TRUE, { 0.5, 1, 2, 4 } },  { 8, TRUE, { 0.5, 1, 2, 4 } },     { 9, TRUE, { 1, 2, 4, 8 } },
    { 100, TRUE, { 10, 20, 40, 80 } }, { 6, FALSE, { 1, 2, 4, 8 } },      { 20, FALSE, { 2, 4, 8, 16 } },
    { 290, FALSE, { 20, 40, 80, 160 } }, { 0.3, TRUE, { 0.1, 0.2, 0.4, 0.8 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double greatest = cases[i].greatest;
      const double values[] = { 0, 0, 0, NAN, greatest, greatest };
      GbMapClasses classes;

      gb_map_classes_round (&classes, values, G_N_ELEMENTS (values), cases[i].share);
      g_test_message ("%g", cases[i].greatest);
      g_assert_true (classes.round);
      g_assert_cmpuint (classes.n, ==, (cases[i].greatest > cases[i].borders[3] ? 5u : 4u));
      for (guint k = 0; k < GB_MAP_N_ROUND; k++)
        g_assert_cmpfloat_with_epsilon (classes.upper[k], cases[i].borders[k], 1e-9);
      g_assert_cmpuint (gb_map_classes_find (&classes, cases[i].greatest), <, classes.n);
    }
}

/* Of a programme most are nearly done: doubling borders would put all into one class. */
static void
test_even_shares (void)
{
  static const double values[] = { 55, 60, 70, 80, 95, 100 };
  GbMapClasses classes;

  gb_map_classes_round (&classes, values, G_N_ELEMENTS (values), TRUE);
  g_assert_cmpuint (classes.n, ==, 5);
  for (guint k = 0; k < GB_MAP_N_ROUND; k++)
    g_assert_cmpfloat (classes.upper[k], ==, 20 * (k + 1));
  g_assert_true (classes.whole);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-classes/quantiles", test_quantiles);
  g_test_add_func ("/map-classes/equal-values", test_equal_values);
  g_test_add_func ("/map-classes/fixed", test_fixed);
  g_test_add_func ("/map-classes/round", test_round);
  g_test_add_func ("/map-classes/even-shares", test_even_shares);
  return g_test_run ();
}
