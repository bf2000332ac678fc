/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-scorecard.h"

#include <math.h>

#include "gb-cli-json.h"
#include "gb-cli-map.h"
#include "gb-cli-period.h"
#include "gb-csv.h"
#include "gb-save-file.h"
#include "gb-score-words.h"

#define RATIO_DECIMALS 2
#define POINTS_DECIMALS 4

typedef struct
{
  const char *commune;
  GbTrackingSpan span;
} Wanted;

/* What is not known is null. */
static void
add_number (JsonBuilder *builder,
            const char  *name,
            double       value,
            int          decimals)
{
  double scale = pow (10, decimals);

  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else if (floor (value) == value)
    json_builder_add_int_value (builder, (gint64) value);
  else
    json_builder_add_double_value (builder, round (value * scale) / scale);
}

static void
add_indicator (JsonBuilder       *builder,
               GbScoreIndicator   indicator,
               const GbScoreLine *line)
{
  gboolean counts = line->known || line->denominator > 0 || indicator == GB_SCORE_REPORTS;
  gboolean divides = counts && indicator != GB_SCORE_REPORTS;

  json_builder_begin_object (builder);
  gb_cli_json_text (builder, "id", gb_score_rule (indicator)->id);
  add_number (builder, "numerator", counts ? line->numerator : NAN, RATIO_DECIMALS);
  add_number (builder, "denominator", divides ? line->denominator : NAN, RATIO_DECIMALS);
  add_number (builder, "ratio", line->ratio, RATIO_DECIMALS);
  add_number (builder, "points", line->points, POINTS_DECIMALS);
  add_number (builder, "max", line->max, POINTS_DECIMALS);
  json_builder_set_member_name (builder, "known");
  json_builder_add_boolean_value (builder, line->known || indicator == GB_SCORE_REPORTS);
  json_builder_end_object (builder);
}

static void
add_groups (JsonBuilder       *builder,
            const GbScorecard *card)
{
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (int g = 1; g <= GB_N_SCORE_GROUPS; g++)
    {
      const GbScoreTotal *group = &card->groups[g - 1];
      const char id[] = { (char) ('0' + g), '\0' };

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "id", id);
      add_number (builder, "points", group->points, POINTS_DECIMALS);
      add_number (builder, "of", group->of, POINTS_DECIMALS);
      add_number (builder, "max", group->max, POINTS_DECIMALS);
      json_builder_set_member_name (builder, "indicators");
      json_builder_begin_array (builder);
      for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
        if (gb_score_rule (i)->group == g)
          add_indicator (builder, i, &card->lines[i]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_communes (JsonBuilder         *builder,
              const GbScoreReport *report)
{
  json_builder_set_member_name (builder, "communes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->communes->len; i++)
    {
      const GbScorecard *card = report->communes->pdata[i];

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "commune", card->commune);
      gb_cli_json_text (builder, "name", card->name);
      gb_cli_json_integer (builder, "rank", i + 1);
      add_number (builder, "points", card->total.points, POINTS_DECIMALS);
      add_number (builder, "of", card->total.of, POINTS_DECIMALS);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_forecast (JsonBuilder           *builder,
              const GbScoreForecast *forecast,
              guint                  n_dossiers)
{
  json_builder_set_member_name (builder, "forecast");
  json_builder_begin_object (builder);
  gb_cli_json_time (builder, "by", forecast->by);
  gb_cli_json_integer (builder, "dossiers", n_dossiers);
  add_number (builder, "gain", forecast->gain, POINTS_DECIMALS);
  add_number (builder, "without", forecast->without->total->total.points, POINTS_DECIMALS);
  add_number (builder, "with", forecast->with->total->total.points, POINTS_DECIMALS);
  json_builder_end_object (builder);
}

/**
 * gb_cli_scorecard_print:
 * @forecast: (nullable): what finishing @n_dossiers is worth
 *
 * Prints the scorecard as JSON.
 */
void
gb_cli_scorecard_print (const GbScoreReport   *report,
                        const GbScoreForecast *forecast,
                        guint                  n_dossiers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  const GbScorecard *card = report->total;

  json_builder_begin_object (builder);
  add_number (builder, "points", card->total.points, POINTS_DECIMALS);
  add_number (builder, "of", card->total.of, POINTS_DECIMALS);
  add_groups (builder, card);
  if (report->communes->len > 0)
    add_communes (builder, report);
  if (forecast != NULL)
    add_forecast (builder, forecast, n_dossiers);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
append_number (GString *text,
               double   value,
               int      decimals)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE] = "";
  char format[8];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  if (!isnan (value))
    g_ascii_formatd (buffer, sizeof buffer, format, value);
  g_string_append_printf (text, ",%s", buffer);
}

static guint
append_card (GString           *text,
             const GbScorecard *card)
{
  g_autofree char *commune = gb_csv_quote (card->commune != NULL ? card->commune : "");

  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      const GbScoreLine *line = &card->lines[i];
      g_autofree char *name = gb_csv_quote (gb_score_words_indicator (i));

      g_string_append_printf (text, "%s,%d,%s,%s", commune, gb_score_rule (i)->group, gb_score_rule (i)->id, name);
      append_number (text, line->known || i == GB_SCORE_REPORTS ? line->numerator : NAN, i == GB_SCORE_DURATION ? 2 : 0);
      append_number (text, line->known ? line->denominator : NAN, 0);
      append_number (text, line->ratio, RATIO_DECIMALS);
      append_number (text, line->points, POINTS_DECIMALS);
      append_number (text, line->max, RATIO_DECIMALS);
      g_string_append (text, "\r\n");
    }
  return GB_N_SCORE_INDICATORS;
}

/* A table after RFC 4180, a row for each indicator; of each commune where there are several. */
static GString *
make_csv (const GbScoreReport *report,
          guint               *n_rows)
{
  GString *text = g_string_new ("commune,group,id,name,numerator,denominator,ratio,points,max\r\n");

  *n_rows = append_card (text, report->total);
  for (guint i = 0; i < report->communes->len; i++)
    *n_rows += append_card (text, report->communes->pdata[i]);
  return text;
}

static gpointer
read_report (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Wanted *wanted = data;

  return gb_score_report_load (connection, &wanted->span, wanted->commune, error);
}

static gboolean
write_text (GOutputStream *stream,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const GString *text = data;

  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);
}

/**
 * gb_cli_scorecard_export:
 * @out: the file, a CSV
 * @from: (nullable): the period's first day
 * @to: (nullable): the period's last day
 *
 * Saves the scorecard as a table.
 *
 * Returns: how the program ends
 */
GbCliExit
gb_cli_scorecard_export (GbCli       *cli,
                         const char  *out,
                         const char  *from,
                         const char  *to,
                         GError     **error)
{
  Wanted wanted = { .commune = gb_cli_filter_commune (cli) };
  g_autoptr (GFile) file = g_file_new_for_path (out);
  g_autoptr (GbScoreReport) report = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GString) text = NULL;
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  guint n_rows = 0;

  wanted.span.now = gb_cli_now (cli);
  if (!gb_cli_period_take (&wanted.span, from, to, error))
    return GB_CLI_EXIT_USAGE;
  report = store != NULL ? gb_store_read (store, read_report, &wanted, NULL, error) : NULL;
  if (report == NULL)
    return GB_CLI_EXIT_CACHE;
  text = make_csv (report, &n_rows);
  if (!gb_save_file (file, write_text, text, NULL, &failure))
    {
      gb_cli_map_refuse (failure, error);
      return GB_CLI_EXIT_USAGE;
    }
  gb_cli_map_print (cli, out, "rows", n_rows);
  return GB_CLI_EXIT_DONE;
}
