/* SPDX-License-Identifier: GPL-3.0-or-later */
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

const GbCommand gb_command_scorecard = { "scorecard", NULL, N_ ("The scorecard of decision 766"), run };
