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

/* A page as large as was asked for that came at so many bytes a second. */
static void
come (GbPageSize *size,
      gsize       speed)
{
  gb_page_size_good (size, size->max_bytes, (gint64) ((gdouble) size->max_bytes * G_USEC_PER_SEC / speed));
}

static void
test_grows_to_its_cap (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  come (&size, 10 * GB_PAGE_SIZE_MAX);
  g_assert_cmpuint (size.max_bytes, ==, 2 * GB_PAGE_SIZE_START);
  g_assert_true (gb_page_size_is_quick (&size));
  for (int i = 0; i < 100; i++)
    come (&size, 10 * GB_PAGE_SIZE_MAX);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MAX);
}

/* Whatever the link brings in a second, after a few pages one takes what it is meant to take. */
static void
test_fits_the_speed (void)
{
  for (gsize speed = GB_PAGE_SIZE_MIN; speed <= GB_PAGE_SIZE_MAX; speed *= 3)
    {
      GbPageSize size;

      gb_page_size_init (&size);
      for (int i = 0; i < 12; i++)
        come (&size, speed);
      g_assert_cmpuint (size.max_bytes, ==, MIN (speed * GB_PAGE_SIZE_SECONDS, GB_PAGE_SIZE_MAX));
    }
}

/* GPRS at its worst, 9.6 kbit/s, with pages compressed to a sixth: one comes in a minute, the first too. */
static void
test_one_in_a_minute_of_2g (void)
{
  const gsize speed = 9600 / 8 * 6;
  GbPageSize size;

  gb_page_size_init (&size);
  for (int i = 0; i < 20; i++)
    {
      g_assert_cmpuint (size.max_bytes / speed, <, GB_PAGE_SIZE_DEADLINE);
      come (&size, speed);
    }
  g_assert_cmpuint (size.max_bytes, ==, speed * GB_PAGE_SIZE_SECONDS);
  g_assert_false (gb_page_size_is_quick (&size));
}

/* From the office's network to the hotspot in the forest: one minute is lost, not more. */
static void
test_network_becomes_slow (void)
{
  const gsize wire = 1500;
  GbPageSize size;

  gb_page_size_init (&size);
  for (int i = 0; i < 20; i++)
    come (&size, 10 * GB_PAGE_SIZE_MAX);
  g_assert_cmpuint (gb_page_size_get_deadline (&size), ==, GB_PAGE_SIZE_DEADLINE);
  gb_page_size_cut (&size, wire * GB_PAGE_SIZE_DEADLINE, GB_PAGE_SIZE_DEADLINE * G_USEC_PER_SEC);
  g_assert_cmpuint (size.max_bytes / (wire * 4), <=, GB_PAGE_SIZE_DEADLINE);
  g_assert_false (gb_page_size_is_quick (&size));

  /* the next pull begins small, whatever the last one was like */
  for (int i = 0; i < 20; i++)
    come (&size, 10 * GB_PAGE_SIZE_MAX);
  gb_page_size_begin (&size);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_START);
}

/* The end of a feed is a page of two lines: how long those took tells nothing of the next big one. */
static void
test_small_pages_tell_little (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  gb_page_size_good (&size, 300, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_START);
  gb_page_size_good (&size, 300, 30 * G_USEC_PER_SEC);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MIN);
}

static void
test_halves_to_its_floor (void)
{
  GbPageSize size;
  guint cuts = 0;

  gb_page_size_init (&size);
  while (gb_page_size_cut (&size, 100, G_USEC_PER_SEC))
    {
      cuts++;
      g_assert_cmpuint (cuts, <, 64);
    }
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MIN);
  g_assert_cmpuint (cuts, ==, 4);
  g_assert_cmpuint (gb_page_size_get_deadline (&size), ==, 0);
}

static void
test_obeys_the_endpoint (void)
{
  GbPageSize size;

  gb_page_size_init (&size);
  gb_page_size_limit (&size, 64 * 1024);
  g_assert_cmpuint (size.max_bytes, ==, 64 * 1024);
  come (&size, GB_PAGE_SIZE_MAX);
  g_assert_cmpuint (size.max_bytes, ==, 64 * 1024);
  gb_page_size_begin (&size);
  g_assert_cmpuint (size.max_bytes, ==, 64 * 1024);
  gb_page_size_limit (&size, 1);
  g_assert_cmpuint (size.max_bytes, ==, GB_PAGE_SIZE_MIN);
  gb_page_size_limit (&size, G_MAXSIZE);
  come (&size, GB_PAGE_SIZE_MAX);
  g_assert_cmpuint (size.max_bytes, ==, 2 * GB_PAGE_SIZE_MIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/page-size/begins-small", test_begins_small);
  g_test_add_func ("/sync/page-size/grows-to-its-cap", test_grows_to_its_cap);
  g_test_add_func ("/sync/page-size/fits-the-speed", test_fits_the_speed);
  g_test_add_func ("/sync/page-size/one-in-a-minute-of-2g", test_one_in_a_minute_of_2g);
  g_test_add_func ("/sync/page-size/network-becomes-slow", test_network_becomes_slow);
  g_test_add_func ("/sync/page-size/small-pages-tell-little", test_small_pages_tell_little);
  g_test_add_func ("/sync/page-size/halves-to-its-floor", test_halves_to_its_floor);
  g_test_add_func ("/sync/page-size/obeys-the-endpoint", test_obeys_the_endpoint);
  return g_test_run ();
}
