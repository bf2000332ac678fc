/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-problem.h"

#include "gb-net-error.h"
#include "gb-wire-json.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DETAIL 500

/* The problem as the endpoint described it; both may be absent. */
typedef struct
{
  char *type; /* (owned) (nullable) the last part of the URI: "revoked", "scope" */
  char *detail; /* (owned) (nullable) one line for people */
} Problem;

static void
problem_clear (Problem *self)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->detail, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Problem, problem_clear)

/* What strangers wrote goes to a terminal and a window: one line, no control characters. */
static char *
tidy (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && line->len < MAX_DETAIL; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_isprint (c) ? c : ' ');
    }
  return g_strdup (g_strstrip (line->str));
}

static void
problem_read (Problem    *self,
              const char *content_type,
              GBytes     *body)
{
  g_autoptr (JsonNode) node = NULL;
  const char *type, *detail;
  gsize size;
  const char *text;

  if (body == NULL || g_strcmp0 (content_type, "application/problem+json") != 0)
    return;
  text = g_bytes_get_data (body, &size);
  node = gb_wire_json_parse (text, size, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  type = gb_wire_json_string (json_node_get_object (node), "type");
  if (type != NULL)
    self->type = g_path_get_basename (type);
  detail = gb_wire_json_string (json_node_get_object (node), "detail");
  if (detail == NULL)
    detail = gb_wire_json_string (json_node_get_object (node), "title");
  if (detail != NULL)
    self->detail = tidy (detail);
}

/* A stray proxy's 403, or one whose type nobody knows, is about the scope at worst. */
static GbNetError
code_of_forbidden (const Problem *problem)
{
  if (g_strcmp0 (problem->type, "revoked") == 0)
    return GB_NET_ERROR_REVOKED;
  if (g_strcmp0 (problem->type, "code") == 0 || g_strcmp0 (problem->type, "identity") == 0)
    return GB_NET_ERROR_CODE;
  return GB_NET_ERROR_FORBIDDEN;
}

static GbNetError
code_of (guint          status,
         const Problem *problem)
{
  switch (status)
    {
    case 401:
      return GB_NET_ERROR_UNAUTHORIZED;
    case 403:
      return code_of_forbidden (problem);
    case 410:
      return GB_NET_ERROR_GONE;
    case 413:
      return GB_NET_ERROR_TOO_LARGE;
    case 408:
    case 504:
      return GB_NET_ERROR_TIMEOUT;
    case 429:
    case 503:
      return GB_NET_ERROR_BUSY;
    case 511:
      return GB_NET_ERROR_NOT_OUR_SERVER;
    default:
      return status >= 500 ? GB_NET_ERROR_SERVER : GB_NET_ERROR_PROTOCOL;
    }
}

static const char *
message_of (GbNetError code)
{
  switch (code)
    {
    case GB_NET_ERROR_UNAUTHORIZED:
      return _("The endpoint does not accept the token; sign in again");
    case GB_NET_ERROR_REVOKED:
      return _("The province has withdrawn this workstation's access");
    case GB_NET_ERROR_CODE:
      return _("The province does not let this workstation in");
    case GB_NET_ERROR_FORBIDDEN:
      return _("The token does not give access to this scope; nothing was removed here. Ask the "
               "province's data centre which scope it is for");
    case GB_NET_ERROR_GONE:
      return _("The endpoint no longer knows where we stopped; everything is fetched again");
    case GB_NET_ERROR_TOO_LARGE:
      return _("The endpoint found the request too large");
    case GB_NET_ERROR_TIMEOUT:
      return _("The endpoint did not answer in time; the network may be slow. What came stays, and "
               "the next try goes on there.");
    case GB_NET_ERROR_BUSY:
      return _("The endpoint is busy; try again later");
    case GB_NET_ERROR_NOT_OUR_SERVER:
      return _("This network wants you to sign in to it first: open a web browser, sign in, and "
               "fetch again");
    case GB_NET_ERROR_SERVER:
      return _("The endpoint met a fault of its own; what is here can be used, and it is asked again "
               "later");
    default:
      return _("The endpoint gave an unexpected answer; if it happens again, tell the province's "
               "data centre");
    }
}

/**
 * gb_problem_to_error:
 * @status: an HTTP status that is no success
 * @content_type: (nullable): of the answer, without parameters
 * @body: (nullable): the answer
 *
 * Reads problem details (RFC 9457) when the answer has them. Only a type of `/revoked` means
 * revoked: another 403, or a stray proxy's, must not.
 *
 * Returns: (transfer full): an error of %GB_NET_ERROR
 */
GError *
gb_problem_to_error (guint       status,
                     const char *content_type,
                     GBytes     *body)
{
  g_auto (Problem) problem = { NULL, NULL };
  GbNetError code;

  problem_read (&problem, content_type, body);
  code = code_of (status, &problem);
  if (problem.detail != NULL && *problem.detail != '\0')
    return g_error_new (GB_NET_ERROR, code, "%s (%u: %s)", message_of (code), status, problem.detail);
  return g_error_new (GB_NET_ERROR, code, "%s (%u)", message_of (code), status);
}
