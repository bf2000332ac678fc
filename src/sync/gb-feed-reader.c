/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-reader.h"

#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>

/* A page to be read; the strings of @expect are owned by the members beside it. */
typedef struct
{
  GBytes *body; /* (owned) */
  GbFeedExpect expect;
  char *feed_id; /* (owned) (nullable) */
  char *scope; /* (owned) */
  char *from; /* (owned) (nullable) */
  char *endpoint; /* (owned) */
} Job;

static void
job_free (Job *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->feed_id, g_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->endpoint, g_free);
  g_free (self);
}

/* A hub that sends us in circles would keep us busy for ever. */
static gboolean
goes_on (GbFeedFrame *frame,
         const char  *from,
         GError     **error)
{
  if (!gb_feed_frame_get_more (frame) || g_strcmp0 (gb_feed_frame_get_cursor (frame), from) != 0)
    return TRUE;
  g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE,
               _("Line %u: the seal promises more but does not move on"), gb_feed_frame_get_n_lines (frame) + 2);
  return FALSE;
}

/* One record that is too long or too deep must not keep all that follow from coming, today and for
 * ever. */
static void
add_lines (GbFeedPage  *page,
           GbFeedFrame *frame)
{
  const char *start = g_bytes_get_data (page->body, NULL);

  for (guint i = 0; i < gb_feed_frame_get_n_lines (frame); i++)
    {
      gsize length;
      const char *line = gb_feed_frame_get_line (frame, i, &length);

      gb_feed_page_add_fault (page, line - start, length, gb_feed_frame_get_fault (frame, i));
    }
}

static GbFeedPage *
read_page (Job     *job,
           GError **error)
{
  g_autoptr (GbFeedFrame) frame = gb_feed_frame_parse (job->body, &job->expect, error);
  g_autoptr (GbFeedPage) page = NULL;

  if (frame == NULL || !goes_on (frame, job->from, error))
    return NULL;

  page = gb_feed_page_new ();
  page->scope = g_strdup (job->scope);
  page->endpoint = g_strdup (job->endpoint);
  page->feed_id = g_strdup (gb_feed_frame_get_feed_id (frame));
  gb_record_group_from_name (job->expect.group, &page->group);
  page->from = g_strdup (job->from);
  page->cursor = g_strdup (gb_feed_frame_get_cursor (frame));
  page->position = gb_feed_frame_get_position (frame);
  page->server_time = gb_feed_frame_get_server_time (frame);
  page->more = gb_feed_frame_get_more (frame);
  page->body = g_bytes_ref (job->body);
  add_lines (page, frame);
  return g_steal_pointer (&page);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GbFeedPage *page = read_page (data, &error);

  if (page == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, page, (GDestroyNotify) gb_feed_page_free);
}

/**
 * gb_feed_reader_read:
 * @body: a page
 * @expect: what it has to be
 * @endpoint: (nullable): who it is from
 * @error: a #GbWireError whose message names the line
 *
 * As gb_feed_reader_read_async(), but blocks.
 *
 * Returns: (transfer full): the page, sealed and the one that was expected, or %NULL
 */
GbFeedPage *
gb_feed_reader_read (GBytes             *body,
                     const GbFeedExpect *expect,
                     const char         *endpoint,
                     GError            **error)
{
  Job job = { .body = body, .expect = *expect, .scope = (char *) expect->scope, .from = (char *) expect->from,
              .endpoint = (char *) endpoint };

  return read_page (&job, error);
}

/**
 * gb_feed_reader_read_async:
 * @body: a page as it came
 * @expect: what was asked; copied
 * @endpoint: who was asked
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Checks a page's frame off the main thread and makes it ready for the store.
 */
void
gb_feed_reader_read_async (GBytes             *body,
                           const GbFeedExpect *expect,
                           const char         *endpoint,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->body = g_bytes_ref (body);
  job->feed_id = g_strdup (expect->feed_id);
  job->scope = g_strdup (expect->scope);
  job->from = g_strdup (expect->from);
  job->endpoint = g_strdup (endpoint);
  job->expect = (GbFeedExpect) { job->feed_id, job->scope, expect->group, job->from };
  g_task_set_source_tag (task, gb_feed_reader_read_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * gb_feed_reader_read_finish:
 * @result: what the callback was given
 * @error: a #GbWireError whose message names the line
 *
 * Returns: (transfer full): the page, sealed and the one that was asked for, or %NULL
 */
GbFeedPage *
gb_feed_reader_read_finish (GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
