/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"

#include "gb-hub-error.h"
#include "gb-sandbox.h"
#include "gb-sql-error.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>

/**
 * gb_hub_command_clear:
 *
 * Frees what the options left.
 */
void
gb_hub_command_clear (GbHubCommand *self)
{
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->now, g_free);
}

/**
 * gb_hub_command_usage:
 * @message: what is wrong with the command line
 *
 * Returns: the exit code
 */
int
gb_hub_command_usage (const char *message)
{
  g_printerr ("giaoban-hub: %s\n", message);
  return GB_HUB_EXIT_USAGE;
}

/**
 * gb_hub_command_fail:
 * @status: the exit code
 * @error: what went wrong
 *
 * Returns: @status
 */
int
gb_hub_command_fail (int           status,
                     const GError *error)
{
  g_printerr ("giaoban-hub: %s\n", error->message);
  return status;
}

/**
 * gb_hub_command_fail_scope:
 * @error: what went wrong, a scope that does not exist perhaps
 *
 * Returns: the exit code
 */
int
gb_hub_command_fail_scope (const GError *error)
{
  return gb_hub_command_fail (
      g_error_matches (error, GB_HUB_ERROR, GB_HUB_ERROR_SCOPE) ? GB_HUB_EXIT_USAGE : GB_HUB_EXIT_DATABASE, error);
}

/**
 * gb_hub_command_exit_codes:
 *
 * Returns: (transfer none): what the exit codes mean, in the reader's language
 */
const char *
gb_hub_command_exit_codes (void)
{
  return _("Exit codes: 0 done, 2 the command line is wrong, 5 the file cannot be taken, 6 the database cannot be used, "
           "7 partly done: something was refused.");
}

/**
 * gb_hub_command_parse:
 * @entries: the command's own options
 *
 * Reads the command line; what is wrong with it is told.
 *
 * Returns: whether it is right
 */
gboolean
gb_hub_command_parse (GbHubCommand       *self,
                      const GOptionEntry *entries,
                      int                 argc,
                      char              **argv)
{
  const GOptionEntry common[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &self->database, N_("The hub's database"), N_("FILE") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &self->now, N_("Take this for the present time"), N_("RFC3339") },
    { NULL },
  };
  g_autofree char *name = g_strdup_printf ("giaoban-hub %s", argv[0]);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, gb_hub_command_summary (argv[0]));
  g_option_context_set_description (context, gb_hub_command_exit_codes ());
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    gb_hub_command_usage (error->message);
  else if (argc > 1)
    g_printerr (_("giaoban-hub: “%s” is no option\n"), argv[1]);
  else if (self->database == NULL)
    gb_hub_command_usage (_("--database is missing"));
  else
    return TRUE;
  return FALSE;
}

/* What can be done about a database that does not open; SQLite's own words stand behind it. */
static void
explain (GError **error)
{
  const char *text = NULL;

  if ((*error)->domain != GB_SQL_ERROR)
    return;
  switch ((GbSqlError) (*error)->code)
    {
    case GB_SQL_ERROR_NEWER:
      text = _("The database was made by a newer version of this program and was left as it is: ");
      break;
    case GB_SQL_ERROR_FOREIGN:
    case GB_SQL_ERROR_NOT_A_DATABASE:
      text = _("The file is no hub's database and was left as it is: ");
      break;
    case GB_SQL_ERROR_CANT_OPEN:
    case GB_SQL_ERROR_READ_ONLY:
      text = _("The database cannot be written; look at its folder and who may write there: ");
      break;
    case GB_SQL_ERROR_FULL:
      text = _("The disk is full: ");
      break;
    default:
      return;
    }
  g_prefix_error (error, "%s", text);
}

/**
 * gb_hub_command_open:
 * @status: (out): the exit code when it fails
 *
 * Opens the hub that the options name; what goes wrong is told.
 *
 * Returns: (transfer full) (nullable): the hub
 */
GbHub *
gb_hub_command_open (GbHubCommand *self,
                     int          *status)
{
  g_autoptr (GbClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  GbHub *hub;
  gint64 now;

  if (self->now == NULL)
    clock = gb_clock_new_system ();
  else if (gb_time_parse (self->now, &now, &error))
    clock = gb_clock_new_fixed (now);
  else
    {
      *status = gb_hub_command_fail (GB_HUB_EXIT_USAGE, error);
      return NULL;
    }
  hub = gb_sandbox_keeps (self->database, &error) ? gb_hub_open (self->database, clock, &error) : NULL;
  if (hub == NULL)
    {
      explain (&error);
      *status = gb_hub_command_fail (GB_HUB_EXIT_DATABASE, error);
    }
  return hub;
}

/**
 * gb_hub_command_report:
 *
 * Prints what became of the records.
 *
 * Returns: the exit code
 */
int
gb_hub_command_report (GbImportReport *report)
{
  g_autofree char *json = gb_import_report_to_json (report);

  g_print ("%s\n", json);
  return gb_import_report_n_refused (report) > 0 ? GB_HUB_EXIT_PARTLY : GB_HUB_EXIT_DONE;
}
