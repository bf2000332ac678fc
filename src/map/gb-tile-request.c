/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-body-reader.h"
#include "gb-config.h"
#include "gb-net-error.h"
#include "gb-tile-error.h"

/* A link that says nothing so long, and an answer that trickles so long, are given up. */
#define SILENCE_SECONDS 15
#define WHOLE_SECONDS 45

#define MAX_REDIRECTS 3

/* RFC 6585, 4; libsoup has no name for it. */
#define TOO_MANY_REQUESTS 429
#define LONGEST_RETRY 3600

/* How long a tile is good when its server does not say; and what is believed of what it says, in seconds. */
#define USUAL_AGE (7 * 86400)
#define LEAST_AGE 3600
#define MOST_AGE (90 * 86400)
#define MISSING_AGE 86400

typedef struct
{
  SoupSession *session;     /* (owned) */
  SoupMessage *message;     /* (owned) (nullable) */
  GUri *uri;                /* (owned) */
  GbTileCopy *known;        /* (owned) (nullable) */
  GbTrust *trust;           /* (owned) (nullable) */
  gint64 now;
  guint redirects;
  guint retry_after;        /* what the server asked for, in seconds */
  guint deadline;           /* a source */
  gboolean late;
  GCancellable *given_up;   /* (owned): by the caller or by the deadline */
  GCancellable *callers;    /* (owned) (nullable) */
  gulong callers_handler;
} Exchange;

static void send (GTask *task);

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->deadline, g_source_remove);
  if (self->callers != NULL)
    g_signal_handler_disconnect (self->callers, self->callers_handler);
  g_clear_object (&self->callers);
  g_clear_object (&self->given_up);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->known, gb_tile_copy_free);
  g_clear_pointer (&self->trust, gb_trust_unref);
  g_free (self);
}

void
gb_tile_reply_free (GbTileReply *self)
{
  g_clear_pointer (&self->copy, gb_tile_copy_free);
  g_free (self);
}

/**
 * gb_tile_request_new_session:
 * @parallel: how many questions at once
 *
 * Returns: (transfer full): a session that keeps neither cookies nor anything else, and signs in nowhere
 */
SoupSession *
gb_tile_request_new_session (guint parallel)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "GiaoBan/" GB_VERSION, "timeout", SILENCE_SECONDS,
                                                        "max-conns", (int) parallel, "max-conns-per-host", (int) parallel,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

/* --- what the answer says ------------------------------------------------------------------------- */

static SoupMessageHeaders *
headers_of (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  return soup_message_get_response_headers (self->message);
}

static gint64
read_date (SoupMessageHeaders *headers,
           const char         *name)
{
  const char *value = soup_message_headers_get_one (headers, name);
  g_autoptr (GDateTime) date = value != NULL ? soup_date_time_new_from_http_string (value) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* RFC 9111, 5.2.2. */
static gboolean
has_directive (SoupMessageHeaders *headers,
               const char         *name,
               guint64            *value)
{
  const char *text = soup_message_headers_get_list (headers, "Cache-Control");
  g_autoptr (GHashTable) directives = text != NULL ? soup_header_parse_param_list (text) : NULL;
  const char *number = NULL;
  gboolean has = directives != NULL && g_hash_table_lookup_extended (directives, name, NULL, (gpointer *) &number);

  if (has && value != NULL && (number == NULL || !g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT32, value, NULL)))
    has = FALSE;
  return has;
}

/* How long an answer is good: max-age before Expires (RFC 9111, 4.2.1), within what makes sense for a map. */
static gint64
read_age (SoupMessageHeaders *headers)
{
  gint64 expires = read_date (headers, "Expires"), date = read_date (headers, "Date");
  guint64 age;

  if (has_directive (headers, "max-age", &age))
    return CLAMP ((gint64) age, LEAST_AGE, MOST_AGE);
  if (expires != 0 && date != 0)
    return CLAMP (expires - date, LEAST_AGE, MOST_AGE);
  return USUAL_AGE;
}

/* RFC 9110, 10.2.3; a date is by the answer's own clock. */
static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  gint64 until, date;
  guint64 seconds;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &seconds, NULL))
    return (guint) MIN (seconds, LONGEST_RETRY);
  until = read_date (headers, "Retry-After");
  date = read_date (headers, "Date");
  return until > date && date > 0 ? (guint) MIN (until - date, LONGEST_RETRY) : 0;
}

static gboolean
is_picture_type (const char *type)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/jpg", "image/webp" };

  for (gsize i = 0; i < G_N_ELEMENTS (types) && type != NULL; i++)
    {
      if (g_ascii_strcasecmp (type, types[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): what the transport reported, in words for a map */
static GError *
translate (GTask        *task,
           const GError *cause)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) known = cause->domain == GB_NET_ERROR ? g_error_copy (cause) : gb_net_error_from_io (cause, TRUE);

  if (self->late || g_error_matches (known, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT))
    return g_error_new (GB_TILE_ERROR, GB_TILE_ERROR_OFFLINE, _("The server “%s” did not answer in time."),
                        g_uri_get_host (self->uri));
  if (g_error_matches (known, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&known);
  if (g_error_matches (known, GB_NET_ERROR, GB_NET_ERROR_TOO_LARGE))
    return g_error_new (GB_TILE_ERROR, GB_TILE_ERROR_TOO_LARGE, _("The picture is larger than map tiles are."));
  if (cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_NOT_TLS && cause->code != G_TLS_ERROR_EOF &&
      cause->code != G_TLS_ERROR_MISC)
    return g_error_new (GB_TILE_ERROR, GB_TILE_ERROR_UNSAFE, _("The certificate of “%s” cannot be trusted: %s"),
                        g_uri_get_host (self->uri), cause->message);
  if (cause->domain == GB_NET_ERROR)
    return g_error_new (GB_TILE_ERROR, GB_TILE_ERROR_OFFLINE, _("The connection to “%s” broke off."),
                        g_uri_get_host (self->uri));
  return g_error_new (GB_TILE_ERROR, GB_TILE_ERROR_OFFLINE, _("The server “%s” cannot be reached: %s"),
                      g_uri_get_host (self->uri), cause->message);
}

/* --- the exchange --------------------------------------------------------------------------------- */

static void
return_reply (GTask    *task,
              GBytes   *bytes,
              gint64    age,
              gboolean  keep)
{
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = headers_of (task);
  g_autoptr (GbTileReply) reply = g_new0 (GbTileReply, 1);
  GError *error = NULL;

  reply->keep = keep;
  reply->copy = g_new0 (GbTileCopy, 1);
  reply->copy->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  reply->copy->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  reply->copy->modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  reply->copy->expires = self->now + age;
  if (bytes != NULL && !gb_tile_image_probe (bytes, &reply->image, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) gb_tile_reply_free);
}

static void
on_body_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, &error);

  if (body == NULL)
    g_task_return_error (task, translate (task, error));
  else
    return_reply (task, body, read_age (headers_of (task)), !has_directive (headers_of (task), "no-store", NULL));
}

/* Within the same origin only: who gives the province's map is who was entered. Returns whether it goes on. */
static gboolean
follow_redirect (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  const char *location = soup_message_headers_get_one (headers_of (task), "Location");
  g_autoptr (GUri) target = location != NULL ? g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *host = target != NULL ? g_uri_get_host (target) : NULL;

  if (host == NULL || g_strcmp0 (g_uri_get_scheme (target), g_uri_get_scheme (self->uri)) != 0 ||
      g_ascii_strcasecmp (host, g_uri_get_host (self->uri)) != 0 ||
      g_uri_get_port (target) != g_uri_get_port (self->uri) || ++self->redirects > MAX_REDIRECTS)
    {
      g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_REFUSED,
                               _("The server sends to another one (“%s”), which is not asked. If this network has a "
                                 "sign-in page, open a web browser and sign in first."),
                               host != NULL ? host : "?");
      return FALSE;
    }
  g_uri_unref (self->uri);
  self->uri = g_steal_pointer (&target);
  return TRUE;
}

static void
return_failure (GTask *task,
                guint  status)
{
  Exchange *self = g_task_get_task_data (task);
  const char *host = g_uri_get_host (self->uri);

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN ||
      status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_REFUSED,
                             _("The server “%s” wants somebody to sign in (%u), which is not done for a map."), host, status);
  else if (status == TOO_MANY_REQUESTS || status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_BUSY, _("The server “%s” asks to come later (%u)."), host,
                             status);
  else
    g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_SERVER, _("The server “%s” has a fault (%u)."), host,
                             status);
}

/* A success whose body is no picture is somebody else's page. Returns whether the body is to be read. */
static gboolean
check_type (GTask *task)
{
  const char *type = soup_message_headers_get_content_type (headers_of (task), NULL);

  if (is_picture_type (type))
    return TRUE;
  g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_NOT_A_PICTURE,
                           _("What came is no picture but “%s”. Is the address right?"), type != NULL ? type : "?");
  return FALSE;
}

static gboolean
check_length (GTask *task)
{
  SoupMessageHeaders *headers = headers_of (task);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      soup_message_headers_get_content_length (headers) <= (goffset) GB_TILE_MAX_BYTES)
    return TRUE;
  g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_TOO_LARGE, _("The picture is larger than map tiles are."));
  return FALSE;
}

static gboolean
is_missing (guint status)
{
  return status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE || status == SOUP_STATUS_NO_CONTENT;
}

static void
return_unchanged (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  GbTileReply *reply = g_new0 (GbTileReply, 1);

  reply->unchanged = reply->keep = TRUE;
  reply->copy = gb_tile_copy_dup (self->known);
  reply->copy->expires = self->now + read_age (headers_of (task));
  g_task_return_pointer (task, reply, (GDestroyNotify) gb_tile_reply_free);
}

static void
take_answer (GTask        *task,
             GInputStream *stream)
{
  Exchange *self = g_task_get_task_data (task);
  guint status = soup_message_get_status (self->message);

  self->retry_after = read_retry_after (headers_of (task));
  if (status == SOUP_STATUS_NOT_MODIFIED && self->known != NULL)
    return_unchanged (task);
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      if (follow_redirect (task))
        send (g_object_ref (task));
    }
  else if (is_missing (status))
    return_reply (task, NULL, MISSING_AGE, TRUE);
  else if (status != SOUP_STATUS_OK)
    return_failure (task, status);
  else if (check_type (task) && check_length (task))
    gb_body_reader_read_async (stream, GB_TILE_MAX_BYTES, self->given_up, on_body_read_cb, g_object_ref (task));
}

static void
on_sent_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream == NULL)
    g_task_return_error (task, translate (task, error));
  else
    take_answer (task, stream);
}

/* @task is taken over. */
static void
send (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  g_clear_object (&self->message);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, self->uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  gb_trust_watch (self->trust, self->message);
  headers = soup_message_get_request_headers (self->message);
  soup_message_headers_replace (headers, "Accept", "image/webp,image/png,image/jpeg");
  /* The one that says more goes alone, as RFC 9110, 13.1.3 has it. */
  if (self->known != NULL && self->known->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", self->known->etag);
  else if (self->known != NULL && self->known->modified != NULL)
    soup_message_headers_replace (headers, "If-Modified-Since", self->known->modified);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT_IDLE, self->given_up, on_sent_cb, task);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->deadline = 0;
  self->late = TRUE;
  g_cancellable_cancel (self->given_up);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled_cb (Exchange *self)
{
  g_cancellable_cancel (self->given_up);
}

/**
 * gb_tile_request_async:
 * @session: of gb_tile_request_new_session()
 * @address: where the tile is, as of gb_tile_address_check()
 * @known: (nullable): what is here already, to ask only whether it has changed
 * @trust: (nullable): which certificates are trusted, too
 * @clock: what time it is
 *
 * Asks a server for one tile. Nobody signs in, nothing is sent but the question, and nobody else is asked whatever the
 * server says.
 */
void
gb_tile_request_async (SoupSession        *session,
                       const char         *address,
                       const GbTileCopy   *known,
                       GbTrust            *trust,
                       GbClock            *clock,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, gb_tile_request_async);
  self->session = g_object_ref (session);
  self->uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  self->known = known != NULL && (known->etag != NULL || known->modified != NULL) ? gb_tile_copy_dup (known) : NULL;
  self->trust = trust != NULL ? gb_trust_ref (trust) : NULL;
  self->now = gb_clock_now (clock);
  self->given_up = g_cancellable_new ();
  g_task_set_task_data (task, self, exchange_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->uri == NULL)
    {
      g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_ADDRESS, _("This is no address."));
      return;
    }
  self->deadline = g_timeout_add_seconds (WHOLE_SECONDS, on_deadline_cb, self);
  if (cancellable != NULL)
    {
      self->callers = g_object_ref (cancellable);
      self->callers_handler = g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (on_cancelled_cb), self);
    }
  send (g_steal_pointer (&task));
}

/**
 * gb_tile_request_finish:
 * @retry_after: (out): how many seconds the server wants to be left alone, 0 where it did not say
 * @error: a #GbTileError, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer
 */
GbTileReply *
gb_tile_request_finish (GAsyncResult *result,
                        guint        *retry_after,
                        GError      **error)
{
  Exchange *self = g_task_get_task_data (G_TASK (result));

  *retry_after = self->retry_after;
  return g_task_propagate_pointer (G_TASK (result), error);
}
