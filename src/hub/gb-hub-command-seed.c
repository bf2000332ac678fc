/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"
#include "gb-seed.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *province;
  char *from;
  char *to;
  char *write_messages;
  gint64 dossiers;
  gint64 seed;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->province);
  g_free (self->from);
  g_free (self->to);
  g_free (self->write_messages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Whether the options make sense; what is wrong with them is told. */
static gboolean
read_options (const Options *options,
              const char    *now,
              GbSeedOptions *seed)
{
  g_autoptr (GError) error = NULL;

  if (options->province == NULL || options->from == NULL || options->to == NULL
      || options->dossiers < 1 || options->dossiers > G_MAXINT)
    {
      gb_hub_command_usage (_("--province, --dossiers, --from and --to are needed"));
      return FALSE;
    }
  if (!gb_day_parse (options->from, &seed->from, &error)
      || !gb_day_parse (options->to, &seed->to, &error)
      || (now != NULL && !gb_time_parse (now, &seed->at, &error)))
    {
      gb_hub_command_fail (GB_HUB_EXIT_USAGE, error);
      return FALSE;
    }
  if (seed->from > seed->to)
    {
      gb_hub_command_usage (_("--from must not be after --to"));
      return FALSE;
    }
  seed->province_dir = options->province;
  seed->dossiers = options->dossiers;
  seed->seed = options->seed;
  seed->write_dir = options->write_messages;
  return TRUE;
}

/**
 * gb_hub_command_seed:
 *
 * `seed --province DIR --dossiers N --from D --to D --seed S [--write-messages DIR]`: fills the
 * database with a made-up province. With --now things have happened up to then.
 *
 * Returns: the exit code
 */
int
gb_hub_command_seed (int    argc,
                     char **argv)
{
  g_auto (Options) options = { .seed = 1 };
  const GOptionEntry entries[] = {
    { "province", 0, 0, G_OPTION_ARG_FILENAME, &options.province, N_("Folder with the province's tables"), N_("DIR") },
    { "dossiers", 0, 0, G_OPTION_ARG_INT64, &options.dossiers, N_("How many dossiers"), "N" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("First day"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("Last day"), N_("DATE") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_("The number that everything is drawn from"), "S" },
    { "write-messages", 0, 0, G_OPTION_ARG_FILENAME, &options.write_messages,
      N_("Also write what is brought in"), N_("DIR") },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GError) error = NULL;
  GbSeedOptions seed = { 0 };
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv)
      || !read_options (&options, command.now, &seed))
    return GB_HUB_EXIT_USAGE;
  /* What the hub computes is to be of the seed's time: the same options make the same database. */
  if (command.now == NULL)
    command.now = gb_time_format (gb_seed_instant (&seed));
  hub = gb_hub_command_open (&command, &status);
  if (hub == NULL)
    return status;
  if (!gb_seed_run (hub, &seed, report, &error) || !gb_hub_refresh_indicators (hub, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_DATABASE, error);
  return gb_hub_command_report (report);
}
