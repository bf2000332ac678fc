/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-account.h"
#include "gb-cli-boundaries.h"
#include "gb-cli-client.h"
#include "gb-cli-json.h"
#include "gb-connectivity.h"
#include "gb-sheet.h"
#include "gb-store-status.h"
#include "gb-sync-log-text.h"
#include "gb-sync.h"
#include "gb-wipe.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define MEGABYTE G_GINT64_CONSTANT (1000000)

/* One run of the command; lives on the main thread. */
typedef struct
{
  GMainLoop *loop; /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GbSyncGroups groups; /* 0 = as much as the network is meant for */
  gboolean good;
  GError *error; /* (owned) (nullable) */
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static void
on_synced_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Job *job = user_data;

  job->good = gb_sync_run_finish (GB_SYNC (object), result, &job->error);
  g_main_loop_quit (job->loop);
}

static gboolean
on_signal_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

/* Where every byte counts the rest waits for another network; said, for the numbers of it grow old. */
static GbSyncGroups
choose_groups (GbSync         *sync,
               GbConnectivity *connectivity)
{
  GbSyncGroups groups = gb_connectivity_get_groups (connectivity, sync);

  if (groups != GB_SYNC_GROUP_ALL)
    g_printerr ("%s\n", _("This network counts every byte: only dossiers and issues are fetched. The rest comes with "
                          "--group all."));
  return groups;
}

static void
on_loaded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Job *job = user_data;
  GbSync *sync = GB_SYNC (object);
  g_autoptr (GbConnectivity) connectivity = gb_connectivity_new (NULL, NULL);

  if (!gb_sync_load_finish (sync, result, &job->error))
    {
      g_main_loop_quit (job->loop);
      return;
    }
  gb_sync_set_occasion (sync, GB_SYNC_REASON_REQUEST, gb_connectivity_is_metered (connectivity));
  if (job->groups == GB_SYNC_GROUP_ALL)
    gb_sync_allow_files (sync);
  gb_sync_run_async (sync, job->groups != 0 ? job->groups : choose_groups (sync, connectivity), job->cancellable,
                     on_synced_cb, job);
}

static void
run_to_end (GbSync      *sync,
            GbSyncGroups groups,
            Job         *job)
{
  guint interrupt, terminate;

  job->groups = groups;
  job->loop = g_main_loop_new (NULL, FALSE);
  job->cancellable = g_cancellable_new ();
  interrupt = g_unix_signal_add (SIGINT, on_signal_cb, job->cancellable);
  terminate = g_unix_signal_add (SIGTERM, on_signal_cb, job->cancellable);
  gb_sync_load_async (sync, job->cancellable, on_loaded_cb, job);
  g_main_loop_run (job->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static void
print_json (GbSync *sync)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  const GbSyncProgress *progress = gb_sync_get_progress (sync);

  json_builder_begin_object (builder);
  gb_cli_json_integer (builder, "pages", progress->pages);
  gb_cli_json_integer (builder, "records", progress->records);
  gb_cli_json_integer (builder, "deleted", progress->deleted);
  gb_cli_json_integer (builder, "set_aside", progress->set_aside);
  gb_cli_json_integer (builder, "bytes", progress->bytes);
  gb_cli_json_time (builder, "as_of", gb_sync_get_as_of (sync));
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_object (builder);
  gb_cli_json_integer (builder, "applied", progress->applied);
  gb_cli_json_integer (builder, "refused", progress->refused);
  gb_cli_json_integer (builder, "conflict", progress->conflict);
  gb_cli_json_integer (builder, "later", progress->later);
  json_builder_end_object (builder);
  gb_cli_json_time (builder, "next_attempt", gb_sync_get_next_attempt (sync));
  gb_cli_json_skew (builder, progress->clock_known ? progress->clock_skew : GB_SYNC_LOG_NO_SKEW);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_sheet (GbSync     *sync,
             GbCliFormat format)
{
  static const GbSheetColumn columns[] = {
    { "pages", N_("Pages"), 0 },         { "records", N_("Records"), 0 }, { "deleted", N_("Deleted"), 0 },
    { "set_aside", N_("Set aside"), 0 }, { "bytes", N_("Bytes"), 0 },     { "as_of", N_("Data as of"), 0 },
    { "applied", N_("Applied"), 0 },     { "refused", N_("Refused"), 0 }, { "conflict", N_("In conflict"), 0 },
    { "later", N_("Later"), 0 },
  };
  g_autoptr (GbSheet) sheet = gb_sheet_new (format, columns, G_N_ELEMENTS (columns));
  const GbSyncProgress *progress = gb_sync_get_progress (sync);

  gb_sheet_begin_row (sheet);
  gb_sheet_integer (sheet, progress->pages);
  gb_sheet_integer (sheet, progress->records);
  gb_sheet_integer (sheet, progress->deleted);
  gb_sheet_integer (sheet, progress->set_aside);
  gb_sheet_integer (sheet, progress->bytes);
  gb_sheet_time (sheet, gb_sync_get_as_of (sync));
  gb_sheet_integer (sheet, progress->applied);
  gb_sheet_integer (sheet, progress->refused);
  gb_sheet_integer (sheet, progress->conflict);
  gb_sheet_integer (sheet, progress->later);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

/* A clock that is off shows wrong classes; worth a word, never a failure. */
static void
warn_of_skew (GbSync *sync)
{
  g_autofree char *words = gb_sync_log_text_skew (gb_sync_get_clock_skew (sync));

  if (words != NULL)
    g_printerr ("%s\n", words);
}

typedef struct
{
  char *endpoint; /* (owned) (nullable) */
  char *ca_file; /* (owned) (nullable) */
  GbSyncGroups groups; /* 0 = as much as the network is meant for */
  gint64 min_free; /* MB, -1 = as usual */
} Options;

static void
options_clear (Options *self)
{
  g_free (self->endpoint);
  g_free (self->ca_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static void
tell_of_scope (GbSync *sync)
{
  const char *scope = gb_sync_get_scope (sync);

  if (!gb_sync_get_progress (sync)->scope_changed || scope == NULL)
    return;
  if (g_str_has_prefix (scope, "commune:"))
    g_printerr (_("The province has narrowed what this workstation may see to %s: what is not of it was removed here. "
                  "Changes that wait to be sent were kept.\n"),
                scope);
  else
    g_printerr (_("The province has widened what this workstation may see to %s: all of it was fetched. Changes that "
                  "wait to be sent were kept.\n"),
                scope);
}

/* The change of scope comes in pieces over a bad link. */
static void
tell_of_unfinished_scope (GbCli *cli)
{
  g_autoptr (GbStoreStatus) status = gb_store_read (cli->store, load_status, NULL, NULL, NULL);

  if (status != NULL && status->previous_scope != NULL)
    g_printerr (_("The data are changing over from %s to %s; until all was fetched numbers are not complete.\n"),
                status->previous_scope, status->scope);
}

static gboolean
parse (int      argc,
       char   **argv,
       Options *options,
       GError **error)
{
  g_autofree char *group = NULL;
  const GOptionEntry entries[] = {
    { "endpoint", 0, 0, G_OPTION_ARG_STRING, &options->endpoint, N_("The province's endpoint"), N_("URL") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->ca_file,
      N_("The province's own certificate authority"), N_("FILE") },
    { "group", 0, 0, G_OPTION_ARG_STRING, &group,
      N_("Only this group; all of it also where bytes are counted"), "work|base|all" },
    { "min-free", 0, 0, G_OPTION_ARG_INT64, &options->min_free, N_("Do nothing below this much free disk"), "MB" },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return FALSE;
  if (g_strcmp0 (group, "work") == 0)
    options->groups = GB_SYNC_GROUP_WORK;
  else if (g_strcmp0 (group, "base") == 0)
    options->groups = GB_SYNC_GROUP_BASE;
  else if (g_strcmp0 (group, "all") == 0)
    options->groups = GB_SYNC_GROUP_ALL;
  else if (group != NULL)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no group; it can be work, base or all"), group);
      return FALSE;
    }
  return TRUE;
}

/* What was not done of what had to be; every line is a thing that somebody may want to look at. */
static GbCliExit
report_rest (const GbSyncProgress *progress)
{
  guint trouble = progress->refused + progress->conflict;

  if (progress->set_aside > 0)
    g_printerr (ngettext ("%d line could not be understood and was set aside; the rest was taken. "
                          "giaobanctl set-aside shows it.\n",
                          "%d lines could not be understood and were set aside; the rest was taken. "
                          "giaobanctl set-aside shows them.\n", (gulong) progress->set_aside),
                (int) MIN (progress->set_aside, G_MAXINT));
  if (trouble > 0)
    g_printerr (ngettext ("%u change was refused or is in conflict; giaobanctl outbox shows it.\n",
                          "%u changes were refused or are in conflict; giaobanctl outbox shows them.\n", trouble),
                trouble);
  if (progress->later > 0)
    g_printerr (ngettext ("%u change will be sent again.\n", "%u changes will be sent again.\n", progress->later),
                progress->later);
  return progress->set_aside + trouble + progress->later > 0 ? GB_CLI_EXIT_PARTLY : GB_CLI_EXIT_DONE;
}

static GbCliExit
report (GbCli  *cli,
        GbSync *sync,
        Job    *job,
        GError **error)
{
  if (g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_printerr (_("Stopped. What was received stays, and the next run goes on there.\n"));
      return GB_CLI_EXIT_PARTLY;
    }
  if (!job->good)
    {
      tell_of_unfinished_scope (cli);
      g_propagate_error (error, g_steal_pointer (&job->error));
      return GB_CLI_EXIT_PARTLY;
    }
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (sync);
  else
    print_sheet (sync, cli->format);
  tell_of_scope (sync);
  tell_of_unfinished_scope (cli);
  warn_of_skew (sync);
  return report_rest (gb_sync_get_progress (sync));
}

/* Whose data were wiped is told so, and not asked where to fetch others from. */
static gboolean
check_not_wiped (GbCli   *cli,
                 GError **error)
{
  g_autoptr (GbWiped) wiped = gb_wiped_read (cli->cache_path);

  /* One that was broken off comes to its end first. */
  return wiped == NULL || (gb_wipe_resume (cli->cache_path, error) && gb_cli_check_cache (cli, error));
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Options) options = { .min_free = -1 };
  g_autoptr (GbAccount) account = NULL;
  g_autoptr (GbClient) client = NULL;
  g_autoptr (GbSync) sync = NULL;
  g_auto (Job) job = { NULL };

  if (!parse (argc, argv, &options, error) || (options.endpoint == NULL && !check_not_wiped (cli, error))
      || gb_cli_open_store (cli, TRUE, error) == NULL
      || !gb_account_read (cli->store, &account, error))
    return GB_CLI_EXIT_USAGE;
  client = gb_cli_client_new (cli, account, options.endpoint, options.ca_file, error);
  if (client == NULL)
    return GB_CLI_EXIT_USAGE;
  sync = gb_sync_new (cli->store, client);
  gb_sync_set_scope (sync, cli->scope);
  if (options.min_free >= 0)
    gb_sync_set_min_free (sync, (guint64) MIN (options.min_free, G_MAXINT64 / MEGABYTE) * MEGABYTE);
  run_to_end (sync, options.groups, &job);
  if (!gb_cli_account_settle (cli, client, job.error, error))
    return GB_CLI_EXIT_SIGN_IN;
  gb_cli_refresh_boundaries (cli);
  return report (cli, sync, &job, error);
}

const GbCommand gb_command_sync = { "sync", N_("--endpoint URL …"), N_("Send what waits and fetch what is new"), run };
