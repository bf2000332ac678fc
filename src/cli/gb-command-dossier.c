/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendars.h"
#include "gb-cli-deadline.h"
#include "gb-cli-dossier.h"
#include "gb-cli-json.h"
#include "gb-dossier-clock.h"
#include "gb-dossier-event.h"
#include "gb-dossier-repository.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define N_EXTRA 5

typedef struct
{
  const char *code;
  gint64 now;
  GbDossier *dossier; /* (owned) (nullable) (out) */
  GPtrArray *steps; /* (owned) (nullable) (out) */
  GbDeadline *deadline; /* (owned) (nullable) (out): none when not accepted or no rule is known */
  const char *note; /* (nullable) (out): about the rule */
} Job;

static void
job_clear (Job *self)
{
  g_clear_object (&self->dossier);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->deadline, gb_deadline_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
compute (Job             *job,
         GbSqlConnection *connection,
         GError         **error)
{
  g_autoptr (GbDossierClock) clock = gb_dossier_clock_load (connection, job->code, error);
  g_autoptr (GbCalendars) calendars = clock != NULL ? gb_calendars_load (connection, error) : NULL;

  if (calendars == NULL)
    return FALSE;
  job->deadline = gb_dossier_clock_compute (clock, gb_calendars_of_commune (calendars, clock->commune), job->now);
  job->note = gb_dossier_clock_note (clock);
  return TRUE;
}

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Job *job = data;

  if (gb_dossier_repository_find (connection, job->code, job->now, &job->dossier, error) && job->dossier != NULL
      && compute (job, connection, error))
    job->steps = gb_dossier_repository_steps (connection, job->code, error);
  return NULL;
}

static char *
steps_to_json (GPtrArray *steps)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      const GbDossierStep *step = g_ptr_array_index (steps, i);

      json_builder_begin_object (builder);
      gb_cli_json_time (builder, "at", step->at);
      if (step->state != 0)
        gb_cli_json_integer (builder, "state", step->state);
      else
        gb_cli_json_text (builder, "state", NULL);
      gb_cli_json_text (builder, "event", step->event);
      gb_cli_json_time (builder, "new_due", step->new_due);
      gb_cli_json_text (builder, "officer", step->officer);
      gb_cli_json_text (builder, "title", step->title);
      gb_cli_json_text (builder, "unit", step->unit);
      gb_cli_json_text (builder, "text", step->text);
      gb_cli_json_time (builder, "planned_from", step->planned_from);
      gb_cli_json_time (builder, "planned_to", step->planned_to);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
write_trace (JsonBuilder *builder,
             const Job   *job)
{
  gb_cli_deadline_trace (builder, job->deadline, job->note);
}

static void
write_ledger (JsonBuilder *builder,
              const Job   *job)
{
  gb_cli_deadline_ledger (builder, job->deadline);
}

static void
write_warnings (JsonBuilder *builder,
                const Job   *job)
{
  gb_cli_deadline_warnings (builder, job->deadline);
}

/* What the engine wrote, as JSON text; an empty array where it has nothing to say. */
static char *
deadline_to_json (const Job *job,
                  void (*write) (JsonBuilder *, const Job *))
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (job->deadline == NULL)
    return g_strdup ("[]");
  builder = json_builder_new_immutable ();
  write (builder, job);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
print_deadline (GbSheet   *sheet,
                const Job *job)
{
  g_autofree char *ledger = deadline_to_json (job, write_ledger);
  g_autofree char *trace = deadline_to_json (job, write_trace);
  g_autofree char *warnings = deadline_to_json (job, write_warnings);

  gb_sheet_json (sheet, ledger);
  if (job->deadline != NULL && job->deadline->has_due)
    gb_sheet_time (sheet, job->deadline->due);
  else
    gb_sheet_null (sheet);
  gb_sheet_json (sheet, trace);
  gb_sheet_json (sheet, warnings);
}

static void
print_dossier (const Job  *job,
               GbCliFormat format)
{
  static const GbSheetColumn extra[N_EXTRA] = {
    { "steps" }, { "ledger" }, { "computed_due" }, { "trace" }, { "warnings" },
  };
  guint n_extra = format == GB_CLI_FORMAT_JSON ? N_EXTRA : 0;
  GbSheetColumn columns[GB_CLI_N_DOSSIER_COLUMNS + N_EXTRA];
  g_autofree char *steps = steps_to_json (job->steps);
  g_autoptr (GbSheet) sheet = NULL;

  memcpy (columns, gb_cli_dossier_columns, sizeof gb_cli_dossier_columns);
  memcpy (columns + GB_CLI_N_DOSSIER_COLUMNS, extra, sizeof extra);
  sheet = gb_sheet_new (format, columns, GB_CLI_N_DOSSIER_COLUMNS + n_extra);
  gb_sheet_begin_row (sheet);
  gb_cli_dossier_cells (sheet, job->dossier);
  if (n_extra > 0)
    {
      gb_sheet_json (sheet, steps);
      print_deadline (sheet, job);
    }
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
  if (format == GB_CLI_FORMAT_JSON)
    fputc ('\n', stdout);
}

static void
print_steps (GPtrArray *steps)
{
  static const GbSheetColumn columns[] = {
    { "at", N_("Time"), 0 },     { "state", N_("State"), 0 },   { "officer", N_("Officer"), 24 },
    { "title", N_("Title"), 24 }, { "unit", N_("Unit"), 28 }, { "text", N_("What was done"), 48 },
  };
  g_autoptr (GbSheet) sheet = gb_sheet_new (GB_CLI_FORMAT_TABLE, columns, G_N_ELEMENTS (columns));

  fputc ('\n', stdout);
  for (guint i = 0; i < steps->len; i++)
    {
      const GbDossierStep *step = g_ptr_array_index (steps, i);

      gb_sheet_begin_row (sheet);
      gb_sheet_time (sheet, step->at);
      gb_sheet_text (sheet, step->state != 0 ? gb_dossier_state_label (step->state)
                                             : gb_dossier_event_label (step->event));
      gb_sheet_text (sheet, step->officer);
      gb_sheet_text (sheet, step->title);
      gb_sheet_text (sheet, step->unit);
      gb_sheet_text (sheet, step->text);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Job) job = { NULL };
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, &job.code, error))
    return GB_CLI_EXIT_USAGE;
  if (job.code == NULL)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say the dossier's code"));
      return GB_CLI_EXIT_USAGE;
    }
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  job.now = gb_cli_now (cli);
  gb_store_read (store, find, &job, NULL, error);
  if (*error != NULL)
    return GB_CLI_EXIT_CACHE;
  if (job.dossier == NULL)
    {
      if (cli->format == GB_CLI_FORMAT_JSON)
        fputs ("{\"total\":0}\n", stdout);
      g_printerr (_("There is no dossier “%s” in these data.\n"), job.code);
      return GB_CLI_EXIT_NOTHING;
    }
  print_dossier (&job, cli->format);
  if (cli->format == GB_CLI_FORMAT_TABLE)
    print_steps (job.steps);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_dossier = { "dossier", N_("CODE"), N_("Show a dossier and its steps"), run };
