/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-coordinates.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    double lat, lon; /* 0: cannot be read */
  } cases[] = {
    { "15.1214, 108.8044", 15.1214, 108.8044 },
    { "15.1214,108.8044", 15.1214, 108.8044 },
    { " 15,1214; 108,8044 ", 15.1214, 108.8044 },
    { "15,1214 108,8044", 15.1214, 108.8044 },
    { "15,1214, 108,8044", 15.1214, 108.8044 },
    { "108.8044 15.1214", 15.1214, 108.8044 },
    { "15.1214°, 108.8044°", 15.1214, 108.8044 },
    { "15 108", 15, 108 },
    { "-15.5, -108", -15.5, -108 },
    { "", 0, 0 },
    { "15.1214", 0, 0 },
    { "15.1214, 108.8044, 7", 0, 0 },
    { "chợ Hàng Rượu", 0, 0 },
    { "100, 190", 0, 0 },
    { "91, 91", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double lat = 0, lon = 0;
      gboolean good = gb_coordinates_parse (cases[i].text, &lat, &lon);

      g_test_message ("“%s”", cases[i].text);
      g_assert_true (good == (cases[i].lat != 0));
      if (!good)
        continue;
      g_assert_cmpfloat_with_epsilon (lat, cases[i].lat, 1e-9);
      g_assert_cmpfloat_with_epsilon (lon, cases[i].lon, 1e-9);
    }
}

/* What is written is read again, wherever it is. */
static void
test_round (void)
{
  for (int i = 0; i < 1000; i++)
    {
      double lat = g_test_rand_double_range (-90, 90), lon = g_test_rand_double_range (91, 180), north, east;
      g_autofree char *text = gb_coordinates_format (lat, lon);

      g_assert_true (gb_coordinates_parse (text, &north, &east));
      g_assert_cmpfloat_with_epsilon (north, lat, 1e-5);
      g_assert_cmpfloat_with_epsilon (east, lon, 1e-5);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coordinates/parse", test_parse);
  g_test_add_func ("/coordinates/round", test_round);

  return g_test_run ();
}
