/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli.h"
#include "gb-contact-repository.h"
#include "gb-people.h"
#include "gb-sheet.h"
#include "gb-team-repository.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

typedef struct
{
  const char *commune; /* (nullable) */
  gint64 now;
} Job;

static const GbSheetColumn officer_columns[] = {
  { "kind", N_("Kind"), 0 },
  { "id", NULL, 0 },
  { "name", N_("Name"), 28 },
  { "title", N_("Title"), 24 },
  { "commune", N_("Commune"), 0 },
  { "commune_name", NULL, 0 },
  { "agency", NULL, 0 },
  { "agency_name", N_("Agency"), 30 },
  { "desk", NULL, 0 },
  { "home", NULL, 0 },
  { "home_name", N_("Home unit"), 30 },
  { "field", N_("Field"), 18 },
  { "fields", NULL, 0 },
  { "decision", NULL, 0 },
  { "from", N_("From"), 0 },
  { "to", N_("To"), 0 },
  { "days_left", N_("Days left"), 0 },
  { "mentor", NULL, 0 },
  { "phone", N_("Telephone"), 0 },
  { "open", N_("Open dossiers"), 0 },
  { "overdue", N_("Overdue"), 0 },
  { "warnings", NULL, 0 },
};

static const GbSheetColumn channel_columns[] = {
  { "kind", N_("Kind"), 0 },        { "id", NULL, 0 },           { "channel", N_("Kind"), 0 },
  { "name", N_("Name"), 34 },       { "value", N_("Address"), 40 }, { "agency", NULL, 0 },
  { "agency_name", N_("Agency"), 34 }, { "field", N_("Field"), 18 }, { "verified", N_("Verified"), 0 },
};

static const GbSheetColumn team_columns[] = {
  { "kind", N_("Kind"), 0 },
  { "id", NULL, 0 },
  { "name", N_("Name"), 40 },
  { "organisation", N_("Agency"), 40 },
  { "level", NULL, 0 },
  { "members", N_("Members"), 0 },
  { "phone", N_("Telephone"), 0 },
  { "sessions", N_("Sessions"), 0 },
  { "asked", N_("Asked for"), 0 },
  { "planned", N_("Planned"), 0 },
  { "done", N_("Done"), 0 },
  { "next", N_("Next"), 0 },
};

static gpointer
load_people (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Job *job = data;

  return gb_people_load (connection, job->commune, job->now, error);
}

static gpointer
load_channels (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Job *job = data;

  return gb_contact_repository_list (connection, GB_CONTACT_FILTER_ALL, gb_time_day (job->now), error);
}

static gpointer
load_teams (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Job *job = data;

  return gb_team_repository_list (connection, job->commune, gb_time_day (job->now), error);
}

static void
print_day (GbSheet *sheet,
           GbDay    day)
{
  g_autofree char *text = day != GB_DAY_NONE ? gb_day_format (day) : NULL;

  gb_sheet_text (sheet, text);
}

static char *
duties_to_json (const GbOfficer *officer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < officer->duties->len; i++)
    {
      const GbDuty *duty = officer->duties->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "field");
      json_builder_add_string_value (builder, duty->field);
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, duty->main ? "main" : "stand-in");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static char *
warnings_to_json (const GbOfficer *officer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  guint warnings = gb_officer_warnings (officer);

  json_builder_begin_array (builder);
  for (guint i = 0; i < GB_N_TERM_WARNINGS; i++)
    {
      GbTermWarning warning = (GbTermWarning) (1u << i);
      const char *source = gb_term_warning_source (warning);

      if ((warnings & warning) == 0)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, gb_term_warning_nick (warning));
      json_builder_set_member_name (builder, "source");
      if (source != NULL)
        json_builder_add_string_value (builder, source);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
print_officer (GbSheet         *sheet,
               const GbOfficer *officer,
               GbDay            day)
{
  g_autofree char *duties = duties_to_json (officer);
  g_autofree char *warnings = warnings_to_json (officer);

  gb_sheet_begin_row (sheet);
  gb_sheet_choice (sheet, officer->seconded ? "seconded" : "post", officer->seconded ? _("seconded") : _("post"));
  gb_sheet_text (sheet, officer->id);
  gb_sheet_text (sheet, officer->name);
  gb_sheet_text (sheet, officer->title);
  gb_sheet_text (sheet, officer->commune);
  gb_sheet_text (sheet, officer->commune_name);
  gb_sheet_text (sheet, officer->agency);
  gb_sheet_text (sheet, officer->agency_name);
  gb_sheet_json (sheet, officer->desk ? "true" : "false");
  gb_sheet_text (sheet, officer->home);
  gb_sheet_text (sheet, officer->home_name);
  gb_sheet_text (sheet, officer->field);
  gb_sheet_json (sheet, duties);
  gb_sheet_text (sheet, officer->decision);
  print_day (sheet, officer->from);
  print_day (sheet, officer->to);
  if (officer->to != GB_DAY_NONE)
    gb_sheet_integer (sheet, (gint64) officer->to - day);
  else
    gb_sheet_null (sheet);
  gb_sheet_text (sheet, officer->mentor);
  gb_sheet_text (sheet, officer->phone);
  gb_sheet_integer (sheet, officer->open);
  gb_sheet_integer (sheet, officer->classes[GB_DEADLINE_CLASS_OVERDUE]);
  gb_sheet_json (sheet, warnings);
  gb_sheet_end_row (sheet);
}

static void
print_point (GbSheet              *sheet,
             const GbContact      *contact,
             const GbContactPoint *point)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_choice (sheet, "channel", _("channel"));
  gb_sheet_text (sheet, point->id);
  gb_sheet_text (sheet, gb_contact_kind_name (point->kind));
  gb_sheet_text (sheet, point->name);
  gb_sheet_text (sheet, point->value);
  gb_sheet_text (sheet, contact->agency);
  gb_sheet_text (sheet, contact->agency_name);
  gb_sheet_text (sheet, contact->field);
  print_day (sheet, point->verified);
  gb_sheet_end_row (sheet);
}

static void
print_team (GbSheet      *sheet,
            const GbTeam *team)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_choice (sheet, "team", _("team"));
  gb_sheet_text (sheet, team->id);
  gb_sheet_text (sheet, team->name);
  gb_sheet_text (sheet, team->organisation);
  gb_sheet_text (sheet, team->kind);
  gb_sheet_integer (sheet, team->members);
  gb_sheet_text (sheet, team->phone);
  gb_sheet_integer (sheet, team->sessions);
  gb_sheet_integer (sheet, team->asked);
  gb_sheet_integer (sheet, team->planned);
  gb_sheet_integer (sheet, team->done);
  print_day (sheet, team->next);
  gb_sheet_end_row (sheet);
}

static GbSheet *
begin (GbCli               *cli,
       guint                total,
       const GbSheetColumn *columns,
       guint                n_columns)
{
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", total);
  return gb_sheet_new (cli->format, columns, n_columns);
}

static GbCliExit
end (GbCli   *cli,
     GbSheet *sheet,
     guint    total)
{
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static GbCliExit
print_officers (GbCli          *cli,
                const GbPeople *people,
                const char     *kind,
                GbDay           day)
{
  g_autoptr (GPtrArray) posts = gb_people_get_set_on (people, GB_PEOPLE_POSTS, day);
  g_autoptr (GPtrArray) seconded = gb_people_get_set_on (people, GB_PEOPLE_SECONDED, day);
  guint n_posts = g_strcmp0 (kind, "seconded") != 0 ? posts->len : 0;
  guint n_seconded = g_strcmp0 (kind, "post") != 0 ? seconded->len : 0;
  g_autoptr (GbSheet) sheet
      = begin (cli, n_posts + n_seconded, officer_columns, G_N_ELEMENTS (officer_columns));

  for (guint i = 0; i < n_seconded; i++)
    print_officer (sheet, seconded->pdata[i], day);
  for (guint i = 0; i < n_posts; i++)
    print_officer (sheet, posts->pdata[i], day);
  return end (cli, sheet, n_posts + n_seconded);
}

static GbCliExit
print_channels (GbCli     *cli,
                GPtrArray *contacts)
{
  g_autoptr (GbSheet) sheet = NULL;
  guint total = 0;

  for (guint i = 0; i < contacts->len; i++)
    total += ((const GbContact *) contacts->pdata[i])->points->len;
  sheet = begin (cli, total, channel_columns, G_N_ELEMENTS (channel_columns));
  for (guint i = 0; i < contacts->len; i++)
    {
      const GbContact *contact = contacts->pdata[i];

      for (guint j = 0; j < contact->points->len; j++)
        print_point (sheet, contact, contact->points->pdata[j]);
    }
  return end (cli, sheet, total);
}

static GbCliExit
print_teams (GbCli     *cli,
             GPtrArray *teams)
{
  g_autoptr (GbSheet) sheet = begin (cli, teams->len, team_columns, G_N_ELEMENTS (team_columns));

  for (guint i = 0; i < teams->len; i++)
    print_team (sheet, teams->pdata[i]);
  return end (cli, sheet, teams->len);
}

static GbCliExit
print (GbCli      *cli,
       Job        *job,
       const char *kind,
       GbDay       day,
       GError    **error)
{
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  g_autoptr (GbPeople) people = NULL;

  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  if (g_strcmp0 (kind, "channel") == 0)
    {
      g_autoptr (GPtrArray) contacts = gb_store_read (store, load_channels, job, NULL, error);

      return contacts != NULL ? print_channels (cli, contacts) : GB_CLI_EXIT_CACHE;
    }
  if (g_strcmp0 (kind, "team") == 0)
    {
      g_autoptr (GPtrArray) teams = gb_store_read (store, load_teams, job, NULL, error);

      return teams != NULL ? print_teams (cli, teams) : GB_CLI_EXIT_CACHE;
    }
  people = gb_store_read (store, load_people, job, NULL, error);
  return people != NULL ? print_officers (cli, people, kind, day) : GB_CLI_EXIT_CACHE;
}

static gboolean
take_kind (const char *kind,
           GError    **error)
{
  static const char *const kinds[] = { "post", "seconded", "channel", "team", NULL };

  if (kind == NULL || g_strv_contains (kinds, kind))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--kind cannot be “%s”; it is one of post, seconded, channel, team"), kind);
  return FALSE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *kind = NULL, *on = NULL;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("Only these"), "post|seconded|channel|team" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("Officers as they were on that day"), N_("DAY") },
    { NULL }
  };
  Job job = { gb_cli_filter_commune (cli), gb_cli_now (cli) };
  GbDay day = gb_time_day (job.now);

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error) ||
      !take_kind (kind, error) || (on != NULL && !gb_day_parse (on, &day, error)))
    return GB_CLI_EXIT_USAGE;
  return print (cli, &job, kind, day, error);
}

const GbCommand gb_command_people = { "people", NULL, N_("List officers, channels or mobile teams"), run };
