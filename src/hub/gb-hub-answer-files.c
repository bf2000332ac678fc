/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Big files, served by their hash. */
#include "gb-hub-call.h"

#include "gb-hub-files.h"
#include "gb-sql-statement.h"

#include <string.h>

static gboolean
is_served (GbHubCall  *call,
           const char *sha256)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      call->connection, "SELECT 1 FROM file WHERE sha256 = ?1", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, sha256);
  return gb_sql_statement_step (statement, &row, NULL) && row;
}

/* The hash is the content's only name, so a client that has it has all of it. */
GbHubAnswer *
gb_hub_answer_file (GbHubCall *call)
{
  const char *sha256 = call->request->path + strlen ("/v1/files/");
  const char *known = gb_hub_request_header (call->request, "If-None-Match");
  g_autoptr (GMappedFile) mapped = NULL;
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;
  GbHubAnswer *answer;

  if (!gb_hub_files_is_name (sha256) || !is_served (call, sha256))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  path = gb_hub_files_path (call->hub, sha256);
  mapped = g_mapped_file_new (path, FALSE, NULL);
  if (mapped == NULL)
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_NOT_FOUND, NULL);
  etag = g_strdup_printf ("\"%s\"", sha256);
  if (known != NULL && (g_str_equal (known, "*") || strstr (known, etag) != NULL))
    answer = gb_hub_answer_new (304, NULL, GB_HUB_KEEP_PRIVATE, NULL);
  else
    answer = gb_hub_answer_new (200, "application/octet-stream", GB_HUB_KEEP_PRIVATE,
                                g_mapped_file_get_bytes (mapped));
  gb_hub_answer_add_header (answer, "ETag", etag);
  gb_hub_answer_add_header (answer, "Accept-Ranges", "bytes");
  return answer;
}
