/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the data of an action that came are as its type wants them. */
#include "gb-hub-act.h"

#include "gb-hub-files.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <math.h>

/* As long as the application's, see gb-action-values.c. */
#define MAX_CHARACTERS 10000

static const GbActionKey *
find_key (GbActionType type,
          const char  *name)
{
  for (const GbActionKey *key = gb_action_type_keys (type); key->name != NULL; key++)
    if (g_str_equal (key->name, name))
      return key;
  return NULL;
}

static gboolean
is_good_number (JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  const char *text;
  char *end;

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return isfinite (json_node_get_double (node));
  if (type != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);
  return isfinite (g_ascii_strtod (text, &end)) && end != text && *end == '\0';
}

static gboolean
is_good_text (const GbActionKey *key,
              const char        *text)
{
  g_autofree char *bare = NULL;
  g_auto (GStrv) choices = NULL;
  gint64 instant;
  GbDay day;

  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > MAX_CHARACTERS)
    return FALSE;
  bare = g_strstrip (g_strdup (text));
  if (*bare == '\0')
    return FALSE;
  if (key->choices != NULL)
    {
      choices = g_strsplit (key->choices, "|", -1);
      return g_strv_contains ((const char *const *) choices, text);
    }
  if (key->value == GB_ACTION_VALUE_TIME)
    return gb_time_parse (text, &instant, NULL);
  return key->value != GB_ACTION_VALUE_DAY || gb_day_parse (text, &day, NULL);
}

/* An id, or a file: its SHA-256, alone or with its name. */
static gboolean
is_good_item (const GbActionKey *key,
              JsonNode          *item)
{
  const char *name = NULL;

  if (key->value == GB_ACTION_VALUE_FILES && JSON_NODE_HOLDS_OBJECT (item))
    {
      name = gb_wire_json_string (json_node_get_object (item), "name");
      if (name == NULL || !is_good_text (key, name))
        return FALSE;
      name = gb_wire_json_string (json_node_get_object (item), "sha256");
    }
  else if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING)
    name = json_node_get_string (item);
  return name != NULL && is_good_text (key, name)
         && (key->value == GB_ACTION_VALUE_NAMES || gb_hub_files_is_name (name));
}

static gboolean
is_good_list (const GbActionKey *key,
              JsonNode          *node)
{
  guint most = key->value == GB_ACTION_VALUE_FILES ? GB_ACTION_MAX_FILES : GB_ACTION_MAX_NAMES;
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = list != NULL ? json_array_get_length (list) : G_MAXUINT;

  if (length > most)
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!is_good_item (key, json_array_get_element (list, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_good (const GbActionKey *key,
         JsonNode          *node)
{
  if (key->value == GB_ACTION_VALUE_NAMES || key->value == GB_ACTION_VALUE_FILES)
    return is_good_list (key, node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (key->value == GB_ACTION_VALUE_NUMBER)
    return is_good_number (node);
  return json_node_get_value_type (node) == G_TYPE_STRING && is_good_text (key, json_node_get_string (node));
}

/**
 * gb_hub_act_check:
 * @type: the action's
 *
 * Returns: whether its data are as they must be; otherwise it is refused
 */
gboolean
gb_hub_act_check (GbHubAct    *self,
                  GbActionType type)
{
  g_autoptr (GList) names = json_object_get_members (self->data);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const GbActionKey *key = find_key (type, l->data);
      JsonNode *node = json_object_get_member (self->data, l->data);

      if (key == NULL)
        gb_hub_act_refuse (self, GB_HUB_REFUSAL_UNKNOWN, l->data);
      else if (!JSON_NODE_HOLDS_NULL (node) && !is_good (key, node))
        gb_hub_act_refuse (self, GB_HUB_REFUSAL_VALUE, key->name);
      if (self->refusal != GB_HUB_REFUSAL_NONE)
        return FALSE;
    }
  for (const GbActionKey *key = gb_action_type_keys (type); key->name != NULL; key++)
    if (key->required
        && (!json_object_has_member (self->data, key->name) || json_object_get_null_member (self->data, key->name)))
      {
        gb_hub_act_refuse (self, GB_HUB_REFUSAL_MISSING, key->name);
        return FALSE;
      }
  return TRUE;
}
