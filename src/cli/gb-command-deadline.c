/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-deadline-calendar.h"
#include "gb-cli-deadline.h"
#include "gb-cli-json.h"
#include "gb-duration.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define NEAR_DAYS 2

/* What was typed. */
typedef struct
{
  char *received;
  char *limit;
  char *rule;
  char *cutoff;
  char *hours;
  char *calendar;
  char **events;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->received);
  g_free (self->limit);
  g_free (self->rule);
  g_free (self->cutoff);
  g_free (self->hours);
  g_free (self->calendar);
  g_strfreev (self->events);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options  *options,
       int      *argc,
       char   ***argv,
       GError  **error)
{
  const GOptionEntry entries[] = {
    { "received", 0, 0, G_OPTION_ARG_STRING, &options->received, N_("When the dossier came in"), N_("TIME") },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &options->limit, N_("The limit, such as \"3 working-days\""), N_("LIMIT") },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &options->rule, N_("How days are counted"), "same-time|day-end" },
    { "cutoff", 0, 0, G_OPTION_ARG_STRING, &options->cutoff, N_("After it, the next working day counts"),
      "15:00|last-hour" },
    { "hours", 0, 0, G_OPTION_ARG_STRING, &options->hours, N_("The working hours"), GB_WORK_HOURS_DEFAULT },
    { "calendar", 0, 0, G_OPTION_ARG_FILENAME, &options->calendar, N_("A file with the days off and worked"),
      N_("FILE") },
    { "event", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->events, N_("What happened; may be repeated"),
      N_("KIND@TIME") },
    { NULL }
  };

  if (!gb_cli_parse (entries, argc, argv, error) || !gb_cli_parse_argument (*argc, *argv, NULL, error))
    return FALSE;
  if (options->received != NULL && options->limit != NULL)
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say when it came in and its limit: --received and --limit"));
  return FALSE;
}

static void
print_json (const GbDeadline *deadline)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  gb_cli_deadline_due (builder, deadline);
  gb_cli_json_text (builder, "class", gb_deadline_class_nick (deadline->klass));
  json_builder_set_member_name (builder, "remaining_minutes");
  if (deadline->has_remaining)
    json_builder_add_int_value (builder, gb_duration_minutes (deadline->remaining));
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "trace");
  gb_cli_deadline_trace (builder, deadline, NULL);
  json_builder_set_member_name (builder, "warnings");
  gb_cli_deadline_warnings (builder, deadline);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_csv (const GbDeadline *deadline)
{
  static const GbSheetColumn columns[] = { { "due" }, { "class" }, { "remaining_minutes" } };
  g_autoptr (GbSheet) sheet = gb_sheet_new (GB_CLI_FORMAT_CSV, columns, G_N_ELEMENTS (columns));

  gb_sheet_begin_row (sheet);
  if (deadline->has_due)
    gb_sheet_time (sheet, deadline->due);
  else
    gb_sheet_null (sheet);
  gb_sheet_text (sheet, gb_deadline_class_nick (deadline->klass));
  if (deadline->has_remaining)
    gb_sheet_integer (sheet, gb_duration_minutes (deadline->remaining));
  else
    gb_sheet_null (sheet);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

static void
print_text (const GbDeadline *deadline)
{
  g_autofree char *due = deadline->has_due ? gb_time_format (deadline->due) : g_strdup (_("the clock stands"));
  gboolean judged = deadline->has_due && deadline->klass == GB_DEADLINE_CLASS_FINISHED;

  g_print ("%s  %s\n", due,
           judged ? gb_deadline_outcome_label (deadline->outcome) : gb_deadline_class_label (deadline->klass));
  for (guint i = 0; i < deadline->trace->len; i++)
    {
      const GbDeadlineStep *step = &g_array_index (deadline->trace, GbDeadlineStep, i);
      g_autofree char *to = gb_time_format (step->to);

      g_print ("%2u. %s → %s (%s)\n", i + 1, gb_deadline_rule_label (step->rule), to,
               gb_deadline_rule_source (step->rule));
    }
  for (guint i = 0; i < deadline->warnings->len; i++)
    {
      GbDeadlineRule rule = g_array_index (deadline->warnings, GbDeadlineRule, i);

      g_print (" !  %s (%s)\n", gb_deadline_rule_label (rule), gb_deadline_rule_source (rule));
    }
}

static GbDeadline *
compute (const Options *options,
         gint64         now,
         GError       **error)
{
  g_autoptr (GbWorkCalendar) calendar = NULL;
  g_autoptr (GArray) events = NULL;
  const GbDeadlineEvent *first;
  GbDeadline *deadline;
  GbLimit limit;
  gint64 received;

  if (!gb_time_parse (options->received, &received, error))
    {
      g_prefix_error (error, "--received: ");
      return NULL;
    }
  if (!gb_limit_parse (options->limit, options->rule, options->cutoff, &limit, error))
    return NULL;
  events = gb_deadline_events_parse ((const char *const *) options->events, error);
  calendar = events != NULL ? gb_cli_deadline_calendar (options->hours, options->calendar, error) : NULL;
  if (calendar == NULL)
    return NULL;

  first = (const GbDeadlineEvent *) events->data;
  deadline = gb_deadline_compute (&limit, calendar, received, first, events->len, now, NEAR_DAYS);
  if (!gb_deadline_events_in_order (first, events->len))
    gb_deadline_warn (deadline, GB_WARNING_OUT_OF_ORDER);
  return deadline;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GbDeadline) deadline = NULL;

  if (!parse (&options, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  deadline = compute (&options, gb_cli_now (cli), error);
  if (deadline == NULL)
    return GB_CLI_EXIT_USAGE;
  if (cli->format == GB_CLI_FORMAT_TABLE)
    print_text (deadline);
  else if (cli->format == GB_CLI_FORMAT_CSV)
    print_csv (deadline);
  else
    print_json (deadline);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_deadline = { "deadline", N_("--received T --limit L"),
                                        N_("Count a deadline and say why"), run };
