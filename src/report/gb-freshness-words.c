/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-freshness-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-time.h"

/**
 * gb_freshness_words:
 * @as_of: up to when the figures are complete, UTC seconds; 0 = no pull has come to its end yet
 * @now: UTC seconds
 *
 * Each page says it of its figures (số liệu đến), and so does the detail of a dossier.
 *
 * Returns: (transfer full): such as "Số liệu đến 07:12 thứ Tư 26/08"
 */
char *
gb_freshness_words (gint64 as_of,
                    gint64 now)
{
  GbDay day = gb_time_day (as_of);
  int age = (int) CLAMP ((now - as_of) / GB_DAY_SECONDS, 0, G_MAXINT);
  g_autofree char *time = gb_format_time (as_of);
  g_autofree char *date = gb_format_day (day, gb_time_day (now));

  if (as_of == 0)
    return g_strdup (_("First fetch not ended: figures are incomplete"));
  if (age > 0)
    /* Translators: time, day of the week, date, a number of days */
    return g_strdup_printf (ngettext ("Figures as of %s %s %s, %d day old", "Figures as of %s %s %s, %d days old", age),
                            time, gb_format_weekday (day), date, age);
  /* Translators: time, day of the week, date: "Figures as of 07:12 Wednesday 26/08" */
  return g_strdup_printf (_("Figures as of %s %s %s"), time, gb_format_weekday (day), date);
}

/**
 * gb_freshness_words_paper:
 * @as_of: up to when the figures are complete, UTC seconds; 0 = no pull has come to its end yet
 *
 * On paper, which is read when its day is long past, the year is said and no age.
 *
 * Returns: (transfer full): such as "Số liệu đến 07:12 thứ Tư, 26/08/2026"
 */
char *
gb_freshness_words_paper (gint64 as_of)
{
  GbDay day = gb_time_day (as_of);
  g_autofree char *time = gb_format_time (as_of);
  g_autofree char *date = gb_format_full_day (day);

  if (as_of == 0)
    return g_strdup (_("No data were fetched yet"));
  /* Translators: a time, a day of the week and a date */
  return g_strdup_printf (_("Figures as of %s %s, %s"), time, gb_format_weekday (day), date);
}
