/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-band-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

static void
words_free (gpointer data)
{
  GbBandWords *self = data;

  g_free (self->title);
  g_free (self->text);
  g_free (self->more);
  g_free (self->warning);
  g_free (self->tooltip);
  g_free (self);
}

/* --- the week --------------------------------------------------------------------------------------- */

static char *
capitalise (const char *text)
{
  g_autofree char *first = g_utf8_strup (text, g_utf8_next_char (text) - text);

  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

/* Before the collection it is what goes out, after it what went. */
static void
say_collect (GbBandWords       *words,
             const GbIssueWeek *week,
             gint64             collect,
             gint64             now)
{
  g_autofree char *time = gb_format_time (collect);

  words->step = GB_BAND_COLLECT;
  words->icon = "gb-collect-symbolic";
  if (now > collect)
    {
      words->text = g_strdup (_("The province has collected"));
      words->more = g_strdup_printf (ngettext ("%d went out with it",
                                               "%d went out with it", (gulong) week->sent), (int) week->sent);
      return;
    }
  /* Translators: %s is a time of day */
  words->text = g_strdup_printf (_("The province collects until %s"), time);
  words->more = week->unsent > 0 ? g_strdup_printf (ngettext ("%d goes out with it",
                                                              "%d go out with it", (gulong) week->unsent),
                                                    (int) week->unsent)
                                 : g_strdup (_("nothing to go out yet"));
}

static void
say_answer (GbBandWords       *words,
            const GbIssueWeek *week,
            int                kind)
{
  words->step = GB_BAND_ANSWER;
  words->icon = "gb-answer-symbolic";
  if (week->due == 0)
    words->text = g_strdup (_("No answer is due"));
  else if (kind == GB_ISSUE_GUIDANCE)
    words->text = g_strdup_printf (ngettext ("Departments have to answer %d question",
                                             "Departments have to answer %d questions", (gulong) week->due),
                                   (int) week->due);
  else
    words->text = g_strdup_printf (ngettext ("Departments have to answer %d petition",
                                             "Departments have to answer %d petitions", (gulong) week->due),
                                   (int) week->due);
  if (week->overdue > 0)
    words->warning = g_strdup_printf (ngettext ("%d of before is not answered",
                                                "%d of before are not answered", (gulong) week->overdue),
                                      (int) week->overdue);
}

/* The working day before a collection is the last to get ready. */
static gboolean
is_eve (const GbIssueWeek *week,
        guint              index)
{
  for (guint i = index + 1; i < week->n_days; i++)
    {
      if (week->days[i].collect != 0)
        return TRUE;
      if (week->days[i].working)
        return FALSE;
    }
  return FALSE;
}

static gboolean
is_after_collection (const GbIssueWeek *week,
                     guint              index)
{
  for (guint i = 0; i < index; i++)
    if (week->days[i].collect != 0)
      return TRUE;
  return FALSE;
}

static void
say_plain (GbBandWords       *words,
           const GbIssueWeek *week,
           guint              index)
{
  if (!week->days[index].working)
    words->text = g_strdup (_("Day off"));
  else if (is_eve (week, index))
    words->text = g_strdup (_("Finish what goes to the province"));
  else if (is_after_collection (week, index))
    words->text = g_strdup (_("Prepare the next collection"));
  else
    words->text = g_strdup (_("Prepare petitions"));
  if (words->today && week->unsent > 0 && week->days[index].working)
    words->more = g_strdup_printf (ngettext ("%d not sent", "%d not sent", (gulong) week->unsent), (int) week->unsent);
}

static char *
day_title (const GbIssueWeekDay *day,
           GbDay                 today)
{
  g_autofree char *weekday = capitalise (gb_format_weekday (day->day)), *date = gb_format_day (day->day, today);

  if (day->collect != 0)
    /* Translators: a day of the week and a date */
    return g_strdup_printf (_("Collection: %s %s"), gb_format_weekday (day->day), date);
  if (day->answer != 0)
    /* Translators: a day of the week and a date */
    return g_strdup_printf (_("Answers: %s %s"), gb_format_weekday (day->day), date);
  /* Translators: a day of the week and a date */
  return g_strdup_printf (_("%s %s"), weekday, date);
}

/**
 * gb_band_words_of_week:
 * @kind: of the issues, a #GbIssueKind
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbBandWords): a cell for each day
 */
GPtrArray *
gb_band_words_of_week (const GbIssueWeek *week,
                       int                kind,
                       gint64             now)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (words_free);
  GbDay today = gb_time_day (now);

  for (guint i = 0; i < week->n_days; i++)
    {
      const GbIssueWeekDay *day = &week->days[i];
      GbBandWords *words = g_new0 (GbBandWords, 1);

      words->today = day->day == today;
      words->title = day_title (day, today);
      if (day->collect != 0)
        say_collect (words, week, day->collect, now);
      else if (day->answer != 0)
        say_answer (words, week, kind);
      else
        say_plain (words, week, i);
      g_ptr_array_add (cells, words);
    }
  return cells;
}

/* --- the limits of reports -------------------------------------------------------------------------- */

static const struct
{
  const char *text;
  const char *icon;
} limit_words[GB_N_ISSUE_STEPS] = {
  [GB_ISSUE_STEP_REFUSE] = { N_ ("What is not the commune's to settle"), "gb-awaiting-symbolic" },
  [GB_ISSUE_STEP_SUPPLEMENT] = { N_ ("Where the citizen has to tell more"), "gb-paused-symbolic" },
  [GB_ISSUE_STEP_ANSWER] = { N_ ("Settle and answer the citizen"), "gb-answer-symbolic" },
  [GB_ISSUE_STEP_PUBLISH] = { N_ ("Make the answer public"), "gb-collect-symbolic" },
};

static char *
limit_title (const GbIssueLimit *limit)
{
  gulong n = (gulong) limit->amount;

  switch (limit->step)
    {
    case GB_ISSUE_STEP_REFUSE:
      return g_strdup_printf (ngettext ("Refuse: within %d day", "Refuse: within %d days", n), limit->amount);
    case GB_ISSUE_STEP_SUPPLEMENT:
      return g_strdup_printf (ngettext ("Ask back: within %d day", "Ask back: within %d days", n), limit->amount);
    case GB_ISSUE_STEP_PUBLISH:
      return g_strdup_printf (ngettext ("Publish: within %d day", "Publish: within %d days", n), limit->amount);
    default:
      return g_strdup_printf (ngettext ("Settle: within %d day", "Settle: within %d days", n), limit->amount);
    }
}

static char *
open_words (const GbIssueLimit *limit)
{
  switch (limit->step)
    {
    case GB_ISSUE_STEP_ANSWER:
      return g_strdup_printf (ngettext ("%d being settled",
                                        "%d being settled", (gulong) limit->open), (int) limit->open);
    case GB_ISSUE_STEP_PUBLISH:
      return g_strdup_printf (ngettext ("%d answered, not public yet",
                                        "%d answered, not public yet", (gulong) limit->open), (int) limit->open);
    default:
      return g_strdup_printf (ngettext ("%d new", "%d new", (gulong) limit->open), (int) limit->open);
    }
}

/**
 * gb_band_words_of_limits:
 * @limits: (element-type GbIssueLimit): as gb_issue_limits_load() gives them
 *
 * Returns: (transfer full) (element-type GbBandWords): a cell for each limit
 */
GPtrArray *
gb_band_words_of_limits (const GPtrArray *limits)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (words_free);

  for (guint i = 0; i < limits->len; i++)
    {
      const GbIssueLimit *limit = limits->pdata[i];
      GbBandWords *words = g_new0 (GbBandWords, 1);

      words->step = GB_BAND_LIMIT;
      words->icon = limit_words[limit->step].icon;
      words->title = limit_title (limit);
      words->text = g_strdup (_(limit_words[limit->step].text));
      words->more = open_words (limit);
      words->tooltip = g_strdup (limit->source);
      if (limit->late > 0)
        words->warning = g_strdup_printf (ngettext ("%d past the limit",
                                                    "%d past the limit", (gulong) limit->late), (int) limit->late);
      g_ptr_array_add (cells, words);
    }
  return cells;
}
