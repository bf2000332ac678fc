/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice.h"

#include "gb-wire-json.h"

/**
 * gb_notice_read:
 * @problem: problem details (RFC 9457) as they came
 *
 * Returns: (transfer full) (nullable): the notice in them, not checked yet
 */
GbNotice *
gb_notice_read (GBytes *problem)
{
  g_autoptr (GbNotice) self = g_new0 (GbNotice, 1);
  g_autoptr (JsonNode) node = NULL;
  JsonNode *member = NULL;
  gsize length;
  const char *text = g_bytes_get_data (problem, &length);

  node = gb_wire_json_parse (text, length, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    member = json_object_get_member (json_node_get_object (node), "notice");
  if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
    return NULL;
  self->workstation = g_strdup (gb_wire_json_string (json_node_get_object (member), "workstation"));
  self->at = g_strdup (gb_wire_json_string (json_node_get_object (member), "at"));
  self->signature = g_strdup (gb_wire_json_string (json_node_get_object (member), "signature"));
  return self->workstation != NULL && self->at != NULL && self->signature != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * gb_notice_copy:
 * @self: a notice
 *
 * Returns: (transfer full): a copy
 */
GbNotice *
gb_notice_copy (const GbNotice *self)
{
  GbNotice *copy = g_new0 (GbNotice, 1);

  copy->workstation = g_strdup (self->workstation);
  copy->at = g_strdup (self->at);
  copy->signature = g_strdup (self->signature);
  return copy;
}

/**
 * gb_notice_free:
 * @self: (transfer full): a notice
 */
void
gb_notice_free (GbNotice *self)
{
  g_free (self->workstation);
  g_free (self->at);
  g_free (self->signature);
  g_free (self);
}
