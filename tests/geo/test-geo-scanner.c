/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-scanner.h"

#include <string.h>

#include "gb-geo-error.h"

/* A stream that gives one byte at a time: whatever falls on the edge of a chunk. */
#define DRIP_TYPE_STREAM (drip_stream_get_type ())
G_DECLARE_FINAL_TYPE (DripStream, drip_stream, DRIP, STREAM, GInputStream)

struct _DripStream
{
  GInputStream parent_instance;
  const char *text;
  gsize length;
  gsize at;
};

G_DEFINE_FINAL_TYPE (DripStream, drip_stream, G_TYPE_INPUT_STREAM)

static gssize
drip_stream_read (GInputStream *stream,
                  void         *buffer,
                  gsize         count,
                  GCancellable *cancellable,
                  GError      **error)
{
  DripStream *self = DRIP_STREAM (stream);

  if (self->at == self->length)
    return 0;
  *(char *) buffer = self->text[self->at++];
  return 1;
}

static void
drip_stream_class_init (DripStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = drip_stream_read;
}

static void
drip_stream_init (DripStream *self)
{
}

/* All tokens of a text, one character each, with what names and strings say; "!" and the code for an error. */
static char *
scan_stream (GInputStream *stream)
{
  g_autoptr (GbGeoScanner) scanner = gb_geo_scanner_new (stream, 1 << 20);
  g_autoptr (GString) tokens = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GbGeoToken token;

  do
    {
      if (!gb_geo_scanner_next (scanner, &token, NULL, &error))
        {
          g_string_append_printf (tokens, "!%d", error->code);
          break;
        }
      g_string_append_c (tokens, ".{}[]ns0tfz"[token]);
      if (token >= GB_GEO_TOKEN_NAME && token <= GB_GEO_TOKEN_NUMBER)
        g_string_append_printf (tokens, "(%s)", gb_geo_scanner_get_text (scanner));
    }
  while (token != GB_GEO_TOKEN_END);
  return g_string_free (g_steal_pointer (&tokens), FALSE);
}

static char *
scan (const char *text,
      gsize       length)
{
  g_autoptr (GInputStream) whole = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (DripStream) drip = g_object_new (DRIP_TYPE_STREAM, NULL);
  char *tokens = scan_stream (whole);
  g_autofree char *dripped = NULL;

  drip->text = text;
  drip->length = length;
  dripped = scan_stream (G_INPUT_STREAM (drip));
  g_assert_cmpstr (tokens, ==, dripped);
  return tokens;
}

static void
test_tokens (void)
{
  static const struct
  {
    const char *text, *tokens;
  } cases[] = {
    { "{}", "{}." },
    { " [ ] \r\n", "[]." },
    { "\xEF\xBB\xBF[]", "[]." },
    { "[1,-2.5e+3,0,0.0,1E9]", "[0(1)0(-2.5e+3)0(0)0(0.0)0(1E9)]." },
    { "{\"a\":[true,false,null],\"b\" : {\"c\":\"d\"}}", "{n(a)[tfz]n(b){n(c)s(d)}}." },
    { "\"\\u0110\\\"\\/\\\\\\n\\ud83d\\ude00\"", "s(Đ\"/\\\n😀)." },
    { "\"Nghĩa Lộ\"", "s(Nghĩa Lộ)." },
    { "12", "0(12)." },
    /* not JSON */
    { "", "!0" },
    { "{", "{!0" },
    { "[1,]", "[0(1)!0" },
    { "[,1]", "[!0" },
    { "[1 2]", "[0(1)!0" },
    { "{\"a\"}", "{!0" },
    { "{\"a\",1}", "{!0" },
    { "{\"a\":1,}", "{n(a)0(1)!0" },
    { "{1:2}", "{!0" },
    { "{\"a\"::1}", "{n(a)!0" },
    { "[}", "[!0" },
    { "{]", "{!0" },
    { "]", "!0" },
    { "[] []", "[]!0" },
    { "01", "!0" },
    { "-", "!0" },
    { "1.", "!0" },
    { ".5", "!0" },
    { "+1", "!0" },
    { "1e", "!0" },
    { "1e999", "!0" },
    { "NaN", "!0" },
    { "nul", "!0" },
    { "\"a\nb\"", "!0" },
    { "\"\\x\"", "!0" },
    { "\"\\ud83d\"", "!0" },
    { "\"\\ude00\"", "!0" },
    { "\"\\u0000\"", "!0" },
    { "\"\xff\"", "!0" },
    { "\"\xc4", "!0" },
    { "/* */ []", "!0" },
    { "\x1f\x8b\x08", "!0" },
    { "<html>", "!0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tokens = scan (cases[i].text, strlen (cases[i].text));
      g_autofree char *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpstr (tokens, ==, cases[i].tokens);
    }
}

/* A NUL is a byte like others, outside and inside of strings. */
static void
test_nul (void)
{
  g_autofree char *outside = scan ("[\0]", 3);
  g_autofree char *inside = scan ("\"a\0b\"", 5);

  g_assert_cmpstr (outside, ==, "[!0");
  g_assert_cmpstr (inside, ==, "!0");
}

static void
test_places (void)
{
  static const char text[] = "{\n  \"đ\": [1,\r\n 22 ]}";
  static const guint places[][2] = { { 1, 1 }, { 2, 3 }, { 2, 9 }, { 2, 10 }, { 3, 2 }, { 3, 5 }, { 3, 6 } };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GbGeoScanner) scanner = gb_geo_scanner_new (stream, 1000);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      GbGeoToken token;
      guint line, column;

      gb_geo_scanner_next (scanner, &token, NULL, &error);
      g_assert_no_error (error);
      gb_geo_scanner_get_place (scanner, &line, &column);
      g_assert_cmpuint (line, ==, places[i][0]);
      g_assert_cmpuint (column, ==, places[i][1]);
    }
}

static void
assert_code (const char *text,
             guint64     max_bytes,
             GbGeoError  code)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GbGeoScanner) scanner = gb_geo_scanner_new (stream, max_bytes);
  g_autoptr (GError) error = NULL;
  GbGeoToken token;

  while (gb_geo_scanner_next (scanner, &token, NULL, &error))
    g_assert_cmpint (token, !=, GB_GEO_TOKEN_END);
  g_assert_error (error, GB_GEO_ERROR, (int) code);
}

/* What is more than anybody needs ends the reading, or is cut. */
static void
test_limits (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *long_number = g_strnfill (100, '1');
  g_autofree char *letters = g_strnfill (200000, 'x');
  g_autofree char *text = g_strdup_printf ("[\"%s\",1]", letters);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GbGeoScanner) scanner = gb_geo_scanner_new (stream, 1 << 20);
  GbGeoToken token;

  assert_code (deep, 1 << 20, GB_GEO_ERROR_LIMIT);
  assert_code ("[1,2,3,4,5]", 5, GB_GEO_ERROR_LIMIT);
  assert_code (long_number, 1000, GB_GEO_ERROR_SYNTAX);
  g_assert_true (gb_geo_scanner_next (scanner, &token, NULL, NULL));
  g_assert_true (gb_geo_scanner_next (scanner, &token, NULL, NULL));
  g_assert_cmpint (token, ==, GB_GEO_TOKEN_STRING);
  g_assert_true (gb_geo_scanner_is_cut (scanner));
  g_assert_cmpuint (strlen (gb_geo_scanner_get_text (scanner)), <=, 65536);
  g_assert_true (gb_geo_scanner_next (scanner, &token, NULL, NULL));
  g_assert_cmpfloat (gb_geo_scanner_get_number (scanner), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geo/scanner/tokens", test_tokens);
  g_test_add_func ("/geo/scanner/nul", test_nul);
  g_test_add_func ("/geo/scanner/places", test_places);
  g_test_add_func ("/geo/scanner/limits", test_limits);

  return g_test_run ();
}
