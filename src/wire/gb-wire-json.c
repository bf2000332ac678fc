/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-wire-json.h"

#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * gb_wire_json_is_shallow:
 * @text: bytes of any kind
 * @length: how many
 *
 * Counts brackets outside of strings. json-glib 1.6 crashes on text nested a hundred thousand deep,
 * so nothing that came over a wire reaches it without this look.
 *
 * Returns: whether nothing is nested deeper than %GB_WIRE_MAX_DEPTH
 */
gboolean
gb_wire_json_is_shallow (const char *text,
                         gsize       length)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > GB_WIRE_MAX_DEPTH)
            return FALSE;
        }
      else if (c == '}' || c == ']')
        depth--;
    }
  return TRUE;
}

/* JSON has no slash outside of strings, but json-glib skips comments: a quote in one would hide
 * brackets from the look above. An escaped NUL would end a text early, and one dossier's code could
 * pass for another's. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        {
          if (length - i >= strlen ("\\u0000") && memcmp (text + i, "\\u0000", strlen ("\\u0000")) == 0)
            return FALSE;
          i++;
        }
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && text[i] == '/')
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_wire_json_parse:
 * @text: UTF-8, need not end in a NUL
 * @length: its bytes
 * @error: %GB_WIRE_ERROR_SYNTAX, %GB_WIRE_ERROR_LIMIT
 *
 * Returns: (transfer full): the tree, or %NULL
 */
JsonNode *
gb_wire_json_parse (const char *text,
                    gsize       length,
                    GError    **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) why = NULL;

  if (!gb_wire_json_is_shallow (text, length))
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_LIMIT,
                   _("The data are nested more than %d levels deep"), GB_WIRE_MAX_DEPTH);
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (length == 0 || !g_utf8_validate_len (text, length, NULL) || !is_plain (text, length)
      || !json_parser_load_from_data (parser, text, length, &why)
      || json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX,
                   _("The data are not valid JSON: %s"),
                   why != NULL ? why->message : _("not plain text in UTF-8"));
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/**
 * gb_wire_json_string:
 * @object: an object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member's text; %NULL when it is absent, null or no text
 */
const char *
gb_wire_json_string (JsonObject *object,
                     const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * gb_wire_json_integer:
 * @object: an object
 * @member: a name
 * @value: (out): the number
 *
 * Returns: whether the member is there and a whole number
 */
gboolean
gb_wire_json_integer (JsonObject *object,
                      const char *member,
                      gint64     *value)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);
  return TRUE;
}
