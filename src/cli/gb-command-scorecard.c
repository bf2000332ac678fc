/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-cli-period.h"
#include "gb-cli-scorecard.h"
#include "gb-score-words.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const char *commune;
  GbTrackingSpan span;
  char **dossiers; /* (nullable): of the forecast */
  gint64 by;
  GbScoreForecast *forecast; /* (owned) (nullable) */
} Job;

static const GbSheetColumn columns[] = {
  { "id", N_ ("Indicator"), 5 },      { "name", N_ ("Name"), 44 },    { "numerator", N_ ("Fulfilled"), 0 },
  { "denominator", N_ ("Of how many"), 0 }, { "ratio", N_ ("Ratio"), 0 },   { "points", N_ ("Points"), 0 },
  { "max", N_ ("At most"), 0 },
};

static gpointer
read_report (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Job *job = data;

  if (job->dossiers != NULL)
    {
      job->forecast = gb_score_forecast_load (connection, &job->span, job->commune, (const char *const *) job->dossiers,
                                              job->by, error);
      if (job->forecast == NULL)
        return NULL;
    }
  return gb_score_report_load (connection, &job->span, job->commune, error);
}

static void
sheet_number (GbSheet *sheet,
              double   value)
{
  if (isnan (value))
    gb_sheet_null (sheet);
  else
    gb_sheet_number (sheet, round (value * 100) / 100);
}

static void
print_sheet (const GbScorecard *card,
             GbCliFormat        format)
{
  g_autoptr (GbSheet) sheet = gb_sheet_new (format, columns, G_N_ELEMENTS (columns));

  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      const GbScoreLine *line = &card->lines[i];

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, gb_score_rule (i)->id);
      gb_sheet_text (sheet, gb_score_words_indicator (i));
      sheet_number (sheet, line->known || i == GB_SCORE_REPORTS ? line->numerator : NAN);
      sheet_number (sheet, line->known ? line->denominator : NAN);
      sheet_number (sheet, line->ratio);
      sheet_number (sheet, line->points);
      sheet_number (sheet, line->max);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
}

/* By the end of a day; without one, of the last day of the period. */
static gboolean
take_by (Job        *job,
         const char *by,
         GError    **error)
{
  GbDay day = job->span.to;

  if (by != NULL && !gb_day_parse (by, &day, error))
    return FALSE;
  job->by = gb_day_at (day, GB_DAY_SECONDS - 1);
  if (job->by >= job->span.now)
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("What is forecast lies ahead: choose a later day"));
  return FALSE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *from = NULL, *to = NULL, *by = NULL;
  g_auto (GStrv) finish = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("The period's first day"), N_ ("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The period's last day"), N_ ("DAY") },
    { "finish", 0, 0, G_OPTION_ARG_STRING_ARRAY, &finish, N_ ("What it is worth to finish this dossier"), N_ ("CODE") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("Until when it is finished"), N_ ("DAY") },
    { NULL }
  };
  Job job = { .commune = gb_cli_filter_commune (cli), .span = { .now = gb_cli_now (cli) } };
  g_autoptr (GbScoreReport) report = NULL;
  g_autoptr (GbScoreForecast) forecast = NULL;
  GbStore *store;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error)
      || !gb_cli_period_take (&job.span, from, to, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  /* Once more: by now it is known what time it is. */
  job.span.now = gb_cli_now (cli);
  job.dossiers = finish;
  if (!gb_cli_period_take (&job.span, from, to, error) || (finish != NULL && !take_by (&job, by, error)))
    return GB_CLI_EXIT_USAGE;
  report = store != NULL ? gb_store_read (store, read_report, &job, NULL, error) : NULL;
  forecast = job.forecast;
  if (report == NULL)
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    gb_cli_scorecard_print (report, forecast, finish != NULL ? g_strv_length (finish) : 0);
  else
    print_sheet (report->total, cli->format);
  return GB_CLI_EXIT_DONE;
}

/* --- export --------------------------------------------------------------------------------------- */

typedef struct
{
  char *from; /* (owned) (nullable) */
  char *to;   /* (owned) (nullable) */
} Wanted;

/* An indicator of a card. */
typedef struct
{
  const GbScorecard *card;
  GbScoreIndicator indicator;
} Line;

static const GbTableColumn table_columns[] = {
  { "commune", N_("Commune code"), GB_TABLE_CODE, 12 },
  { "commune_name", N_("Commune"), GB_TABLE_TEXT, 24 },
  { "group", N_("Group of indicators"), GB_TABLE_TEXT, 34 },
  { "id", N_("No."), GB_TABLE_CODE, 8 },
  { "name", N_("Indicator"), GB_TABLE_TEXT, 60 },
  { "numerator", N_("Fulfilled"), GB_TABLE_NUMBER, 12 },
  { "denominator", N_("Of how many"), GB_TABLE_NUMBER, 14 },
  { "ratio", N_("Ratio"), GB_TABLE_NUMBER, 10 },
  { "points", N_("Points"), GB_TABLE_NUMBER, 10 },
  { "max", N_("At most"), GB_TABLE_NUMBER, 10 },
};

static gboolean
parse_export (GbCliExport   *self,
              int           *argc,
              char        ***argv,
              GError       **error)
{
  Wanted *wanted = g_new0 (Wanted, 1);
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &wanted->from, N_ ("The period's first day"), N_ ("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &wanted->to, N_ ("The period's last day"), N_ ("DAY") },
    { NULL }
  };
  GbTrackingSpan span = { .now = gb_cli_now (self->cli) };

  self->wanted = wanted;
  return gb_cli_parse (entries, argc, argv, error) && gb_cli_period_take (&span, wanted->from, wanted->to, error);
}

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const Line *line = item;
  const GbScoreLine *score = &line->card->lines[line->indicator];
  int group = gb_score_rule (line->indicator)->group;
  const char nick[] = { (char) ('0' + group), '\0' };

  gb_table_row_text (row, line->card->commune);
  gb_table_row_text (row, line->card->name);
  gb_table_row_choice (row, nick, gb_score_words_group (group));
  gb_table_row_text (row, gb_score_rule (line->indicator)->id);
  gb_table_row_text (row, gb_score_words_indicator (line->indicator));
  gb_table_row_number (row, score->known || line->indicator == GB_SCORE_REPORTS ? score->numerator : NAN);
  gb_table_row_number (row, score->known ? score->denominator : NAN);
  gb_table_row_number (row, round (score->ratio * 100) / 100);
  gb_table_row_number (row, round (score->points * 10000) / 10000);
  gb_table_row_number (row, score->max);
}

static void
add_lines (GPtrArray         *lines,
           const GbScorecard *card)
{
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      const Line line = { card, i };

      g_ptr_array_add (lines, g_memdup2 (&line, sizeof line));
    }
}

/* A row for each indicator; of each commune where there are several. */
static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  const Wanted *wanted = self->wanted;
  Job job = { .commune = self->commune, .span = { .now = self->now } };
  g_autoptr (GbTable) table = gb_table_new (_("Scorecard"), _("The scorecard of decision 766"));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GbScoreReport) report = NULL;
  g_autofree char *period = NULL;

  if (!gb_cli_period_take (&job.span, wanted->from, wanted->to, error))
    return FALSE;
  report = read_report (connection, &job, cancellable, error);
  if (report == NULL)
    return FALSE;
  add_lines (lines, report->total);
  for (guint i = 0; i < report->communes->len; i++)
    add_lines (lines, report->communes->pdata[i]);
  period = gb_cli_period_words (&job.span);
  gb_table_add_note (table, period);
  gb_table_add_columns (table, table_columns, G_N_ELEMENTS (table_columns));
  gb_table_set_items (table, lines, fill, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_scorecard = { "scorecard", ".xlsx .csv", parse_export, wanted_free, save };

const GbCommand gb_command_scorecard = { "scorecard", NULL, N_ ("The scorecard of decision 766"), run };
