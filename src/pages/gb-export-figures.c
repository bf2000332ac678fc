/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-commune-words.h"
#include "gb-programme-words.h"
#include "gb-reconcile-words.h"
#include "gb-score-words.h"
#include "gb-tracking-line.h"

/* What the page of indicators shows, as sheets. */

static const GbTableColumn score_columns[] = {
  { "group", N_ ("Group"), GB_TABLE_TEXT, 34 },
  { "id", N_ ("Number"), GB_TABLE_CODE, 8 },
  { "indicator", N_ ("Indicator"), GB_TABLE_TEXT, 60 },
  { "value", N_ ("Value"), GB_TABLE_TEXT, 22 },
  { "numerator", N_ ("Numerator"), GB_TABLE_NUMBER, 0 },
  { "denominator", N_ ("Denominator"), GB_TABLE_NUMBER, 0 },
  { "points", N_ ("Points"), GB_TABLE_NUMBER, 0 },
  { "max", N_ ("Most points"), GB_TABLE_NUMBER, 0 },
};

static const GbTableColumn ranking_columns[] = {
  { "rank", N_ ("Rank"), GB_TABLE_INTEGER, 8 },
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 30 },
  { "points", N_ ("Points"), GB_TABLE_NUMBER, 0 },
  { "of", N_ ("Out of points that have data"), GB_TABLE_NUMBER, 0 },
};

static const GbTableColumn programme_columns[] = {
  { "name", N_ ("Indicator"), GB_TABLE_TEXT, 50 },
  { "unit", N_ ("Unit"), GB_TABLE_TEXT, 16 },
  { "amount", N_ ("Value"), GB_TABLE_NUMBER, 0 },
  { "whole", N_ ("Out of"), GB_TABLE_NUMBER, 0 },
  { "target", N_ ("Target"), GB_TABLE_NUMBER, 0 },
  { "due", N_ ("Deadline"), GB_TABLE_DATE, 0 },
  { "state", N_ ("State"), GB_TABLE_TEXT, 24 },
  { "as_of", N_ ("Figures of"), GB_TABLE_DATE, 0 },
};

static const GbTableColumn trend_columns[] = {
  { "month", N_ ("Month"), GB_TABLE_TEXT, 12 },
  { "amount", N_ ("Value"), GB_TABLE_NUMBER, 0 },
  { "whole", N_ ("Out of"), GB_TABLE_NUMBER, 0 },
  { "target", N_ ("Target"), GB_TABLE_NUMBER, 0 },
};

static const GbTableColumn rank_columns[] = {
  { "rank", N_ ("Rank"), GB_TABLE_INTEGER, 8 },
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 30 },
  { "amount", N_ ("Value"), GB_TABLE_NUMBER, 0 },
};

static const GbTableColumn reconcile_columns[] = {
  { "code", N_ ("Code"), GB_TABLE_CODE, 0 },
  { "procedure", N_ ("Procedure"), GB_TABLE_TEXT, 60 },
  { "state", N_ ("State"), GB_TABLE_TEXT, 0 },
  { "official", N_ ("Province's due date"), GB_TABLE_DATETIME, 0 },
  { "computed", N_ ("Our due date"), GB_TABLE_DATETIME, 0 },
  { "difference", N_ ("Difference"), GB_TABLE_TEXT, 26 },
  { "reason", N_ ("Reason"), GB_TABLE_TEXT, 44 },
  { "note", N_ ("Limit taken from"), GB_TABLE_TEXT, 34 },
};

/* --- tracking ------------------------------------------------------------------------------------- */

static void
add_tracking_figures (GbTableRow   *row,
                      const gint64 *counts)
{
  for (int place = 0; place < GB_N_TRACKING_PLACES; place++)
    {
      int column = gb_tracking_place_column (place);

      if (column != GB_TRACKING_SHARE)
        gb_table_row_integer (row, counts[column]);
      else
        gb_table_row_number (row, gb_tracking_words_share (counts));
    }
}

static void
fill_tracking (GbTableRow *row,
               gpointer    item,
               gpointer    data)
{
  const GbTrackingRow *line = item;

  gb_table_row_text (row, gb_tracking_words_name (line));
  add_tracking_figures (row, line->counts);
  if (GPOINTER_TO_INT (data))
    add_tracking_figures (row, line->previous);
  if (line->key == NULL)
    gb_table_row_set_strong (row);
}

/* All columns once more, with the figures of the period before. */
static void
add_tracking_columns (GbTable  *table,
                      gboolean  before)
{
  for (int place = 0; place < GB_N_TRACKING_PLACES; place++)
    {
      int column = gb_tracking_place_column (place);
      const char *nick = column != GB_TRACKING_SHARE ? gb_tracking_column_nick (column) : "share";
      g_autofree char *key = g_strdup_printf ("%s%s", before ? "before-" : "", nick);
      /* Translators: a figure of the period before */
      g_autofree char *header = g_strdup_printf (before ? _("%s, period before") : "%s",
                                                 gb_tracking_words_column (column));

      gb_table_add_column (table, key, header, column != GB_TRACKING_SHARE ? GB_TABLE_INTEGER : GB_TABLE_PERCENT, 0);
    }
}

/**
 * gb_export_tracking_table:
 * @rows: (element-type GbTrackingRow): the last one their total; nobody changes them
 * @compared: whether the period before is known
 * @title: of which days it is
 *
 * Returns: (transfer full): a sheet of the tracking table
 */
GbTable *
gb_export_tracking_table (GPtrArray   *rows,
                          GbTrackingBy by,
                          gboolean     compared,
                          const char  *title)
{
  GbTable *table = gb_table_new (_("Tracking of progress"), title);

  gb_table_add_column (table, "name", gb_tracking_words_by (by), GB_TABLE_TEXT, 34);
  add_tracking_columns (table, FALSE);
  if (compared)
    add_tracking_columns (table, TRUE);
  gb_table_set_items (table, rows, fill_tracking, GINT_TO_POINTER (compared), NULL);
  return table;
}

/* --- scorecard ------------------------------------------------------------------------------------ */

/* A line of the card: of an indicator, or the sum of a group, or of all. */
typedef struct
{
  int group;     /* from 1; 0: of all */
  int indicator; /* -1: the sum */
  GbScoreLine line;
  GbScoreTotal total;
} ScoreItem;

static void
fill_sum (GbTableRow      *row,
          const ScoreItem *item)
{
  gb_table_row_text (row, item->group > 0 ? gb_score_words_group (item->group) : C_ ("row", "Total"));
  for (int i = 0; i < 5; i++)
    gb_table_row_null (row);
  gb_table_row_number (row, item->total.points);
  gb_table_row_number (row, item->total.of);
  gb_table_row_set_strong (row);
}

static void
fill_score (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const ScoreItem *score = item;
  const GbScoreLine *line = &score->line;

  if (score->indicator < 0)
    {
      fill_sum (row, score);
      return;
    }
  gb_table_row_text (row, gb_score_words_group (score->group));
  gb_table_row_text (row, gb_score_rule (score->indicator)->id);
  gb_table_row_text (row, gb_score_words_indicator (score->indicator));
  gb_export_add_words (row, gb_score_words_ratio (score->indicator, line));
  gb_table_row_number (row, line->denominator > 0 ? line->numerator : NAN);
  gb_table_row_number (row, line->denominator > 0 ? line->denominator : NAN);
  gb_table_row_number (row, line->points);
  gb_table_row_number (row, line->max);
}

static void
add_score (GPtrArray          *items,
           int                 group,
           int                 indicator,
           const GbScoreLine  *line,
           const GbScoreTotal *total)
{
  ScoreItem *item = g_new0 (ScoreItem, 1);

  item->group = group;
  item->indicator = indicator;
  if (line != NULL)
    item->line = *line;
  if (total != NULL)
    item->total = *total;
  g_ptr_array_add (items, item);
}

/**
 * gb_export_score_table:
 * @title: whose it is, and of which days
 *
 * Returns: (transfer full): a sheet of a scorecard: each group's indicators and their sum, and the total
 */
GbTable *
gb_export_score_table (const GbScorecard *card,
                       const char        *title)
{
  GbTable *table = gb_table_new (_("Scorecard 766"), title);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (int group = 1; group <= GB_N_SCORE_GROUPS; group++)
    {
      for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
        if (gb_score_rule (i)->group == group)
          add_score (items, group, i, &card->lines[i], NULL);
      add_score (items, group, -1, NULL, &card->groups[group - 1]);
    }
  add_score (items, 0, -1, NULL, &card->total);
  gb_table_add_columns (table, score_columns, G_N_ELEMENTS (score_columns));
  gb_table_set_items (table, items, fill_score, NULL, NULL);
  return table;
}

/* A place in the ranking. */
typedef struct
{
  guint rank;
  char *name; /* (owned) */
  GbScoreTotal total;
} RankItem;

static void
rank_item_free (gpointer data)
{
  g_free (((RankItem *) data)->name);
  g_free (data);
}

static void
fill_ranking (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const RankItem *rank = item;

  gb_table_row_integer (row, rank->rank);
  gb_table_row_text (row, rank->name);
  gb_table_row_number (row, rank->total.points);
  gb_table_row_number (row, rank->total.of);
}

/**
 * gb_export_ranking_table:
 *
 * Returns: (transfer full): a sheet of the communes, the best first
 */
GbTable *
gb_export_ranking_table (const GbScoreReport *report)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (rank_item_free);

  for (guint i = 0; i < report->communes->len; i++)
    {
      const GbScorecard *card = report->communes->pdata[i];
      RankItem *item = g_new0 (RankItem, 1);

      *item = (RankItem) { i + 1, gb_commune_words_capital (card->name != NULL ? card->name : card->commune),
                           card->total };
      g_ptr_array_add (items, item);
    }
  return gb_export_table_new (_("Ranking of the communes"), ranking_columns, G_N_ELEMENTS (ranking_columns), items,
                              fill_ranking, NULL, NULL);
}

/* --- programmes ----------------------------------------------------------------------------------- */

static void
fill_programme (GbTableRow *row,
                gpointer    item,
                gpointer    data)
{
  const GbProgramme *programme = item;
  const gint64 *now = data;

  gb_table_row_text (row, programme->name);
  gb_table_row_text (row, programme->unit);
  gb_table_row_number (row, programme->numerator);
  gb_table_row_number (row, programme->denominator);
  gb_table_row_number (row, programme->target);
  gb_table_row_day (row, programme->due != 0 ? gb_time_day (programme->due) : GB_DAY_NONE);
  gb_export_add_words (row, gb_programme_words_state (programme, *now));
  gb_table_row_day (row, programme->as_of != 0 ? gb_time_day (programme->as_of) : GB_DAY_NONE);
}

/**
 * gb_export_programmes_table:
 * @programmes: (element-type GbProgramme): in the order of the screen; nobody changes them
 * @now: UTC seconds
 *
 * Returns: (transfer full): a sheet of how the indicators stand
 */
GbTable *
gb_export_programmes_table (GPtrArray *programmes,
                            gint64     now)
{
  return gb_export_table_new (_("Programmes"), programme_columns, G_N_ELEMENTS (programme_columns), programmes,
                              fill_programme, g_memdup2 (&now, sizeof now), g_free);
}

static void
fill_trend (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const GbProgrammePoint *point = item;

  gb_export_add_words (row, g_strdup_printf ("%02d/%d", point->month, point->year));
  gb_table_row_number (row, point->numerator);
  gb_table_row_number (row, point->denominator);
  gb_table_row_number (row, point->target);
}

/**
 * gb_export_trend_table:
 * @programme: whose
 * @trend: (element-type GbProgrammePoint): by month
 *
 * Returns: (transfer full): a sheet of how an indicator went
 */
GbTable *
gb_export_trend_table (const GbProgramme *programme,
                       GArray            *trend)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  /* Translators: an indicator's course */
  g_autofree char *name = g_strdup_printf (_("By month: %s"), programme->name);

  for (guint i = 0; i < trend->len; i++)
    g_ptr_array_add (items, g_memdup2 (&g_array_index (trend, GbProgrammePoint, i), sizeof (GbProgrammePoint)));
  return gb_export_table_new (name, trend_columns, G_N_ELEMENTS (trend_columns), items, fill_trend, NULL, NULL);
}

static void
fill_rank (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbProgrammeRank *rank = item;

  gb_table_row_integer (row, rank->rank);
  gb_export_add_words (row, gb_commune_words_capital (rank->name));
  gb_table_row_number (row, rank->amount);
}

/**
 * gb_export_ranks_table:
 * @programme: whose
 * @ranking: (element-type GbProgrammeRank): nobody changes it
 *
 * Returns: (transfer full): a sheet of how the communes stand beside each other
 */
GbTable *
gb_export_ranks_table (const GbProgramme *programme,
                       GPtrArray         *ranking)
{
  /* Translators: an indicator by which communes are compared */
  g_autofree char *name = g_strdup_printf (_("By commune: %s"), programme->name);

  return gb_export_table_new (name, rank_columns, G_N_ELEMENTS (rank_columns), ranking, fill_rank, NULL, NULL);
}

/* --- due dates ------------------------------------------------------------------------------------ */

static void
fill_reconcile (GbTableRow *row,
                gpointer    item,
                gpointer    data)
{
  const GbReconcileRow *line = item;

  gb_table_row_text (row, line->code);
  gb_table_row_text (row, line->procedure);
  gb_table_row_text (row, gb_dossier_state_label (line->state));
  gb_table_row_time (row, line->official);
  gb_table_row_time (row, line->computed);
  if (line->official != 0 && line->computed != 0)
    gb_export_add_words (row, gb_reconcile_words_difference (line));
  else
    gb_table_row_null (row);
  gb_table_row_choice (row, gb_reconcile_reason_nick (line->reason), gb_reconcile_reason_label (line->reason));
  gb_table_row_text (row, line->note);
}

/**
 * gb_export_reconcile_table:
 * @rows: (element-type GbReconcileRow): in the order of the screen; nobody changes them
 *
 * Returns: (transfer full): a sheet of where the province's due dates and ours differ
 */
GbTable *
gb_export_reconcile_table (GPtrArray *rows)
{
  return gb_export_table_new (_("Due dates against the province's system"), reconcile_columns,
                              G_N_ELEMENTS (reconcile_columns), rows, fill_reconcile, NULL, NULL);
}
