/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-deadline.h"
#include "gb-cli-json.h"
#include "gb-cli.h"
#include "gb-format.h"

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

static gboolean
add_days (GbWorkCalendar *calendar,
          JsonObject     *object,
          const char     *member,
          GbDayKind       kind,
          GError        **error)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *days = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonNode *item = json_array_get_element (days, i);
      const char *text = json_node_get_value_type (item) == G_TYPE_STRING ? json_node_get_string (item) : NULL;
      GbDay day;

      if (!gb_day_parse (text, &day, error))
        return FALSE;
      gb_work_calendar_add_day (calendar, day, kind, GB_DAY_NONE, NULL);
    }
  return TRUE;
}

/* {"off":["2026-08-31"],"work":["2026-08-22"]}: the whole calendar, for all years. */
static gboolean
read_calendar (GbWorkCalendar *calendar,
               const char     *path,
               GError        **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (json_parser_load_from_file (parser, path, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no calendar"), path);
      return FALSE;
    }
  gb_work_calendar_set_compute_holidays (calendar, FALSE);
  return add_days (calendar, json_node_get_object (root), "off", GB_DAY_OFF, error)
         && add_days (calendar, json_node_get_object (root), "work", GB_DAY_WORK, error);
}

static GbWorkCalendar *
make_calendar (const Options *options,
               GError       **error)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();

  if (options->hours != NULL)
    {
      g_autoptr (GbWorkHours) hours = gb_work_hours_parse (options->hours, error);

      if (hours == NULL)
        return NULL;
      gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, hours);
    }
  if (options->calendar != NULL && !read_calendar (calendar, options->calendar, error))
    return NULL;
  return g_steal_pointer (&calendar);
}

static GArray *
parse_events (const Options *options,
              GError       **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));

  for (char **text = options->events; text != NULL && *text != NULL; text++)
    {
      GbDeadlineEvent event;

      if (!gb_deadline_event_parse (*text, &event, error))
        return NULL;
      g_array_append_val (events, event);
    }
  return g_steal_pointer (&events);
}

static void
print_json (const GbDeadline *deadline)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  gb_cli_json_time (builder, "due", deadline->has_due ? deadline->due : 0);
  gb_cli_json_text (builder, "class", gb_deadline_class_nick (deadline->klass));
  json_builder_set_member_name (builder, "remaining_minutes");
  if (deadline->has_remaining)
    json_builder_add_int_value (builder, deadline->remaining / 60);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "trace");
  gb_cli_deadline_trace (builder, deadline, NULL);
  json_builder_set_member_name (builder, "ledger");
  gb_cli_deadline_ledger (builder, deadline);
  json_builder_set_member_name (builder, "warnings");
  gb_cli_deadline_warnings (builder, deadline);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_text (const GbDeadline *deadline)
{
  g_autofree char *due = deadline->has_due ? gb_time_format (deadline->due) : g_strdup (_("the clock stands"));

  g_print ("%s  %s\n", due, gb_deadline_class_label (deadline->klass));
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

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GbWorkCalendar) calendar = NULL;
  g_autoptr (GbDeadline) deadline = NULL;
  g_autoptr (GArray) events = NULL;
  GbLimit limit;
  gint64 received;

  if (!parse (&options, &argc, &argv, error) || !gb_time_parse (options.received, &received, error)
      || !gb_limit_parse (options.limit, options.rule, options.cutoff, &limit, error))
    return GB_CLI_EXIT_USAGE;
  calendar = make_calendar (&options, error);
  events = calendar != NULL ? parse_events (&options, error) : NULL;
  if (events == NULL)
    return GB_CLI_EXIT_USAGE;

  deadline = gb_deadline_compute (&limit, calendar, received, (const GbDeadlineEvent *) events->data, events->len,
                                  gb_cli_now (cli), NEAR_DAYS);
  if (cli->format == GB_CLI_FORMAT_TABLE)
    print_text (deadline);
  else
    print_json (deadline);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_deadline = { "deadline", "--received T --limit L", N_("Count a deadline and say why"), run };
