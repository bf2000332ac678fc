/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-frame.h"
#include "gb-hub-command.h"
#include "gb-hub-error.h"
#include "gb-hub-page.h"
#include "gb-hub-private.h"
#include "gb-json-writer.h"
#include "gb-save-file.h"

#include <glib/gi18n-lib.h>

#define PAGE_BYTES (2 * 1024 * 1024)

typedef struct
{
  char *scope;
  char *group;
  char *since;
  char *out;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->scope);
  g_free (self->group);
  g_free (self->since);
  g_free (self->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* An export under way. */
typedef struct
{
  GbHub *hub;
  const Options *options;
  GbRecordGroup only; /* where the options name a group */
  GbHubScope scope;
  GOutputStream *stream;
  gint64 n_rows;
  char *cursors[GB_N_RECORD_GROUPS]; /* (owned) (nullable) */
} Work;

static void
work_clear (Work *self)
{
  gb_hub_scope_clear (&self->scope);
  g_clear_object (&self->stream);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    g_free (self->cursors[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
write_lines (Work        *work,
             GbFeedFrame *frame,
             GError     **error)
{
  for (guint i = 0; i < gb_feed_frame_get_n_lines (frame); i++)
    {
      gsize length;
      const char *line = gb_feed_frame_get_line (frame, i, &length);

      if (!g_output_stream_write_all (work->stream, line, length, NULL, NULL, error)
          || !g_output_stream_write_all (work->stream, "\n", 1, NULL, NULL, error))
        return FALSE;
    }
  work->n_rows += gb_feed_frame_get_n_lines (frame);
  return TRUE;
}

static gboolean
write_group (Work          *work,
             GbRecordGroup  group,
             const char    *since,
             GError       **error)
{
  GbHubPageRequest request = { .feed_id = gb_hub_get_feed_id (work->hub), .scope = &work->scope, .group = group,
                               .limit = GB_HUB_PAGE_MAX_LIMIT, .max_bytes = PAGE_BYTES,
                               .now = gb_clock_now (gb_hub_get_clock (work->hub)) };
  gboolean more = TRUE;

  work->cursors[group] = g_strdup (since);
  while (more)
    {
      const GbFeedExpect expect = { request.feed_id, work->scope.text, gb_record_group_name (group), work->cursors[group] };
      g_autoptr (GbFeedFrame) frame = NULL;
      g_autoptr (GBytes) page = NULL;

      request.since = work->cursors[group];
      page = gb_hub_page_make (gb_hub_get_connection (work->hub), &request, NULL, error);
      frame = page != NULL ? gb_feed_frame_parse (page, &expect, error) : NULL;
      if (frame == NULL || !write_lines (work, frame, error))
        return FALSE;
      g_free (work->cursors[group]);
      work->cursors[group] = g_strdup (gb_feed_frame_get_cursor (frame));
      more = gb_feed_frame_get_more (frame);
    }
  return TRUE;
}

static gboolean
write_groups (GOutputStream *stream,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  static const GbRecordGroup order[GB_N_RECORD_GROUPS] = { GB_RECORD_GROUP_BASE, GB_RECORD_GROUP_WORK };
  Work *work = data;

  work->stream = g_buffered_output_stream_new_sized (stream, 64 * 1024);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (work->stream), FALSE);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    if ((work->options->group == NULL || order[i] == work->only)
        && !write_group (work, order[i], work->options->since, error))
      return FALSE;
  return g_output_stream_close (work->stream, cancellable, error);
}

static void
tell (const Work    *work,
      const Options *options)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "file", options->out);
  gb_json_writer_integer (&writer, "rows", work->n_rows);
  gb_json_writer_open (&writer, "cursors", '{');
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    gb_json_writer_text (&writer, gb_record_group_name (i), work->cursors[i]);
  gb_json_writer_close (&writer, '}');
  gb_json_writer_close (&writer, '}');
  g_print ("%s\n", writer.text->str);
}

static int
run (GbHub         *hub,
     const Options *options,
     GbRecordGroup  only)
{
  g_auto (Work) work = { .hub = hub, .options = options, .only = only };
  g_autoptr (GFile) file = g_file_new_for_path (options->out);
  g_autoptr (GError) error = NULL;

  if (!gb_hub_scope_parse (&work.scope, options->scope, &error)
      || !gb_hub_scope_check (&work.scope, gb_hub_get_connection (hub), &error))
    return gb_hub_command_fail_scope (error);
  if (*work.scope.exchange != '\0')
    return gb_hub_command_usage (_("--scope must be one that can be read: commune:CODE or province:CODE"));
  if (!gb_save_file (file, write_groups, &work, NULL, &error))
    return gb_hub_command_fail (error->domain == GB_HUB_ERROR && error->code != GB_HUB_ERROR_DATABASE
                                    ? GB_HUB_EXIT_USAGE : GB_HUB_EXIT_DATABASE, error);
  tell (&work, options);
  return GB_HUB_EXIT_DONE;
}

/**
 * gb_hub_command_export:
 *
 * `export --scope S --out FILE [--group G [--since CURSOR]]`: writes the records that a scope sees as
 * lines of the feed, in plain text.
 *
 * Returns: the exit code
 */
int
gb_hub_command_export (int    argc,
                       char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "scope", 0, 0, G_OPTION_ARG_STRING, &options.scope,
      N_("Whose view of the records"), N_("commune:CODE|province:CODE") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Where to write the lines"), N_("FILE") },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, N_("Only this group"), "work|base" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_("Only what came after this cursor"), N_("CURSOR") },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbHub) hub = NULL;
  GbRecordGroup only = GB_RECORD_GROUP_WORK;
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv))
    return GB_HUB_EXIT_USAGE;
  if (options.scope == NULL)
    return gb_hub_command_usage (_("--scope is missing"));
  if (options.out == NULL)
    return gb_hub_command_usage (_("--out is missing"));
  if (options.group != NULL && !gb_record_group_from_name (options.group, &only))
    return gb_hub_command_usage (_("--group must be work or base"));
  if (options.since != NULL && options.group == NULL)
    return gb_hub_command_usage (_("--since needs --group"));
  hub = gb_hub_command_open (&command, &status);
  return hub != NULL ? run (hub, &options, only) : status;
}
