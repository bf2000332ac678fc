/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/* The sentences about notices, classes and conferences. */

/**
 * gb_notice_words_when:
 * @now: UTC seconds
 *
 * Returns: (transfer full): when it is, such as "thứ Sáu 28/08, 08:00 – 11:00"; of a notice, when it was published
 */
char *
gb_notice_words_when (const GbNoticeRow *notice,
                      gint64             now)
{
  gint64 from = notice->starts != 0 ? notice->starts : notice->published;
  GbDay today = gb_time_day (now), day = gb_time_day (from);
  g_autofree char *date = gb_format_day (day, today);
  g_autofree char *begin = gb_format_time (from);
  g_autofree char *end = NULL;

  if (notice->starts == 0)
    /* Translators: a date */
    return g_strdup_printf (_("published on %s"), date);
  if (notice->ends <= notice->starts)
    return g_strdup_printf ("%s %s, %s", gb_format_weekday (day), date, begin);
  /* One of several days ends on another date. */
  end = gb_time_day (notice->ends) == day ? gb_format_time (notice->ends)
                                          : gb_format_day (gb_time_day (notice->ends), today);
  return g_strdup_printf ("%s %s, %s – %s", gb_format_weekday (day), date, begin, end);
}

/**
 * gb_notice_words_caption:
 * @now: UTC seconds
 *
 * Returns: (transfer full): what it is, when and where
 */
char *
gb_notice_words_caption (const GbNoticeRow *notice,
                         gint64             now)
{
  g_autofree char *when = gb_notice_words_when (notice, now);

  if (notice->place == NULL)
    return g_strdup_printf ("%s · %s", gb_notice_kind_label (notice->kind), when);
  return g_strdup_printf ("%s · %s · %s", gb_notice_kind_label (notice->kind), when, notice->place);
}

/**
 * gb_notice_words_names:
 *
 * Returns: (transfer full) (nullable): who goes, by name where names are known; %NULL for a notice, to which nobody
 *   goes
 */
char *
gb_notice_words_names (const GbNoticeRow *notice)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (notice->kind == GB_NOTICE_NOTICE)
    return NULL;
  if (notice->n_people == 0)
    return g_strdup (_("nobody was chosen to go yet"));
  if (notice->people->len == 0)
    /* Translators: two numbers */
    return g_strdup_printf (_("people going: %u, from communes: %u"), notice->n_people, notice->n_communes);
  for (guint i = 0; i < notice->people->len; i++)
    g_ptr_array_add (names, ((GbNoticeOfficer *) notice->people->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * gb_notice_words_people:
 *
 * Returns: (transfer full) (nullable): the same as a part of a line
 */
char *
gb_notice_words_people (const GbNoticeRow *notice)
{
  g_autofree char *names = gb_notice_words_names (notice);

  /* Translators: names */
  return notice->people->len > 0 ? g_strdup_printf (_("goes: %s"), names) : g_steal_pointer (&names);
}

/**
 * gb_notice_words_registration:
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): until when who goes has to be told; %NULL where that is not asked or over
 */
char *
gb_notice_words_registration (const GbNoticeRow *notice,
                              gint64             now)
{
  g_autofree char *moment = NULL;

  if (notice->registration_due == 0 || notice->stage == GB_NOTICE_STAGE_PAST)
    return NULL;
  moment = gb_format_moment (notice->registration_due, now);
  if (notice->registration_due < now)
    /* Translators: a moment */
    return g_strdup_printf (_("registration ended %s"), moment);
  /* Translators: a moment */
  return g_strdup_printf (_("register by %s"), moment);
}
