/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-segments.h"

#include "gb-geo-simplifier.h"

static void
test_meetings (void)
{
  static const struct
  {
    const char *what;
    GbGeoSegment a, b;
    gboolean meets;
  } cases[] = {
    { "a cross", { { 0, 0 }, { 4, 4 } }, { { 0, 4 }, { 4, 0 } }, TRUE },
    { "end to end", { { 0, 0 }, { 4, 4 } }, { { 4, 4 }, { 8, 0 } }, FALSE },
    { "the same", { { 0, 0 }, { 4, 4 } }, { { 0, 0 }, { 4, 4 } }, FALSE },
    { "the same, back", { { 0, 0 }, { 4, 4 } }, { { 4, 4 }, { 0, 0 } }, FALSE },
    { "a T", { { 0, 0 }, { 4, 0 } }, { { 2, 0 }, { 2, 4 } }, TRUE },
    { "half over each other", { { 0, 0 }, { 4, 0 } }, { { 2, 0 }, { 6, 0 } }, TRUE },
    { "a part of the other, from its end", { { 0, 0 }, { 4, 0 } }, { { 0, 0 }, { 2, 0 } }, TRUE },
    { "on one line, apart", { { 0, 0 }, { 2, 0 } }, { { 4, 0 }, { 6, 0 } }, FALSE },
    { "beside each other", { { 0, 0 }, { 4, 0 } }, { { 0, 1 }, { 4, 1 } }, FALSE },
    { "short of it", { { 0, 0 }, { 4, 0 } }, { { 2, 1 }, { 2, 4 } }, FALSE },
    { "a point on it", { { 0, 0 }, { 4, 0 } }, { { 2, 0 }, { 2, 0 } }, TRUE },
    { "a point beside it", { { 0, 0 }, { 4, 0 } }, { { 2, 1 }, { 2, 1 } }, FALSE },
    { "from end to end of the world", { { -180000000, -90000000 }, { 180000000, 90000000 } },
      { { -180000000, 90000000 }, { 180000000, -90000000 } }, TRUE },
    { "a hair's breadth off", { { -180000000, -90000000 }, { 180000000, 90000000 } },
      { { 3, 1 }, { 4, 1 } }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (gb_geo_segment_meets (&cases[i].a, &cases[i].b), ==, cases[i].meets);
      g_assert_cmpint (gb_geo_segment_meets (&cases[i].b, &cases[i].a), ==, cases[i].meets);
    }
}

static GArray *
random_segments (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (GbGeoSegment));

  for (guint i = 0; i < n; i++)
    {
      gint32 x = g_rand_int_range (random, 0, 1000), y = g_rand_int_range (random, 0, 1000);
      GbGeoSegment segment = { { x, y }, { x + g_rand_int_range (random, -30, 30), y + g_rand_int_range (random, -30, 30) } };

      g_array_append_val (segments, segment);
    }
  return segments;
}

static gboolean
count_one (guint               index,
           const GbGeoSegment *segment,
           gpointer            user_data)
{
  ++*(guint *) user_data;
  return TRUE;
}

static guint
count_in (const GArray   *segments,
          const GbGeoBox *box,
          guint           removed)
{
  guint n = 0;

  for (guint i = 0; i < segments->len; i++)
    {
      const GbGeoSegment *s = &g_array_index (segments, GbGeoSegment, i);

      n += i != removed && MIN (s->from.x, s->to.x) <= box->east && MAX (s->from.x, s->to.x) >= box->west &&
           MIN (s->from.y, s->to.y) <= box->north && MAX (s->from.y, s->to.y) >= box->south;
    }
  return n;
}

/* The tree finds what looking at all of them finds; also what was moved, and not what was removed. */
static void
test_tree (void)
{
  static const guint sizes[] = { 0, 1, 7, 8, 9, 64, 65, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GArray) all = random_segments (sizes[i]);
      g_autoptr (GbGeoSegments) tree = gb_geo_segments_new (random_segments (sizes[i]));
      guint removed = sizes[i] > 8 ? 5 : G_MAXUINT;

      if (removed != G_MAXUINT)
        {
          GbGeoSegment far = { { 5000, 5000 }, { 5001, 5001 } };

          gb_geo_segments_remove (tree, removed);
          gb_geo_segments_set (tree, 3, &far);
          g_array_index (all, GbGeoSegment, 3) = far;
        }
      for (gint32 at = -100; at < 5100; at += 97)
        {
          GbGeoBox box = { at, at / 2, at + 150, at + 150 };
          guint n = 0;

          g_assert_true (gb_geo_segments_visit (tree, &box, count_one, &n));
          g_assert_cmpuint (n, ==, count_in (all, &box, removed));
        }
    }
}

static void
test_limits (void)
{
  g_autoptr (GArray) all = random_segments (400);
  g_autoptr (GbGeoSegments) tree = gb_geo_segments_new (random_segments (400));
  guint64 n = 0;

  for (guint i = 0; i < all->len; i++)
    for (guint j = i + 1; j < all->len; j++)
      n += gb_geo_segment_meets (&g_array_index (all, GbGeoSegment, i), &g_array_index (all, GbGeoSegment, j));
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (gb_geo_segments_count_meetings (tree, G_MAXUINT64 - 1), ==, n);
  g_assert_cmpuint (gb_geo_segments_count_meetings (tree, 5), ==, 6);
}

/* The same border gives the same corners again; its ends stay; whoever does not want it any more need not wait. */
static void
test_simplifier (void)
{
  GbGeoLevel level = { g_array_new (FALSE, FALSE, sizeof (GbGeoPoint)), g_array_new (FALSE, FALSE, sizeof (guint)) };
  GbGeoLevel found[2];
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoSimplifier) stopped = NULL;

  for (guint i = 0; i <= 1000; i++)
    {
      GbGeoPoint point = { 108 + i * 0.0001, 15 + (i * 7919 % 13) * 0.0001 };

      g_array_append_val (level.points, point);
    }
  g_array_append_val (level.ends, level.points->len);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GbGeoSimplifier) simplifier = gb_geo_simplifier_new (&level, NULL, 0);

      found[i] = (GbGeoLevel) { g_array_new (FALSE, FALSE, sizeof (GbGeoPoint)), g_array_new (FALSE, FALSE, sizeof (guint)) };
      g_assert_true (gb_geo_simplifier_run (simplifier, 0.003, NULL, &error));
      g_assert_no_error (error);
      gb_geo_simplifier_append (simplifier, &found[i]);
    }
  g_assert_cmpuint (found[0].points->len, <, level.points->len / 4);
  g_assert_cmpmem (found[0].points->data, found[0].points->len * sizeof (GbGeoPoint), found[1].points->data,
                   found[1].points->len * sizeof (GbGeoPoint));
  g_assert_cmpfloat (g_array_index (found[0].points, GbGeoPoint, 0).lon, ==, 108);
  g_assert_cmpfloat (g_array_index (found[0].points, GbGeoPoint, found[0].points->len - 1).lon, ==, 108.1);
  g_cancellable_cancel (cancellable);
  stopped = gb_geo_simplifier_new (&level, NULL, 0);
  g_assert_false (gb_geo_simplifier_run (stopped, 0.003, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < 2; i++)
    {
      g_array_unref (found[i].points);
      g_array_unref (found[i].ends);
    }
  g_array_unref (level.points);
  g_array_unref (level.ends);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/segments/meetings", test_meetings);
  g_test_add_func ("/geo/segments/tree", test_tree);
  g_test_add_func ("/geo/segments/limits", test_limits);
  g_test_add_func ("/geo/segments/simplifier", test_simplifier);
  return g_test_run ();
}
