/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"
#include "gb-period.h"
#include "gb-score-words.h"

/* A column by its whole name, and as it stands in the table under the name of its group. */
static const struct
{
  const char *name;
  const char *group;
  const char *title;
} columns[GB_TRACKING_SHARE + 1] = {
  [GB_TRACKING_RECEIVED] = { N_ ("All received"), N_ ("Received"), N_ ("Total") },
  [GB_TRACKING_CARRIED] = { N_ ("Carried over"), N_ ("Received"), N_ ("Carried over") },
  [GB_TRACKING_PERIOD] = { N_ ("Received in the period"), N_ ("Received"), N_ ("In the period") },
  [GB_TRACKING_ONLINE] = { N_ ("Received online"), N_ ("Received"), N_ ("Online") },
  [GB_TRACKING_DESK] = { N_ ("Received at the desk"), N_ ("Received"), N_ ("At the desk") },
  /* Translators: by public post; over a narrow column */
  [GB_TRACKING_POST] = { N_ ("Received by public post"), N_ ("Received"), N_ ("Post") },
  [GB_TRACKING_DONE] = { N_ ("Done"), N_ ("Done"), N_ ("Total") },
  [GB_TRACKING_DONE_EARLY] = { N_ ("Done early"), N_ ("Done"), N_ ("Early") },
  [GB_TRACKING_DONE_ONTIME] = { N_ ("Done on time"), N_ ("Done"), N_ ("On time") },
  [GB_TRACKING_DONE_LATE] = { N_ ("Done late"), N_ ("Done"), N_ ("Late") },
  [GB_TRACKING_PROCESSING] = { N_ ("In process"), N_ ("In process"), N_ ("Total") },
  [GB_TRACKING_PROCESSING_ONTIME] = { N_ ("In process, in time"), N_ ("In process"), N_ ("On time") },
  [GB_TRACKING_PROCESSING_LATE] = { N_ ("In process, late"), N_ ("In process"), N_ ("Late") },
  [GB_TRACKING_PAUSED] = { N_ ("Paused"), N_ ("Paused"), N_ ("Total") },
  [GB_TRACKING_PAUSED_ONTIME] = { N_ ("Paused, in time"), N_ ("Paused"), N_ ("On time") },
  [GB_TRACKING_PAUSED_LATE] = { N_ ("Paused, late"), N_ ("Paused"), N_ ("Late") },
  [GB_TRACKING_OPEN] = { N_ ("In process or paused"), N_ ("In process"), N_ ("Total") },
  [GB_TRACKING_DONE_INTIME] = { N_ ("Done early or on time"), N_ ("Done"), N_ ("On time") },
  /* Translators: of what is done, how much is early or on time, in per cent; over a narrow column */
  [GB_TRACKING_SHARE] = { N_ ("Share done on time"), N_ ("Done"), N_ ("On-time share") },
};

/**
 * gb_tracking_words_by:
 *
 * Returns: what stands over the rows' names, such as "Lĩnh vực"
 */
const char *
gb_tracking_words_by (GbTrackingBy by)
{
  static const char *const names[GB_N_TRACKING_BYS] = {
    [GB_TRACKING_BY_UNIT] = N_ ("Unit"),
    [GB_TRACKING_BY_FIELD] = N_ ("Field"),
    [GB_TRACKING_BY_OFFICER] = N_ ("Officer"),
  };

  return _(names[by]);
}

/**
 * gb_tracking_words_group:
 * @column: a #GbTrackingColumn or %GB_TRACKING_SHARE
 *
 * Returns: what stands over the column and its neighbours, such as "Đã xử lý"
 */
const char *
gb_tracking_words_group (int column)
{
  return _(columns[column].group);
}

/**
 * gb_tracking_words_title:
 *
 * Returns: what stands over the column, under the name of its group: "Quá hạn"
 */
const char *
gb_tracking_words_title (int column)
{
  return _(columns[column].title);
}

/**
 * gb_tracking_words_column:
 *
 * Returns: the column's whole name, such as "Đã xử lý quá hạn"
 */
const char *
gb_tracking_words_column (int column)
{
  return _(columns[column].name);
}

/**
 * gb_tracking_words_is_late:
 *
 * Returns: whether the column counts what is late
 */
gboolean
gb_tracking_words_is_late (int column)
{
  return column == GB_TRACKING_DONE_LATE || column == GB_TRACKING_PROCESSING_LATE
         || column == GB_TRACKING_PAUSED_LATE;
}

/**
 * gb_tracking_words_name:
 *
 * Returns: (transfer none): what stands before the row
 */
const char *
gb_tracking_words_name (const GbTrackingRow *row)
{
  if (row->key == NULL)
    /* Translators: the last row of a table */
    return C_ ("row", "Total");
  return *row->name != '\0' ? row->name : _("nobody");
}

/* Per mille; -1 where nothing was done that had a due moment. What is not all is never 1000. */
static int
share_of (const gint64 *counts)
{
  gint64 in_time = counts[GB_TRACKING_DONE_EARLY] + counts[GB_TRACKING_DONE_ONTIME];
  gint64 all = in_time + counts[GB_TRACKING_DONE_LATE];

  if (all == 0)
    return -1;
  return (int) MIN ((in_time * 2000 + all) / (all * 2), in_time < all ? 999 : 1000);
}

/**
 * gb_tracking_words_share:
 * @counts: of a row, by #GbTrackingColumn
 *
 * Returns: of what is done and had a due moment, how much was on time, as it is shown: 0.975; NAN where nothing was
 */
double
gb_tracking_words_share (const gint64 *counts)
{
  int share = share_of (counts);

  return share >= 0 ? share / 1000.0 : NAN;
}

/* "97,5" */
static char *
format_permille (int permille)
{
  return g_strdup_printf ("%d,%d", permille / 10, permille % 10);
}

/**
 * gb_tracking_words_figure:
 * @counts: of a row, by #GbTrackingColumn
 * @column: a #GbTrackingColumn or %GB_TRACKING_SHARE
 *
 * Returns: (transfer full): such as "1.290" or "97,5 %"
 */
char *
gb_tracking_words_figure (const gint64 *counts,
                          int           column)
{
  g_autofree char *share = NULL;

  if (column != GB_TRACKING_SHARE)
    return gb_format_number (counts[column]);
  if (share_of (counts) < 0)
    return g_strdup ("–");
  share = format_permille (share_of (counts));
  return g_strdup_printf ("%s %%", share);
}

/**
 * gb_tracking_words_change:
 *
 * Returns: (transfer full): how the figure changed since the period before, such as "▲ 12"; empty
 *   where it did not
 */
char *
gb_tracking_words_change (const GbTrackingRow *row,
                          int                  column)
{
  int share = share_of (row->counts), before = share_of (row->previous);
  gint64 change = column != GB_TRACKING_SHARE ? row->counts[column] - row->previous[column]
                                              : share - before;
  g_autofree char *amount = NULL;

  if (change == 0 || (column == GB_TRACKING_SHARE && (share < 0 || before < 0)))
    return g_strdup ("");
  amount = column != GB_TRACKING_SHARE ? gb_format_number (ABS (change))
                                       : format_permille ((int) ABS (change));
  return g_strdup_printf ("%s %s", change > 0 ? "▲" : "▼", amount);
}

/**
 * gb_tracking_words_before:
 *
 * Returns: (transfer full): such as "kỳ trước 9"
 */
char *
gb_tracking_words_before (const GbTrackingRow *row,
                          int                  column)
{
  g_autofree char *before = gb_tracking_words_figure (row->previous, column);

  /* Translators: the same figure in the period before */
  return g_strdup_printf (_("previous period %s"), before);
}

/**
 * gb_tracking_words_cell:
 * @compared: whether the period before is known
 *
 * Returns: (transfer full): what a screen reader says: "Đã xử lý quá hạn, Đất đai: 12, kỳ trước 9"
 */
char *
gb_tracking_words_cell (const GbTrackingRow *row,
                        int                  column,
                        gboolean             compared)
{
  g_autofree char *figure = gb_tracking_words_figure (row->counts, column);
  g_autofree char *before = compared ? gb_tracking_words_before (row, column) : NULL;
  g_autofree char *told = g_strdup_printf ("%s, %s: %s", gb_tracking_words_column (column),
                                           gb_tracking_words_name (row), figure);

  return before != NULL ? g_strdup_printf ("%s, %s", told, before) : g_steal_pointer (&told);
}

/**
 * gb_tracking_words_rows:
 *
 * Returns: (transfer full): such as "96 đơn vị"
 */
char *
gb_tracking_words_rows (GbTrackingBy by,
                        guint        n_rows)
{
  g_autofree char *number = gb_format_number (n_rows);

  switch (by)
    {
    case GB_TRACKING_BY_UNIT:
      return g_strdup_printf (ngettext ("%s unit", "%s units", n_rows), number);
    case GB_TRACKING_BY_FIELD:
      return g_strdup_printf (ngettext ("%s field", "%s fields", n_rows), number);
    case GB_TRACKING_BY_OFFICER:
    default:
      return g_strdup_printf (ngettext ("%s officer", "%s officers", n_rows), number);
    }
}

/* What a commune is responsible for; of one officer or field where the figure was theirs. */
static char *
owned_words (const GbDossierSet *set)
{
  /* Translators: dossiers that a commune is responsible for */
  g_autofree char *words
      = g_strdup_printf (_("handled by %s"), set->unit_name != NULL ? set->unit_name : set->unit);
  const char *of = set->officer != NULL && *set->officer != '\0' ? set->officer : set->field;

  return of != NULL ? g_strdup_printf ("%s · %s", of, words) : g_steal_pointer (&words);
}

static char *
reminder_words (const GbDossierSet *set,
                GbDay               today)
{
  g_autofree char *day = gb_format_day (set->from, today);

  /* Translators: the dossiers that a notice told of on that day */
  return g_strdup_printf (_("Reminded of on %s"), day);
}

/**
 * gb_tracking_words_set:
 * @today: a period that is under way is told until then
 *
 * Returns: (transfer full): such as "Đã xử lý quá hạn · Đất đai · 01/07–26/08/2026"
 */
char *
gb_tracking_words_set (const GbDossierSet *set,
                       GbDay               today)
{
  const char *officer = set->officer;
  const char *whose = NULL;
  g_autofree char *days = NULL;

  if (set->kind == GB_DOSSIER_SET_OWNED)
    return owned_words (set);
  if (set->kind == GB_DOSSIER_SET_SCORE)
    return gb_score_words_set (set, today);
  if (set->kind == GB_DOSSIER_SET_REMINDER)
    return reminder_words (set, today);
  days = gb_period_format (set->from, CLAMP (today, set->from, set->to));

  if (officer != NULL)
    whose = *officer != '\0' ? officer : _("nobody");
  else
    whose = set->field != NULL ? set->field : set->unit_name;
  if (whose == NULL)
    return g_strdup_printf ("%s · %s", gb_tracking_words_column (set->part), days);
  return g_strdup_printf ("%s · %s · %s", gb_tracking_words_column (set->part), whose, days);
}
