/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-json-fields.h"

#include "gb-time.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * gb_json_fields_clear:
 *
 * Frees what an error left; the object is the caller's.
 */
void
gb_json_fields_clear (GbJsonFields *self)
{
  g_clear_pointer (&self->reason, g_free);
  self->field = NULL;
}

/**
 * gb_json_fields_fail:
 * @field: a static string
 * @reason: why the field cannot be taken
 *
 * Notes an error; only the first one stays.
 */
void
gb_json_fields_fail (GbJsonFields *self,
                     const char   *field,
                     const char   *reason)
{
  if (self->field != NULL)
    return;
  self->field = field;
  self->reason = g_strdup (reason);
}

/* Numbers as they would have been typed: 1 and not 1.0. */
static char *
number_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  value = json_node_get_double (node);
  if (isfinite (value) && value == floor (value) && fabs (value) < 1e15)
    return g_strdup_printf ("%.0f", value);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

/**
 * gb_json_fields_text:
 * @name: the field
 *
 * Returns: (transfer full) (nullable): the value without white space around it; %NULL when it is
 *   missing, null, empty, or an error was noted
 */
char *
gb_json_fields_text (GbJsonFields *self,
                     const char   *name)
{
  JsonNode *node = self->field == NULL ? json_object_get_member (self->object, name) : NULL;
  g_autofree char *text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    {
      gb_json_fields_fail (self, name, _("must be a text or a number"));
      return NULL;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = g_strstrip (json_node_dup_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    text = g_strdup (json_node_get_boolean (node) ? "True" : "False");
  else
    text = number_text (node);
  /* Half of an escaped pair is no character. */
  if (!g_utf8_validate (text, -1, NULL))
    {
      gb_json_fields_fail (self, name, _("has a character that does not exist"));
      return NULL;
    }
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * gb_json_fields_required:
 * @name: the field
 *
 * Returns: (transfer full) (nullable): as gb_json_fields_text(), but notes an error when there is
 *   no value
 */
char *
gb_json_fields_required (GbJsonFields *self,
                         const char   *name)
{
  char *text = gb_json_fields_text (self, name);

  if (text == NULL)
    gb_json_fields_fail (self, name, _("is missing"));
  return text;
}

/**
 * gb_json_fields_integer:
 * @name: the field
 * @minimum: the smallest value allowed
 * @maximum: the greatest
 * @missing: what to return when there is no value
 */
gint64
gb_json_fields_integer (GbJsonFields *self,
                        const char   *name,
                        gint64        minimum,
                        gint64        maximum,
                        gint64        missing)
{
  g_autofree char *text = gb_json_fields_text (self, name);
  g_autofree char *reason = NULL;
  gint64 value;

  if (text == NULL)
    return missing;
  if (g_ascii_string_to_signed (text, 10, minimum, maximum, &value, NULL))
    return value;
  reason = g_strdup_printf (_("must be a whole number from %d to %d, not “%s”"), (int) minimum,
                            (int) maximum, text);
  gb_json_fields_fail (self, name, reason);
  return missing;
}

/**
 * gb_json_fields_boolean:
 * @name: the field: True, true, "1", 1 and their opposites
 * @missing: what to return when there is no value
 */
gboolean
gb_json_fields_boolean (GbJsonFields *self,
                        const char   *name,
                        gboolean      missing)
{
  g_autofree char *text = gb_json_fields_text (self, name);
  g_autofree char *reason = NULL;

  if (text == NULL)
    return missing;
  if (g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1"))
    return TRUE;
  if (g_ascii_strcasecmp (text, "false") == 0 || g_str_equal (text, "0"))
    return FALSE;
  reason = g_strdup_printf (_("must be True or False, not “%s”"), text);
  gb_json_fields_fail (self, name, reason);
  return missing;
}

/**
 * gb_json_fields_time:
 * @name: the field, see gb_time_parse_exchange()
 * @date_only: (out) (optional): whether no time of day was given. A form of fixed length cannot
 *   leave it out, there midnight says so: no desk is open then.
 *
 * Returns: UTC seconds, or %GB_JSON_NO_TIME when there is no value
 */
gint64
gb_json_fields_time (GbJsonFields *self,
                     const char   *name,
                     gboolean     *date_only)
{
  g_autofree char *text = gb_json_fields_text (self, name);
  g_autofree char *reason = NULL;
  gboolean is_date = FALSE;
  gint64 instant;

  if (date_only != NULL)
    *date_only = FALSE;
  if (text == NULL)
    return GB_JSON_NO_TIME;
  if (!gb_time_parse_exchange (text, &instant, &is_date, NULL))
    {
      reason = g_strdup_printf (_("is not a date and time: “%s”"), text);
      gb_json_fields_fail (self, name, reason);
      return GB_JSON_NO_TIME;
    }
  if (date_only != NULL)
    *date_only = is_date || gb_time_of_day (instant) == 0;
  return instant;
}

/**
 * gb_json_fields_array:
 * @name: the field
 *
 * Returns: (transfer none) (nullable): the array; %NULL when there is none
 */
JsonArray *
gb_json_fields_array (GbJsonFields *self,
                      const char   *name)
{
  JsonNode *node = self->field == NULL ? json_object_get_member (self->object, name) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
      && *json_node_get_string (node) == '\0')
    return NULL;
  gb_json_fields_fail (self, name, _("must be a list"));
  return NULL;
}
