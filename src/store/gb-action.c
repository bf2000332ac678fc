/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action.h"

#include "gb-json-text.h"
#include "gb-time.h"

#include <json-glib/json-glib.h>
#include <math.h>

G_DEFINE_BOXED_TYPE (GbAction, gb_action, gb_action_copy, gb_action_free)

/**
 * gb_action_new:
 * @type: what is asked
 * @target: the id of the record it is about
 *
 * Returns: (transfer full): an action without data; gb_store_add_action() checks and stores it
 */
GbAction *
gb_action_new (GbActionType type,
               const char  *target)
{
  GbAction *self;

  g_return_val_if_fail (type < GB_N_ACTION_TYPES && target != NULL, NULL);

  self = g_new0 (GbAction, 1);
  self->type = type;
  self->target = g_strdup (target);
  self->data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * gb_action_new_apology:
 * @dossier: the code
 * @reason: why it will be late, as the applicant reads it
 * @new_due: the new date, UTC seconds
 * @signer: (nullable): who signs
 *
 * Returns: (transfer full): the signing of an apology letter
 */
GbAction *
gb_action_new_apology (const char *dossier,
                       const char *reason,
                       gint64      new_due,
                       const char *signer)
{
  GbAction *self = gb_action_new (GB_ACTION_APOLOGY, dossier);

  gb_action_set (self, "reason", reason);
  gb_action_set_time (self, "new_due", new_due);
  gb_action_set (self, "signer", signer);
  return self;
}

/**
 * gb_action_new_urge:
 * @dossier: the code
 * @officer: (nullable): by name; %NULL = who has the dossier when it is stored
 * @text: (nullable): what is asked
 *
 * Returns: (transfer full): an urging slip
 */
GbAction *
gb_action_new_urge (const char *dossier,
                    const char *officer,
                    const char *text)
{
  GbAction *self = gb_action_new (GB_ACTION_URGE, dossier);

  gb_action_set (self, "officer", officer);
  gb_action_set (self, "text", text);
  return self;
}

/**
 * gb_action_new_note:
 * @dossier: the code
 * @text: the remark
 *
 * Returns: (transfer full): a remark on a dossier
 */
GbAction *
gb_action_new_note (const char *dossier,
                    const char *text)
{
  GbAction *self = gb_action_new (GB_ACTION_NOTE, dossier);

  gb_action_set (self, "text", text);
  return self;
}

GbAction *
gb_action_copy (const GbAction *self)
{
  GbAction *copy = gb_action_new (self->type, self->target);
  GHashTableIter iter;
  gpointer key, value;

  copy->id = g_strdup (self->id);
  copy->base_rev = self->base_rev;
  copy->made_at = self->made_at;
  copy->replaces = g_strdup (self->replaces);
  copy->replaced_by = g_strdup (self->replaced_by);
  copy->state = self->state;
  copy->next_attempt = self->next_attempt;
  copy->attempts = self->attempts;
  copy->done_at = self->done_at;
  copy->rev = self->rev;
  copy->generation = self->generation;
  copy->record = g_strdup (self->record);
  copy->record_rev = self->record_rev;
  copy->problem = g_strdup (self->problem);
  copy->problem_field = g_strdup (self->problem_field);
  g_hash_table_iter_init (&iter, self->data);
  while (g_hash_table_iter_next (&iter, &key, &value))
    gb_action_set (copy, key, value);
  return copy;
}

void
gb_action_free (GbAction *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->target);
  g_hash_table_unref (self->data);
  g_free (self->replaces);
  g_free (self->replaced_by);
  g_free (self->record);
  g_free (self->problem);
  g_free (self->problem_field);
  g_free (self);
}

/**
 * gb_action_get:
 * @key: a member of the data
 *
 * Returns: (nullable): its text, %NULL when there is none
 */
const char *
gb_action_get (const GbAction *self,
               const char     *key)
{
  return g_hash_table_lookup (self->data, key);
}

/**
 * gb_action_get_time:
 * @key: a member of the data
 *
 * Returns: its time, UTC seconds; 0 when there is none or it is no time
 */
gint64
gb_action_get_time (const GbAction *self,
                    const char     *key)
{
  const char *text = gb_action_get (self, key);
  gint64 instant;

  return text != NULL && gb_time_parse (text, &instant, NULL) ? instant : 0;
}

/**
 * gb_action_set:
 * @key: a member of the data
 * @value: (nullable): its text, %NULL to have none
 */
void
gb_action_set (GbAction   *self,
               const char *key,
               const char *value)
{
  if (value != NULL)
    g_hash_table_replace (self->data, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (self->data, key);
}

/**
 * gb_action_set_time:
 * @key: a member of the data
 * @value: UTC seconds
 */
void
gb_action_set_time (GbAction   *self,
                    const char *key,
                    gint64      value)
{
  g_hash_table_replace (self->data, g_strdup (key), gb_time_format (value));
}

static JsonArray *
parse_list (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_dup_array (node) : NULL;
}

/**
 * gb_action_get_names:
 * @key: a member of the data that is a list
 *
 * Returns: (transfer full): what it names; of files their SHA-256. Empty when there is no list
 */
GStrv
gb_action_get_names (const GbAction *self,
                     const char     *key)
{
  g_autoptr (JsonArray) list = parse_list (gb_action_get (self, key));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (item))
        item = json_object_get_member (json_node_get_object (item), "sha256");
      if (item != NULL && json_node_get_value_type (item) == G_TYPE_STRING)
        g_strv_builder_add (names, json_node_get_string (item));
    }
  return g_strv_builder_end (names);
}

/**
 * gb_action_set_names:
 * @key: a member of the data
 * @names: (array zero-terminated=1): what it names; may be empty, which is not the same as none
 */
void
gb_action_set_names (GbAction          *self,
                     const char        *key,
                     const char *const *names)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      gb_json_text_append (json, names[i]);
    }
  g_string_append_c (json, ']');
  gb_action_set (self, key, json->str);
}

/**
 * gb_action_add_file:
 * @sha256: of its content, in 64 small hexadecimal digits
 * @name: what people call it
 *
 * Adds a file to the action's `files`.
 */
void
gb_action_add_file (GbAction   *self,
                    const char *sha256,
                    const char *name)
{
  const char *before = gb_action_get (self, "files");
  g_autoptr (GString) json = g_string_new (before != NULL ? before : "[]");

  g_string_truncate (json, json->len - 1);
  g_string_append (json, json->len > 1 ? ",{\"name\":" : "{\"name\":");
  gb_json_text_append (json, name);
  g_string_append_printf (json, ",\"sha256\":\"%s\"}]", sha256);
  gb_action_set (self, "files", json->str);
}

/* A number is written as it would be read again; what is none is left to the checks. */
static void
append_value (GString       *json,
              GbActionValue  kind,
              const char    *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number = g_ascii_strtod (value, &end);
  g_autoptr (JsonArray) list =
      kind == GB_ACTION_VALUE_NAMES || kind == GB_ACTION_VALUE_FILES ? parse_list (value) : NULL;

  if (list != NULL)
    g_string_append (json, value);
  else if (kind == GB_ACTION_VALUE_NUMBER && end != value && *end == '\0' && isfinite (number))
    g_string_append (json, g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
  else
    gb_json_text_append (json, value);
}

/**
 * gb_action_data_to_json:
 *
 * Returns: (transfer full): the data as the hub wants them, an object whose members stand in the
 *   type's own order
 */
char *
gb_action_data_to_json (const GbAction *self)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (const GbActionKey *key = gb_action_type_keys (self->type); key->name != NULL; key++)
    {
      const char *value = gb_action_get (self, key->name);

      if (value == NULL)
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      gb_json_text_append (json, key->name);
      g_string_append_c (json, ':');
      append_value (json, key->value, value);
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}
