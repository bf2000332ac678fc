/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-view.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "gb-store-error.h"

/* Texts and days of a query by the names they have in JSON: those of the command line's options. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "field", G_STRUCT_OFFSET (GbDossierQuery, field) },
  { "officer", G_STRUCT_OFFSET (GbDossierQuery, officer) },
  { "procedure", G_STRUCT_OFFSET (GbDossierQuery, procedure) },
  { "channel", G_STRUCT_OFFSET (GbDossierQuery, channel) },
  { "search", G_STRUCT_OFFSET (GbDossierQuery, search) },
}, days[] = {
  { "received-from", G_STRUCT_OFFSET (GbDossierQuery, received_from) },
  { "received-to", G_STRUCT_OFFSET (GbDossierQuery, received_to) },
  { "due-from", G_STRUCT_OFFSET (GbDossierQuery, due_from) },
  { "due-to", G_STRUCT_OFFSET (GbDossierQuery, due_to) },
};

#define MAX_STATE 10

/**
 * gb_dossier_view_new:
 * @query: copied, but for its commune
 *
 * Returns: (transfer full): a view
 */
GbDossierView *
gb_dossier_view_new (const GbDossierQuery *query,
                     const char           *group,
                     const char *const    *columns)
{
  GbDossierView *self = g_new0 (GbDossierView, 1);

  self->query = gb_dossier_query_copy (query);
  g_clear_pointer (&self->query->commune, g_free);
  self->group = g_strdup (group);
  self->columns = g_strdupv ((char **) columns);
  return self;
}

void
gb_dossier_view_free (GbDossierView *self)
{
  if (self == NULL)
    return;
  gb_dossier_query_free (self->query);
  g_free (self->group);
  g_strfreev (self->columns);
  g_free (self);
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_limits (JsonBuilder          *builder,
            const GbDossierQuery *query)
{
  g_autofree char *set = query->set != NULL ? gb_dossier_set_to_text (query->set) : NULL;

  if (set != NULL)
    add_text (builder, "set", set);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, query, texts[i].offset);

      if (text != NULL)
        add_text (builder, texts[i].name, text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GbDay day = G_STRUCT_MEMBER (GbDay, query, days[i].offset);
      g_autofree char *text = day > 0 ? gb_day_format (day) : NULL;

      if (text != NULL)
        add_text (builder, days[i].name, text);
    }
  if (query->state != 0)
    {
      json_builder_set_member_name (builder, "state");
      json_builder_add_int_value (builder, query->state);
    }
}

/**
 * gb_dossier_view_to_json:
 *
 * Returns: (transfer full): an object that gb_dossier_view_parse() reads
 */
char *
gb_dossier_view_to_json (const GbDossierView *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "class", gb_dossier_filter_nick (self->query->filter));
  add_limits (builder, self->query);
  add_text (builder, "sort", gb_dossier_sort_nick (self->query->sort));
  json_builder_set_member_name (builder, "descending");
  json_builder_add_boolean_value (builder, self->query->descending);
  if (self->group != NULL)
    add_text (builder, "group", self->group);
  if (self->columns != NULL)
    {
      json_builder_set_member_name (builder, "columns");
      json_builder_begin_array (builder);
      for (char **column = self->columns; *column != NULL; column++)
        json_builder_add_string_value (builder, *column);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* NULL when there is none, or none that is a text. */
static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static void
read_limits (JsonObject     *object,
             GbDossierQuery *query)
{
  JsonNode *state = json_object_get_member (object, "state");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, query, texts[i].offset) = g_strdup (get_text (object, texts[i].name));
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GbDay day;

      if (gb_day_parse (get_text (object, days[i].name), &day, NULL))
        G_STRUCT_MEMBER (GbDay, query, days[i].offset) = day;
    }
  if (state != NULL && json_node_get_value_type (state) == G_TYPE_INT64)
    query->state = CLAMP (json_node_get_int (state), 0, MAX_STATE);
}

static GStrv
read_columns (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "columns");
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (columns, json_node_get_string (element));
    }
  return g_strv_builder_end (columns);
}

/**
 * gb_dossier_view_parse:
 * @json: what gb_dossier_view_to_json() wrote, in this version of the program or another
 *
 * What another version knows and this one does not is left aside: but a view whose class or set is
 * not known would show other rows than its name says.
 *
 * Returns: (transfer full): the view; otherwise %GB_STORE_ERROR_FAILED
 */
GbDossierView *
gb_dossier_view_parse (const char *json,
                       GError    **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (GbDossierView) self = NULL;
  g_autoptr (GbDossierQuery) query = NULL;
  JsonObject *object;
  JsonNode *descending;

  query = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL)
    query->set = gb_dossier_set_parse (get_text (object, "set"));
  if (object == NULL || !gb_dossier_filter_parse (get_text (object, "class"), &query->filter) ||
      (json_object_has_member (object, "set") && query->set == NULL))
    {
      g_set_error_literal (error, GB_STORE_ERROR, GB_STORE_ERROR_FAILED,
                           _("This view was saved by another version of the program."));
      return NULL;
    }
  read_limits (object, query);
  if (!gb_dossier_sort_parse (get_text (object, "sort"), &query->sort))
    query->sort = GB_DOSSIER_SORT_REMAINING;
  descending = json_object_get_member (object, "descending");
  query->descending = descending != NULL && json_node_get_value_type (descending) == G_TYPE_BOOLEAN
                      && json_node_get_boolean (descending);
  self = gb_dossier_view_new (query, get_text (object, "group"), NULL);
  self->columns = read_columns (object);
  return g_steal_pointer (&self);
}
