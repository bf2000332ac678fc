/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-page-size.h"

static void
test_begins_small (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_START);
  g_assert_cmpuint (gb_page_size_get_limit (&size), >, 100);
}

static void
test_grows_to_its_cap (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  gb_page_size_good (&size, G_USEC_PER_SEC);
  g_assert_cmpuint (size.max_bytes, ==, 2 * GB_PAGE_SIZE_START);
  for (int i = 0; i < 100; i++)
    gb_page_size_good (&size, 0);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MAX);
}

static void
test_waits_on_a_slow_link (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  gb_page_size_good (&size, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_START);
  gb_page_size_good (&size, 50 * G_USEC_PER_SEC);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_START / 2);
}

static void
test_halves_to_its_floor (void)
{
  GbPageSize size;
  guint cuts = 0;

  gb_page_size_init (&size);
  while (gb_page_size_cut (&size))
    {
      cuts++;
      g_assert_cmpuint (cuts, <, 64);
    }
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MIN);
  g_assert_cmpuint (cuts, ==, 4);
}

static void
test_obeys_the_endpoint (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  gb_page_size_limit (&size, 64 * 1024);
  g_assert_cmpuint (size.max_bytes, ==, 64 * 1024);
  gb_page_size_good (&size, 0);
  g_assert_cmpuint (size.max_bytes, ==, 64 * 1024);
  gb_page_size_limit (&size, 1);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MIN);
  gb_page_size_limit (&size, G_MAXSIZE);
  gb_page_size_good (&size, 0);
  g_assert_cmpuint (size.max_bytes, ==, 2 * GB_PAGE_SIZE_MIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/page-size/begins-small", test_begins_small);
  g_test_add_func ("/sync/page-size/grows-to-its-cap", test_grows_to_its_cap);
  g_test_add_func ("/sync/page-size/waits-on-a-slow-link", test_waits_on_a_slow_link);
  g_test_add_func ("/sync/page-size/halves-to-its-floor", test_halves_to_its_floor);
  g_test_add_func ("/sync/page-size/obeys-the-endpoint", test_obeys_the_endpoint);
  return g_test_run ();
}
