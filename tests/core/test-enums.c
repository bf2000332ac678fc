/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-enums.h"

/* The names are the command line's contract (CLI.md): a change here breaks people's scripts. */
static const char *const class_nicks[GB_N_DEADLINE_CLASSES] = {
  "overdue", "due-today", "due-soon", "on-track", "paused", "no-due", "awaiting", "finished",
};
static const char *const mark_nicks[GB_N_DOSSIER_MARKS] = { "late-reception", "cross-boundary" };
static const char *const channel_nicks[] = { NULL, "desk", "online", "post" };

static void
test_classes (void)
{
  for (GbDeadlineClass i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    {
      GbDeadlineClass parsed;

      g_assert_cmpstr (gb_deadline_class_nick (i), ==, class_nicks[i]);
      g_assert_true (gb_deadline_class_parse (class_nicks[i], &parsed));
      g_assert_cmpint (parsed, ==, i);
      g_assert_cmpstr (gb_deadline_class_label (i), !=, "");
    }
}

static void
test_marks_and_channels (void)
{
  for (GbDossierMark i = 0; i < GB_N_DOSSIER_MARKS; i++)
    {
      GbDossierMark parsed;

      g_assert_cmpstr (gb_dossier_mark_nick (i), ==, mark_nicks[i]);
      g_assert_true (gb_dossier_mark_parse (mark_nicks[i], &parsed));
      g_assert_cmpint (parsed, ==, i);
      g_assert_cmpstr (gb_dossier_mark_label (i), !=, "");
    }
  for (GbChannel i = GB_CHANNEL_DESK; i <= GB_CHANNEL_POST; i++)
    {
      GbChannel parsed;

      g_assert_cmpstr (gb_channel_nick (i), ==, channel_nicks[i]);
      g_assert_true (gb_channel_parse (channel_nicks[i], &parsed));
      g_assert_cmpint (parsed, ==, i);
      g_assert_cmpstr (gb_channel_label (i), !=, "");
    }
}

static void
test_unknown (void)
{
  const char *const unknown[] = { NULL, "", "Overdue", "late", "online " };
  GbDeadlineClass klass;
  GbDossierMark mark;
  GbChannel channel;

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_false (gb_deadline_class_parse (unknown[i], &klass));
      g_assert_false (gb_dossier_mark_parse (unknown[i], &mark));
      g_assert_false (gb_channel_parse (unknown[i], &channel));
    }
}

static void
test_states (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (GbDossierState i = GB_DOSSIER_STATE_NEW; i <= GB_DOSSIER_STATE_HANDED_OVER; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) gb_dossier_state_label (i)));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enums/classes", test_classes);
  g_test_add_func ("/enums/marks-and-channels", test_marks_and_channels);
  g_test_add_func ("/enums/unknown", test_unknown);
  g_test_add_func ("/enums/states", test_states);
  return g_test_run ();
}
