/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/* Others may see the screen: there is no name in any of these, nor a code. */

/**
 * gb_reminder_words_figure:
 *
 * Returns: (transfer full): such as "8 hồ sơ đến hạn hôm nay"
 */
char *
gb_reminder_words_figure (const GbReminder *self,
                          GbReminderFigure  figure)
{
  gint64 count = self->figures[figure];
  gulong n = (gulong) count;
  g_autofree char *number = gb_format_number (count);

  switch (figure)
    {
    case GB_REMINDER_FIGURE_OVERDUE:
      return g_strdup_printf (ngettext ("%s dossier is overdue", "%s dossiers are overdue", n), number);
    case GB_REMINDER_FIGURE_DUE_TODAY:
      return g_strdup_printf (ngettext ("%s dossier is due today", "%s dossiers are due today", n), number);
    case GB_REMINDER_FIGURE_SIGN_TODAY:
      return g_strdup_printf (ngettext ("%s apology letter is to be signed today, if its dossier will not be done",
                                        "%s apology letters are to be signed today, if their dossiers will not be done", n),
                              number);
    case GB_REMINDER_FIGURE_TASKS_OVERDUE:
      return g_strdup_printf (ngettext ("%s task is overdue", "%s tasks are overdue", n), number);
    case GB_REMINDER_FIGURE_TASKS_DUE_TODAY:
      return g_strdup_printf (ngettext ("%s task is due today", "%s tasks are due today", n), number);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * gb_reminder_words_button:
 *
 * Returns: (transfer full): such as "8 đến hạn hôm nay", for a button
 */
char *
gb_reminder_words_button (const GbReminder *self,
                          GbReminderFigure  figure)
{
  g_autofree char *number = gb_format_number (self->figures[figure]);

  switch (figure)
    {
    case GB_REMINDER_FIGURE_OVERDUE:
      /* Translators: on a button: a number of dossiers */
      return g_strdup_printf (ngettext ("%s overdue", "%s overdue", (gulong) self->figures[figure]), number);
    case GB_REMINDER_FIGURE_DUE_TODAY:
      /* Translators: on a button: a number of dossiers */
      return g_strdup_printf (_("%s due today"), number);
    case GB_REMINDER_FIGURE_SIGN_TODAY:
      /* Translators: on a button: a number of apology letters */
      return g_strdup_printf (_("%s to be signed"), number);
    case GB_REMINDER_FIGURE_TASKS_OVERDUE:
      /* Translators: on a button: a number of tasks */
      return g_strdup_printf (_("Overdue tasks: %s"), number);
    case GB_REMINDER_FIGURE_TASKS_DUE_TODAY:
      /* Translators: on a button: a number of tasks */
      return g_strdup_printf (_("Tasks due today: %s"), number);
    default:
      g_return_val_if_reached (NULL);
    }
}

static const GbReminderMember *
first_of (const GbReminder *self)
{
  return self->members->pdata[0];
}

static const GbReminderMember *
last_of (const GbReminder *self)
{
  return self->members->pdata[self->members->len - 1];
}

/* Translators: in each: a number, the first time or day, and the last */
static char *
between (GbReminderKind kind,
         gulong         n,
         const char    *number,
         const char    *first,
         const char    *last)
{
  switch (kind)
    {
    case GB_REMINDER_DUE_DOSSIERS:
      return g_strdup_printf (ngettext ("%s dossier is due from %s to %s", "%s dossiers are due from %s to %s", n), number,
                              first, last);
    case GB_REMINDER_SECONDMENTS:
      return g_strdup_printf (ngettext ("%s secondment ends from %s to %s", "%s secondments end from %s to %s", n), number,
                              first, last);
    case GB_REMINDER_POSTS:
      return g_strdup_printf (ngettext ("%s term of a post ends from %s to %s", "%s terms of posts end from %s to %s", n),
                              number, first, last);
    case GB_REMINDER_DUE_TASKS:
    case GB_REMINDER_TASKS:
    case GB_REMINDER_DAY:
    default:
      return g_strdup_printf (ngettext ("%s task is due from %s to %s", "%s tasks are due from %s to %s", n), number, first,
                              last);
    }
}

/* Translators: in each: a number and a time or a day */
static char *
at (GbReminderKind kind,
    gulong         n,
    const char    *number,
    const char    *moment)
{
  switch (kind)
    {
    case GB_REMINDER_DUE_DOSSIERS:
      return g_strdup_printf (ngettext ("%s dossier is due at %s", "%s dossiers are due at %s", n), number, moment);
    case GB_REMINDER_DUE_TASKS:
      return g_strdup_printf (ngettext ("%s task is due at %s", "%s tasks are due at %s", n), number, moment);
    case GB_REMINDER_SECONDMENTS:
      return g_strdup_printf (ngettext ("%s secondment ends on %s", "%s secondments end on %s", n), number, moment);
    case GB_REMINDER_POSTS:
      return g_strdup_printf (ngettext ("%s term of a post ends on %s", "%s terms of posts end on %s", n), number, moment);
    case GB_REMINDER_TASKS:
    case GB_REMINDER_DAY:
    default:
      return g_strdup_printf (ngettext ("%s task is due on %s", "%s tasks are due on %s", n), number, moment);
    }
}

static char *
when (const GbReminder       *self,
      const GbReminderMember *member)
{
  if (self->kind == GB_REMINDER_DUE_DOSSIERS || self->kind == GB_REMINDER_DUE_TASKS)
    return gb_format_moment (member->due, self->now);
  return gb_format_day (gb_time_day (member->due), gb_time_day (self->now));
}

static char *
title_of_members (const GbReminder *self)
{
  gulong n = self->members->len;
  g_autofree char *number = gb_format_number ((gint64) n);
  g_autofree char *first = when (self, first_of (self));
  g_autofree char *last = when (self, last_of (self));

  if (g_str_equal (first, last))
    return at (self->kind, n, number, first);
  return between (self->kind, n, number, first, last);
}

/**
 * gb_reminder_words_title:
 *
 * Returns: (transfer full): what it counts: such as "6 hồ sơ quá hạn", "3 hồ sơ đến hạn từ 08:10 đến 08:45"
 */
char *
gb_reminder_words_title (const GbReminder *self)
{
  int figure;

  if (self->kind != GB_REMINDER_DAY)
    return title_of_members (self);
  figure = gb_reminder_get_figure (self, 0);
  if (figure < 0)
    return g_strdup (_("Nothing is overdue or due today"));
  return gb_reminder_words_figure (self, (GbReminderFigure) figure);
}

/**
 * gb_reminder_words_body:
 *
 * Returns: (transfer full): the other counts of the day, one to a line, and how fresh the figures are
 */
char *
gb_reminder_words_body (const GbReminder *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *moment = gb_format_moment (self->as_of, self->now);
  int figure;

  for (guint i = 1; self->kind == GB_REMINDER_DAY && (figure = gb_reminder_get_figure (self, i)) >= 0; i++)
    {
      g_autofree char *line = gb_reminder_words_figure (self, (GbReminderFigure) figure);

      g_string_append_printf (text, "%s\n", line);
    }
  /* Translators: a time, or a day and a time */
  g_string_append_printf (text, _("Figures as of %s"), moment);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
