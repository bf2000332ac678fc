/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-frame.h"
#include "gb-wire-error.h"

#include <string.h>

#define HEADER "{\"feed\":\"giaoban/1\",\"feed_id\":\"f1\",\"scope\":\"commune:21028\",\"group\":\"work\",\"from\":\"c1\"," \
               "\"server_time\":\"2026-08-26T07:15:00+07:00\"}\n"
#define PUT "{\"op\":\"put\",\"type\":\"task\",\"id\":\"a\",\"rev\":1,\"data\":{}}\n"
#define DEL "{\"op\":\"del\",\"type\":\"task\",\"id\":\"b\",\"rev\":2}\n"
#define SEAL(n) "{\"cursor\":\"c2\",\"position\":91823,\"more\":true,\"count\":" #n "}\n"
#define HEADER_WITH(feed, id, scope, group, from, time)                                                      \
  "{\"feed\":" feed ",\"feed_id\":" id ",\"scope\":" scope ",\"group\":" group ",\"from\":" from               \
  ",\"server_time\":" time "}\n"
#define TIME "\"2026-08-26T07:15:00+07:00\""

static const GbFeedExpect asked = { "f1", "commune:21028", "work", "c1" };
static const GbFeedExpect first = { NULL, "commune:21028", "work", NULL };

typedef struct
{
  const char *name;
  const char *text;
  const GbFeedExpect *expect;
  int code; /* -1 when it is good */
  const char *line; /* (nullable) that the message must name */
} Case;

static const Case cases[] = {
  { "whole", HEADER PUT DEL SEAL (2), &asked, -1 },
  { "nothing-new", HEADER SEAL (0), &asked, -1 },
  { "windows-line-ends", "{\"feed\":\"giaoban/1\",\"feed_id\":\"f1\",\"scope\":\"commune:21028\",\"group\":\"work\","
    "\"from\":\"c1\",\"server_time\":" TIME "}\r\n" PUT "\r\n" SEAL (1) "\r\n", &asked, -1 },
  { "garbage-line-is-the-stores", HEADER "garbage\n" SEAL (1), &asked, -1 },
  { "from-the-start", HEADER_WITH ("\"giaoban/1\"", "\"new\"", "\"commune:21028\"", "\"work\"", "null", TIME) SEAL (0),
    &first, -1 },
  { "no-seal", HEADER PUT DEL, &asked, GB_WIRE_ERROR_UNSEALED, "3" },
  { "cut-in-seal", HEADER PUT "{\"cursor\":\"c2\",\"posi", &asked, GB_WIRE_ERROR_UNSEALED, "3" },
  { "cut-in-record", HEADER PUT "{\"op\":\"put\",\"ty", &asked, GB_WIRE_ERROR_UNSEALED, "3" },
  { "cut-in-header", "{\"feed\":\"giao", &asked, GB_WIRE_ERROR_SYNTAX, "1" },
  { "header-alone", HEADER, &asked, GB_WIRE_ERROR_UNSEALED, "1" },
  { "empty", "", &asked, GB_WIRE_ERROR_UNSEALED, "1" },
  { "blank-lines", "\n\n\n", &asked, GB_WIRE_ERROR_UNSEALED, "1" },
  { "html", "<!doctype html>\n<html><body>Wi-Fi</body></html>\n", &asked, GB_WIRE_ERROR_SYNTAX, "1" },
  { "json-but-no-page", "{\"rows\":[]}\n{}\n", &asked, GB_WIRE_ERROR_SYNTAX, "1" },
  { "one-too-few", HEADER PUT SEAL (2), &asked, GB_WIRE_ERROR_COUNT, "3" },
  { "one-too-many", HEADER PUT DEL SEAL (1), &asked, GB_WIRE_ERROR_COUNT, "4" },
  { "count-text", HEADER PUT "{\"cursor\":\"c2\",\"more\":true,\"count\":\"1\"}\n", &asked, GB_WIRE_ERROR_VALUE, "3" },
  { "no-cursor", HEADER PUT "{\"more\":true,\"count\":1}\n", &asked, GB_WIRE_ERROR_VALUE, "3" },
  { "no-more", HEADER PUT "{\"cursor\":\"c2\",\"count\":1}\n", &asked, GB_WIRE_ERROR_VALUE, "3" },
  { "other-protocol", HEADER_WITH ("\"giaoban/2\"", "\"f1\"", "\"commune:21028\"", "\"work\"", "\"c1\"", TIME) SEAL (0),
    &asked, GB_WIRE_ERROR_SYNTAX, "1" },
  { "other-feed", HEADER_WITH ("\"giaoban/1\"", "\"f2\"", "\"commune:21028\"", "\"work\"", "\"c1\"", TIME) SEAL (0),
    &asked, GB_WIRE_ERROR_MISMATCH, "1" },
  { "other-scope", HEADER_WITH ("\"giaoban/1\"", "\"f1\"", "\"commune:20818\"", "\"work\"", "\"c1\"", TIME) SEAL (0),
    &asked, GB_WIRE_ERROR_MISMATCH, "1" },
  { "other-group", HEADER_WITH ("\"giaoban/1\"", "\"f1\"", "\"commune:21028\"", "\"base\"", "\"c1\"", TIME) SEAL (0),
    &asked, GB_WIRE_ERROR_MISMATCH, "1" },
  { "other-from", HEADER_WITH ("\"giaoban/1\"", "\"f1\"", "\"commune:21028\"", "\"work\"", "\"c0\"", TIME) SEAL (0),
    &asked, GB_WIRE_ERROR_MISMATCH, "1" },
  { "start-where-cursor-was-asked",
    HEADER_WITH ("\"giaoban/1\"", "\"f1\"", "\"commune:21028\"", "\"work\"", "null", TIME) SEAL (0), &asked,
    GB_WIRE_ERROR_MISMATCH, "1" },
  { "cursor-where-start-was-asked", HEADER SEAL (0), &first, GB_WIRE_ERROR_MISMATCH, "1" },
  { "no-feed-id", HEADER_WITH ("\"giaoban/1\"", "null", "\"commune:21028\"", "\"work\"", "null", TIME) SEAL (0),
    &first, GB_WIRE_ERROR_VALUE, "1" },
  { "no-time", HEADER_WITH ("\"giaoban/1\"", "\"f1\"", "\"commune:21028\"", "\"work\"", "\"c1\"", "\"today\"") SEAL (0),
    &asked, GB_WIRE_ERROR_VALUE, "1" },
};

static GbFeedFrame *
parse (const char         *text,
       const GbFeedExpect *expect,
       GError            **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return gb_feed_frame_parse (body, expect, error);
}

static void
test_parse (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbFeedFrame) page = parse (c->text, c->expect, &error);

  if (c->code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (gb_feed_frame_get_cursor (page), ==, "c2");
      return;
    }
  g_assert_null (page);
  g_assert_error (error, GB_WIRE_ERROR, c->code);
  if (c->line != NULL)
    {
      g_autofree char *named = g_strdup_printf ("Line %s:", c->line);

      g_assert_nonnull (strstr (error->message, named));
    }
}

static void
test_members (void)
{
  g_autoptr (GbFeedFrame) page = parse (HEADER PUT DEL SEAL (2), &asked, NULL);
  g_autoptr (GbFeedFrame) again = gb_feed_frame_ref (page);
  const char *line;
  gsize length;

  g_assert_cmpstr (gb_feed_frame_get_feed_id (again), ==, "f1");
  g_assert_cmpint (gb_feed_frame_get_server_time (page), ==, 1787703300);
  g_assert_cmpint (gb_feed_frame_get_position (page), ==, 91823);
  g_assert_true (gb_feed_frame_get_more (page));
  g_assert_cmpuint (gb_feed_frame_get_n_lines (page), ==, 2);
  line = gb_feed_frame_get_line (page, 1, &length);
  g_assert_cmpmem (line, length, DEL, strlen (DEL) - 1);
}

/* Every prefix of a page is refused but the whole: wherever a link breaks, nothing is taken. */
static void
test_every_cut (void)
{
  static const char text[] = HEADER PUT DEL SEAL (2);

  for (gsize n = 0; n < strlen (text) - 1; n++)
    {
      g_autoptr (GBytes) body = g_bytes_new (text, n);
      g_autoptr (GbFeedFrame) page = gb_feed_frame_parse (body, &asked, NULL);

      g_assert_null (page);
    }
}

static void
check_lines (const char *line,
             gsize       length,
             const char *fault)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GbFeedFrame) page = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (bytes, (const guint8 *) HEADER PUT, strlen (HEADER PUT));
  g_byte_array_append (bytes, (const guint8 *) line, length);
  g_byte_array_append (bytes, (const guint8 *) "\n" SEAL (2), strlen ("\n" SEAL (2)));
  body = g_bytes_new (bytes->data, bytes->len);
  page = gb_feed_frame_parse (body, &asked, &error);
  g_assert_no_error (error);

  g_assert_null (gb_feed_frame_get_fault (page, 0));
  if (fault == NULL)
    g_assert_null (gb_feed_frame_get_fault (page, 1));
  else
    g_assert_nonnull (strstr (gb_feed_frame_get_fault (page, 1), fault));
}

static void
test_lines (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *longest = g_strnfill (GB_FEED_MAX_LINE, 'a');
  g_autofree char *too_long = g_strnfill (GB_FEED_MAX_LINE + 1, 'a');

  check_lines ("{}", 2, NULL);
  check_lines (longest, GB_FEED_MAX_LINE, NULL);
  check_lines (too_long, GB_FEED_MAX_LINE + 1, "longer than 1048576 bytes");
  check_lines (brackets, 100000, "nested more than 32 levels");
  check_lines ("a\0b\xff", 4, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/feed-frame/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_parse);
    }
  g_test_add_func ("/wire/feed-frame/members", test_members);
  g_test_add_func ("/wire/feed-frame/every-cut", test_every_cut);
  g_test_add_func ("/wire/feed-frame/lines", test_lines);
  return g_test_run ();
}
