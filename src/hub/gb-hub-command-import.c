/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-boundaries.h"
#include "gb-hub-command.h"
#include "gb-hub-files.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*ImportFunc) (GbHub           *hub,
                                const char      *name,
                                GBytes          *bytes,
                                GbImportReport  *report,
                                GError         **error);

typedef struct
{
  char *communes;
  char *procedures;
  char *calendar;
  char **records;
  char **exchange;
  char **csv;
  char **files;
  char *kind;
  char *boundaries;
  char *key;
  char *source;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->communes);
  g_free (self->procedures);
  g_free (self->calendar);
  g_strfreev (self->records);
  g_strfreev (self->exchange);
  g_strfreev (self->csv);
  g_strfreev (self->files);
  g_free (self->kind);
  g_free (self->boundaries);
  g_free (self->key);
  g_free (self->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* A file that cannot be read is refused like one that cannot be understood; the others go in. */
static gboolean
import_files (GbHub          *hub,
              char          **paths,
              ImportFunc      func,
              GbImportReport *report,
              GError        **error)
{
  for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      g_autoptr (GMappedFile) mapped = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) unreadable = NULL;

      mapped = g_mapped_file_new (paths[i], FALSE, &unreadable);
      if (mapped == NULL)
        {
          gb_import_report_refuse (report, name, -1, NULL, unreadable->message);
          continue;
        }
      bytes = g_mapped_file_get_bytes (mapped);
      if (!func (hub, name, bytes, report, error))
        {
          g_prefix_error (error, "%s: ", name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
import_facts (GbHub          *hub,
              const Options  *options,
              GbImportReport *report,
              GError        **error)
{
  if (options->communes != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (options->communes);
      g_autofree char *predecessors = g_build_filename (folder, "predecessors.csv", NULL);

      if (!gb_hub_import_communes (
              hub, options->communes,
              g_file_test (predecessors, G_FILE_TEST_EXISTS) ? predecessors : NULL, report, error))
        return FALSE;
    }
  if (options->procedures != NULL
      && !gb_hub_import_procedures (hub, options->procedures, report, error))
    return FALSE;
  if (options->calendar != NULL && !gb_hub_import_calendar (hub, options->calendar, report, error))
    return FALSE;
  for (gsize i = 0; options->files != NULL && options->files[i] != NULL; i++)
    if (!gb_hub_import_file (hub, options->files[i],
                             options->kind != NULL ? options->kind : "document", report, error))
      return FALSE;
  /* After the communes, which they are of. */
  return options->boundaries == NULL
         || gb_hub_import_boundaries (hub, options->boundaries, options->key, options->source, report, error);
}

/* Messages need the agencies of the record files, some records the dossiers of the messages: so the
 * records go in before, as far as they can, and again after, which changes nothing twice. */
static gboolean
import_all (GbHub          *hub,
            const Options  *options,
            GbImportReport *report,
            GError        **error)
{
  gboolean has_messages = options->exchange != NULL || options->csv != NULL;

  return import_facts (hub, options, report, error)
         && (!has_messages
             || import_files (hub, options->records, gb_hub_import_records, NULL, error))
         && import_files (hub, options->exchange, gb_hub_import_exchange, report, error)
         && import_files (hub, options->csv, gb_hub_import_csv, report, error)
         && import_files (hub, options->records, gb_hub_import_records, report, error)
         && gb_hub_refresh_indicators (hub, error);
}

/**
 * gb_hub_command_import:
 *
 * `import [--communes F] [--boundaries F --key NAME] [--exchange F]… [--records F]… [--csv F]…`: brings files in and prints what
 * became of their records. Run again after a cut, it goes on: what is in stays as it is.
 *
 * Returns: the exit code, %GB_HUB_EXIT_PARTLY when something was refused
 */
int
gb_hub_command_import (int    argc,
                       char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "communes", 0, 0, G_OPTION_ARG_FILENAME, &options.communes, N_("Table of communes"), N_("FILE") },
    { "procedures", 0, 0, G_OPTION_ARG_FILENAME, &options.procedures, N_("List of procedures"), N_("FILE") },
    { "calendar", 0, 0, G_OPTION_ARG_FILENAME, &options.calendar, N_("Days off and make-up days"), N_("FILE") },
    { "exchange", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.exchange, N_("Message of a dossier system"), N_("FILE") },
    { "records", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.records, N_("Lines of the feed"), N_("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.csv, N_("Table of dossiers or steps"), N_("FILE") },
    { "file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, N_("Big file to serve whole"), N_("FILE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, N_("What the files of --file are"), N_("KIND") },
    { "boundaries", 0, 0, G_OPTION_ARG_FILENAME, &options.boundaries,
      N_("Borders of the communes, GeoJSON"), N_("FILE") },
    { "key", 0, 0, G_OPTION_ARG_STRING, &options.key, N_("The property of --boundaries that has the communes' codes"),
      N_("NAME") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source,
      N_("Who drew the boundaries, for the map to say"), N_("TEXT") },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv))
    return GB_HUB_EXIT_USAGE;
  hub = gb_hub_command_open (&command, &status);
  if (hub == NULL)
    return status;
  if (!import_all (hub, &options, report, &error))
    {
      gb_hub_command_report (report);
      return gb_hub_command_fail (GB_HUB_EXIT_DATABASE, error);
    }
  return gb_hub_command_report (report);
}
