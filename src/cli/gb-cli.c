/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli.h"

#include "gb-cache-key.h"
#include "gb-cli-account.h"
#include "gb-config.h"
#include "gb-language.h"
#include "gb-sandbox.h"
#include "gb-secret-error.h"
#include "gb-secret-process.h"
#include "gb-settings.h"
#include "gb-sheet.h"
#include "gb-store-files.h"
#include "gb-time.h"
#include "gb-wipe.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define USAGE_WIDTH 32

static const GbCommand *const commands[] = {
  &gb_command_enrol,   &gb_command_sign_out,
  &gb_command_sync,    &gb_command_status,   &gb_command_counts, &gb_command_queue,
  &gb_command_dossier, &gb_command_communes, &gb_command_search, &gb_command_deadline,
  &gb_command_reconcile, &gb_command_rekey, &gb_command_forget, &gb_command_tracking, &gb_command_scorecard,
  &gb_command_issues,  &gb_command_tasks,
  &gb_command_letter,
  &gb_command_letters, &gb_command_act,      &gb_command_outbox,
  &gb_command_remind, &gb_command_rescue, &gb_command_files, &gb_command_boundaries,
  &gb_command_set_aside, &gb_command_bundle, &gb_command_export,
  &gb_command_map, &gb_command_people, &gb_command_briefing,
  &gb_command_log,
};

/* The options that stand before or after the command, as they were typed. */
typedef struct
{
  char *cache;
  char *token_file;
  char *key_file;
  char *now;
  char *scope;
  char *format;
  char *language;
  gboolean version;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->cache);
  g_free (self->token_file);
  g_free (self->key_file);
  g_free (self->now);
  g_free (self->scope);
  g_free (self->format);
  g_free (self->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
gb_cli_clear (GbCli *self)
{
  g_free (self->cache_path);
  g_free (self->token_file);
  g_free (self->key_file);
  g_free (self->scope);
  if (self->store != NULL)
    gb_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCli, gb_cli_clear)

/* The language decides what messages say, so it is looked for before anything is parsed. */
static const char *
find_language (int    argc,
               char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--lang="))
        return argv[i] + strlen ("--lang=");
      if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
        return argv[i + 1];
    }
  return NULL;
}

static char *
describe_commands (void)
{
  g_autoptr (GString) text = g_string_new (_("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *arguments = commands[i]->arguments;
      g_autofree char *usage = g_strjoin (" ", commands[i]->name, arguments != NULL ? _(arguments) : NULL, NULL);
      int room = USAGE_WIDTH - gb_sheet_width (usage);

      /* what is too long for its column has a line of its own */
      g_string_append_printf (text, "\n  %s%s%*s%s", usage, room > 0 ? "" : "\n", room > 0 ? room : USAGE_WIDTH + 2, "",
                              _(commands[i]->summary));
    }
  g_string_append_printf (text, "\n\n%s",
                          _("Exit codes: 0 done, 1 nothing found, 2 usage, 3 network, 4 sign-in, 5 data refused, "
                            "6 cache unusable, 7 partly done"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
parse_options (Options *options,
               int     *argc,
               char  ***argv,
               GError **error)
{
  const GOptionEntry entries[] = {
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache, N_("The file that holds the data"), N_("FILE") },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &options->token_file, N_("A file with the token; only read"),
      N_("FILE") },
    { "key-file", 0, 0, G_OPTION_ARG_FILENAME, &options->key_file, N_("A file with the cache's key; only read"),
      N_("FILE") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &options->now, N_("Take this moment for the present"), N_("TIME") },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &options->scope, N_("What to fetch; a filter elsewhere"),
      N_("commune:CODE|province:CODE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options->format,
      N_("How results are written; to a terminal as a table, else as JSON"), "table|json|csv" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options->language, N_("The language of messages"), "vi|en" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_("Say the version and end"), NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND …"));
  g_autofree char *description = describe_commands ();

  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
is_scope (const char *text)
{
  const char *code = strchr (text, ':');

  if (code == NULL || code[1] == '\0' || strspn (code + 1, "0123456789") != strlen (code + 1))
    return FALSE;
  return g_str_has_prefix (text, "commune:") || g_str_has_prefix (text, "province:");
}

static gboolean
take_format (GbCli      *self,
             const char *format,
             GError    **error)
{
  static const char *const names[] = { "table", "json", "csv" };

  /* A person wants to read, a program wants what is stable. */
  self->format = isatty (STDOUT_FILENO) ? GB_CLI_FORMAT_TABLE : GB_CLI_FORMAT_JSON;
  if (format == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (format, names[i]))
      {
        self->format = i;
        return TRUE;
      }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no format; it can be table, json or csv"), format);
  return FALSE;
}

static gboolean
take_clock (GbCli      *self,
            const char *now,
            GError    **error)
{
  gint64 instant;

  if (now == NULL)
    {
      self->clock = gb_clock_new_system ();
      return TRUE;
    }
  if (!gb_time_parse (now, &instant, NULL))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no moment; it should look like 2026-08-26T07:15:00+07:00"), now);
      return FALSE;
    }
  self->clock = gb_clock_new_fixed (instant);
  return TRUE;
}

static gboolean
take_options (GbCli   *self,
              Options *options,
              GError **error)
{
  if (options->key_file != NULL && !gb_sql_can_encrypt ())
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("This version keeps no encrypted data, so --key-file cannot be used with it"));
      return FALSE;
    }
  if (options->scope != NULL && !is_scope (options->scope))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no scope; it should look like commune:21028 or province:51"), options->scope);
      return FALSE;
    }
  if (!gb_sandbox_keeps (options->cache, error))
    return FALSE;
  self->scope = g_steal_pointer (&options->scope);
  self->token_file = g_steal_pointer (&options->token_file);
  self->key_file = g_steal_pointer (&options->key_file);
  self->cache_path = options->cache != NULL ? g_steal_pointer (&options->cache)
                                            : g_build_filename (g_get_user_data_dir (), "giaoban", "cache.db", NULL);
  return take_format (self, options->format, error) && take_clock (self, options->now, error);
}

static const GbCommand *
find_command (int      argc,
              char   **argv,
              GError **error)
{
  if (argc < 2 || argv[1][0] == '-')
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say what to do; giaobanctl --help lists the commands"));
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return commands[i];
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("There is no command “%s”; giaobanctl --help lists them"),
               argv[1]);
  return NULL;
}

static GbCliExit
run_command (int      argc,
             char   **argv,
             GError **error)
{
  g_auto (Options) options = { NULL };
  g_auto (GbCli) cli = { NULL };
  const GbCommand *command;
  GbCliExit code;

  if (!parse_options (&options, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  if (options.version)
    {
      g_print ("giaobanctl %s\n", GB_VERSION);
      return GB_CLI_EXIT_DONE;
    }
  command = find_command (argc, argv, error);
  if (command == NULL || !take_options (&cli, &options, error))
    return GB_CLI_EXIT_USAGE;
  code = command->run (&cli, argc - 1, argv + 1, error);
  return *error != NULL ? gb_cli_exit_code (*error) : code;
}

/**
 * gb_cli_main:
 * @argc: of main()
 * @argv: of main()
 *
 * Returns: the exit code
 */
int
gb_cli_main (int    argc,
             char **argv)
{
  g_autoptr (GError) error = NULL;
  GbCliExit code;

  gb_secret_process_guard ();
  gb_language_init (find_language (argc, argv));
  setvbuf (stdout, NULL, _IOFBF, 1 << 16);
  code = run_command (argc, argv, &error);
  if (error != NULL)
    g_printerr ("giaobanctl: %s\n", error->message);
  if (g_error_matches (error, GB_STORE_ERROR, GB_STORE_ERROR_CORRUPT))
    g_printerr ("%s\n", _("giaobanctl rescue saves what waits to be sent and begins new files; giaobanctl sync then fetches "
                         "the rest."));
  if (fflush (stdout) != 0 && code == GB_CLI_EXIT_DONE)
    {
      g_printerr ("giaobanctl: %s\n", _("The results could not be written"));
      return GB_CLI_EXIT_PARTLY;
    }
  return code;
}

/**
 * gb_cli_check_cache:
 * @self: the program
 * @error: %GB_CLI_ERROR_NO_CACHE or %GB_WIPE_ERROR_WIPED
 *
 * Returns: whether there is a cache
 */
gboolean
gb_cli_check_cache (GbCli   *self,
                    GError **error)
{
  g_autoptr (GbWiped) wiped = NULL;

  if (g_file_test (self->cache_path, G_FILE_TEST_EXISTS))
    return TRUE;
  wiped = gb_wiped_read (self->cache_path);
  if (wiped != NULL)
    {
      gb_wiped_set_error (wiped, error);
      return FALSE;
    }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_NO_CACHE,
               _("There are no data yet in “%s”; fetch them with giaobanctl sync"), self->cache_path);
  return FALSE;
}

/**
 * gb_cli_open_store:
 * @self: the program
 * @make: whether to make the cache when there is none
 * @error: %GB_CLI_ERROR_NO_CACHE, %GB_WIPE_ERROR_WIPED or a #GbStoreError
 *
 * Returns: (transfer none): the open cache, or %NULL
 */
GbStore *
gb_cli_open_store (GbCli   *self,
                   gboolean make,
                   GError **error)
{
  g_autoptr (GSettings) settings = gb_settings_new ();
  g_autoptr (GbCalendarChoice) choice = gb_calendar_choice_new_from_settings (settings);
  g_autoptr (GbSqlKey) key = NULL;
  GError *failure = NULL;

  if (!gb_wipe_resume (self->cache_path, error) || (!make && !gb_cli_check_cache (self, error)))
    return NULL;
  if (make)
    gb_store_files_make_folder (self->cache_path);
  key = gb_cache_key_load (self->cache_path, self->key_file, NULL, &failure);
  if (failure != NULL)
    {
      if (g_error_matches (failure, GB_SECRET_ERROR, GB_SECRET_ERROR_UNAVAILABLE))
        g_printerr ("%s\n", _("On a server, give the key with --key-file."));
      g_propagate_error (error, failure);
      return NULL;
    }
  g_clear_object (&self->store);
  self->store = gb_store_new (self->cache_path, self->clock, key);
  gb_store_set_calendar_choice (self->store, choice);
  /* Who fetches has contact first, and draws the consequences after. */
  if (!gb_store_open (self->store, NULL, error) || (!make && !gb_cli_account_enforce (self, error)))
    g_clear_object (&self->store);
  else if (gb_store_lost_log (self->store))
    g_printerr ("%s\n", _("The file with what was written last (“-wal”) had been taken away. The data from the hub are fetched "
                         "again with the next sync; look whether your last changes are in giaobanctl outbox."));
  return self->store;
}

/**
 * gb_cli_now:
 * @self: the program
 *
 * Returns: the present, UTC seconds
 */
gint64
gb_cli_now (GbCli *self)
{
  return gb_clock_now (self->clock);
}

/**
 * gb_cli_filter_commune:
 * @self: the program
 *
 * Returns: (transfer none) (nullable): the commune's code that --scope filters by; %NULL for all
 */
const char *
gb_cli_filter_commune (GbCli *self)
{
  if (self->scope == NULL || !g_str_has_prefix (self->scope, "commune:"))
    return NULL;
  return self->scope + strlen ("commune:");
}

/**
 * gb_cli_parse:
 * @entries: (nullable): the command's options
 * @argc: (inout): of the command
 * @argv: (inout): of the command
 * @error: a #GOptionError
 *
 * Takes a command's options out of its arguments.
 *
 * Returns: whether they could be understood
 */
gboolean
gb_cli_parse (const GOptionEntry *entries,
              int                *argc,
              char             ***argv,
              GError            **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

/**
 * gb_cli_parse_argument:
 * @argc: what gb_cli_parse() left
 * @argv: what gb_cli_parse() left
 * @argument: (out) (optional) (nullable): the only argument; %NULL = the command takes none
 * @error: %GB_CLI_ERROR_USAGE
 *
 * Returns: whether there is not more than what the command takes
 */
gboolean
gb_cli_parse_argument (int          argc,
                       char       **argv,
                       const char **argument,
                       GError     **error)
{
  int most = argument != NULL ? 2 : 1;

  if (argc > most)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is too much for the command “%s”"), argv[most],
                   argv[0]);
      return FALSE;
    }
  if (argument != NULL)
    *argument = argc > 1 ? argv[1] : NULL;
  return TRUE;
}
