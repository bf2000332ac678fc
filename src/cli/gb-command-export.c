/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-cli-map.h"
#include "gb-cli-wait.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const GbCliExportKind *const kinds[] = {
  &gb_cli_export_dossiers, &gb_cli_export_deadlines, &gb_cli_export_people,    &gb_cli_export_channels,
  &gb_cli_export_issues,   &gb_cli_export_tasks,     &gb_cli_export_visits,    &gb_cli_export_letters,
  &gb_cli_export_communes, &gb_cli_export_tracking,  &gb_cli_export_scorecard, &gb_cli_export_reconcile,
};

static const GbCliExportKind *
find_kind (const char *what)
{
  for (gsize i = 0; what != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i]->what, what))
      return kinds[i];
  return NULL;
}

static void
refuse_kind (GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (names, "%s%s (%s)", i > 0 ? ", " : "", kinds[i]->what, kinds[i]->forms);
  /* Translators: what can be exported, and the endings of the files */
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("It can be: export WHAT --out FILE; WHAT and the ending of FILE "
                                                          "are one of: %s"), names->str);
}

/* Ending and kind must go together: a table is no calendar. */
static gboolean
take_form (GbCliExport *self,
           const char  *out,
           GError     **error)
{
  g_auto (GStrv) forms = g_strsplit (self->kind->forms, " ", -1);
  g_autofree char *lower = out != NULL ? g_ascii_strdown (out, -1) : g_strdup ("");

  for (guint i = 0; forms[i] != NULL; i++)
    if (g_str_has_suffix (lower, forms[i]))
      {
        self->suffix = g_intern_string (forms[i]);
        return TRUE;
      }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("export %s needs --out FILE; FILE ends in one of: %s"),
               self->kind->what, self->kind->forms);
  return FALSE;
}

static gpointer
save (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbCliExport *self = data;

  self->saved = self->kind->save (self, connection, cancellable, error);
  return self->saved ? self : NULL;
}

/* Ctrl+C ends it as it ends in the window: nothing half is left. */
static gboolean
wait_for (GbCliExport *self,
          GbStore     *store,
          GError     **error)
{
  g_auto (GbCliWait) wait = { NULL };
  g_autoptr (GError) failure = NULL;

  gb_cli_wait_begin (&wait);
  gb_store_read_async (store, save, self, NULL, NULL, G_PRIORITY_DEFAULT, wait.cancellable, gb_cli_wait_cb, &wait);
  if (gb_store_read_finish (store, gb_cli_wait_end (&wait), &failure) != NULL)
    return TRUE;
  /* Too late: the file has its name already. */
  if (self->saved)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static GbCliExit
export_to (GbCliExport *self,
           const char  *out,
           GError     **error)
{
  GbStore *store = gb_cli_open_store (self->cli, FALSE, error);
  g_autoptr (GFile) file = g_file_new_for_path (out);
  g_autoptr (GError) failure = NULL;

  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  self->file = file;
  self->commune = gb_cli_filter_commune (self->cli);
  self->now = gb_cli_now (self->cli);
  if (wait_for (self, store, &failure))
    {
      gb_cli_map_print (self->cli, out, "rows", self->n_rows);
      return self->n_rows > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_printerr (_("Stopped. Nothing was saved.\n"));
      return GB_CLI_EXIT_PARTLY;
    }
  if (failure->domain == G_IO_ERROR)
    gb_cli_map_refuse (failure, error);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return GB_CLI_EXIT_CACHE;
}

/* What all kinds have in common comes out of the arguments first; the rest is the kind's. */
static gboolean
parse_common (GbCliExport   *self,
              char         **out,
              int           *argc,
              char        ***argv,
              GError       **error)
{
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, out, N_("Where to"), N_("FILE") },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &self->plain, N_("A CSV for programs: without a byte order mark, with names as in JSON"),
      NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  return g_option_context_parse (context, argc, argv, error);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  GbCliExport self = { .cli = cli };
  g_autofree char *out = NULL;
  GbCliExit code = GB_CLI_EXIT_USAGE;
  char **rest;

  if (!parse_common (&self, &out, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  self.kind = find_kind (argc > 1 ? argv[1] : NULL);
  if (self.kind == NULL)
    {
      refuse_kind (error);
      return GB_CLI_EXIT_USAGE;
    }
  rest = argv + 1;
  argc--;
  if (take_form (&self, out, error) && self.kind->parse (&self, &argc, &rest, error) &&
      gb_cli_parse_argument (argc, rest, NULL, error))
    code = export_to (&self, out, error);
  if (self.kind->free != NULL)
    g_clear_pointer (&self.wanted, self.kind->free);
  return code;
}

const GbCommand gb_command_export = { "export", N_("WHAT --out FILE …"),
                                      N_("Save a list as a workbook, CSV, calendar, cards or for maps"), run };
