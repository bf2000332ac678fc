/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-discovery.h"

#include "gb-feed-frame.h"
#include "gb-net-error.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (GbDiscovery, gb_discovery, gb_discovery_copy, gb_discovery_free)

static gboolean
list_has (JsonObject *object,
          const char *member,
          const char *text)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *list;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING
          && g_str_equal (json_node_get_string (element), text))
        return TRUE;
    }
  return FALSE;
}

static void
read_sign_in (GbDiscovery *self,
              JsonObject  *object)
{
  JsonNode *node = json_object_get_member (object, "oidc");
  JsonObject *oidc;

  self->takes_codes = list_has (object, "sign_in", "code");
  if (!list_has (object, "sign_in", "oidc") || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  oidc = json_node_get_object (node);
  self->device_endpoint = g_strdup (gb_wire_json_string (oidc, "device_authorization_endpoint"));
  self->token_endpoint = g_strdup (gb_wire_json_string (oidc, "token_endpoint"));
  self->client_id = g_strdup (gb_wire_json_string (oidc, "client_id"));
  self->oidc_scope = g_strdup (gb_wire_json_string (oidc, "scope"));
}

static void
read_limits (GbDiscovery *self,
             JsonObject  *object)
{
  JsonNode *node = json_object_get_member (object, "limits");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  gb_wire_json_integer (json_node_get_object (node), "limit", &self->max_limit);
  gb_wire_json_integer (json_node_get_object (node), "max_bytes", &self->max_bytes);
}

/**
 * gb_discovery_parse:
 * @body: the answer to `GET /.well-known/giaoban`
 * @error: %GB_NET_ERROR_PROTOCOL
 *
 * Returns: (transfer full): what the endpoint told, or %NULL when it is none of ours
 */
GbDiscovery *
gb_discovery_parse (GBytes  *body,
                    GError **error)
{
  g_autoptr (GbDiscovery) self = g_new0 (GbDiscovery, 1);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *time;
  gsize size;
  const char *text = g_bytes_get_data (body, &size);

  node = gb_wire_json_parse (text, size, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || gb_wire_json_string (json_node_get_object (node), "feed_id") == NULL)
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                   _("The endpoint does not introduce itself as one of Giao Ban"));
      return NULL;
    }
  object = json_node_get_object (node);
  if (!list_has (object, "protocols", GB_FEED_PROTOCOL))
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                   _("The endpoint does not speak %s; one of the two programs is too old"), GB_FEED_PROTOCOL);
      return NULL;
    }

  self->name = g_strdup (gb_wire_json_string (object, "name"));
  self->province = g_strdup (gb_wire_json_string (object, "province"));
  self->place = g_strdup (gb_wire_json_string (object, "place"));
  self->illustration = json_object_get_boolean_member_with_default (object, "illustration", FALSE);
  self->feed_id = g_strdup (gb_wire_json_string (object, "feed_id"));
  read_limits (self, object);
  read_sign_in (self, object);
  time = gb_wire_json_string (object, "server_time");
  if (time != NULL)
    gb_time_parse (time, &self->server_time, NULL);
  return g_steal_pointer (&self);
}

/**
 * gb_discovery_copy:
 * @self: a discovery
 *
 * Returns: (transfer full): a copy
 */
GbDiscovery *
gb_discovery_copy (const GbDiscovery *self)
{
  GbDiscovery *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->province = g_strdup (self->province);
  copy->place = g_strdup (self->place);
  copy->feed_id = g_strdup (self->feed_id);
  copy->device_endpoint = g_strdup (self->device_endpoint);
  copy->token_endpoint = g_strdup (self->token_endpoint);
  copy->client_id = g_strdup (self->client_id);
  copy->oidc_scope = g_strdup (self->oidc_scope);
  return copy;
}

/**
 * gb_discovery_free:
 * @self: (transfer full): a discovery
 */
void
gb_discovery_free (GbDiscovery *self)
{
  g_free (self->name);
  g_free (self->province);
  g_free (self->place);
  g_free (self->feed_id);
  g_free (self->device_endpoint);
  g_free (self->token_endpoint);
  g_free (self->client_id);
  g_free (self->oidc_scope);
  g_free (self);
}
