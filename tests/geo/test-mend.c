/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people draw and programs export: mended where it is plain what was meant, refused with a reason where it is not,
 * and the next area is taken all the same. */
#include <string.h>

#include "gb-geo-error.h"
#include "geo-shapes.h"

#define SQUARE "108 15, 109 15, 109 16, 108 16"

static const struct
{
  const char *what;
  const char *shape;
  double area;        /* in square degrees; 0 where it is refused */
  const char *reason; /* a part of it */
} cases[] = {
  { "a square, against the clock as RFC 7946 wants it", SQUARE ", 108 15", 1 },
  { "with the clock", "108 15, 108 16, 109 16, 109 15, 108 15", 1 },
  { "not closed", SQUARE, 1 },
  { "points twice and thrice", "108 15, 108 15, 109 15, 109 15, 109 15, 109 16, 108 16, 108 16, 108 15, 108 15", 1 },
  { "a point within an edge", "108 15, 108.5 15, 109 15, 109 16, 108 16, 108 15", 1 },
  { "a bow tie", "108 15, 109 16, 109 15, 108 16, 108 15", 0.5 },
  { "a loop in the border", "108 15, 109 15, 109 15.5, 109.1 15.4, 109.1 15.6, 109 15.5, 109 16, 108 16, 108 15", 1.01 },
  { "a spike outwards", "108 15, 109 15, 109 15.5, 111 15.5, 109 15.5, 109 16, 108 16, 108 15", 1 },
  { "a spike inwards", "108 15, 109 15, 109 15.5, 108.2 15.5, 109 15.5, 109 16, 108 16, 108 15", 1 },
  { "a hole", SQUARE " / 108.2 15.2, 108.2 15.4, 108.4 15.4, 108.4 15.2", 0.96 },
  { "a hole that runs like its shell", SQUARE " / 108.2 15.2, 108.4 15.2, 108.4 15.4, 108.2 15.4", 0.96 },
  { "a hole outside: a part that was written as a hole", SQUARE " / 110 15, 110 16, 111 16, 111 15", 2 },
  { "a hole half outside", SQUARE " / 108.5 15.2, 108.5 15.4, 109.5 15.4, 109.5 15.2", 0.9 },
  { "two holes that lie over each other",
    SQUARE " / 108.2 15.2, 108.4 15.2, 108.4 15.4, 108.2 15.4 / 108.3 15.2, 108.5 15.2, 108.5 15.4, 108.3 15.4", 0.94 },
  { "a hole that touches the shell", SQUARE " / 108 15.5, 108.2 15.4, 108.2 15.6", 0.98 },
  { "a hole as large as its shell", SQUARE " / " SQUARE, 0, "no extent" },
  { "two parts", SQUARE " | 110 15, 111 15, 111 16, 110 16", 2 },
  { "a part within a part", SQUARE " | 108.2 15.2, 108.4 15.2, 108.4 15.4, 108.2 15.4", 1 },
  { "the same part twice", SQUARE " | " SQUARE, 1 },
  { "parts that lie over each other", SQUARE " | 108.5 15, 109.5 15, 109.5 16, 108.5 16", 1.5 },
  { "parts that share an edge", SQUARE " | 109 15, 110 15, 110 16, 109 16", 2 },
  { "an island in a lake",
    SQUARE " / 108.2 15.2, 108.8 15.2, 108.8 15.8, 108.2 15.8 | 108.4 15.4, 108.6 15.4, 108.6 15.6, 108.4 15.6", 0.68 },
  { "finer than the grid", "108 15, 109 15, 109 15.5, 109.0000001 15.5000001, 109 16, 108 16", 1 },
  { "nothing", "", 0, "no extent" },
  { "a point", "108 15", 0, "three corners" },
  { "two points", "108 15, 109 16", 0, "three corners" },
  { "the same three", "108 15, 108 15, 108 15", 0, "three corners" },
  { "there and back", "108 15, 109 15, 108 15, 109 15", 0, "no extent" },
  { "a line", "108 15, 109 15, 108.5 15", 0, "no extent" },
  { "thinner than the grid", "108 15, 109 15, 109 15.0000001, 108 15.0000001", 0, "three corners" },
  { "a hole that is a point", SQUARE " / 108.5 15.5", 0, "ring 2" },
  { "not a number", "108 15, nan 15, 109 16", 0, "outside the world" },
  { "more than a number", "108 15, inf 15, 109 16", 0, "outside the world" },
  { "beyond the pole", "108 15, 108 95, 109 16", 0, "outside the world" },
  { "beyond the end of the world", "108 15, 181 15, 109 16", 0, "outside the world" },
  { "absurd", "1e300 15, 1e300 16, 109 16", 0, "outside the world" },
  { "metres of VN-2000", "572000 1672000, 573000 1672000, 573000 1673000", 0, "outside the world" },
  { "latitude first", "15 108, 16 108, 16 109, 15 109", 0, "outside the world" },
  { "over the 180th meridian", "179 15, -179 15, -179 16, 179 16", 0, "180th meridian" },
  { "over it where the ring closes", "179 15, 179.5 16, -179 16", 0, "180th meridian" },
};

/* Each beside an area that is right, and far enough from it. */
static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) features = shape_list (), refusals = shape_refusals ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GbGeoCoverage) coverage = NULL;
      gboolean taken = cases[i].area > 0;

      g_ptr_array_add (features, shape_from_text ("case", cases[i].shape));
      g_ptr_array_add (features, shape_rectangle ("good", 120, 15, 121, 16));
      coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].what, refusals->len > 0 ? ((GbGeoRefusal *) refusals->pdata[0])->reason : "");
      g_assert_cmpuint (refusals->len, ==, taken ? 0 : 1);
      g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, taken ? 2 : 1);
      g_assert_cmpuint (shape_find_area (coverage, "good"), !=, GB_GEO_NO_AREA);
      if (taken)
        {
          for (guint level = 0; level < GB_GEO_N_LEVELS; level++)
            g_assert_cmpfloat_with_epsilon (shape_level_area (coverage, shape_find_area (coverage, "case"), level),
                                            cases[i].area, 2e-6);
          continue;
        }
      g_assert_cmpstr (((GbGeoRefusal *) refusals->pdata[0])->id, ==, "case");
      g_assert_cmpuint (((GbGeoRefusal *) refusals->pdata[0])->index, ==, 0);
      g_assert_nonnull (strstr (((GbGeoRefusal *) refusals->pdata[0])->reason, cases[i].reason));
    }
}

/* All at once: each fault is its own. */
static void
test_together (void)
{
  g_autoptr (GPtrArray) features = shape_list (), refusals = shape_refusals ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  guint n_wrong = 0, n_seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (features, shape_from_text (cases[i].what, cases[i].shape));
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    n_wrong += cases[i].area == 0;
  /* The first square hides what lies wholly under it; that has a reason of its own. */
  for (guint i = 0; i < refusals->len; i++)
    n_seen += strstr (((GbGeoRefusal *) refusals->pdata[i])->reason, "under others") == NULL;
  g_assert_cmpuint (n_seen, ==, n_wrong);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage) + refusals->len, ==, G_N_ELEMENTS (cases));
}

static void
test_identifiers (void)
{
  static const struct
  {
    const char *id, *reason;
  } ids[] = {
    { "21028" },
    { "21031" },
    { "21028", "the same identifier" },
    { NULL, "no identifier" },
    { "", "no identifier" },
    { "phường Nghĩa Lộ" },
  };
  g_autoptr (GPtrArray) features = shape_list (), refusals = shape_refusals ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (features, shape_rectangle (ids[i].id, 108 + i, 15, 108.5 + i, 16));
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const GbGeoRefusal *refusal;

      if (ids[i].reason == NULL)
        continue;
      refusal = g_ptr_array_index (refusals, n++);
      g_assert_cmpuint (refusal->index, ==, i);
      g_assert_cmpstr (refusal->field, ==, "id");
      g_assert_nonnull (strstr (refusal->reason, ids[i].reason));
    }
  g_assert_cmpuint (n, ==, refusals->len);
}

/* One that was refused leaves its identifier to the next. */
static void
test_second_try (void)
{
  g_autoptr (GPtrArray) features = shape_list (), refusals = shape_refusals ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  g_ptr_array_add (features, shape_from_text ("a", "108 15, 109 15"));
  g_ptr_array_add (features, shape_rectangle ("a", 108, 15, 109, 16));
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 1);
  g_assert_cmpuint (refusals->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/mend/cases", test_cases);
  g_test_add_func ("/geo/mend/together", test_together);
  g_test_add_func ("/geo/mend/identifiers", test_identifiers);
  g_test_add_func ("/geo/mend/second-try", test_second_try);
  return g_test_run ();
}
