/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-plan.h"

/* The cache stands at position 50 of feed "f", behind the cursor "c50", and is right until 1000. */
static const struct
{
  const char *what;
  const char *feed_id;
  gint64 made_at;
  const char *from;
  const char *cursor;
  gint64 position;
  GbBundleStep step;
} cases[] = {
  { "full and newer", "f", 2000, NULL, "c60", 60, GB_BUNDLE_STEP_TAKE },
  { "full, made later, at the same place", "f", 2000, NULL, "c50", 50, GB_BUNDLE_STEP_CONFIRM },
  { "full, at the same time and place", "f", 1000, NULL, "c50", 50, GB_BUNDLE_STEP_OLDER },
  { "full and older", "f", 900, NULL, "c40", 40, GB_BUNDLE_STEP_OLDER },
  { "full, of a hub that was restored", "f", 2000, NULL, "d40", 40, GB_BUNDLE_STEP_TAKE },
  { "full, restored and grown to our place", "f", 2000, NULL, "d50", 50, GB_BUNDLE_STEP_TAKE },
  { "full, further, though its clock is behind", "f", 900, NULL, "c60", 60, GB_BUNDLE_STEP_TAKE },
  { "follows", "f", 2000, "c50", "c60", 60, GB_BUNDLE_STEP_TAKE },
  { "follows with nothing new", "f", 2000, "c50", "c50", 50, GB_BUNDLE_STEP_TAKE },
  { "follows, taken already", "f", 1000, "c50", "c50", 50, GB_BUNDLE_STEP_OLDER },
  { "begins before, ends where we are", "f", 2000, "c40", "c50", 50, GB_BUNDLE_STEP_CONFIRM },
  { "begins elsewhere and ends behind us", "f", 2000, "c40", "c60", 60, GB_BUNDLE_STEP_SEEK },
  { "ends before us", "f", 2000, "c30", "c40", 40, GB_BUNDLE_STEP_OLDER },
  { "another feed, full and newer", "g", 2000, NULL, "c5", 5, GB_BUNDLE_STEP_TAKE },
  { "another feed, full and older", "g", 900, NULL, "c500", 500, GB_BUNDLE_STEP_OLDER },
  { "another feed, not full", "g", 2000, "c50", "c60", 60, GB_BUNDLE_STEP_OTHER_FEED },
};

static GbBundleStep
plan (guint           i,
      const GbCursor *cursor)
{
  g_autoptr (GbBundleHeader) header = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, "w", "commune:21028", cases[i].made_at);
  GbBundleGroup *group = gb_bundle_header_add_group (header, "work", cases[i].from);

  header->feed_id = g_strdup (cases[i].feed_id);
  group->cursor = g_strdup (cases[i].cursor);
  group->position = cases[i].position;
  return gb_bundle_plan (header, group, cursor);
}

static void
test_cases (void)
{
  const GbCursor cursor = { .feed_id = (char *) "f", .cursor = (char *) "c50", .position = 50, .as_of = 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (plan (i, &cursor), ==, cases[i].step);
    }
}

/* Nothing is here: only a full one can be the beginning. */
static void
test_empty (void)
{
  const GbCursor cursor = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (plan (i, &cursor), ==, cases[i].from == NULL ? GB_BUNDLE_STEP_TAKE : GB_BUNDLE_STEP_GAP);
}

/* A full pull was interrupted: the place in between is looked for in whatever is of the same feed. */
static void
test_interrupted (void)
{
  const GbCursor cursor = { .feed_id = (char *) "f", .cursor = (char *) "c50", .position = 50, .full = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].feed_id, "f"))
      g_assert_cmpint (plan (i, &cursor), ==, GB_BUNDLE_STEP_SEEK);
}

static void
test_no_group (void)
{
  g_autoptr (GbBundleHeader) header = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, "w", "commune:21028", 0);
  const GbCursor cursor = { 0 };

  g_assert_cmpint (gb_bundle_plan (header, NULL, &cursor), ==, GB_BUNDLE_STEP_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/bundle-plan/cases", test_cases);
  g_test_add_func ("/sync/bundle-plan/empty", test_empty);
  g_test_add_func ("/sync/bundle-plan/interrupted", test_interrupted);
  g_test_add_func ("/sync/bundle-plan/no-group", test_no_group);
  return g_test_run ();
}
