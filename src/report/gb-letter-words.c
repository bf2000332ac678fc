/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-words.h"

#include <glib/gi18n-lib.h>

#include "gb-deadline-words.h"
#include "gb-dossiers-words.h"
#include "gb-duration.h"
#include "gb-format.h"

/**
 * gb_letter_words_reasons:
 *
 * Returns: (array zero-terminated=1): usual reasons for an apology letter, as the applicant reads them
 */
const char *const *
gb_letter_words_reasons (void)
{
  static const char *reasons[6];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      reasons[0] = _("Waiting for the opinion of another agency");
      reasons[1] = _("The site has to be inspected once more");
      reasons[2] = _("More dossiers than usual came in");
      reasons[3] = _("The officer in charge is away");
      reasons[4] = _("The information system failed");
      g_once_init_leave (&once, 1);
    }
  return reasons;
}

/* Takes @words; a count of nothing is not worth a word. */
static void
append_count (GString *text,
              gint64   count,
              char    *words)
{
  if (count > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
  g_free (words);
}

/* How the officer answered urging slips so far. */
static char *
history_words (const GbUrgeHistory *history)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int waiting = history->open - history->overdue;

  if (history->slips == 0)
    return g_strdup (_("No urging slip yet"));
  append_count (text, history->slips,
                g_strdup_printf (ngettext ("%d slip", "%d slips", (gulong) history->slips),
                                 (int) history->slips));
  append_count (text, history->in_time,
                g_strdup_printf (ngettext ("%d answered within 24 hours",
                                           "%d answered within 24 hours", (gulong) history->in_time),
                                 (int) history->in_time));
  append_count (text, history->late,
                g_strdup_printf (ngettext ("%d answered later", "%d answered later",
                                           (gulong) history->late),
                                 (int) history->late));
  append_count (text, waiting,
                g_strdup_printf (ngettext ("%d waiting for its answer",
                                           "%d waiting for their answer", (gulong) waiting),
                                 waiting));
  append_count (text, history->overdue,
                g_strdup_printf (ngettext ("%d without an answer after 24 hours",
                                           "%d without an answer after 24 hours",
                                           (gulong) history->overdue),
                                 (int) history->overdue));
  /* Translators: counts of slips and answers */
  return g_strdup_printf (_("So far: %s"), text->str);
}

/**
 * gb_letter_words_urge_officer:
 *
 * Returns: (transfer full): two lines: which of the officer's dossiers are meant, and how earlier
 *   slips were answered
 */
char *
gb_letter_words_urge_officer (const GbUrgeOfficer *officer)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *history = history_words (&officer->history);
  guint n = officer->items->len;
  guint waiting = officer->counts[GB_URGE_STANDING_WAITING];
  guint unanswered = officer->counts[GB_URGE_STANDING_UNANSWERED];

  append_count (text, n, g_strdup_printf (ngettext ("%u dossier", "%u dossiers", n), n));
  append_count (text, officer->n_overdue,
                g_strdup_printf (ngettext ("%u overdue", "%u overdue", officer->n_overdue),
                                 officer->n_overdue));
  append_count (text, waiting,
                g_strdup_printf (ngettext ("%u urged, may still be answered",
                                           "%u urged, may still be answered", waiting),
                                 waiting));
  append_count (text, unanswered,
                g_strdup_printf (ngettext ("%u urged, no answer within 24 hours",
                                           "%u urged, no answer within 24 hours", unanswered),
                                 unanswered));
  return g_strdup_printf ("%s\n%s", text->str, history);
}

/**
 * gb_letter_words_urge_item:
 * @day_seconds: how long a working day is
 * @now: UTC seconds
 *
 * Returns: (transfer full): how late a dossier is, and whether it was urged already
 */
char *
gb_letter_words_urge_item (const GbUrgeItem *item,
                           int               day_seconds,
                           gint64            now)
{
  g_autofree char *remaining = gb_dossiers_words_remaining (item->dossier, day_seconds);
  g_autofree char *urged = NULL;
  g_autofree char *made = NULL;
  g_autofree char *due = NULL;

  if (item->slip == NULL)
    return g_steal_pointer (&remaining);
  made = gb_deadline_words_moment (item->slip->made, now);
  due = gb_deadline_words_moment (item->slip->answer_due, now);
  if (item->slip->number == NULL)
    /* Translators: a moment */
    urged = g_strdup_printf (_("slip written at %s, waiting to be sent"), made);
  else if (item->standing == GB_URGE_STANDING_WAITING)
    /* Translators: two moments */
    urged = g_strdup_printf (_("urged at %s, to be answered by %s"), made, due);
  else
    /* Translators: a moment */
    urged = g_strdup_printf (_("urged at %s, no answer within 24 hours"), made);
  return g_strdup_printf ("%s · %s", remaining, urged);
}

/**
 * gb_letter_words_earlier_slip:
 * @now: UTC seconds
 *
 * Returns: (transfer full): which slip an officer had, about what and when
 */
char *
gb_letter_words_earlier_slip (const GbUrge *slip,
                              gint64        now)
{
  g_autofree char *made = gb_deadline_words_moment (slip->made, now);

  if (slip->number == NULL)
    /* Translators: a moment and a dossier's code; the slip has no number before it is sent */
    return g_strdup_printf (_("Slip No. ……, %s, about %s"), made, slip->dossier);
  /* Translators: a number, a moment and a dossier's code */
  return g_strdup_printf (_("Slip %s, %s, about %s"), slip->number, made, slip->dossier);
}

/**
 * gb_letter_words_urge:
 * @dossier: (nullable): %NULL for several at once
 *
 * Returns: (transfer full): what an urging slip says unless the user writes something else
 */
char *
gb_letter_words_urge (GbDossier *dossier,
                      int        day_seconds)
{
  g_autofree char *amount = NULL;

  if (dossier == NULL || gb_dossier_get_class (dossier) > GB_DEADLINE_CLASS_DUE_TODAY)
    return g_strdup (_("Please settle the dossier in time, and answer within 24 hours how far it is."));
  if (gb_dossier_get_class (dossier) == GB_DEADLINE_CLASS_DUE_TODAY)
    return g_strdup (_("The dossier is due today. Please give the result in time, and answer how far it is."));
  amount = gb_duration_format_working (gb_dossier_get_remaining (dossier), day_seconds);
  /* Translators: an amount of working time */
  return g_strdup_printf (_("The dossier is late by %s. Please settle it at once, and answer within 24 hours why it is "
                            "late and when it will be done."), amount);
}

/**
 * gb_letter_words_saved:
 * @type: a letter or slips
 *
 * Returns: (transfer full): what was stored
 */
char *
gb_letter_words_saved (GbActionType type,
                       guint        n_saved)
{
  if (type == GB_ACTION_APOLOGY)
    return g_strdup_printf (ngettext ("%u apology letter stored (No.: ……)", "%u apology letters stored (No.: ……)", n_saved),
                            n_saved);
  return g_strdup_printf (ngettext ("%u urging slip stored (No.: ……)", "%u urging slips stored (No.: ……)", n_saved), n_saved);
}

/**
 * gb_letter_words_action:
 * @action: a letter or slip that is on its way
 *
 * Returns: (transfer full): what it is and where it stands
 */
char *
gb_letter_words_action (const GbAction *action)
{
  const char *state = gb_action_state_label (action->state);

  if (action->type == GB_ACTION_APOLOGY)
    /* Translators: the state of an action such as "waiting to be sent" */
    return g_strdup_printf (_("Apology letter (No.: ……): %s"), state);
  if (action->type == GB_ACTION_URGE)
    /* Translators: an officer, and the state of an action such as "waiting to be sent" */
    return g_strdup_printf (_("Urging slip to %s (No.: ……): %s"), gb_action_get (action, "officer"), state);
  return g_strdup_printf ("%s: %s", gb_action_type_label (action->type), state);
}

/**
 * gb_letter_words_slip:
 *
 * Returns: (transfer full): a slip as a step of the dossier's course
 */
char *
gb_letter_words_slip (const GbUrge *slip)
{
  if (slip->number == NULL)
    /* Translators: an officer; the slip has no number before it is sent */
    return g_strdup_printf (_("Urging slip to %s, No.: ……, waiting to be sent"), slip->officer);
  /* Translators: a number, and an officer */
  return g_strdup_printf (_("Urging slip %s to %s"), slip->number, slip->officer);
}

/**
 * gb_letter_words_answer:
 *
 * Returns: (transfer full) (nullable): how the slip was answered; %NULL while it waits to be sent
 */
char *
gb_letter_words_answer (const GbUrge *slip,
                        gint64        now)
{
  g_autofree char *moment = gb_deadline_words_moment (slip->answered != 0 ? slip->answered : slip->answer_due, now);

  if (slip->answered != 0)
    /* Translators: a moment and what was answered */
    return g_strdup_printf (slip->answered <= slip->answer_due ? _("Answered at %s: %s")
                                                               : _("Answered after 24 hours, at %s: %s"),
                            moment, slip->answer != NULL ? slip->answer : "");
  if (slip->number == NULL)
    return g_strdup (slip->text);
  /* Translators: a moment */
  return g_strdup_printf (slip->answer_due < now ? _("No answer, was due at %s") : _("To be answered by %s"), moment);
}

static gboolean
is_working_moment (GbWorkCalendar *calendar,
                   gint64          instant)
{
  return gb_work_calendar_next_open (calendar, instant) == instant
         || gb_work_calendar_worked (calendar, instant - 1, instant) == 1;
}

/* At the beginning of a sentence: "Thứ Hai 07/09". */
static char *
format_weekday (GbDay day)
{
  const char *name = gb_format_weekday (day);
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, g_utf8_next_char (name), NULL);
}

/**
 * gb_letter_words_new_due:
 * @calendar: the calendar of the commune that owns the clock
 * @due: the old due moment, UTC seconds, 0 = none
 * @new_due: the one that was entered, UTC seconds
 * @valid: (out): whether a letter may promise it
 *
 * Returns: (transfer full): how far away it is, or why it cannot be
 */
char *
gb_letter_words_new_due (GbWorkCalendar *calendar,
                         gint64          due,
                         gint64          new_due,
                         gint64          now,
                         gboolean       *valid)
{
  GbDay day = gb_time_day (new_due);
  g_autofree char *date = gb_format_day (day, gb_time_day (now));
  g_autofree char *weekday = format_weekday (day);
  int days;

  *valid = FALSE;
  if (new_due <= now)
    return g_strdup (_("The new date must be later than now"));
  if (new_due <= due)
    return g_strdup (_("The new date must be later than the old due date"));
  if (!gb_work_calendar_is_working (calendar, day))
    /* Translators: a weekday and a date */
    return g_strdup_printf (_("%s %s is a day off"), weekday, date);
  if (!is_working_moment (calendar, new_due))
    return g_strdup (_("That time of day is outside working hours"));
  *valid = TRUE;
  days = gb_work_calendar_count_days (calendar, gb_time_day (MAX (due, now)) + 1, day);
  if (due < now)
    /* Translators: a weekday, a date and a number of working days */
    return g_strdup_printf (ngettext ("%s %s, %d working day from today", "%s %s, %d working days from today", days),
                            weekday, date, days);
  /* Translators: a weekday, a date and a number of working days */
  return g_strdup_printf (ngettext ("%s %s, %d working day after the old due date",
                                    "%s %s, %d working days after the old due date", days),
                          weekday, date, days);
}

/**
 * gb_letter_words_parse:
 * @date: such as "31/08/2026"
 * @time: such as "17:00"
 * @instant: (out): UTC seconds
 *
 * Returns: whether they name a moment
 */
gboolean
gb_letter_words_parse (const char *date,
                       const char *time,
                       gint64     *instant)
{
  g_auto (GStrv) parts = g_strsplit (date, "/", -1);
  g_auto (GStrv) clock = g_strsplit (time, ":", -1);
  g_autofree char *iso = NULL;
  gint64 values[5];
  const char *texts[5];

  if (g_strv_length (parts) != 3 || g_strv_length (clock) != 2)
    return FALSE;
  for (int i = 0; i < 3; i++)
    texts[i] = g_strstrip (parts[i]);
  for (int i = 0; i < 2; i++)
    texts[3 + i] = g_strstrip (clock[i]);
  for (int i = 0; i < 5; i++)
    if (!g_ascii_string_to_signed (texts[i], 10, 0, 9999, &values[i], NULL))
      return FALSE;
  iso = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:00+07:00", (int) values[2], (int) values[1], (int) values[0],
                         (int) values[3], (int) values[4]);
  return gb_time_parse (iso, instant, NULL);
}
