/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-message.h"

#include <string.h>
#include <sys/socket.h>

/* What is still read of a body that is too long, so that its sender gets to hear why. */
#define DRAIN_BYTES (1024 * 1024)

/* What answers look at beside path, parameters and token. */
static const char *const kept_headers[] = { "Content-Range", "If-None-Match", "If-Range", "Range" };

static char *
dup_token (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", strlen ("Bearer ")) != 0)
    return NULL;
  return g_strstrip (g_strdup (value + strlen ("Bearer ")));
}

/* Whether a list such as "gzip;q=0.5, br" takes @wanted; a quality of 0 says no. */
static gboolean
accepts (const char *list,
         const char *wanted)
{
  GSList *unacceptable = NULL;
  GSList *accepted;
  gboolean found = FALSE;

  if (list == NULL)
    return FALSE;
  accepted = soup_header_parse_quality_list (list, &unacceptable);
  for (GSList *l = accepted; l != NULL; l = l->next)
    found = found || g_ascii_strcasecmp (l->data, wanted) == 0;
  soup_header_free_list (accepted);
  soup_header_free_list (unacceptable);
  return found;
}

/* Vietnamese, unless the reader prefers English. */
static gboolean
wants_english (const char *list)
{
  GSList *languages;
  gboolean english = FALSE;

  if (list == NULL)
    return FALSE;
  languages = soup_header_parse_quality_list (list, NULL);
  for (GSList *l = languages; l != NULL; l = l->next)
    if (g_ascii_strncasecmp (l->data, "vi", 2) == 0 || g_ascii_strncasecmp (l->data, "en", 2) == 0)
      {
        english = g_ascii_strncasecmp (l->data, "en", 2) == 0;
        break;
      }
  soup_header_free_list (languages);
  return english;
}

/* Whoever has one IPv6 address has 2^64 of them, so the network stands for all. The socket is asked, for libsoup warns
 * of each workstation whose link broke before. */
static char *
dup_address (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GSocketAddress) remote = socket != NULL ? g_socket_get_remote_address (socket, NULL) : NULL;
  GInetAddress *address;
  g_autoptr (GInetAddressMask) mask = NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("");
  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    {
      guint8 bytes[16] = { 0 };
      g_autoptr (GInetAddress) network = NULL;

      memcpy (bytes, g_inet_address_to_bytes (address), 8);
      network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
      return g_inet_address_to_string (network);
    }
  return g_inet_address_to_string (address);
}

/**
 * gb_hub_message_read:
 * @path: decoded
 * @query: (nullable): the parameters
 * @now: the hub's time, UTC seconds
 *
 * Returns: (transfer full): what the message asks; with its body as far as it came
 */
GbHubRequest *
gb_hub_message_read (SoupServerMessage *message,
                     const char        *path,
                     GHashTable        *query,
                     gint64             now)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *method = soup_server_message_get_method (message);
  GbHubRequest *request = g_new0 (GbHubRequest, 1);

  request->method = g_strdup (g_str_equal (method, "HEAD") ? "GET" : method);
  request->path = g_strdup (path);
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    {
      const char *value = soup_message_headers_get_list (headers, kept_headers[i]);

      if (value != NULL)
        g_hash_table_insert (request->headers, (gpointer) kept_headers[i], g_strdup (value));
    }
  request->address = dup_address (message);
  request->token = dup_token (headers);
  if (soup_message_body_get_accumulate (body))
    request->body = soup_message_body_flatten (body);
  request->gzip = accepts (soup_message_headers_get_list (headers, "Accept-Encoding"), "gzip");
  request->english = wants_english (soup_message_headers_get_list (headers, "Accept-Language"));
  request->now = now;
  return request;
}

/**
 * gb_hub_message_send:
 * @answer: what to say
 *
 * Puts an answer into a message.
 */
void
gb_hub_message_send (SoupServerMessage *message,
                     const GbHubAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", answer->cache_control);
  if (answer->content_type != NULL)
    soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  if (answer->gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (answer->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  for (guint i = 0; answer->headers != NULL && i < answer->headers->len; i += 2)
    soup_message_headers_replace (headers, answer->headers->pdata[i], answer->headers->pdata[i + 1]);
  if (answer->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

/**
 * gb_hub_message_is_type:
 * @content_type: "application/json"
 *
 * Returns: whether the message's body is said to be that, in UTF-8 and as it is
 */
gboolean
gb_hub_message_is_type (SoupServerMessage *message,
                        const char        *content_type)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GHashTable) parameters = NULL;
  const char *type = soup_message_headers_get_content_type (headers, &parameters);
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");
  const char *charset = parameters != NULL ? g_hash_table_lookup (parameters, "charset") : NULL;

  return type != NULL && g_ascii_strcasecmp (type, content_type) == 0
         && (charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0)
         && (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0);
}

typedef struct
{
  gsize received;
  gsize max_body;
} Limit;

static void
limit_free (gpointer  data,
            GClosure *closure)
{
  g_free (data);
}

/* What is read next is the end, so libsoup closes; at once, whatever is still on its way. */
static void
hang_up (GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_shutdown (socket, TRUE, FALSE, NULL);
}

static void
on_message_chunk_cb (SoupServerMessage *message,
                     GBytes            *chunk,
                     gpointer           user_data)
{
  Limit *limit = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  limit->received += g_bytes_get_size (chunk);
  if (limit->received > limit->max_body && soup_server_message_get_status (message) == 0)
    {
      g_autoptr (GbHubRequest) request = gb_hub_message_read (message, "", NULL, 0);
      g_autoptr (GbHubAnswer) answer = gb_hub_answer_problem (GB_HUB_PROBLEM_TOO_LARGE, NULL, request->english);

      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
      gb_hub_message_send (message, answer);
    }
  /* Nobody needs to be told twice, and a stranger could go on for ever. */
  if (limit->received > limit->max_body + DRAIN_BYTES)
    hang_up (soup_server_message_get_socket (message));
}

/**
 * gb_hub_message_limit:
 * @max_body: in bytes
 *
 * Keeps no more of the message's body than that, whatever it says its length is; a longer one is
 * answered with 413.
 */
void
gb_hub_message_limit (SoupServerMessage *message,
                      gsize              max_body)
{
  Limit *limit = g_new0 (Limit, 1);

  limit->max_body = max_body;
  g_signal_connect_data (message, "got-chunk", G_CALLBACK (on_message_chunk_cb), limit, limit_free, 0);
}
