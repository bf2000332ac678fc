/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle.h"

#include "gb-json-writer.h"
#include "gb-time.h"
#include "gb-wire-error.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (GB_BUNDLE_SEALED_KEY_BYTES
                 == crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES);
G_STATIC_ASSERT (GB_BUNDLE_STREAM_BYTES == crypto_secretstream_xchacha20poly1305_HEADERBYTES);

#define ENCODING "gzip"
/* More groups than there are is not what a hub of this protocol writes. */
#define MAX_GROUPS 8

static const char *const kinds[] = { "feed", "actions" };

static void
group_free (gpointer data)
{
  GbBundleGroup *self = data;

  g_free (self->name);
  g_free (self->from);
  g_free (self->cursor);
  g_free (self);
}

/**
 * gb_bundle_header_new:
 * @kind: what it carries
 * @workstation: the id of the workstation that it is for, or of
 * @scope: (nullable): "commune:21028"
 * @made_at: UTC seconds
 *
 * Returns: (transfer full): what a bundle says of itself; keys and counts are filled in when it is
 *   written
 */
GbBundleHeader *
gb_bundle_header_new (GbBundleKind kind,
                      const char  *workstation,
                      const char  *scope,
                      gint64       made_at)
{
  GbBundleHeader *self = g_new0 (GbBundleHeader, 1);

  self->kind = kind;
  self->workstation = g_strdup (workstation);
  self->scope = g_strdup (scope);
  self->made_at = made_at;
  self->groups = g_ptr_array_new_with_free_func (group_free);
  return self;
}

/**
 * gb_bundle_header_free:
 * @self: (transfer full): a header
 */
void
gb_bundle_header_free (GbBundleHeader *self)
{
  g_free (self->id);
  g_free (self->sender);
  g_free (self->workstation);
  g_free (self->scope);
  g_free (self->feed_id);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * gb_bundle_header_add_group:
 * @name: "work" or "base"
 * @from: (nullable): the cursor it begins at
 *
 * Returns: (transfer none): the group, to be filled
 */
GbBundleGroup *
gb_bundle_header_add_group (GbBundleHeader *self,
                            const char     *name,
                            const char     *from)
{
  GbBundleGroup *group = g_new0 (GbBundleGroup, 1);

  group->name = g_strdup (name);
  group->from = g_strdup (from);
  g_ptr_array_add (self->groups, group);
  return group;
}

/**
 * gb_bundle_header_get_group:
 * @name: "work" or "base"
 *
 * Returns: (transfer none) (nullable): what the bundle has of it
 */
const GbBundleGroup *
gb_bundle_header_get_group (const GbBundleHeader *self,
                            const char           *name)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const GbBundleGroup *group = self->groups->pdata[i];

      if (g_str_equal (group->name, name))
        return group;
    }
  return NULL;
}

static void
write_bytes (GbJsonWriter *writer,
             const char   *name,
             gconstpointer bytes,
             gsize         length)
{
  g_autofree char *text = gb_seal_to_text (bytes, length);

  gb_json_writer_text (writer, name, text);
}

static void
write_group (GbJsonWriter        *writer,
             const GbBundleGroup *group,
             GbBundleKind         kind)
{
  gb_json_writer_open (writer, NULL, '{');
  gb_json_writer_text (writer, "group", group->name);
  if (group->from != NULL)
    gb_json_writer_text (writer, "from", group->from);
  else
    gb_json_writer_raw (writer, "from", "null");
  if (kind == GB_BUNDLE_KIND_FEED)
    {
      gb_json_writer_text (writer, "cursor", group->cursor);
      gb_json_writer_integer (writer, "position", group->position);
      gb_json_writer_integer (writer, "count", group->count);
    }
  gb_json_writer_close (writer, '}');
}

/**
 * gb_bundle_header_to_json:
 *
 * Returns: (transfer full): a bundle's second line, without its end
 */
char *
gb_bundle_header_to_json (const GbBundleHeader *self)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "bundle", GB_BUNDLE_FORMAT);
  gb_json_writer_text (&writer, "kind", kinds[self->kind]);
  gb_json_writer_text (&writer, "id", self->id);
  gb_json_writer_text (&writer, "sender", self->sender);
  gb_json_writer_text (&writer, "workstation", self->workstation);
  gb_json_writer_text (&writer, "scope", self->scope);
  gb_json_writer_text (&writer, "feed_id", self->feed_id);
  gb_json_writer_time (&writer, "made_at", self->made_at, FALSE);
  gb_json_writer_open (&writer, "groups", '[');
  for (guint i = 0; i < self->groups->len; i++)
    write_group (&writer, self->groups->pdata[i], self->kind);
  gb_json_writer_close (&writer, ']');
  gb_json_writer_integer (&writer, "actions", self->n_actions);
  write_bytes (&writer, "recipient", self->recipient, sizeof self->recipient);
  write_bytes (&writer, "signer", self->signer, sizeof self->signer);
  write_bytes (&writer, "key", self->sealed_key, sizeof self->sealed_key);
  write_bytes (&writer, "stream", self->stream, sizeof self->stream);
  gb_json_writer_text (&writer, "encoding", ENCODING);
  gb_json_writer_integer (&writer, "bytes", self->bytes);
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}

/* --- reading -------------------------------------------------------------------------------- */

static gboolean
read_bytes (JsonObject *object,
            const char *member,
            guint8     *bytes,
            gsize       length)
{
  const char *text = gb_wire_json_string (object, member);

  return text != NULL && gb_seal_from_text (text, bytes, length);
}

static gboolean
read_kind (JsonObject   *object,
           GbBundleKind *kind)
{
  const char *name = gb_wire_json_string (object, "kind");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (name, kinds[i]))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_group (GbBundleHeader *self,
            JsonNode       *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = object != NULL ? gb_wire_json_string (object, "group") : NULL;
  GbBundleGroup *group;

  if (name == NULL || gb_bundle_header_get_group (self, name) != NULL)
    return FALSE;
  group = gb_bundle_header_add_group (self, name, gb_wire_json_string (object, "from"));
  if (self->kind == GB_BUNDLE_KIND_ACTIONS)
    return TRUE;
  group->cursor = g_strdup (gb_wire_json_string (object, "cursor"));
  return group->cursor != NULL && gb_wire_json_integer (object, "position", &group->position)
         && group->position >= 0 && gb_wire_json_integer (object, "count", &group->count) && group->count >= 0;
}

static gboolean
read_groups (GbBundleHeader *self,
             JsonObject     *object)
{
  JsonNode *node = json_object_get_member (object, "groups");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > MAX_GROUPS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_group (self, json_array_get_element (array, i)))
      return FALSE;
  return TRUE;
}

static gboolean
read_envelope (GbBundleHeader *self,
               JsonObject     *object)
{
  return read_bytes (object, "recipient", self->recipient, sizeof self->recipient)
         && read_bytes (object, "signer", self->signer, sizeof self->signer)
         && read_bytes (object, "key", self->sealed_key, sizeof self->sealed_key)
         && read_bytes (object, "stream", self->stream, sizeof self->stream)
         && g_strcmp0 (gb_wire_json_string (object, "encoding"), ENCODING) == 0
         && gb_wire_json_integer (object, "bytes", &self->bytes) && self->bytes >= 0;
}

static gboolean
read_all (GbBundleHeader *self,
          JsonObject     *object)
{
  const char *made_at = gb_wire_json_string (object, "made_at");

  self->id = g_strdup (gb_wire_json_string (object, "id"));
  self->sender = g_strdup (gb_wire_json_string (object, "sender"));
  self->workstation = g_strdup (gb_wire_json_string (object, "workstation"));
  self->scope = g_strdup (gb_wire_json_string (object, "scope"));
  self->feed_id = g_strdup (gb_wire_json_string (object, "feed_id"));
  return read_kind (object, &self->kind) && self->id != NULL && self->workstation != NULL && made_at != NULL
         && gb_time_parse (made_at, &self->made_at, NULL) && read_groups (self, object)
         && gb_wire_json_integer (object, "actions", &self->n_actions) && self->n_actions >= 0
         && (self->kind == GB_BUNDLE_KIND_ACTIONS || (self->scope != NULL && self->feed_id != NULL))
         && read_envelope (self, object);
}

/**
 * gb_bundle_header_parse:
 * @text: a bundle's second line, without its end
 * @length: its bytes
 * @error: %GB_WIRE_ERROR_TAMPERED: no header that a program of this protocol writes
 *
 * Nothing of it may be believed before the signature was checked.
 *
 * Returns: (transfer full): what the bundle says of itself, or %NULL
 */
GbBundleHeader *
gb_bundle_header_parse (const char *text,
                        gsize       length,
                        GError    **error)
{
  g_autoptr (GbBundleHeader) self = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, NULL, NULL, 0);
  g_autoptr (JsonNode) node = gb_wire_json_parse (text, length, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && read_all (self, json_node_get_object (node)))
    return g_steal_pointer (&self);
  g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_TAMPERED,
                       _("The bundle is damaged or was changed: what it says of itself cannot be read"));
  return NULL;
}

/**
 * gb_bundle_header_signed:
 * @self: what @text says
 * @text: the second line, without its end
 * @length: its bytes
 * @digest: SHA-512 of the sealed contents
 *
 * What is signed: no other text that is signed may ever begin like that.
 *
 * Returns: (transfer full): the bytes under a bundle's signature
 */
GBytes *
gb_bundle_header_signed (const GbBundleHeader *self,
                         const char           *text,
                         gsize                 length,
                         const guint8         *digest)
{
  g_autofree char *recipient = gb_seal_to_text (self->recipient, sizeof self->recipient);
  GString *bytes = g_string_new ("giaoban bundle\n");

  g_string_append_printf (bytes, "%s\n", recipient);
  g_string_append_len (bytes, text, length);
  g_string_append_c (bytes, '\n');
  g_string_append_len (bytes, (const char *) digest, crypto_hash_sha512_BYTES);
  return g_string_free_to_bytes (bytes);
}
