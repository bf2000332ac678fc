/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the client that sends a request and reads its answer. */
#include "gb-client-private.h"

#include "gb-body-reader.h"
#include "gb-net-error.h"
#include "gb-problem.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define MAX_PROBLEM_BYTES ((gsize) 64 * 1024)
#define MAX_REDIRECTS 3

/* One exchange with the endpoint, from the token's look-up to the end of the body. */
typedef struct
{
  GUri *uri; /* (owned) */
  const char *method;
  const char *accept;
  gsize max_bytes;
  char *range; /* (owned) (nullable) */
  char *content_range; /* (owned) (nullable) */
  GBytes *body; /* (owned) (nullable) */
  const char *body_type; /* (nullable) */
  char *token; /* (owned) (nullable) */
  SoupMessage *message; /* (owned) (nullable) */
  guint redirects;
  guint64 wire_bytes;
} Exchange;

static void exchange_send (GTask *task);

static void
forget_token (Exchange *self)
{
  if (self->token != NULL)
    sodium_memzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static void
exchange_free (Exchange *self)
{
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->range, g_free);
  g_clear_pointer (&self->content_range, g_free);
  forget_token (self);
  g_clear_object (&self->message);
  g_free (self);
}

/* Both directions, headers too: it is what a metered link is paid by. */
static void
exchange_count_bytes (Exchange *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);

  if (metrics != NULL)
    self->wire_bytes += soup_message_metrics_get_request_header_bytes_sent (metrics)
                        + soup_message_metrics_get_request_body_bytes_sent (metrics)
                        + soup_message_metrics_get_response_header_bytes_received (metrics)
                        + soup_message_metrics_get_response_body_bytes_received (metrics);
}

static gint64
read_date (SoupMessage *message,
           const char  *header)
{
  const char *value = soup_message_headers_get_one (soup_message_get_response_headers (message), header);
  g_autoptr (GDateTime) date = value != NULL ? soup_date_time_new_from_http_string (value) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* RFC 9110, 10.2.3: seconds or a date, which is by the answer's own clock. */
static guint
read_retry_after (SoupMessage *message)
{
  const char *value = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  gint64 until, now;
  guint64 seconds;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, GB_DAY_SECONDS, &seconds, NULL))
    return seconds;
  until = read_date (message, "Retry-After");
  now = read_date (message, "Date");
  if (until == 0)
    return 0;
  return CLAMP (until - (now != 0 ? now : g_get_real_time () / G_USEC_PER_SEC), 0, GB_DAY_SECONDS);
}

static gboolean
same_origin (GUri *a,
             GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}

/* Whether the answer asks for the same request at another address: of what is no GET only these two
 * mean that (RFC 9110, 15.4). */
static gboolean
keeps_method (const Exchange *exchange)
{
  guint status = soup_message_get_status (exchange->message);

  return exchange->method == SOUP_METHOD_GET || status == SOUP_STATUS_TEMPORARY_REDIRECT
         || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* Returns whether the task goes on with another address. */
static gboolean
follow_redirect (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (exchange->message),
                                                       "Location");
  g_autoptr (GUri) target = NULL;

  if (location != NULL)
    target = g_uri_parse_relative (exchange->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL || g_uri_get_host (target) == NULL || !same_origin (exchange->uri, target)
      || !keeps_method (exchange) || ++exchange->redirects > MAX_REDIRECTS)
    {
      g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER,
                               _("Somebody else answered in place of the endpoint and sends to “%s”. If this network "
                                 "has a sign-in page, open a web browser, sign in, and fetch again."),
                               target != NULL && g_uri_get_host (target) != NULL ? g_uri_get_host (target) : "");
      return FALSE;
    }
  g_uri_unref (exchange->uri);
  exchange->uri = g_steal_pointer (&target);
  return TRUE;
}

static void
on_problem_read_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GbClient *self = g_task_get_source_object (task);
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (exchange->message),
                                                            NULL);
  g_autoptr (GBytes) body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, NULL);
  GError *error;

  self->has_problem = g_strcmp0 (type, "application/problem+json") == 0;
  exchange_count_bytes (exchange);
  if (g_task_return_error_if_cancelled (task))
    return;
  error = gb_problem_to_error (soup_message_get_status (exchange->message), type, body);
  if (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_REVOKED))
    {
      g_clear_pointer (&self->notice, gb_notice_free);
      self->notice = gb_notice_read (body);
    }
  g_task_return_error (task, error);
}

/* libsoup takes headers that broke off for whole ones. Such an answer does not tell where it ends, and has no body;
 * whoever speaks in the endpoint's place has something to say. Returns whether the task is done. */
static gboolean
return_if_headers_broke_off (GTask  *task,
                             GBytes *body)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  if (body == NULL || g_bytes_get_size (body) > 0
      || soup_message_headers_get_encoding (headers) != SOUP_ENCODING_EOF)
    return FALSE;
  g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_CUT,
                           _("The connection broke off before the answer began; the next try goes on there"));
  return TRUE;
}

static void
on_body_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, &error);

  exchange_count_bytes (g_task_get_task_data (task));
  if (body == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!return_if_headers_broke_off (task, body))
    g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
}

/* What is not said to be in another charset is UTF-8, as JSON has to be (RFC 8259, 8.1). */
static gboolean
check_charset (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GHashTable) parameters = NULL;
  const char *charset;

  soup_message_headers_get_content_type (soup_message_get_response_headers (exchange->message), &parameters);
  charset = parameters != NULL ? g_hash_table_lookup (parameters, "charset") : NULL;
  if (charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0 || g_ascii_strcasecmp (charset, "us-ascii") == 0)
    return TRUE;
  g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
                           _("The endpoint's answer is written in “%.40s” and not in UTF-8, so names would be wrong; "
                             "nothing was taken of it. Tell the province's data centre."),
                           charset);
  return FALSE;
}

static void
return_not_our_server (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (exchange->message),
                                                            NULL);

  g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER,
                           _("Somebody else answered in place of the endpoint (%u, %s). If this network has a "
                             "sign-in page, open a web browser, sign in, and fetch again."),
                           soup_message_get_status (exchange->message), type != NULL ? type : "?");
}

static void
on_stranger_read_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_body_reader_read_finish (G_INPUT_STREAM (object), result, &error);

  exchange_count_bytes (g_task_get_task_data (task));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!return_if_headers_broke_off (task, body))
    return_not_our_server (task);
}

/* Somebody else's answer, or one whose type did not arrive. */
static void
take_stranger (GTask        *task,
               GInputStream *stream)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  if (soup_message_get_status (exchange->message) == SOUP_STATUS_OK
      && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_EOF)
    {
      gb_body_reader_read_async (stream, MAX_PROBLEM_BYTES, g_task_get_cancellable (task), on_stranger_read_cb, task);
      return;
    }
  return_not_our_server (task);
  g_object_unref (task);
}

static gboolean
is_expected (const Exchange *exchange,
             guint           status)
{
  return status == SOUP_STATUS_OK || (status == SOUP_STATUS_PARTIAL_CONTENT && exchange->range != NULL);
}

static gboolean
is_empty (guint status)
{
  return status == SOUP_STATUS_CREATED || status == SOUP_STATUS_ACCEPTED || status == SOUP_STATUS_NO_CONTENT;
}

static void
on_message_sent_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  const char *type;
  guint status;

  if (stream == NULL)
    {
      g_task_return_error (task, gb_net_error_from_io (error, FALSE));
      return;
    }
  status = soup_message_get_status (exchange->message);
  type = soup_message_headers_get_content_type (soup_message_get_response_headers (exchange->message), NULL);
  self->retry_after = read_retry_after (exchange->message);
  self->status = status;
  if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      if (follow_redirect (task))
        exchange_send (g_steal_pointer (&task));
    }
  else if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    gb_body_reader_read_async (stream, MAX_PROBLEM_BYTES, cancellable, on_problem_read_cb,
                               g_steal_pointer (&task));
  else if (exchange->accept == NULL && is_empty (status))
    g_task_return_pointer (task, g_bytes_new (NULL, 0), (GDestroyNotify) g_bytes_unref);
  else if (!is_expected (exchange, status) || g_strcmp0 (type, exchange->accept) != 0)
    take_stranger (g_steal_pointer (&task), stream);
  else if (check_charset (task))
    gb_body_reader_read_async (stream, exchange->max_bytes, cancellable, on_body_read_cb,
                               g_steal_pointer (&task));
}

static void
on_wrote_headers_cb (GbClient *self)
{
  self->has_sent = TRUE;
}

static void
exchange_send (GTask *task)
{
  GbClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  g_clear_object (&exchange->message);
  exchange->message = soup_message_new_from_uri (exchange->method, exchange->uri);
  if (exchange->body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, exchange->body_type, exchange->body);
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  soup_message_disable_feature (exchange->message, SOUP_TYPE_AUTH_MANAGER);
  gb_trust_watch (self->trust, exchange->message);
  g_signal_connect_object (exchange->message, "wrote-headers", G_CALLBACK (on_wrote_headers_cb), self,
                           G_CONNECT_SWAPPED);
  headers = soup_message_get_request_headers (exchange->message);
  soup_message_headers_replace (headers, "Accept", exchange->accept != NULL ? exchange->accept : "application/json");
  if (exchange->range != NULL)
    {
      soup_message_headers_replace (headers, "Range", exchange->range);
      soup_message_headers_replace (headers, "Accept-Encoding", "identity");
      soup_message_disable_feature (exchange->message, SOUP_TYPE_CONTENT_DECODER);
    }
  if (exchange->content_range != NULL)
    soup_message_headers_replace (headers, "Content-Range", exchange->content_range);
  if (exchange->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", exchange->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }
  soup_session_send_async (self->session, exchange->message, g_task_get_priority (task),
                           g_task_get_cancellable (task), on_message_sent_cb, task);
}

/* A part of a digest of so many random bits leads nobody back to them. */
#define MARK_DIGITS 16

static void
mark_token (GbClient   *self,
            const char *token)
{
  g_free (self->token_mark);
  self->token_mark = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  self->token_mark[MARK_DIGITS] = '\0';
}

static void
on_token_looked_up_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  exchange->token = gb_token_provider_lookup_finish (GB_TOKEN_PROVIDER (object), result, &error);
  if (exchange->token == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  mark_token (g_task_get_source_object (task), exchange->token);
  exchange_send (g_steal_pointer (&task));
}

/**
 * gb_client_send:
 * @task: (transfer full): of a client; returns the answer's body
 * @request: what is asked; copied
 *
 * Sends a request and reads the answer, whatever the client's function is about.
 */
void
gb_client_send (GTask           *task,
                const GbRequest *request)
{
  GbClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autofree char *address = g_strconcat (self->endpoint, request->path, NULL);

  exchange->uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  exchange->method = request->method != NULL ? request->method : SOUP_METHOD_GET;
  exchange->accept = request->accept;
  exchange->max_bytes = request->max_bytes;
  exchange->range = g_strdup (request->range);
  exchange->content_range = g_strdup (request->content_range);
  exchange->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  exchange->body_type = request->body_type;
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  self->retry_after = 0;
  self->status = 0;
  self->has_sent = FALSE;
  self->has_problem = FALSE;

  if (!request->signed_in)
    exchange_send (task);
  else if (self->tokens != NULL)
    gb_token_provider_lookup_async (self->tokens, g_task_get_cancellable (task), on_token_looked_up_cb, task);
  else
    {
      g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOKEN,
                               _("This workstation is not signed in to the endpoint"));
      g_object_unref (task);
    }
}

/**
 * gb_client_send_finish:
 * @result: the task
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer's body, or %NULL
 */
GBytes *
gb_client_send_finish (GAsyncResult *result,
                       guint64      *wire_bytes,
                       GError      **error)
{
  Exchange *exchange = g_task_get_task_data (G_TASK (result));

  if (wire_bytes != NULL)
    *wire_bytes = exchange->wire_bytes;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gb_client_send_get_part:
 * @result: the task of a request with a range, answered well
 * @first: (out): where the part that came begins
 * @total: (out): how long the whole is, 0 when it was not told
 *
 * Returns: whether the answer tells which part it is; otherwise it is the whole
 */
gboolean
gb_client_send_get_part (GAsyncResult *result,
                         guint64      *first,
                         guint64      *total)
{
  Exchange *exchange = g_task_get_task_data (G_TASK (result));
  goffset start, end, length;

  *first = *total = 0;
  if (soup_message_get_status (exchange->message) != SOUP_STATUS_PARTIAL_CONTENT
      || !soup_message_headers_get_content_range (soup_message_get_response_headers (exchange->message), &start, &end,
                                                  &length))
    return FALSE;
  *first = (guint64) MAX (start, 0);
  *total = (guint64) MAX (length, 0);
  return TRUE;
}

/**
 * gb_client_send_get_offset:
 * @result: the task of a part of a file that was sent
 * @offset: (out): how much of the file the endpoint has
 *
 * Returns: whether the answer tells that, well or not
 */
gboolean
gb_client_send_get_offset (GAsyncResult *result,
                           guint64      *offset)
{
  Exchange *exchange = g_task_get_task_data (G_TASK (result));
  const char *value = NULL;

  *offset = 0;
  if (exchange->message != NULL)
    value = soup_message_headers_get_one (soup_message_get_response_headers (exchange->message), "Upload-Offset");
  return value != NULL && g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT64, offset, NULL);
}
