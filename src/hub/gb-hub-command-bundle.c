/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-bundle.h"
#include "gb-hub-command.h"
#include "gb-hub-error.h"
#include "gb-hub-hand-in.h"
#include "gb-json-writer.h"
#include "gb-sql-error.h"
#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *workstation;
  char *take;
  char *out;
  char *group;
  char *since;
  gboolean accept_revoked;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->workstation);
  g_free (self->take);
  g_free (self->out);
  g_free (self->group);
  g_free (self->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
fail (const GError *error)
{
  int status = GB_HUB_EXIT_REFUSED;

  if (error->domain == GB_HUB_ERROR && error->code != GB_HUB_ERROR_DATABASE)
    status = GB_HUB_EXIT_USAGE;
  else if (error->domain == GB_HUB_ERROR || error->domain == GB_SQL_ERROR)
    status = GB_HUB_EXIT_DATABASE;
  else if (error->domain == G_IO_ERROR)
    status = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? GB_HUB_EXIT_USAGE : GB_HUB_EXIT_DATABASE;
  return gb_hub_command_fail (status, error);
}

static const char *
check_options (const Options *options,
               GbRecordGroup *group)
{
  if ((options->workstation != NULL) == (options->take != NULL))
    return _("one of --workstation and --take is needed");
  if (options->workstation != NULL && options->out == NULL)
    return _("--out is missing");
  if (options->group != NULL && !gb_record_group_from_name (options->group, group))
    return _("--group must be work or base");
  if (options->since != NULL && (options->group == NULL || options->take != NULL))
    return _("--since needs --workstation and --group");
  return NULL;
}

/* --- telling --------------------------------------------------------------------------------- */

static void
tell_hand_in (GbJsonWriter      *writer,
              const GbHubHandIn *hand_in,
              guint             *n_open)
{
  guint counts[GB_ACTION_STATUS_LATER + 1] = { 0 };

  gb_json_writer_open (writer, "taken", '{');
  gb_json_writer_text (writer, "id", hand_in->header->id);
  gb_json_writer_text (writer, "workstation", hand_in->header->workstation);
  gb_json_writer_text (writer, "name", hand_in->name);
  gb_json_writer_text (writer, "scope", hand_in->header->scope);
  gb_json_writer_time (writer, "made_at", hand_in->header->made_at, FALSE);
  gb_json_writer_open (writer, "results", '[');
  for (guint i = 0; i < hand_in->results->len; i++)
    {
      const GbActionResult *result = hand_in->results->pdata[i];

      counts[result->status]++;
      gb_json_writer_open (writer, NULL, '{');
      gb_json_writer_text (writer, "id", result->id);
      gb_json_writer_text (writer, "status", gb_action_status_name (result->status));
      gb_json_writer_text (writer, "reason", result->problem.title_vi);
      gb_json_writer_close (writer, '}');
    }
  gb_json_writer_close (writer, ']');
  gb_json_writer_open (writer, "actions", '{');
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    gb_json_writer_integer (writer, gb_action_status_name (i), counts[i]);
  gb_json_writer_close (writer, '}');
  gb_json_writer_close (writer, '}');
  *n_open = counts[GB_ACTION_STATUS_LATER];
}

static void
tell_bundle (GbJsonWriter         *writer,
             const char           *path,
             const GbBundleHeader *header)
{
  gb_json_writer_open (writer, "bundle", '{');
  gb_json_writer_text (writer, "file", path);
  gb_json_writer_text (writer, "id", header->id);
  gb_json_writer_text (writer, "workstation", header->workstation);
  gb_json_writer_text (writer, "scope", header->scope);
  gb_json_writer_time (writer, "made_at", header->made_at, FALSE);
  gb_json_writer_open (writer, "groups", '[');
  for (guint i = 0; i < header->groups->len; i++)
    {
      const GbBundleGroup *group = header->groups->pdata[i];

      gb_json_writer_open (writer, NULL, '{');
      gb_json_writer_text (writer, "group", group->name);
      gb_json_writer_boolean (writer, "full", group->from == NULL);
      gb_json_writer_text (writer, "cursor", group->cursor);
      gb_json_writer_integer (writer, "position", group->position);
      gb_json_writer_integer (writer, "records", group->count);
      gb_json_writer_close (writer, '}');
    }
  gb_json_writer_close (writer, ']');
  gb_json_writer_integer (writer, "results", header->n_actions);
  gb_json_writer_integer (writer, "bytes", header->bytes);
  gb_json_writer_close (writer, '}');
}

/* --- doing ----------------------------------------------------------------------------------- */

/* A place in the feed that this hub does not have costs a full bundle, as it does over the line. */
static GbBundleHeader *
write_or_begin_anew (GbHub              *hub,
                     GbHubBundleRequest *request,
                     GFile              *file,
                     gboolean            may_begin_anew,
                     GError            **error)
{
  g_autoptr (GError) gone = NULL;
  GbBundleHeader *header = gb_hub_bundle_write (hub, request, file, &gone);

  if (header != NULL)
    return header;
  if (!may_begin_anew
      || !(g_error_matches (gone, GB_HUB_ERROR, GB_HUB_ERROR_GONE) || g_error_matches (gone, GB_HUB_ERROR, GB_HUB_ERROR_CURSOR)))
    {
      g_propagate_error (error, g_steal_pointer (&gone));
      return NULL;
    }
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    g_clear_pointer (&request->parts[i].since, g_free);
  return gb_hub_bundle_write (hub, request, file, error);
}

static void
fill_request (GbHubBundleRequest *request,
              const Options      *options,
              GbRecordGroup       group,
              const GbHubHandIn  *hand_in)
{
  request->workstation = g_strdup (hand_in != NULL ? hand_in->header->workstation : options->workstation);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    {
      const GbBundleGroup *stands =
          hand_in != NULL ? gb_bundle_header_get_group (hand_in->header, gb_record_group_name (i)) : NULL;

      request->parts[i].wanted = options->group == NULL || (GbRecordGroup) i == group;
      request->parts[i].since = g_strdup (stands != NULL ? stands->from : options->since);
    }
}

static int
run (GbHub         *hub,
     const Options *options,
     GbRecordGroup  group)
{
  g_autoptr (GFile) out = options->out != NULL ? g_file_new_for_path (options->out) : NULL;
  g_autoptr (GFile) in = options->take != NULL ? g_file_new_for_path (options->take) : NULL;
  g_autoptr (GbHubHandIn) hand_in = NULL;
  g_autoptr (GbBundleHeader) header = NULL;
  g_auto (GbHubBundleRequest) request = { NULL };
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GError) error = NULL;
  guint n_open = 0;

  if (in != NULL)
    hand_in = gb_hub_hand_in_take (hub, in, options->accept_revoked, &error);
  if (error != NULL)
    return fail (error);
  gb_json_writer_open (&writer, NULL, '{');
  if (hand_in != NULL)
    tell_hand_in (&writer, hand_in, &n_open);
  if (out != NULL)
    {
      fill_request (&request, options, group, hand_in);
      header = write_or_begin_anew (hub, &request, out, hand_in != NULL, &error);
    }
  if (header != NULL)
    tell_bundle (&writer, options->out, header);
  gb_json_writer_close (&writer, '}');
  g_print ("%s\n", writer.text->str);
  if (error != NULL)
    return fail (error);
  return n_open > 0 ? GB_HUB_EXIT_PARTLY : GB_HUB_EXIT_DONE;
}

/**
 * gb_hub_command_bundle:
 *
 * `bundle --workstation ID --out FILE [--group G [--since CURSOR]]`: writes the feed for a workstation
 * that has no network. `bundle --take FILE [--out FILE]`: applies the actions that one handed in, and
 * writes what it lacks and what became of them.
 *
 * Returns: the exit code
 */
int
gb_hub_command_bundle (int    argc,
                       char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "workstation", 0, 0, G_OPTION_ARG_STRING, &options.workstation, N_("Whom the bundle is for"), "ID" },
    { "take", 0, 0, G_OPTION_ARG_FILENAME, &options.take,
      N_("Take in the actions that a workstation handed in"), N_("FILE") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Where to write the bundle"), N_("FILE") },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, N_("Only this group"), "work|base" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_("Only what came after this cursor"), N_("CURSOR") },
    { "accept-revoked", 0, 0, G_OPTION_ARG_NONE, &options.accept_revoked,
      N_("Take in also what a workstation left whose access was withdrawn"), NULL },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbHub) hub = NULL;
  GbRecordGroup group = GB_RECORD_GROUP_WORK;
  const char *wrong;
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv))
    return GB_HUB_EXIT_USAGE;
  wrong = check_options (&options, &group);
  if (wrong != NULL)
    return gb_hub_command_usage (wrong);
  hub = gb_hub_command_open (&command, &status);
  return hub != NULL ? run (hub, &options, group) : status;
}
