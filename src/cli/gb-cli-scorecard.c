/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-scorecard.h"

#include <math.h>

#include "gb-cli-json.h"

#define RATIO_DECIMALS 2
#define POINTS_DECIMALS 4

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
