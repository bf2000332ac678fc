/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-words.h"

#include <glib/gi18n-lib.h>

#include "gb-period.h"

/* A column by its whole name, and as it stands in the table under the name of its group. */
static const struct
{
  const char *name;
  const char *title;
} columns[GB_N_TRACKING_COLUMNS] = {
  [GB_TRACKING_RECEIVED] = { N_ ("All received"), N_ ("Total") },
  [GB_TRACKING_CARRIED] = { N_ ("Carried over"), N_ ("Carried over") },
  [GB_TRACKING_PERIOD] = { N_ ("Received in the period"), N_ ("In the period") },
  [GB_TRACKING_ONLINE] = { N_ ("Received online"), N_ ("Online") },
  [GB_TRACKING_DESK] = { N_ ("Received at the desk"), N_ ("At the desk") },
  /* Translators: by public post; over a narrow column */
  [GB_TRACKING_POST] = { N_ ("Received by public post"), N_ ("Post") },
  [GB_TRACKING_DONE] = { N_ ("Done"), N_ ("Total") },
  [GB_TRACKING_DONE_EARLY] = { N_ ("Done early"), N_ ("Early") },
  [GB_TRACKING_DONE_ONTIME] = { N_ ("Done on time"), N_ ("On time") },
  [GB_TRACKING_DONE_LATE] = { N_ ("Done late"), N_ ("Late") },
  [GB_TRACKING_PROCESSING] = { N_ ("In process"), N_ ("Total") },
  [GB_TRACKING_PROCESSING_ONTIME] = { N_ ("In process, in time"), N_ ("On time") },
  [GB_TRACKING_PROCESSING_LATE] = { N_ ("In process, late"), N_ ("Late") },
  [GB_TRACKING_PAUSED] = { N_ ("Paused"), N_ ("Total") },
  [GB_TRACKING_PAUSED_ONTIME] = { N_ ("Paused, in time"), N_ ("On time") },
  [GB_TRACKING_PAUSED_LATE] = { N_ ("Paused, late"), N_ ("Late") },
};

/**
 * gb_tracking_words_column:
 *
 * Returns: the column's whole name, such as "Đã xử lý quá hạn"
 */
const char *
gb_tracking_words_column (GbTrackingColumn column)
{
  return _(columns[column].name);
}

/**
 * gb_tracking_words_title:
 *
 * Returns: what stands over the column, under the name of its group: "Quá hạn"
 */
const char *
gb_tracking_words_title (GbTrackingColumn column)
{
  return _(columns[column].title);
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
  g_autofree char *days = gb_period_format (set->from, CLAMP (today, set->from, set->to));

  if (officer != NULL)
    whose = *officer != '\0' ? officer : _("nobody");
  else
    whose = set->field != NULL ? set->field : set->unit_name;
  if (whose == NULL)
    return g_strdup_printf ("%s · %s", gb_tracking_words_column (set->part), days);
  return g_strdup_printf ("%s · %s · %s", gb_tracking_words_column (set->part), whose, days);
}
