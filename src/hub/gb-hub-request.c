/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-request.h"

/**
 * gb_hub_request_free:
 * @self: (transfer full): a request
 */
void
gb_hub_request_free (GbHubRequest *self)
{
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * gb_hub_request_parameter:
 * @name: of a parameter
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it is missing or empty
 */
const char *
gb_hub_request_parameter (GbHubRequest *self,
                          const char   *name)
{
  const char *value = self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * gb_hub_request_read_bound:
 * @name: of a parameter that is an upper bound
 * @missing: what it is when it is not there
 * @minimum: the least it can be
 * @maximum: what the hub gives at most: more is lowered to that
 * @value: (out): the bound
 *
 * Returns: whether it is such a number
 */
gboolean
gb_hub_request_read_bound (GbHubRequest *self,
                           const char   *name,
                           guint64       missing,
                           guint64       minimum,
                           guint64       maximum,
                           guint64      *value)
{
  const char *text = gb_hub_request_parameter (self, name);

  *value = missing;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, minimum, G_MAXINT64, value, NULL))
    return FALSE;
  *value = MIN (*value, maximum);
  return TRUE;
}

/**
 * gb_hub_request_header:
 * @name: of a header, as gb-hub-message.c lists them
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
gb_hub_request_header (GbHubRequest *self,
                       const char   *name)
{
  return g_hash_table_lookup (self->headers, name);
}
