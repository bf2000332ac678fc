/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-rules.h that looks at the data alone. */
#include "gb-action-rules-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "gb-time.h"

/* No form on paper has more; a request that is larger than the hub takes could never be sent. */
#define MAX_CHARACTERS 10000
#define SHA256_DIGITS 64

static gboolean invalid (GError    **error,
                         const char *format,
                         ...) G_GNUC_PRINTF (2, 3);

static gboolean
invalid (GError    **error,
         const char *format,
         ...)
{
  va_list values;

  va_start (values, format);
  g_propagate_error (error, g_error_new_valist (GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID, format, values));
  va_end (values);
  return FALSE;
}

gboolean
gb_action_check_keys (const GbAction *action,
                      GError        **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, action->data);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!gb_action_type_takes (action->type, key))
      return invalid (error, _("“%s” has no “%s”"), gb_action_type_name (action->type), (const char *) key);
  return TRUE;
}

static gboolean
is_blank (const char *value)
{
  g_autofree char *bare = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  return bare == NULL || *bare == '\0';
}

static gboolean
parse_number (const char *text,
              double     *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

static gboolean
check_choice (const GbActionKey *key,
              const char        *value,
              GError           **error)
{
  g_auto (GStrv) choices = g_strsplit (key->choices, "|", -1);
  g_autofree char *list = NULL;

  if (g_strv_contains ((const char *const *) choices, value))
    return TRUE;
  list = g_strjoinv (", ", choices);
  return invalid (error, _("“%s” cannot be “%s”; it can be one of: %s"), key->name, value, list);
}

/* (nullable): the id that an item of a list names, or the SHA-256 of the file */
static const char *
item_name (const GbActionKey *key,
           JsonNode          *item)
{
  JsonObject *file;

  if (key->value == GB_ACTION_VALUE_FILES && JSON_NODE_HOLDS_OBJECT (item))
    {
      file = json_node_get_object (item);
      if (is_blank (json_object_get_string_member_with_default (file, "name", NULL)))
        return NULL;
      item = json_object_get_member (file, "sha256");
    }
  return item != NULL && json_node_get_value_type (item) == G_TYPE_STRING ? json_node_get_string (item) : NULL;
}

static gboolean
check_item (const GbActionKey *key,
            JsonNode          *item)
{
  const char *name = item_name (key, item);

  if (key->value == GB_ACTION_VALUE_NAMES || is_blank (name))
    return !is_blank (name);
  return strlen (name) == SHA256_DIGITS && strspn (name, "0123456789abcdef") == SHA256_DIGITS;
}

static gboolean
check_list (const GbActionKey *key,
            const char        *value,
            GError           **error)
{
  guint most = key->value == GB_ACTION_VALUE_FILES ? GB_ACTION_MAX_FILES : GB_ACTION_MAX_NAMES;
  g_autoptr (JsonNode) node = json_from_string (value, NULL);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL)
    return invalid (error, _("“%s” is no list"), key->name);
  if (json_array_get_length (list) > most)
    return invalid (error, _("“%s” has more than %u entries"), key->name, most);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!check_item (key, json_array_get_element (list, i)))
      return invalid (error, _("“%s” has an entry that cannot be used"), key->name);
  return TRUE;
}

static gboolean
check_value (const GbActionKey *key,
             const char        *value,
             GError           **error)
{
  double number;
  gint64 instant;
  GbDay day;

  if (!g_utf8_validate (value, -1, NULL))
    return invalid (error, _("“%s” is not text in UTF-8"), key->name);
  if (g_utf8_strlen (value, -1) > MAX_CHARACTERS)
    return invalid (error, _("“%s” is too long"), key->name);
  if (key->choices != NULL)
    return check_choice (key, value, error);
  switch (key->value)
    {
    case GB_ACTION_VALUE_TIME:
      return gb_time_parse (value, &instant, NULL) ||
             invalid (error, _("“%s” is no moment; it should look like 2026-08-26T07:15:00+07:00"), value);
    case GB_ACTION_VALUE_DAY:
      return gb_day_parse (value, &day, NULL) ||
             invalid (error, _("“%s” is no day; it should look like 2026-08-26"), value);
    case GB_ACTION_VALUE_NUMBER:
      return parse_number (value, &number) || invalid (error, _("“%s” is no number"), value);
    case GB_ACTION_VALUE_NAMES:
    case GB_ACTION_VALUE_FILES:
      return check_list (key, value, error);
    case GB_ACTION_VALUE_TEXT:
    default:
      return TRUE;
    }
}

static gboolean
check_range (const GbAction *action,
             const char     *key,
             double          least,
             double          most,
             GError        **error)
{
  const char *value = gb_action_get (action, key);
  double number;

  if (value == NULL || !parse_number (value, &number) || (number >= least && number <= most))
    return TRUE;
  return invalid (error, _("“%s” is not within what it can be"), key);
}

/* What two members have to do with each other. */
static gboolean
check_together (const GbAction *action,
                GError        **error)
{
  switch (action->type)
    {
    case GB_ACTION_ISSUE_RAISE:
      if ((gb_action_get (action, "lon") == NULL) != (gb_action_get (action, "lat") == NULL))
        return invalid (error, _("“%s” is missing"), gb_action_get (action, "lon") == NULL ? "lon" : "lat");
      return check_range (action, "lon", -180, 180, error) && check_range (action, "lat", -90, 90, error);
    case GB_ACTION_ISSUE_CONFIRM:
      return gb_action_get (action, "text") != NULL || g_strcmp0 (gb_action_get (action, "verdict"), "reject") != 0 ||
             invalid (error, _("Say why the answer does not settle it"));
    case GB_ACTION_TASK_PROGRESS:
      if (gb_action_get (action, "done") == NULL && gb_action_get (action, "state") == NULL &&
          gb_action_get (action, "text") == NULL)
        return invalid (error, _("“%s” is missing"), "done");
      return check_range (action, "done", 0, G_MAXDOUBLE, error) &&
             check_range (action, "total", 0, G_MAXDOUBLE, error);
    default:
      return TRUE;
    }
}

gboolean
gb_action_check_values (const GbAction *action,
                        GError        **error)
{
  for (const GbActionKey *key = gb_action_type_keys (action->type); key->name != NULL; key++)
    {
      const char *value = gb_action_get (action, key->name);

      if (is_blank (value) && (key->required || value != NULL))
        return invalid (error, _("“%s” is missing"), key->name);
      if (value != NULL && !check_value (key, value, error))
        return FALSE;
    }
  return check_together (action, error);
}
