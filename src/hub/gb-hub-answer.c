/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-answer.h"

#include "gb-hub-error.h"
#include "gb-hub-files.h"
#include "gb-hub-gzip.h"
#include "gb-hub-page.h"
#include "gb-hub-private.h"
#include "gb-hub-token.h"
#include "gb-json-writer.h"
#include "gb-time.h"

#include <string.h>

#define PERSONAL "no-store"
#define FILES_PATH "/v1/files/"
/* A body that fits into one packet gains nothing. */
#define GZIP_FROM 700
/* A proxy in between may cut connections that are silent for a minute. */
#define MAX_WAIT 60

typedef struct
{
  GbHub *hub;
  GbSqlConnection *connection;
  GbHubRequest *request;
  GbHubScope scope; /* (owned): what the token opens */
} Asked;

/**
 * gb_hub_request_free:
 * @self: (transfer full): a request
 */
void
gb_hub_request_free (GbHubRequest *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_free (self);
}

/**
 * gb_hub_answer_free:
 * @self: (transfer full): an answer
 */
void
gb_hub_answer_free (GbHubAnswer *self)
{
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static GbHubAnswer *
answer_new (guint       status,
            const char *content_type,
            const char *cache_control,
            GBytes     *body)
{
  GbHubAnswer *self = g_new0 (GbHubAnswer, 1);

  self->status = status;
  self->content_type = content_type;
  self->cache_control = cache_control;
  self->body = body;
  return self;
}

/**
 * gb_hub_answer_problem:
 * @subject: (nullable): the parameter or thing at fault
 *
 * Returns: (transfer full): an answer that tells of a problem
 */
GbHubAnswer *
gb_hub_answer_problem (GbHubProblem problem,
                       const char  *subject,
                       gboolean     english)
{
  char *json = gb_hub_problem_to_json (problem, subject, english);

  return answer_new (gb_hub_problem_status (problem), "application/problem+json", PERSONAL,
                     g_bytes_new_take (json, strlen (json)));
}

static GbHubAnswer *
problem (Asked       *asked,
         GbHubProblem what,
         const char  *subject)
{
  return gb_hub_answer_problem (what, subject, asked->request->english);
}

/* What went wrong inside is for the hub's own log, not for the network. */
static GbHubAnswer *
fault (Asked        *asked,
       const GError *error)
{
  g_message ("%s: %s", asked->request->path, error->message);
  return problem (asked, GB_HUB_PROBLEM_FAULT, NULL);
}

static GbHubAnswer *
json_answer (GbJsonWriter *writer,
             const char   *cache_control)
{
  char *json = gb_json_writer_steal (writer);

  return answer_new (200, "application/json", cache_control,
                     g_bytes_new_take (json, strlen (json)));
}

static const char *
parameter (Asked      *asked,
           const char *name)
{
  const char *value =
      asked->request->query != NULL ? g_hash_table_lookup (asked->request->query, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Reads an upper bound; one beyond what the hub gives is lowered. FALSE when it is no number. */
static gboolean
read_bound (Asked      *asked,
            const char *name,
            guint64     missing,
            guint64     minimum,
            guint64     maximum,
            guint64    *value)
{
  const char *text = parameter (asked, name);

  *value = missing;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, minimum, G_MAXINT64, value, NULL))
    return FALSE;
  *value = MIN (*value, maximum);
  return TRUE;
}

static GbHubAnswer *
answer_discovery (Asked *asked)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *province = NULL;
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (asked->connection,
                                 "SELECT max (iif (key = 'name', value, NULL)),"
                                 " max (iif (key = 'province', value, NULL)) FROM hub_meta",
                                 &error);
  gboolean row;

  if (statement == NULL || !gb_sql_statement_step (statement, &row, &error))
    return fault (asked, error);
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "name", gb_sql_statement_get_text (statement, 0));
  gb_json_writer_text (&writer, "province", gb_sql_statement_get_text (statement, 1));
  gb_json_writer_open (&writer, "protocols", '[');
  gb_json_writer_text (&writer, NULL, "giaoban/1");
  gb_json_writer_close (&writer, ']');
  gb_json_writer_open (&writer, "sign_in", '[');
  gb_json_writer_text (&writer, NULL, "token");
  gb_json_writer_close (&writer, ']');
  gb_json_writer_open (&writer, "limits", '{');
  gb_json_writer_integer (&writer, "limit", GB_HUB_PAGE_MAX_LIMIT);
  gb_json_writer_integer (&writer, "max_bytes", GB_HUB_PAGE_MAX_BYTES);
  gb_json_writer_integer (&writer, "wait", MAX_WAIT);
  gb_json_writer_close (&writer, '}');
  gb_json_writer_time (&writer, "server_time", asked->request->now, FALSE);
  gb_json_writer_text (&writer, "feed_id", gb_hub_get_feed_id (asked->hub));
  gb_json_writer_close (&writer, '}');
  return json_answer (&writer, "no-cache");
}

/* What the token opens: its scope, and the communes whose scope may be asked for with it. */
static GbHubAnswer *
answer_scope (Asked *asked)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      asked->connection,
      "SELECT id, name, type FROM commune WHERE ?1 IS NULL OR id = ?1 ORDER BY id", &error);
  gboolean row = FALSE;

  if (statement == NULL)
    return fault (asked, error);
  gb_sql_statement_bind_text (statement, 1, asked->scope.commune);
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "scope", asked->scope.text);
  gb_json_writer_open (&writer, "communes", '[');
  while (gb_sql_statement_step (statement, &row, &error) && row)
    {
      gb_json_writer_open (&writer, NULL, '{');
      gb_json_writer_text (&writer, "code", gb_sql_statement_get_text (statement, 0));
      gb_json_writer_text (&writer, "name", gb_sql_statement_get_text (statement, 1));
      gb_json_writer_text (&writer, "type", gb_sql_statement_get_text (statement, 2));
      gb_json_writer_close (&writer, '}');
    }
  if (error != NULL)
    return fault (asked, error);
  gb_json_writer_close (&writer, ']');
  gb_json_writer_close (&writer, '}');
  return json_answer (&writer, PERSONAL);
}

static GbHubAnswer *
page_answer (Asked                  *asked,
             const GbHubPageRequest *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_hub_page_make (asked->connection, page, &error);
  GbHubAnswer *answer;

  if (g_error_matches (error, GB_HUB_ERROR, GB_HUB_ERROR_CURSOR))
    return problem (asked, GB_HUB_PROBLEM_REQUEST, "since");
  if (g_error_matches (error, GB_HUB_ERROR, GB_HUB_ERROR_GONE))
    return problem (asked, GB_HUB_PROBLEM_GONE, "since");
  if (body == NULL)
    return fault (asked, error);
  answer = answer_new (200, "application/x-ndjson", PERSONAL, g_steal_pointer (&body));
  if (asked->request->gzip && g_bytes_get_size (answer->body) >= GZIP_FROM)
    {
      g_autoptr (GBytes) plain = g_steal_pointer (&answer->body);

      answer->body = gb_hub_gzip (plain, NULL);
      answer->gzip = answer->body != NULL;
      if (!answer->gzip)
        answer->body = g_steal_pointer (&plain);
    }
  return answer;
}

static GbHubAnswer *
answer_feed (Asked *asked)
{
  g_auto (GbHubScope) scope = { NULL };
  GbHubPageRequest page = { 0 };
  guint64 limit, max_bytes, seconds;
  const char *group = parameter (asked, "group");

  if (!gb_hub_scope_parse (&scope, parameter (asked, "scope"), NULL))
    return problem (asked, GB_HUB_PROBLEM_REQUEST, "scope");
  if (!gb_hub_scope_covers (&asked->scope, &scope))
    return problem (asked, GB_HUB_PROBLEM_SCOPE, "scope");
  if (group == NULL || !gb_record_group_from_name (group, &page.group))
    return problem (asked, GB_HUB_PROBLEM_REQUEST, "group");
  if (!read_bound (asked, "limit", GB_HUB_PAGE_LIMIT, 1, GB_HUB_PAGE_MAX_LIMIT, &limit))
    return problem (asked, GB_HUB_PROBLEM_REQUEST, "limit");
  if (!read_bound (asked, "max_bytes", GB_HUB_PAGE_BYTES, 1, GB_HUB_PAGE_MAX_BYTES, &max_bytes))
    return problem (asked, GB_HUB_PROBLEM_REQUEST, "max_bytes");
  /* How long to wait for news is an upper bound too: the answer comes at once. */
  if (!read_bound (asked, "wait", 0, 0, MAX_WAIT, &seconds))
    return problem (asked, GB_HUB_PROBLEM_REQUEST, "wait");
  page.feed_id = gb_hub_get_feed_id (asked->hub);
  page.scope = &scope;
  page.since = parameter (asked, "since");
  page.limit = limit;
  page.max_bytes = max_bytes;
  page.now = asked->request->now;
  return page_answer (asked, &page);
}

static gboolean
is_served (Asked      *asked,
           const char *sha256)
{
  g_autoptr (GbSqlStatement) statement
      = gb_sql_connection_prepare (asked->connection, "SELECT 1 FROM file WHERE sha256 = ?1", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, sha256);
  return gb_sql_statement_step (statement, &row, NULL) && row;
}

/* The hash is the content's only name, so a client that has it has all of it. */
static GbHubAnswer *
answer_file (Asked *asked)
{
  const char *sha256 = asked->request->path + strlen (FILES_PATH);
  g_autoptr (GMappedFile) mapped = NULL;
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;
  GbHubAnswer *answer;

  if (!gb_hub_files_is_name (sha256) || !is_served (asked, sha256))
    return problem (asked, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  path = gb_hub_files_path (asked->hub, sha256);
  mapped = g_mapped_file_new (path, FALSE, NULL);
  if (mapped == NULL)
    return problem (asked, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  etag = g_strdup_printf ("\"%s\"", sha256);
  if (asked->request->etag != NULL
      && (g_str_equal (asked->request->etag, "*") || strstr (asked->request->etag, etag) != NULL))
    answer = answer_new (304, NULL, "private, no-cache", NULL);
  else
    answer = answer_new (200, "application/octet-stream", "private, no-cache",
                         g_mapped_file_get_bytes (mapped));
  answer->etag = g_steal_pointer (&etag);
  return answer;
}

static GbHubAnswer *
check_token (Asked *asked)
{
  g_autofree char *scope = NULL;
  g_autoptr (GError) error = NULL;
  GbHubTokenState state = GB_HUB_TOKEN_UNKNOWN;

  if (asked->request->token != NULL
      && !gb_hub_token_check (asked->connection, asked->request->token, asked->request->now, &state,
                              &scope, &error))
    return fault (asked, error);
  switch (state)
    {
    case GB_HUB_TOKEN_VALID:
      if (!gb_hub_scope_parse (&asked->scope, scope, &error))
        return fault (asked, error);
      return NULL;
    case GB_HUB_TOKEN_EXPIRED:
      return problem (asked, GB_HUB_PROBLEM_EXPIRED, NULL);
    case GB_HUB_TOKEN_REVOKED:
      return problem (asked, GB_HUB_PROBLEM_WITHDRAWN, NULL);
    case GB_HUB_TOKEN_UNKNOWN:
    default:
      return problem (asked, GB_HUB_PROBLEM_TOKEN, NULL);
    }
}

/**
 * gb_hub_answer_make:
 * @hub: only its fixed properties are read, so any thread may call this
 * @connection: a connection of this thread
 *
 * Returns: (transfer full): the answer to a GET request
 */
GbHubAnswer *
gb_hub_answer_make (GbHub           *hub,
                    GbSqlConnection *connection,
                    GbHubRequest    *request)
{
  static const struct
  {
    const char *path;
    GbHubAnswer *(*answer) (Asked *);
    gboolean is_prefix;
    gboolean is_open;
  } routes[] = {
    { "/.well-known/giaoban", answer_discovery, FALSE, TRUE },
    { "/v1/scope", answer_scope, FALSE, FALSE },
    { "/v1/feed", answer_feed, FALSE, FALSE },
    { FILES_PATH, answer_file, TRUE, FALSE },
  };
  Asked asked = { .hub = hub, .connection = connection, .request = request };
  GbHubAnswer *answer = NULL;

  for (gsize i = 0; answer == NULL && i < G_N_ELEMENTS (routes); i++)
    if (routes[i].is_prefix ? g_str_has_prefix (request->path, routes[i].path)
                            : g_str_equal (request->path, routes[i].path))
      {
        answer = routes[i].is_open ? NULL : check_token (&asked);
        if (answer == NULL)
          answer = routes[i].answer (&asked);
      }
  gb_hub_scope_clear (&asked.scope);
  return answer != NULL ? answer
                        : gb_hub_answer_problem (GB_HUB_PROBLEM_NOT_FOUND, NULL, request->english);
}
