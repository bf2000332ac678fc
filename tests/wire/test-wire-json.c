/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-wire-error.h"
#include "gb-wire-json.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  int code; /* -1 when it can be read */
} Case;

static const Case cases[] = {
  { "object", "{\"a\":1}", -1 },
  { "list", "[]", -1 },
  { "text", "\"a\"", -1 },
  { "brackets-in-text", "{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}", -1 },
  { "escaped-quote", "{\"a\":\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}", -1 },
  { "just-deep-enough", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", -1 },
  { "too-deep", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", GB_WIRE_ERROR_LIMIT },
  { "empty", "", GB_WIRE_ERROR_SYNTAX },
  { "blank", "  ", GB_WIRE_ERROR_SYNTAX },
  { "html", "<html>", GB_WIRE_ERROR_SYNTAX },
  { "open", "{\"a\":", GB_WIRE_ERROR_SYNTAX },
  { "latin-1", "{\"a\":\"\xe9\"}", GB_WIRE_ERROR_SYNTAX },
  { "escaped-nul", "{\"a\":\"H48.91-260801-0010\\u0000x\"}", GB_WIRE_ERROR_SYNTAX },
  { "escaped-backslash", "{\"a\":\"\\\\u0000\"}", -1 },
  { "backslash-at-end", "\"\\", GB_WIRE_ERROR_SYNTAX },
};

static void
test_parse (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = gb_wire_json_parse (c->text, strlen (c->text), &error);

  if (c->code < 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
  else
    {
      g_assert_error (error, GB_WIRE_ERROR, c->code);
      g_assert_null (node);
    }
}

static void
test_members (void)
{
  static const char text[] = "{\"s\":\"x\",\"i\":7,\"f\":1.5,\"n\":null,\"o\":{},\"t\":\"7\"}";
  g_autoptr (JsonNode) node = gb_wire_json_parse (text, strlen (text), NULL);
  JsonObject *object = json_node_get_object (node);
  gint64 value = 0;

  g_assert_cmpstr (gb_wire_json_string (object, "s"), ==, "x");
  g_assert_null (gb_wire_json_string (object, "i"));
  g_assert_null (gb_wire_json_string (object, "n"));
  g_assert_null (gb_wire_json_string (object, "o"));
  g_assert_null (gb_wire_json_string (object, "absent"));
  g_assert_true (gb_wire_json_integer (object, "i", &value));
  g_assert_cmpint (value, ==, 7);
  g_assert_false (gb_wire_json_integer (object, "f", &value));
  g_assert_false (gb_wire_json_integer (object, "t", &value));
  g_assert_false (gb_wire_json_integer (object, "n", &value));
  g_assert_false (gb_wire_json_integer (object, "absent", &value));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/json/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_parse);
    }
  g_test_add_func ("/wire/json/members", test_members);
  return g_test_run ();
}
