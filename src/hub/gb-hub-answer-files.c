/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Big files: served by their hash, whole or in part, and taken in parts. */
#include "gb-hub-call.h"

#include "gb-hub-files.h"
#include "gb-hub-range.h"
#include "gb-hub-upload.h"
#include "gb-sql-statement.h"

#include <string.h>

/* When a workstation that sent too much may go on. */
#define TOO_MANY_SECONDS (60 * 60)

static gboolean
is_served (GbHubCall  *call,
           const char *sha256,
           gboolean   *served,
           GError    **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (call->connection, "SELECT 1 FROM file WHERE sha256 = ?1", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, sha256);
  return gb_sql_statement_step (statement, served, error)
         && (*served || gb_hub_upload_is_for (call->connection, &call->token.scope, sha256, served, error));
}

/* Whether the client has the content that it asks to be sent a part of; it may ask without saying. */
static gboolean
range_holds (GbHubCall  *call,
             const char *etag)
{
  const char *condition = gb_hub_request_header (call->request, "If-Range");

  return condition == NULL || g_str_equal (condition, etag);
}

static GbHubAnswer *
answer_part (GbHubCall *call,
             GBytes    *content,
             gsize      first,
             gsize      length)
{
  gsize size = g_bytes_get_size (content);
  g_autofree char *range = g_strdup_printf ("bytes %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, first,
                                            first + length - 1, size);
  GbHubAnswer *answer = gb_hub_answer_new (206, "application/octet-stream", GB_HUB_KEEP_PRIVATE,
                                           g_bytes_new_from_bytes (content, first, length));

  gb_hub_answer_add_header (answer, "Content-Range", range);
  return answer;
}

static GbHubAnswer *
answer_content (GbHubCall  *call,
                GBytes     *content,
                const char *etag)
{
  const char *known = gb_hub_request_header (call->request, "If-None-Match");
  const char *header = range_holds (call, etag) ? gb_hub_request_header (call->request, "Range") : NULL;
  g_autofree char *range = NULL;
  GbHubAnswer *answer;
  gsize first, length;

  if (known != NULL && (g_str_equal (known, "*") || strstr (known, etag) != NULL))
    return gb_hub_answer_new (304, NULL, GB_HUB_KEEP_PRIVATE, NULL);
  switch (gb_hub_range_parse (header, g_bytes_get_size (content), &first, &length))
    {
    case GB_HUB_RANGE_PART:
      return answer_part (call, content, first, length);
    case GB_HUB_RANGE_NONE:
      range = g_strdup_printf ("bytes */%" G_GSIZE_FORMAT, g_bytes_get_size (content));
      answer = gb_hub_call_problem (call, GB_HUB_PROBLEM_RANGE, "Range");
      gb_hub_answer_add_header (answer, "Content-Range", range);
      return answer;
    case GB_HUB_RANGE_ALL:
    default:
      return gb_hub_answer_new (200, "application/octet-stream", GB_HUB_KEEP_PRIVATE, g_bytes_ref (content));
    }
}

/* The hash is the content's only name, so a client that has it has all of it. */
GbHubAnswer *
gb_hub_answer_file (GbHubCall *call)
{
  const char *sha256 = call->request->path + strlen ("/v1/files/");
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;
  GbHubAnswer *answer;
  gboolean served;

  if (!gb_hub_files_is_name (sha256))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  if (!is_served (call, sha256, &served, &error))
    return gb_hub_call_fail (call, error);
  path = gb_hub_files_path (call->hub, sha256);
  mapped = served ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  if (mapped == NULL)
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  content = g_mapped_file_get_bytes (mapped);
  etag = g_strdup_printf ("\"%s\"", sha256);
  answer = answer_content (call, content, etag);
  gb_hub_answer_add_header (answer, "ETag", etag);
  gb_hub_answer_add_header (answer, "Accept-Ranges", "bytes");
  return answer;
}

/* What is sent: a part, where the client says so, else the whole. NULL when it is right. */
static GbHubAnswer *
read_upload (GbHubCall   *call,
             GbHubUpload *upload)
{
  const char *range = gb_hub_request_header (call->request, "Content-Range");
  gsize length;

  upload->part = call->request->body;
  upload->total = length = g_bytes_get_size (upload->part);
  if (range != NULL
      && (!gb_hub_content_range_parse (range, &upload->first, &length, &upload->total)
          || length != g_bytes_get_size (upload->part)))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "Content-Range");
  if (upload->total > GB_HUB_MAX_FILE)
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_TOO_LARGE, "Content-Range");
  if (range != NULL && length == 0)
    upload->part = NULL;
  return NULL;
}

static GbHubAnswer *
answer_outcome (GbHubCall         *call,
                GbHubUploadOutcome outcome)
{
  GbHubAnswer *answer;

  switch (outcome)
    {
    case GB_HUB_UPLOAD_KNOWN:
      return gb_hub_answer_new (204, NULL, GB_HUB_KEEP_NOTHING, NULL);
    case GB_HUB_UPLOAD_MORE:
      return gb_hub_answer_new (202, NULL, GB_HUB_KEEP_NOTHING, NULL);
    case GB_HUB_UPLOAD_DONE:
      return gb_hub_answer_new (201, NULL, GB_HUB_KEEP_NOTHING, NULL);
    case GB_HUB_UPLOAD_OFFSET:
      return gb_hub_call_problem (call, GB_HUB_PROBLEM_OFFSET, "Content-Range");
    case GB_HUB_UPLOAD_HASH:
      return gb_hub_call_problem (call, GB_HUB_PROBLEM_HASH, NULL);
    case GB_HUB_UPLOAD_TOO_MANY:
    default:
      answer = gb_hub_call_problem (call, GB_HUB_PROBLEM_TOO_MANY, NULL);
      gb_hub_answer_add_retry (answer, TOO_MANY_SECONDS);
      return answer;
    }
}

GbHubAnswer *
gb_hub_answer_upload (GbHubCall *call)
{
  GbHubUpload upload = { .sha256 = call->request->path + strlen ("/v1/files/") };
  GbHubUploadOutcome outcome;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GbHubAnswer *answer;
  gsize offset;

  if (!gb_hub_files_is_name (upload.sha256))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  answer = read_upload (call, &upload);
  if (answer != NULL)
    return answer;
  if (!gb_hub_upload_take (call->hub, &call->token, &upload, &outcome, &offset, &error))
    return gb_hub_call_fail (call, error);
  answer = answer_outcome (call, outcome);
  text = g_strdup_printf ("%" G_GSIZE_FORMAT, outcome == GB_HUB_UPLOAD_HASH ? 0 : offset);
  gb_hub_answer_add_header (answer, "Upload-Offset", text);
  return answer;
}
