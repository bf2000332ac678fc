/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that an action names: sent before, each with its name and size in the record. */
#include "gb-hub-act.h"

#include "gb-hub-upload.h"
#include "gb-json-writer.h"
#include "gb-sql-statement.h"
#include "gb-wire-json.h"

/* -1 when nobody sent it. */
static gboolean
find_size (GbHubAct   *act,
           const char *sha256,
           gint64     *bytes,
           GError    **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean is_for, row;

  *bytes = -1;
  if (!gb_hub_upload_is_for (act->connection, &act->token->scope, sha256, &is_for, error))
    return FALSE;
  if (!is_for)
    return TRUE;
  statement = gb_sql_connection_prepare (act->connection, "SELECT bytes FROM upload WHERE sha256 = ?1", error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, sha256);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *bytes = row ? gb_sql_statement_get_int (statement, 0) : -1;
  return TRUE;
}

static gboolean
write_file (GbHubAct     *act,
            GbJsonWriter *writer,
            JsonNode     *item,
            const char   *commune,
            GError      **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
  const char *sha256 = object != NULL ? gb_wire_json_string (object, "sha256") : json_node_get_string (item);
  gint64 bytes;

  if (!find_size (act, sha256, &bytes, error))
    return FALSE;
  if (bytes < 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_FILE, "files");
  gb_json_writer_open (writer, NULL, '{');
  gb_json_writer_text (writer, "name", object != NULL ? gb_wire_json_string (object, "name") : sha256);
  gb_json_writer_text (writer, "sha256", sha256);
  gb_json_writer_integer (writer, "bytes", bytes);
  gb_json_writer_close (writer, '}');
  return commune == NULL || gb_hub_upload_share (act->connection, sha256, commune, error);
}

/**
 * gb_hub_act_files:
 * @commune: (nullable): whose record will name them: it may have them, whoever sent them
 * @files: (out) (transfer full) (nullable): the action's files as a record has them, a JSON list
 *
 * What nobody of the token's scope has sent is refused.
 */
gboolean
gb_hub_act_files (GbHubAct   *self,
                  const char *commune,
                  char      **files,
                  GError    **error)
{
  JsonNode *node = json_object_get_member (self->data, "files");
  g_auto (GbJsonWriter) writer = { NULL };
  JsonArray *list;

  *files = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  list = json_node_get_array (node);
  gb_json_writer_open (&writer, NULL, '[');
  for (guint i = 0; i < json_array_get_length (list) && self->refusal == GB_HUB_REFUSAL_NONE; i++)
    if (!write_file (self, &writer, json_array_get_element (list, i), commune, error))
      return FALSE;
  gb_json_writer_close (&writer, ']');
  if (self->refusal == GB_HUB_REFUSAL_NONE)
    *files = gb_json_writer_steal (&writer);
  return TRUE;
}
