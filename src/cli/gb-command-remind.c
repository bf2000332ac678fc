/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-json.h"
#include "gb-json-text.h"
#include "gb-notifier.h"
#include "gb-reminder-repository.h"
#include "gb-reminder-timer.h"
#include "gb-reminder-words.h"
#include "gb-sandbox.h"
#include "gb-settings.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* As they were typed. */
typedef struct
{
  gboolean dry_run;
  gboolean install;
  gboolean remove;
  gboolean portal;
  int wait;
} Options;

static const GbSheetColumn columns[] = {
  { "id", NULL, 0 },
  { "kind", NULL, 0 },
  { "state", N_("State"), 0 },
  { "count", NULL, 0 },
  { "title", N_("Reminder"), 0 },
  { "body", NULL, 0 },
  { "opens", NULL, 0 },
  { "figures", NULL, 0 },
  { "records", NULL, 0 },
};

typedef enum
{
  STATE_DUE,
  STATE_SAID,
  STATE_UNSAID,
} State;

static void
print_state (GbSheet *sheet,
             State    state)
{
  switch (state)
    {
    case STATE_SAID:
      gb_sheet_choice (sheet, "said", _("said"));
      break;
    case STATE_UNSAID:
      gb_sheet_choice (sheet, "unsaid", _("not said"));
      break;
    case STATE_DUE:
    default:
      gb_sheet_choice (sheet, "due", _("to be said"));
      break;
    }
}

static char *
figures_json (const GbReminder *reminder)
{
  static const char *const names[GB_N_REMINDER_FIGURES] = { "overdue", "due-today", "sign-today",
                                                            "tasks-overdue", "tasks-due-today" };
  g_autoptr (GString) json = g_string_new ("{");

  for (int i = 0; i < GB_N_REMINDER_FIGURES; i++)
    g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", names[i], reminder->figures[i]);
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static char *
records_json (const GbReminder *reminder)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < reminder->members->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      gb_json_text_append (json, ((const GbReminderMember *) reminder->members->pdata[i])->record);
    }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
print_json (GbSheet    *sheet,
            const char *json)
{
  if (json != NULL)
    gb_sheet_json (sheet, json);
  else
    gb_sheet_null (sheet);
}

static void
print_reminder (GbSheet          *sheet,
                const GbReminder *reminder,
                State             state)
{
  g_autofree char *id = gb_reminder_dup_id (reminder);
  g_autofree char *title = gb_reminder_words_title (reminder);
  g_autofree char *body = gb_reminder_words_body (reminder);
  g_autofree char *opens = gb_reminder_dup_target (reminder);
  g_autofree char *figures = reminder->kind == GB_REMINDER_DAY ? figures_json (reminder) : NULL;
  g_autofree char *records = reminder->kind != GB_REMINDER_DAY ? records_json (reminder) : NULL;

  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, id);
  gb_sheet_text (sheet, gb_reminder_kind_nick (reminder->kind));
  print_state (sheet, state);
  gb_sheet_integer (sheet, gb_reminder_get_count (reminder));
  gb_sheet_text (sheet, title);
  gb_sheet_text (sheet, body);
  gb_sheet_text (sheet, state == STATE_SAID ? opens : NULL);
  print_json (sheet, figures);
  print_json (sheet, records);
  gb_sheet_end_row (sheet);
}

/* --- saying -------------------------------------------------------------------------------------- */

static gboolean
say (GbNotifier       *notifier,
     const GbReminder *reminder,
     gboolean          waits,
     GError          **error)
{
  g_autofree char *title = gb_reminder_words_title (reminder);
  g_autofree char *body = gb_reminder_words_body (reminder);
  g_autofree char *target = gb_reminder_dup_target (reminder);
  gboolean pressing = reminder->kind <= GB_REMINDER_DUE_TASKS;

  return gb_notifier_send (notifier, title, body, waits || gb_sandbox_is_inside () ? target : NULL, pressing, error);
}

/* What nobody takes is given back, so that the next look finds it again. */
static gboolean
say_or_release (GbCli            *cli,
                GbNotifier       *notifier,
                const GbReminder *reminder,
                gboolean          waits,
                GError          **error)
{
  g_autoptr (GError) failure = NULL;

  if (notifier != NULL && say (notifier, reminder, waits, &failure))
    return TRUE;
  if (failure != NULL)
    {
      g_dbus_error_strip_remote_error (failure);
      g_printerr ("giaobanctl: %s\n", failure->message);
    }
  gb_reminder_release (cli->store, reminder, NULL, error);
  return FALSE;
}

static GPtrArray *
look (GbCli         *cli,
      const Options *options,
      GError       **error)
{
  g_autoptr (GSettings) settings = gb_settings_new ();
  g_autofree char *chosen = gb_reminder_settings_dup_commune (settings);
  const char *filter = gb_cli_filter_commune (cli);
  GbReminderSettings wishes;

  gb_reminder_settings_load (&wishes, settings);
  return gb_reminder_look (cli->store, filter != NULL ? filter : chosen, &wishes, !options->dry_run, NULL, error);
}

static GbCliExit
remind (GbCli         *cli,
        const Options *options,
        GError       **error)
{
  g_autoptr (GbNotifier) notifier = NULL;
  g_autoptr (GPtrArray) reminders = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  g_autoptr (GError) no_bus = NULL;
  GbCliExit code = GB_CLI_EXIT_DONE;

  if (gb_cli_open_store (cli, FALSE, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  reminders = look (cli, options, error);
  if (reminders == NULL)
    return GB_CLI_EXIT_CACHE;
  if (!options->dry_run && reminders->len > 0)
    {
      notifier = gb_notifier_new (&no_bus);
      if (notifier == NULL)
        g_printerr ("giaobanctl: %s\n", no_bus->message);
    }
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", reminders->len);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < reminders->len; i++)
    {
      State state = STATE_DUE;

      if (!options->dry_run)
        state = say_or_release (cli, notifier, reminders->pdata[i], options->wait > 0, error) ? STATE_SAID : STATE_UNSAID;
      if (state == STATE_UNSAID)
        code = GB_CLI_EXIT_PARTLY;
      print_reminder (sheet, reminders->pdata[i], state);
    }
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  fflush (stdout);
  if (notifier != NULL && options->wait > 0)
    gb_notifier_wait (notifier, (guint) options->wait);
  return reminders->len > 0 ? code : GB_CLI_EXIT_NOTHING;
}

/* --- while no window is open --------------------------------------------------------------------- */

static GbCliExit
set_timer (GbCli         *cli,
           const Options *options,
           GError       **error)
{
  GbReminderTimerKind kind = options->portal ? GB_REMINDER_TIMER_PORTAL : gb_reminder_timer_kind ();
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GSettings) settings = gb_settings_new ();
  g_autoptr (GError) refusal = NULL;

  if (!gb_reminder_timer_set (kind, options->install, NULL, &refusal))
    {
      g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_REFUSED, refusal->message);
      return GB_CLI_EXIT_REFUSED;
    }
  g_settings_set_boolean (settings, GB_SETTINGS_REMIND_IN_BACKGROUND, options->install);
  g_settings_sync ();
  if (cli->format != GB_CLI_FORMAT_JSON)
    {
      g_print ("%s\n", options->install ? _("Giao Ban reminds of what is due while no window is open, too.")
                                        : _("Giao Ban reminds of what is due only while a window is open."));
      return GB_CLI_EXIT_DONE;
    }
  builder = json_builder_new_immutable ();
  json_builder_begin_object (builder);
  gb_cli_json_text (builder, "service", gb_reminder_timer_kind_nick (kind));
  json_builder_set_member_name (builder, "enabled");
  json_builder_add_boolean_value (builder, options->install);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
  return GB_CLI_EXIT_DONE;
}

static gboolean
check_options (const Options *options,
               GError       **error)
{
  if (options->install + options->remove + options->dry_run > 1)
    g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("--dry-run, --install and --remove exclude each other"));
  else if (options->wait < 0 || options->wait > 24 * 60 * 60)
    g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("--wait takes 0 to %d seconds"), 24 * 60 * 60);
  else
    return TRUE;
  return FALSE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  Options options = { FALSE };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Only list what is to be said now"), NULL },
    { "wait", 0, 0, G_OPTION_ARG_INT, &options.wait, N_("Stay that long and open what is clicked"), N_("SECONDS") },
    { "install", 0, 0, G_OPTION_ARG_NONE, &options.install, N_("Remind while no window is open, too"), NULL },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &options.remove, N_("Remind only while a window is open"), NULL },
    { "portal", 0, 0, G_OPTION_ARG_NONE, &options.portal, N_("Ask the desktop's portal for it, as in a Flatpak"), NULL },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error) ||
      !check_options (&options, error))
    return GB_CLI_EXIT_USAGE;
  if (options.install || options.remove)
    return set_timer (cli, &options, error);
  return remind (cli, &options, error);
}

const GbCommand gb_command_remind = { "remind", "[--dry-run] [--install|--remove] …",
                                      N_("Say what is due, each thing once, through the desktop's notifications"), run };
