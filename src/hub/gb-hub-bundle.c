/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed on a stick: see data/api/bundle.md. */
#include "gb-hub-bundle.h"

#include "gb-bundle-writer.h"
#include "gb-feed-frame.h"
#include "gb-hub-error.h"
#include "gb-hub-keys.h"
#include "gb-hub-page.h"
#include "gb-hub-private.h"
#include "gb-hub-workstation.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A page is one transaction of who takes it: large, for there is no line that is cut. */
#define PAGE_LIMIT GB_HUB_PAGE_MAX_LIMIT
#define PAGE_BYTES (2 * 1024 * 1024)
/* As long as an action may have been on its way. */
#define RESULT_DAYS 180

/* A bundle being written. */
typedef struct
{
  GbHub *hub;
  GbBundleWriter *writer;
  GbBundleHeader *header;
  GbHubScope scope;
} Work;

/**
 * gb_hub_bundle_request_clear:
 *
 * Frees what is in it.
 */
void
gb_hub_bundle_request_clear (GbHubBundleRequest *self)
{
  g_clear_pointer (&self->workstation, g_free);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    g_clear_pointer (&self->parts[i].since, g_free);
}

/* Results of all its actions, handed in or sent: what it knows already changes nothing there. */
static gboolean
write_results (Work    *work,
               GError **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (work->hub),
      "SELECT result FROM action_result WHERE workstation = ?1 AND received >= ?2 ORDER BY received, action", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, work->header->workstation);
  gb_sql_statement_bind_int (statement, 2, work->header->made_at - RESULT_DAYS * GB_DAY_SECONDS);
  while (gb_sql_statement_step (statement, &row, error))
    {
      const char *result;

      if (!row)
        return TRUE;
      result = gb_sql_statement_get_text (statement, 0);
      if (!gb_bundle_writer_write (work->writer, result, strlen (result), error)
          || !gb_bundle_writer_write (work->writer, "\n", 1, error))
        return FALSE;
      work->header->n_actions++;
    }
  return FALSE;
}

/* @more is told by the page's seal. */
static gboolean
note_page (GBytes              *page,
           const GbFeedExpect  *expect,
           GbBundleGroup       *group,
           gboolean            *more,
           GError             **error)
{
  g_autoptr (GbFeedFrame) frame = gb_feed_frame_parse (page, expect, error);

  if (frame == NULL)
    return FALSE;
  g_free (group->cursor);
  group->cursor = g_strdup (gb_feed_frame_get_cursor (frame));
  group->position = gb_feed_frame_get_position (frame);
  group->count += gb_feed_frame_get_n_lines (frame);
  *more = gb_feed_frame_get_more (frame);
  return TRUE;
}

static gboolean
write_pages (Work          *work,
             GbRecordGroup  which,
             GbBundleGroup *group,
             GError       **error)
{
  GbHubPageRequest request = { .feed_id = gb_hub_get_feed_id (work->hub), .scope = &work->scope, .group = which,
                               .limit = PAGE_LIMIT, .max_bytes = PAGE_BYTES, .now = work->header->made_at };
  g_autofree char *since = g_strdup (group->from);
  gboolean more = TRUE;

  while (more)
    {
      const GbFeedExpect expect = { request.feed_id, work->scope.text, group->name, since };
      g_autoptr (GBytes) page = NULL;

      request.since = since;
      page = gb_hub_page_make (gb_hub_get_connection (work->hub), &request, NULL, error);
      if (page == NULL || !note_page (page, &expect, group, &more, error)
          || !gb_bundle_writer_write (work->writer, g_bytes_get_data (page, NULL), g_bytes_get_size (page), error))
        return FALSE;
      g_free (since);
      since = g_strdup (group->cursor);
    }
  return TRUE;
}

/* Groups in the order in which they are pulled: a dossier's class asks for its commune's calendar. */
static gboolean
write_contents (Work                     *work,
                const GbHubBundleRequest *request,
                GError                  **error)
{
  static const GbRecordGroup order[GB_N_RECORD_GROUPS] = { GB_RECORD_GROUP_BASE, GB_RECORD_GROUP_WORK };

  if (!write_results (work, error))
    return FALSE;
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    {
      const GbHubBundlePart *part = &request->parts[order[i]];

      if (part->wanted
          && !write_pages (work, order[i],
                           gb_bundle_header_add_group (work->header, gb_record_group_name (order[i]), part->since),
                           error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
may_have (const GbHubKnownWorkstation *workstation,
          GError                     **error)
{
  const char *message = NULL;

  if (workstation->id == NULL)
    message = _("this hub has no such workstation");
  else if (workstation->revoked != 0)
    message = _("the workstation's access was withdrawn; no bundle is made for it");
  else if (!workstation->has_keys)
    message = _("the workstation has no keys to seal a bundle for: only one that enrolled has");
  else
    return TRUE;
  g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
write_all (Work                     *work,
           const GbHubBundleRequest *request,
           GFile                    *file,
           GError                  **error)
{
  g_autoptr (GbSealKeys) keys = gb_hub_load_keys (work->hub, error);

  return keys != NULL && gb_hub_get_meta (work->hub, "name", &work->header->sender, error)
         && write_contents (work, request, error)
         && gb_bundle_writer_close (work->writer, work->header, keys, file, NULL, error);
}

/**
 * gb_hub_bundle_write:
 * @request: what is wanted, for whom
 * @file: where to; what stood there is replaced when all went well
 *
 * Writes the feed of a workstation's scope, and what became of its actions, into a bundle that this
 * workstation alone can read. Needs no more memory than a page.
 *
 * Returns: (transfer full) (nullable): what the bundle says of itself; %NULL with %GB_HUB_ERROR_USAGE
 *   for a workstation that can have none, %GB_HUB_ERROR_CURSOR, %GB_HUB_ERROR_GONE, an error of
 *   #GbSqlError or #GIOErrorEnum
 */
GbBundleHeader *
gb_hub_bundle_write (GbHub                    *hub,
                     const GbHubBundleRequest *request,
                     GFile                    *file,
                     GError                  **error)
{
  g_auto (GbHubKnownWorkstation) workstation = { NULL };
  g_autoptr (GbBundleHeader) header = NULL;
  g_autoptr (GbBundleWriter) writer = NULL;
  Work work = { .hub = hub };
  gboolean written;

  if (!gb_hub_workstation_load (hub, request->workstation, &workstation, error) || !may_have (&workstation, error)
      || !gb_hub_scope_parse (&work.scope, workstation.scope, error))
    return NULL;
  header = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, workstation.id, workstation.scope,
                                 gb_clock_now (gb_hub_get_clock (hub)));
  header->feed_id = g_strdup (gb_hub_get_feed_id (hub));
  writer = gb_bundle_writer_new (workstation.x25519, error);
  work.writer = writer;
  work.header = header;
  written = writer != NULL && write_all (&work, request, file, error);
  gb_hub_scope_clear (&work.scope);
  return written ? g_steal_pointer (&header) : NULL;
}
