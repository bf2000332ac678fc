/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-clock.h"

static void
on_clock_changed_cb (GbClock *clock,
                     guint   *count)
{
  (*count)++;
}

static void
test_fixed (void)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (1000);
  guint changes = 0;

  g_signal_connect (clock, "changed", G_CALLBACK (on_clock_changed_cb), &changes);
  g_assert_true (gb_clock_is_fixed (clock));
  g_assert_cmpint (gb_clock_now (clock), ==, 1000);
  gb_clock_set (clock, 900);
  g_assert_cmpint (gb_clock_now (clock), ==, 900);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_finalize_object (g_steal_pointer (&clock));
}

static void
test_system (void)
{
  g_autoptr (GbClock) clock = gb_clock_new_system ();
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  gint64 now = gb_clock_now (clock);
  gint64 after = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_false (gb_clock_is_fixed (clock));
  g_assert_cmpint (before, <=, now);
  g_assert_cmpint (now, <=, after);
}

static gpointer
set_often (gpointer data)
{
  for (gint64 i = 0; i < 2000; i++)
    gb_clock_set (data, i % 2 == 0 ? G_MAXINT64 : 0);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (0);
  GThread *thread = g_thread_new ("setter", set_often, clock);

  for (int i = 0; i < 2000; i++)
    {
      gint64 now = gb_clock_now (clock);

      g_assert_true (now == 0 || now == G_MAXINT64);
    }
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/fixed", test_fixed);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/threads", test_threads);
  return g_test_run ();
}
