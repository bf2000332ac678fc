/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-frame.h"

#include "gb-time.h"
#include "gb-wire-error.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * GbFeedFrame:
 *
 * The framing of one page of the change feed (protocol giaoban/1, "Pull"): a header line, record
 * lines and the seal. Only header and seal are parsed here; record lines stay the bytes they came as, for the
 * database takes them apart faster than a tree could be built. Immutable, usable from any thread.
 */
struct _GbFeedFrame
{
  gatomicrefcount ref_count;
  GBytes *body; /* (owned) */
  GArray *lines; /* (owned) of GbFeedLine, the records alone */
  JsonNode *header; /* (owned) */
  JsonNode *seal; /* (owned) */
  gint64 server_time;
};

typedef struct
{
  const char *text; /* into the body, not NUL-terminated */
  gsize length;
} GbFeedLine;

G_DEFINE_BOXED_TYPE (GbFeedFrame, gb_feed_frame, gb_feed_frame_ref, gb_feed_frame_unref)

static void
split_lines (GBytes *body,
             GArray *lines)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  const char *end = size > 0 ? text + size : text; /* an empty body has no address */

  while (text < end)
    {
      const char *stop = memchr (text, '\n', end - text);
      GbFeedLine line = { text, (stop != NULL ? stop : end) - text };

      if (line.length > 0 && text[line.length - 1] == '\r')
        line.length--;
      if (line.length > 0)
        g_array_append_val (lines, line);
      text = stop != NULL ? stop + 1 : end;
    }
}

/* Header and seal are objects of a few short members. */
static JsonNode *
parse_frame_line (const GbFeedLine *line)
{
  g_autoptr (JsonNode) node = NULL;

  if (line->length > GB_FEED_MAX_LINE || line->text[0] != '{')
    return NULL;
  node = gb_wire_json_parse (line->text, line->length, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return g_steal_pointer (&node);
}

static gboolean
check_member (JsonObject *header,
              const char *member,
              const char *expected,
              GError    **error)
{
  const char *actual = gb_wire_json_string (header, member);

  if (g_strcmp0 (actual, expected) == 0)
    return TRUE;
  g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_MISMATCH,
               _("Line 1: the page was thrown away because its “%s” is %s and not %s as asked"), member,
               actual != NULL ? actual : "null", expected != NULL ? expected : "null");
  return FALSE;
}

static gboolean
read_header (GbFeedFrame         *self,
             const GbFeedExpect *expect,
             GError            **error)
{
  const GbFeedLine *first = &g_array_index (self->lines, GbFeedLine, 0);
  JsonObject *header;
  const char *time;

  self->header = parse_frame_line (first);
  header = self->header != NULL ? json_node_get_object (self->header) : NULL;
  if (header == NULL || g_strcmp0 (gb_wire_json_string (header, "feed"), GB_FEED_PROTOCOL) != 0)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SYNTAX,
                   _("Line 1: this is not the header of a %s page"), GB_FEED_PROTOCOL);
      return FALSE;
    }
  if (gb_wire_json_string (header, "feed_id") == NULL)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, _("Line 1: the header has no “%s”"), "feed_id");
      return FALSE;
    }
  if (expect->feed_id != NULL && !check_member (header, "feed_id", expect->feed_id, error))
    return FALSE;
  if (!check_member (header, "scope", expect->scope, error)
      || !check_member (header, "group", expect->group, error)
      || !check_member (header, "from", expect->from, error))
    return FALSE;

  time = gb_wire_json_string (header, "server_time");
  if (time == NULL || !gb_time_parse (time, &self->server_time, NULL))
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE,
                   _("Line 1: the header has no “%s”"), "server_time");
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_seal (GbFeedFrame *self,
           GError    **error)
{
  guint n = self->lines->len;
  JsonObject *seal;
  gint64 count;

  self->seal = n > 1 ? parse_frame_line (&g_array_index (self->lines, GbFeedLine, n - 1)) : NULL;
  seal = self->seal != NULL ? json_node_get_object (self->seal) : NULL;
  if (seal == NULL || json_object_has_member (seal, "op") || !json_object_has_member (seal, "count"))
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_UNSEALED,
                   _("Line %u: the page ends without its seal; it was cut on the way and thrown away"), n);
      return FALSE;
    }
  if (gb_wire_json_string (seal, "cursor") == NULL || !json_object_has_member (seal, "more")
      || !gb_wire_json_integer (seal, "count", &count))
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE,
                   _("Line %u: the seal lacks its cursor, its count or “more”"), n);
      return FALSE;
    }
  if (count != (gint64) n - 2)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_COUNT,
                   _("Line %u: the seal does not count the %u records that the page has; it was thrown away"), n,
                   n - 2);
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_feed_frame_parse:
 * @body: the page as it came, decompressed
 * @expect: what was asked
 * @error: a #GbWireError; its message names the line
 *
 * Splits a page and checks that it is whole and the answer to what was asked. Nothing of a page
 * that fails here may be used. Record lines are not looked at; see gb_feed_frame_get_fault().
 *
 * Returns: (transfer full): the page, or %NULL
 */
GbFeedFrame *
gb_feed_frame_parse (GBytes             *body,
                     const GbFeedExpect *expect,
                     GError            **error)
{
  g_autoptr (GbFeedFrame) self = g_new0 (GbFeedFrame, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->body = g_bytes_ref (body);
  self->lines = g_array_new (FALSE, FALSE, sizeof (GbFeedLine));
  split_lines (body, self->lines);

  if (self->lines->len == 0)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_UNSEALED,
                   _("Line 1: the page is empty; it was cut on the way"));
      return NULL;
    }
  if (!read_header (self, expect, error) || !read_seal (self, error))
    return NULL;

  g_array_remove_index (self->lines, self->lines->len - 1);
  g_array_remove_index (self->lines, 0);
  return g_steal_pointer (&self);
}

/**
 * gb_feed_frame_get_fault:
 * @self: a page
 * @index: which record, from 0
 *
 * What is beyond these limits is no record but an attack or a fault on the way.
 *
 * Returns: (nullable): a static string, why the line must not be handed to anything that parses it by
 *   recursion; %NULL for a line that is short and shallow enough
 */
const char *
gb_feed_frame_get_fault (GbFeedFrame *self,
                         guint        index)
{
  const GbFeedLine *line = &g_array_index (self->lines, GbFeedLine, index);

  if (line->length > GB_FEED_MAX_LINE)
    return "longer than " G_STRINGIFY (GB_FEED_MAX_LINE) " bytes";
  if (!gb_wire_json_is_shallow (line->text, line->length))
    return "nested more than " G_STRINGIFY (GB_WIRE_MAX_DEPTH) " levels deep";
  return NULL;
}

/**
 * gb_feed_frame_get_line:
 * @self: a page
 * @index: which record, from 0
 * @length: (out): its bytes
 *
 * Returns: (transfer none): the record's JSON text, valid as long as the page, without a NUL
 */
const char *
gb_feed_frame_get_line (GbFeedFrame *self,
                        guint       index,
                        gsize      *length)
{
  const GbFeedLine *line;

  g_return_val_if_fail (index < self->lines->len, NULL);

  line = &g_array_index (self->lines, GbFeedLine, index);
  *length = line->length;
  return line->text;
}

/**
 * gb_feed_frame_get_n_lines:
 * @self: a page
 *
 * Returns: how many records the page carries
 */
guint
gb_feed_frame_get_n_lines (GbFeedFrame *self)
{
  return self->lines->len;
}

/**
 * gb_feed_frame_get_feed_id:
 * @self: a page
 *
 * Returns: (transfer none): the feed the page is of
 */
const char *
gb_feed_frame_get_feed_id (GbFeedFrame *self)
{
  return gb_wire_json_string (json_node_get_object (self->header), "feed_id");
}

/**
 * gb_feed_frame_get_server_time:
 * @self: a page
 *
 * Returns: when the endpoint made the page, by its own clock, UTC seconds
 */
gint64
gb_feed_frame_get_server_time (GbFeedFrame *self)
{
  return self->server_time;
}

/**
 * gb_feed_frame_get_cursor:
 * @self: a page
 *
 * Returns: (transfer none): from where the next page is asked; opaque
 */
const char *
gb_feed_frame_get_cursor (GbFeedFrame *self)
{
  return gb_wire_json_string (json_node_get_object (self->seal), "cursor");
}

/**
 * gb_feed_frame_get_position:
 * @self: a page
 *
 * Returns: how far into the feed the page ends, for showing and comparing; 0 when not told
 */
gint64
gb_feed_frame_get_position (GbFeedFrame *self)
{
  gint64 position = 0;

  gb_wire_json_integer (json_node_get_object (self->seal), "position", &position);
  return position;
}

/**
 * gb_feed_frame_get_more:
 * @self: a page
 *
 * Returns: whether more pages follow now
 */
gboolean
gb_feed_frame_get_more (GbFeedFrame *self)
{
  return json_object_get_boolean_member_with_default (json_node_get_object (self->seal), "more", FALSE);
}

/**
 * gb_feed_frame_ref:
 * @self: a page
 *
 * Returns: (transfer full): @self
 */
GbFeedFrame *
gb_feed_frame_ref (GbFeedFrame *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * gb_feed_frame_unref:
 * @self: (transfer full): a page
 */
void
gb_feed_frame_unref (GbFeedFrame *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->header, json_node_unref);
  g_clear_pointer (&self->seal, json_node_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
