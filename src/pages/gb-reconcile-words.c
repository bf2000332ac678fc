/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-words.h"

#include <glib/gi18n-lib.h>

#include "gb-dossiers-words.h"
#include "gb-duration.h"
#include "gb-format.h"

/* What stands where there is no moment. */
#define NONE "–"

/**
 * gb_reconcile_words_official:
 * @now: UTC seconds; decides whether the year is told
 *
 * Returns: (transfer full): the province's due moment, such as "25/08 14:20"
 */
char *
gb_reconcile_words_official (const GbReconcileRow *row,
                             gint64                now)
{
  return row->official != 0 ? gb_dossiers_words_moment (row->official, now) : g_strdup (NONE);
}

/**
 * gb_reconcile_words_computed:
 * @now: UTC seconds; decides whether the year is told
 *
 * Returns: (transfer full): our due moment, or that the clock stands
 */
char *
gb_reconcile_words_computed (const GbReconcileRow *row,
                             gint64                now)
{
  if (row->computed != 0)
    return gb_dossiers_words_moment (row->computed, now);
  return g_strdup (row->reason == GB_RECONCILE_STANDING ? _("stands") : NONE);
}

/**
 * gb_reconcile_words_difference:
 *
 * Returns: (transfer full): by how much working time the province's due moment is another, such as
 *   "sớm hơn 1 ngày 3 giờ"
 */
char *
gb_reconcile_words_difference (const GbReconcileRow *row)
{
  g_autofree char *amount = gb_duration_format (row->difference, row->day_seconds);

  if (row->official == 0 || row->computed == 0)
    return g_strdup (NONE);
  if (row->official < row->computed)
    /* Translators: an amount of working time by which the province's date is earlier */
    return g_strdup_printf (_("%s earlier"), amount);
  /* Translators: an amount of working time by which the province's date is later */
  return g_strdup_printf (_("%s later"), amount);
}

/**
 * gb_reconcile_words_reason:
 *
 * Returns: (transfer full): why the two differ
 */
char *
gb_reconcile_words_reason (const GbReconcileRow *row)
{
  const char *label = gb_reconcile_reason_label (row->reason);

  return row->note != NULL ? g_strdup_printf ("%s (%s)", label, row->note) : g_strdup (label);
}

/**
 * gb_reconcile_words_brief:
 * @now: UTC seconds; decides whether the year is told
 *
 * Returns: (transfer full): both moments in one line, for a narrow window
 */
char *
gb_reconcile_words_brief (const GbReconcileRow *row,
                          gint64                now)
{
  g_autofree char *official = gb_reconcile_words_official (row, now);
  g_autofree char *computed = gb_reconcile_words_computed (row, now);

  /* Translators: the province's due moment and ours */
  return g_strdup_printf (_("Province: %s, ours: %s"), official, computed);
}

/**
 * gb_reconcile_words_summary:
 *
 * Returns: (transfer full): how many dossiers are shown, or how far the comparison is
 */
char *
gb_reconcile_words_summary (GbReconcileList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autofree char *number = gb_format_number (n);

  if (gb_reconcile_list_get_running (list))
    /* Translators: how much of a comparison is done */
    return g_strdup_printf (_("Comparing: %d %%"), (int) (gb_reconcile_list_get_progress (list) * 100));
  return g_strdup_printf (ngettext ("%s dossier, open ones first", "%s dossiers, open ones first", n), number);
}
