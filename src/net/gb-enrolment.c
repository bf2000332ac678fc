/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client asks about its own access: POST /v1/enrol, POST /v1/token/renew, DELETE /v1/token. */
#include "gb-enrolment.h"

#include "gb-client-private.h"
#include "gb-json-writer.h"
#include "gb-net-error.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define JSON "application/json"
#define MAX_ANSWER ((gsize) 64 * 1024)

static gboolean
read_key (JsonObject *keys,
          const char *name,
          guint8     *key)
{
  const char *text = gb_wire_json_string (keys, name);

  return text != NULL && gb_seal_from_text (text, key, GB_SEAL_KEY_BYTES);
}

static gboolean
read_keys (GbEnrolment *self,
           JsonObject  *object)
{
  JsonNode *node = json_object_get_member (object, "keys");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
         && read_key (json_node_get_object (node), "ed25519", self->ed25519)
         && read_key (json_node_get_object (node), "x25519", self->x25519);
}

static gboolean
read_all (GbEnrolment *self,
          JsonObject  *object)
{
  const char *expires = gb_wire_json_string (object, "expires");

  self->token = g_strdup (gb_wire_json_string (object, "token"));
  self->workstation = g_strdup (gb_wire_json_string (object, "workstation"));
  self->scope = g_strdup (gb_wire_json_string (object, "scope"));
  return self->token != NULL && gb_token_is_well_formed (self->token) && self->workstation != NULL && *self->workstation != '\0' && self->scope != NULL
         && *self->scope != '\0' && expires != NULL && gb_time_parse (expires, &self->expires, NULL)
         && read_keys (self, object);
}

/**
 * gb_enrolment_parse:
 * @body: what an endpoint answered
 * @error: %GB_NET_ERROR_PROTOCOL; says nothing of what was in it
 *
 * Returns: (transfer full): the enrolment, or %NULL
 */
GbEnrolment *
gb_enrolment_parse (GBytes  *body,
                    GError **error)
{
  g_autoptr (GbEnrolment) self = g_new0 (GbEnrolment, 1);
  g_autoptr (JsonNode) node = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  node = gb_wire_json_parse (text, length, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && read_all (self, json_node_get_object (node)))
    return g_steal_pointer (&self);
  g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL, _("The endpoint's answer holds no access for this workstation"));
  return NULL;
}

/**
 * gb_enrolment_free:
 * @self: (transfer full): an enrolment
 */
void
gb_enrolment_free (GbEnrolment *self)
{
  if (self->token != NULL)
    sodium_memzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->workstation);
  g_free (self->scope);
  g_free (self);
}

static GBytes *
write_request (const GbEnrolRequest *request)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *ed25519 = gb_seal_to_text (gb_seal_keys_get_ed25519 (request->keys), GB_SEAL_KEY_BYTES);
  g_autofree char *x25519 = gb_seal_to_text (gb_seal_keys_get_x25519 (request->keys), GB_SEAL_KEY_BYTES);
  char *text;

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "code", request->code);
  gb_json_writer_text (&writer, "oidc_access_token", request->access_token);
  gb_json_writer_text (&writer, "name", request->name);
  gb_json_writer_text (&writer, "ed25519", ed25519);
  gb_json_writer_text (&writer, "x25519", x25519);
  gb_json_writer_close (&writer, '}');
  text = gb_json_writer_steal (&writer);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * gb_client_enrol_async:
 * @self: a client; needs no token
 * @request: what it says of itself; copied
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes the workstation known to its endpoint. When the answer is lost the same request again is
 * answered again.
 */
void
gb_client_enrol_async (GbClient             *self,
                       const GbEnrolRequest *request,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr (GBytes) body = NULL;
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));
  g_return_if_fail ((request->code == NULL) != (request->access_token == NULL));

  body = write_request (request);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_enrol_async);
  gb_client_send (task, &(GbRequest) { .method = SOUP_METHOD_POST, .path = "/v1/enrol", .accept = JSON,
                                       .max_bytes = MAX_ANSWER, .body = body, .body_type = JSON });
}

static GbEnrolment *
take_enrolment (GAsyncResult *result,
                GError      **error)
{
  g_autoptr (GBytes) body = gb_client_send_finish (result, NULL, error);

  return body != NULL ? gb_enrolment_parse (body, error) : NULL;
}

/**
 * gb_client_enrol_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: %GB_NET_ERROR_CODE when the endpoint does not accept the code or the person, or another
 *   #GbNetError
 *
 * Returns: (transfer full): what the endpoint gave, or %NULL
 */
GbEnrolment *
gb_client_enrol_finish (GbClient     *self,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return take_enrolment (result, error);
}

/**
 * gb_client_renew_async:
 * @self: a client with a token
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for another token. The old one works until the new one was used.
 */
void
gb_client_renew_async (GbClient           *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_renew_async);
  gb_client_send (task, &(GbRequest) { .method = SOUP_METHOD_POST, .path = "/v1/token/renew", .signed_in = TRUE,
                                       .accept = JSON, .max_bytes = MAX_ANSWER });
}

/**
 * gb_client_renew_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the endpoint gave, or %NULL
 */
GbEnrolment *
gb_client_renew_finish (GbClient     *self,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return take_enrolment (result, error);
}

/**
 * gb_client_sign_out_async:
 * @self: a client with a token
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Has the endpoint withdraw the workstation's tokens.
 */
void
gb_client_sign_out_async (GbClient           *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_sign_out_async);
  gb_client_send (task, &(GbRequest) { .method = SOUP_METHOD_DELETE, .path = "/v1/token", .signed_in = TRUE,
                                       .accept = NULL, .max_bytes = MAX_ANSWER });
}

/**
 * gb_client_sign_out_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the endpoint accepts the token no longer
 */
gboolean
gb_client_sign_out_finish (GbClient     *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_autoptr (GBytes) nothing = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  nothing = gb_client_send_finish (result, NULL, error);
  return nothing != NULL;
}
