/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-codec.h"

#include "gb-json-writer.h"
#include "gb-time.h"
#include "gb-wire-error.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const status_names[] = {
  [GB_ACTION_STATUS_APPLIED] = "applied",
  [GB_ACTION_STATUS_CONFLICT] = "conflict",
  [GB_ACTION_STATUS_REFUSED] = "refused",
  [GB_ACTION_STATUS_LATER] = "later",
};

/**
 * gb_action_message_new:
 * @id: a UUID
 * @type: its name
 * @target: the record it is about
 *
 * Returns: (transfer full): an action without data
 */
GbActionMessage *
gb_action_message_new (const char *id,
                       const char *type,
                       const char *target)
{
  GbActionMessage *self = g_new0 (GbActionMessage, 1);

  self->id = g_strdup (id);
  self->type = g_strdup (type);
  self->target = g_strdup (target);
  return self;
}

void
gb_action_message_free (GbActionMessage *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->type);
  g_free (self->target);
  g_free (self->replaces);
  g_free (self->data);
  g_free (self);
}

/**
 * gb_action_result_new:
 * @id: the action's
 * @status: what became of it
 *
 * Returns: (transfer full): a result; what belongs to its status is the caller's to fill in
 */
GbActionResult *
gb_action_result_new (const char    *id,
                      GbActionStatus status)
{
  GbActionResult *self = g_new0 (GbActionResult, 1);

  self->id = g_strdup (id);
  self->status = status;
  return self;
}

void
gb_action_result_free (GbActionResult *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->record);
  g_free (self->problem.type);
  g_free (self->problem.title_vi);
  g_free (self->problem.title_en);
  g_free (self->problem.detail_vi);
  g_free (self->problem.detail_en);
  g_free (self->problem.field);
  g_free (self);
}

/**
 * gb_action_status_name:
 *
 * Returns: the name that the protocol uses: "applied"
 */
const char *
gb_action_status_name (GbActionStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_names), NULL);

  return status_names[status];
}

/* --- writing -------------------------------------------------------------------------------- */

static GBytes *
to_bytes (GbJsonWriter *writer)
{
  char *text = gb_json_writer_steal (writer);

  return g_bytes_new_take (text, strlen (text));
}

static void
write_message (GbJsonWriter          *writer,
               const GbActionMessage *message)
{
  gb_json_writer_open (writer, NULL, '{');
  gb_json_writer_text (writer, "id", message->id);
  gb_json_writer_text (writer, "type", message->type);
  gb_json_writer_text (writer, "target", message->target);
  gb_json_writer_integer (writer, "base_rev", message->base_rev);
  gb_json_writer_time (writer, "made_at", message->made_at, FALSE);
  gb_json_writer_text (writer, "replaces", message->replaces);
  gb_json_writer_raw (writer, "data", message->data != NULL ? message->data : "{}");
  gb_json_writer_close (writer, '}');
}

/**
 * gb_action_codec_encode:
 * @messages: (element-type GbActionMessage): actions, their data being valid JSON
 *
 * Returns: (transfer full): the body of a `POST /v1/actions`: a JSON array in the same order
 */
GBytes *
gb_action_codec_encode (GPtrArray *messages)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '[');
  for (guint i = 0; i < messages->len; i++)
    write_message (&writer, g_ptr_array_index (messages, i));
  gb_json_writer_close (&writer, ']');
  return to_bytes (&writer);
}

static void
write_words (GbJsonWriter *writer,
             const char   *language,
             const char   *title,
             const char   *detail)
{
  if (title == NULL && detail == NULL)
    return;
  gb_json_writer_open (writer, language, '{');
  gb_json_writer_text (writer, "title", title);
  gb_json_writer_text (writer, "detail", detail);
  gb_json_writer_close (writer, '}');
}

/* The words outside of `vi` and `en` are for who looks for RFC 9457 alone. */
static void
write_problem (GbJsonWriter          *writer,
               const GbActionProblem *problem)
{
  if (problem->type == NULL)
    return;
  gb_json_writer_open (writer, "problem", '{');
  gb_json_writer_text (writer, "type", problem->type);
  gb_json_writer_text (writer, "title", problem->title_vi);
  if (problem->status != 0)
    gb_json_writer_integer (writer, "status", problem->status);
  gb_json_writer_text (writer, "detail", problem->detail_vi);
  gb_json_writer_text (writer, "subject", problem->field);
  write_words (writer, "vi", problem->title_vi, problem->detail_vi);
  write_words (writer, "en", problem->title_en, problem->detail_en);
  gb_json_writer_close (writer, '}');
}

static void
write_result (GbJsonWriter         *writer,
              const GbActionResult *result)
{
  gb_json_writer_open (writer, NULL, '{');
  gb_json_writer_text (writer, "id", result->id);
  gb_json_writer_text (writer, "status", gb_action_status_name (result->status));
  switch (result->status)
    {
    case GB_ACTION_STATUS_APPLIED:
      gb_json_writer_integer (writer, "rev", result->rev);
      break;
    case GB_ACTION_STATUS_CONFLICT:
      gb_json_writer_raw (writer, "record", result->record != NULL ? result->record : "null");
      gb_json_writer_integer (writer, "record_rev", result->record_rev);
      break;
    case GB_ACTION_STATUS_LATER:
      gb_json_writer_integer (writer, "retry_after", result->retry_after);
      break;
    case GB_ACTION_STATUS_REFUSED:
    default:
      break;
    }
  write_problem (writer, &result->problem);
  gb_json_writer_close (writer, '}');
}

/**
 * gb_action_codec_encode_results:
 * @results: (element-type GbActionResult): one for each action
 *
 * Returns: (transfer full): the answer to a `POST /v1/actions`: a JSON array in the same order
 */
GBytes *
gb_action_codec_encode_results (GPtrArray *results)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '[');
  for (guint i = 0; i < results->len; i++)
    write_result (&writer, g_ptr_array_index (results, i));
  gb_json_writer_close (&writer, ']');
  return to_bytes (&writer);
}

/* --- reading -------------------------------------------------------------------------------- */

static JsonNode *
parse_array (GBytes  *body,
             GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = gb_wire_json_parse (text, length, error);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_steal_pointer (&node);
  g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, _("The data are not a list"));
  return NULL;
}

static JsonObject *
object_of (JsonArray *array,
           guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Half of an escaped pair is no character, and nothing could show or keep it. */
static char *
dup_text (JsonObject *object,
          const char *member)
{
  const char *text = gb_wire_json_string (object, member);

  return text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL) ? g_strdup (text) : NULL;
}

static char *
dup_object (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  text = json_to_string (node, FALSE);
  return g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

static void
fail (GbActionMessage *message,
      const char      *field)
{
  if (message->field == NULL)
    message->field = field;
}

static GbActionMessage *
read_message (JsonObject *object)
{
  GbActionMessage *self = g_new0 (GbActionMessage, 1);
  const char *made_at = gb_wire_json_string (object, "made_at");

  self->id = dup_text (object, "id");
  self->type = dup_text (object, "type");
  self->target = dup_text (object, "target");
  self->replaces = dup_text (object, "replaces");
  self->data = dup_object (object, "data");
  if (self->type == NULL)
    fail (self, "type");
  if (self->target == NULL)
    fail (self, "target");
  if (!gb_wire_json_integer (object, "base_rev", &self->base_rev) || self->base_rev < 0)
    fail (self, "base_rev");
  if (made_at == NULL || !gb_time_parse (made_at, &self->made_at, NULL))
    fail (self, "made_at");
  if (self->replaces != NULL && !g_uuid_string_is_valid (self->replaces))
    fail (self, "replaces");
  if (self->data == NULL)
    fail (self, "data");
  return self;
}

/**
 * gb_action_codec_decode:
 * @body: of a `POST /v1/actions`
 * @error: %GB_WIRE_ERROR_SYNTAX, %GB_WIRE_ERROR_LIMIT, or %GB_WIRE_ERROR_VALUE when it is no list,
 *   or one of its actions has no UUID under which it could be answered
 *
 * Returns: (transfer full) (element-type GbActionMessage): the actions in the same order; look at
 *   the field of each
 */
GPtrArray *
gb_action_codec_decode (GBytes  *body,
                        GError **error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_message_free);
  g_autoptr (JsonNode) node = parse_array (body, error);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = object_of (array, i);
      const char *id = object != NULL ? gb_wire_json_string (object, "id") : NULL;

      if (id == NULL || !g_uuid_string_is_valid (id))
        {
          g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, _("Action %u has no UUID as its id"), i + 1);
          return NULL;
        }
      g_ptr_array_add (messages, read_message (object));
    }
  return g_steal_pointer (&messages);
}

static JsonObject *
member_object (JsonObject *object,
               const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_words (JsonObject *problem,
            const char *language,
            char      **title,
            char      **detail)
{
  JsonObject *words = member_object (problem, language);

  *title = dup_text (words != NULL ? words : problem, "title");
  *detail = dup_text (words != NULL ? words : problem, "detail");
}

static void
read_problem (JsonObject     *object,
              GbActionResult *result)
{
  JsonObject *problem = member_object (object, "problem");
  gint64 status = 0;

  if (problem == NULL)
    return;
  result->problem.type = dup_text (problem, "type");
  result->problem.field = dup_text (problem, "subject");
  if (gb_wire_json_integer (problem, "status", &status))
    result->problem.status = (int) CLAMP (status, 0, 999);
  read_words (problem, "vi", &result->problem.title_vi, &result->problem.detail_vi);
  read_words (problem, "en", &result->problem.title_en, &result->problem.detail_en);
}

static gboolean
read_status (JsonObject     *object,
             GbActionStatus *status)
{
  const char *name = gb_wire_json_string (object, "status");

  for (gsize i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_strcmp0 (name, status_names[i]) == 0)
      {
        *status = i;
        return TRUE;
      }
  return FALSE;
}

/* NULL for what says nothing that could be relied on. */
static GbActionResult *
read_result (JsonObject *object)
{
  g_autoptr (GbActionResult) self = NULL;
  GbActionStatus status;
  gint64 seconds = 0;
  const char *id = object != NULL ? gb_wire_json_string (object, "id") : NULL;

  if (id == NULL || !g_uuid_string_is_valid (id) || !read_status (object, &status))
    return NULL;
  self = gb_action_result_new (id, status);
  if (status == GB_ACTION_STATUS_APPLIED && !gb_wire_json_integer (object, "rev", &self->rev))
    return NULL;
  if (status == GB_ACTION_STATUS_CONFLICT)
    self->record = dup_object (object, "record");
  gb_wire_json_integer (object, "record_rev", &self->record_rev);
  if (gb_wire_json_integer (object, "retry_after", &seconds))
    self->retry_after = (guint) CLAMP (seconds, 0, GB_DAY_SECONDS);
  read_problem (object, self);
  return g_steal_pointer (&self);
}

/**
 * gb_action_codec_decode_results:
 * @body: the answer to a `POST /v1/actions`
 * @n_unreadable: (out) (optional): elements that say nothing that could be relied on
 * @error: %GB_WIRE_ERROR_SYNTAX, %GB_WIRE_ERROR_LIMIT, or %GB_WIRE_ERROR_VALUE when it is no list
 *
 * Returns: (transfer full) (element-type GbActionResult): what can be read of it; an action without
 *   a result here has none yet
 */
GPtrArray *
gb_action_codec_decode_results (GBytes  *body,
                                guint   *n_unreadable,
                                GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_result_free);
  g_autoptr (JsonNode) node = parse_array (body, error);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      GbActionResult *result = read_result (object_of (array, i));

      if (result != NULL)
        g_ptr_array_add (results, result);
    }
  if (n_unreadable != NULL)
    *n_unreadable = json_array_get_length (array) - results->len;
  return g_steal_pointer (&results);
}
