/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-enums.h"
#include "gb-language.h"

/* The language is a process's own, so each case runs in a child. */

static void
test_vietnamese_by_default (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("LANGUAGE");
      g_setenv ("LC_ALL", "C", TRUE);
      gb_language_init (NULL);
      g_assert_cmpstr (gb_deadline_class_label (GB_DEADLINE_CLASS_OVERDUE), ==, "Quá hạn");
      g_assert_cmpstr (gb_deadline_class_label (GB_DEADLINE_CLASS_DUE_TODAY), ==, "Đến hạn hôm nay");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_english_by_choice (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("LANGUAGE", "vi", TRUE);
      gb_language_init ("en");
      g_assert_cmpstr (gb_deadline_class_label (GB_DEADLINE_CLASS_OVERDUE), ==, "Overdue");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_english_by_variable (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("LANGUAGE", "en", TRUE);
      gb_language_init (NULL);
      g_assert_cmpstr (gb_deadline_class_label (GB_DEADLINE_CLASS_OVERDUE), ==, "Overdue");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* What was said before is said otherwise now. */
static void
test_preferred (void)
{
  static const struct
  {
    const char *variable, *preferred, *words;
  } rows[] = {
    { "en", "vi", "Quá hạn" }, { "vi", "en", "Overdue" }, { "en", "", "Overdue" }, { "vi", "", "Quá hạn" },
  };

  if (g_test_subprocess ())
    {
      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_setenv ("LANGUAGE", rows[i].variable, TRUE);
          gb_language_init (NULL);
          gb_language_prefer (rows[i].preferred);
          g_assert_cmpstr (gb_deadline_class_label (GB_DEADLINE_CLASS_OVERDUE), ==, rows[i].words);
        }
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/vietnamese-by-default", test_vietnamese_by_default);
  g_test_add_func ("/language/english-by-choice", test_english_by_choice);
  g_test_add_func ("/language/english-by-variable", test_english_by_variable);
  g_test_add_func ("/language/preferred", test_preferred);
  return g_test_run ();
}
