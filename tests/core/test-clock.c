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

/* A machine two years behind: the hub's time goes on, and the machine's clock may be set meanwhile. */
static void
test_trust (void)
{
  g_autoptr (GbClock) clock = gb_clock_new_system ();
  g_autoptr (GbClock) other = gb_clock_new_system ();
  g_autoptr (GbClock) fixed = gb_clock_new_fixed (1000);
  gint64 right = g_get_real_time () / G_USEC_PER_SEC + 2 * 365 * 86400;
  g_autofree char *saved = NULL;
  g_autofree char *elsewhere = NULL;
  guint changes = 0;

  g_signal_connect (clock, "changed", G_CALLBACK (on_clock_changed_cb), &changes);
  g_assert_null (gb_clock_save_trust (clock));
  gb_clock_trust (clock, right);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpint (ABS (gb_clock_now (clock) - right), <=, 2);
  g_assert_cmpint (ABS (gb_clock_machine_now (clock) - g_get_real_time () / G_USEC_PER_SEC), <=, 2);
  g_assert_cmpint (ABS (gb_clock_sure_now (clock) - g_get_real_time () / G_USEC_PER_SEC), <=, 2);
  gb_clock_trust (clock, right + 1);
  g_assert_cmpuint (changes, ==, 1);

  saved = gb_clock_save_trust (clock);
  g_assert_nonnull (saved);
  gb_clock_load_trust (other, saved);
  g_assert_cmpint (ABS (gb_clock_now (other) - right), <=, 3);
  gb_clock_trust (other, 0);
  g_assert_cmpint (gb_clock_now (other), ==, gb_clock_machine_now (other));

  /* Started anew since, and rubbish */
  elsewhere = g_strdup_printf ("0%s", saved + 1);
  elsewhere[0] = saved[0] == '0' ? '1' : '0';
  gb_clock_load_trust (other, elsewhere);
  gb_clock_load_trust (other, NULL);
  gb_clock_load_trust (other, "");
  gb_clock_load_trust (other, "now");
  g_assert_cmpint (gb_clock_now (other), ==, gb_clock_machine_now (other));

  gb_clock_trust (fixed, right);
  g_assert_cmpint (gb_clock_now (fixed), ==, 1000);
  g_assert_cmpint (gb_clock_machine_now (fixed), ==, 1000);
  g_assert_cmpint (gb_clock_sure_now (fixed), ==, 1000);

  /* Told of the past: nothing has come to its time */
  gb_clock_trust (clock, right - 4 * 365 * 86400);
  g_assert_cmpint (gb_clock_sure_now (clock), ==, gb_clock_now (clock));
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
  g_test_add_func ("/clock/trust", test_trust);
  g_test_add_func ("/clock/fixed", test_fixed);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/threads", test_threads);
  return g_test_run ();
}
