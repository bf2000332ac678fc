/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the change feed. */
#include "gb-hub-call.h"

#include "gb-hub-error.h"
#include "gb-hub-gzip.h"
#include "gb-hub-page.h"

/* A body that fits into one packet gains nothing. */
#define GZIP_FROM 700

static void
pack (GbHubAnswer *answer)
{
  g_autoptr (GBytes) packed = NULL;

  if (g_bytes_get_size (answer->body) < GZIP_FROM)
    return;
  packed = gb_hub_gzip (answer->body, NULL);
  if (packed == NULL)
    return;
  g_bytes_unref (answer->body);
  answer->body = g_steal_pointer (&packed);
  answer->gzip = TRUE;
}

static GbHubAnswer *
answer_page (GbHubCall              *call,
             const GbHubPageRequest *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  GbHubAnswer *answer;
  guint count;

  body = gb_hub_page_make (call->connection, page, &count, &error);
  if (g_error_matches (error, GB_HUB_ERROR, GB_HUB_ERROR_CURSOR))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "since");
  if (g_error_matches (error, GB_HUB_ERROR, GB_HUB_ERROR_GONE))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_GONE, "since");
  if (body == NULL)
    return gb_hub_call_fail (call, error);
  answer = gb_hub_answer_new (200, "application/x-ndjson", GB_HUB_KEEP_NOTHING, g_steal_pointer (&body));
  gb_hub_answer_add_header (answer, "Vary", "Accept-Encoding");
  answer->empty = count == 0;
  if (call->request->gzip)
    pack (answer);
  return answer;
}

GbHubAnswer *
gb_hub_answer_feed (GbHubCall *call)
{
  GbHubRequest *request = call->request;
  g_auto (GbHubScope) scope = { NULL };
  GbHubPageRequest page = { 0 };
  guint64 limit, max_bytes, seconds;
  const char *group = gb_hub_request_parameter (request, "group");

  if (!gb_hub_scope_parse (&scope, gb_hub_request_parameter (request, "scope"), NULL))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "scope");
  if (!gb_hub_scope_covers (&call->token.scope, &scope))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_SCOPE, "scope");
  if (group == NULL || !gb_record_group_from_name (group, &page.group))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "group");
  if (!gb_hub_request_read_bound (request, "limit", GB_HUB_PAGE_LIMIT, 1, GB_HUB_PAGE_MAX_LIMIT, &limit))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "limit");
  if (!gb_hub_request_read_bound (request, "max_bytes", GB_HUB_PAGE_BYTES, 1, GB_HUB_PAGE_MAX_BYTES, &max_bytes))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "max_bytes");
  /* The waiting itself is the server's: see gb-hub-waiters.c. */
  if (!gb_hub_request_read_bound (request, "wait", 0, 0, GB_HUB_PAGE_MAX_WAIT, &seconds))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "wait");
  page.feed_id = gb_hub_get_feed_id (call->hub);
  page.scope = &scope;
  page.since = gb_hub_request_parameter (request, "since");
  page.limit = limit;
  page.max_bytes = max_bytes;
  page.now = request->now;
  return answer_page (call, &page);
}
