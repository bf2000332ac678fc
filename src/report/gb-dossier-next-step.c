/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-next-step.h"

#include <glib/gi18n-lib.h>

#include "gb-deadline-words.h"
#include "gb-format.h"

/* Decree 61/2018, art. 17 and 19(4). */
#define RECEPTION_SECONDS (8 * 60 * 60)
#define SUPPLEMENT_DAYS 15

static char *
awaiting (GbDossier      *dossier,
          GbWorkCalendar *calendar,
          gint64          now)
{
  gint64 submitted = gb_dossier_get_submitted (dossier);
  gint64 last = submitted != 0 ? gb_work_calendar_add_worked (calendar, submitted, RECEPTION_SECONDS) : 0;
  g_autofree char *moment = gb_deadline_words_moment (last, now);

  if (last == 0)
    return g_strdup (_("Accept it or send it back"));
  if (last < now)
    return g_strdup (_("Accept it now: filed more than 8 working hours ago"));
  /* Translators: a moment */
  return g_strdup_printf (_("Accept it by %s (8 working hours after filing)"), moment);
}

static char *
waiting_for_papers (gint64          asked,
                    GbWorkCalendar *calendar,
                    gint64          now)
{
  GbDay last;
  g_autofree char *day = NULL;

  if (asked == 0)
    return g_strdup (_("Wait for the applicant's papers"));
  last = gb_work_calendar_nth_day (calendar, gb_time_day (asked), SUPPLEMENT_DAYS);
  day = gb_format_day (last, gb_time_day (now));
  if (now > gb_work_calendar_day_end (calendar, last))
    /* Translators: a date */
    return g_strdup_printf (_("No papers by %s (15 working days): consider closing it"), day);
  /* Translators: a date */
  return g_strdup_printf (_("Wait for the applicant's papers until %s (15 working days)"), day);
}

static char *
paused (GbDossier      *dossier,
        gint64          asked,
        GbWorkCalendar *calendar,
        gint64          now)
{
  switch (gb_dossier_get_state (dossier))
    {
    case GB_DOSSIER_STATE_PAPERS_ASKED:
      return waiting_for_papers (asked, calendar, now);
    case GB_DOSSIER_STATE_PAYMENT_ASKED:
      return g_strdup (_("Wait until the applicant has paid; then the clock goes on"));
    default:
      return g_strdup (_("Settle what it was stopped for; then the clock goes on"));
    }
}

/* The letter's last day is the working day before the due day (decree 61/2018, art. 19(9)). */
static char *
running (GbDossier      *dossier,
         gboolean        extended,
         GbWorkCalendar *calendar,
         gint64          now)
{
  gint64 due = gb_dossier_get_due (dossier);
  GbDay today = gb_time_day (now);
  GbDay sign = gb_work_calendar_nth_day (calendar, gb_time_day (due), -1);
  g_autofree char *moment = gb_deadline_words_moment (due, now);
  g_autofree char *time = gb_format_time (due);
  g_autofree char *day = gb_format_day (sign, today);
  g_autofree char *promised = gb_deadline_words_moment (gb_dossier_get_rescheduled (dossier), now);

  if (gb_dossier_get_rescheduled (dossier) != 0)
    /* Translators: the official moment, and the one in the apology letter */
    return g_strdup_printf (_("Give the result by %s, at the latest by %s as promised in the letter"),
                            moment, promised);
  if (gb_time_day (due) == today)
    /* Translators: a time of day */
    return g_strdup_printf (_("Give the result by %s today"), time);
  if (sign == today && !extended)
    /* Translators: a moment */
    return g_strdup_printf (_("Give the result by %s; if that cannot be done, sign the apology letter today"), moment);
  if (gb_dossier_get_class (dossier) == GB_DEADLINE_CLASS_DUE_SOON && sign > today && !extended)
    /* Translators: a moment and a date */
    return g_strdup_printf (_("Give the result by %s; if that cannot be done, sign the apology letter by %s"), moment,
                            day);
  /* Translators: a moment */
  return g_strdup_printf (_("Give the result by %s"), moment);
}

static char *
by_officer (GbDossier  *dossier,
            const char *words)
{
  const char *officer = gb_dossier_get_officer (dossier);

  if (officer == NULL || *officer == '\0')
    return g_strdup (words);
  return g_strdup_printf ("%s: %s", words, officer);
}

/**
 * gb_dossier_next_step:
 * @asked: when the papers that are still missing were asked for, UTC seconds, 0 = not known
 * @extended: whether a letter has given it a new date, which is allowed once
 * @calendar: the calendar of the commune that owns the clock
 * @now: UTC seconds
 *
 * What is to be done next with a dossier, by its state and class.
 *
 * Returns: (transfer full) (nullable): one sentence; %NULL when nothing is left to be done
 */
char *
gb_dossier_next_step (GbDossier      *dossier,
                      gint64          asked,
                      gboolean        extended,
                      GbWorkCalendar *calendar,
                      gint64          now)
{
  switch (gb_dossier_get_class (dossier))
    {
    case GB_DEADLINE_CLASS_AWAITING:
      return awaiting (dossier, calendar, now);
    case GB_DEADLINE_CLASS_PAUSED:
      return paused (dossier, asked, calendar, now);
    case GB_DEADLINE_CLASS_NO_DUE:
      return by_officer (dossier, _("Have the due date entered"));
    case GB_DEADLINE_CLASS_OVERDUE:
      return by_officer (dossier, _("Late, to be settled at once"));
    case GB_DEADLINE_CLASS_FINISHED:
      return gb_dossier_get_state (dossier) == GB_DOSSIER_STATE_READY
               ? g_strdup (_("Hand the result over to the applicant"))
               : NULL;
    default:
      return running (dossier, extended, calendar, now);
    }
}
