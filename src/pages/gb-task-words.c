/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-class-text.h"
#include "gb-commune-words.h"
#include "gb-deadline.h"
#include "gb-format.h"
#include "gb-map-words.h"

/* The sentences of the page of tasks. */

/**
 * gb_task_words_amount:
 * @amount: how many pieces
 *
 * Returns: (transfer full): such as "43" or "12,5"
 */
char *
gb_task_words_amount (double amount)
{
  return gb_map_words_amount (amount, "");
}

/**
 * gb_task_words_progress:
 *
 * Returns: (transfer full): how far it is, such as "43/50 (86 %)"
 */
char *
gb_task_words_progress (const GbTask *task)
{
  g_autofree char *done = gb_task_words_amount (task->done);
  g_autofree char *total = gb_task_words_amount (task->total);

  if (task->total > 0)
    /* Translators: how much is done, of how much, and the share in per cent; never 100 before all is done */
    return g_strdup_printf (_("%s of %s (%d %%)"), done, total, (int) floor (task->done * 100 / task->total));
  if (task->state == GB_TASK_DONE)
    return g_strdup (_("done"));
  if (task->done > 0)
    /* Translators: an amount */
    return g_strdup_printf (_("%s done"), done);
  return g_strdup (_("nothing reported yet"));
}

/**
 * gb_task_words_due:
 * @now: UTC seconds
 *
 * Returns: (transfer full): its due moment; the time is told where it is today
 */
char *
gb_task_words_due (const GbTask *task,
                   gint64        now)
{
  GbDay today = gb_time_day (now), due = gb_time_day (task->due);
  g_autofree char *day = gb_format_day (due, today);
  g_autofree char *time = gb_format_time (task->due);

  if (due == today)
    /* Translators: a time of day */
    return g_strdup_printf (_("due today at %s"), time);
  /* Translators: a date */
  return g_strdup_printf (_("due on %s"), day);
}

/**
 * gb_task_words_left:
 *
 * Returns: (transfer full): what is left of its time, such as "còn 2 ngày", or how it ended
 */
char *
gb_task_words_left (const GbTask *task)
{
  if (task->state == GB_TASK_OPEN)
    return gb_class_format_remaining (task->klass, task->remaining, task->day_seconds);
  return g_strdup (gb_task_state_label (task->state));
}

/**
 * gb_task_words_state:
 * @now: UTC seconds
 *
 * Returns: (transfer full): the same as a sentence, such as "Quá 2 ngày làm việc" or "Xong ngày 18/08, trước hạn"
 */
char *
gb_task_words_state (const GbTask *task,
                     gint64        now)
{
  g_autofree char *day = NULL;

  if (task->state == GB_TASK_OPEN)
    return gb_class_format_sentence (task->klass, task->remaining, task->day_seconds);
  if (task->finished == 0)
    return g_strdup (gb_task_state_label (task->state));
  day = gb_format_day (gb_time_day (task->finished), gb_time_day (now));
  /* Translators: a date, and whether that was in time */
  return g_strdup_printf (_("Done on %s, %s"), day,
                          gb_deadline_outcome_label (gb_deadline_outcome (task->due, task->finished)));
}

/**
 * gb_task_words_caption:
 * @with_commune: whether several communes' tasks are seen
 * @now: UTC seconds
 *
 * Returns: (transfer full): whose it is, the paper that orders it, who ordered it and when
 */
char *
gb_task_words_caption (const GbTask *task,
                       gboolean      with_commune,
                       gint64        now)
{
  g_autofree char *issued = gb_format_day (gb_time_day (task->issued), gb_time_day (now));
  g_autofree char *given = g_strdup_printf (_("given on %s"), issued);
  g_autofree char *commune = gb_commune_words_capital (task->commune_name != NULL ? task->commune_name
                                                                                  : _("every commune"));

  if (with_commune)
    return g_strdup_printf ("%s\u00a0· %s\u00a0· %s", commune, task->document, given);
  return g_strdup_printf ("%s\u00a0· %s\u00a0· %s", task->document, task->issuer, given);
}

/**
 * gb_task_words_spoken:
 * @now: UTC seconds
 *
 * Returns: (transfer full): all that a row shows, for who hears it
 */
char *
gb_task_words_spoken (const GbTask *task,
                      gint64        now)
{
  g_autofree char *progress = gb_task_words_progress (task);
  g_autofree char *due = gb_task_words_due (task, now);
  g_autofree char *state = gb_task_words_state (task, now);

  return g_strdup_printf ("%s, %s, %s%s%s", state, due, progress, task->pending ? ", " : "",
                          task->pending ? _("waits to be sent") : "");
}

/**
 * gb_task_words_note:
 *
 * Returns: (transfer full): what a report says, in a line
 */
char *
gb_task_words_note (const GbTaskNote *note)
{
  g_autofree char *done = gb_task_words_amount (note->done);
  g_autofree char *total = gb_task_words_amount (note->total);

  if (note->has_state && note->state == GB_TASK_DONE)
    return g_strdup (_("Reported as done"));
  if (note->has_done && note->total > 0)
    return g_strdup_printf (_("%s of %s done"), done, total);
  if (note->has_done)
    return g_strdup_printf (_("%s done"), done);
  if (note->has_state)
    return g_strdup (_("Opened again"));
  return g_strdup (_("Remark"));
}

/**
 * gb_task_words_note_more:
 *
 * Returns: (transfer full) (nullable): the line under it: who and what was said
 */
char *
gb_task_words_note_more (const GbTaskNote *note)
{
  const char *author = note->pending ? _("waits to be sent") : note->author;

  if (author != NULL && note->text != NULL)
    /* Translators: who said it, and what */
    return g_strdup_printf (_("%s: %s"), author, note->text);
  return g_strdup (author != NULL ? author : note->text);
}

/**
 * gb_task_words_indicator:
 * @detail: of a task that an indicator measures
 *
 * Returns: (transfer full): where the indicator stands
 */
char *
gb_task_words_indicator (const GbTaskDetail *detail)
{
  g_autofree char *numerator = gb_task_words_amount (detail->numerator);
  g_autofree char *denominator = gb_task_words_amount (detail->denominator);
  g_autofree char *target = gb_task_words_amount (detail->target);
  g_autofree char *value = NULL;

  if (!detail->has_value)
    return g_strdup (_("no data yet"));
  value = detail->denominator > 0 ? g_strdup_printf (_("%s of %s"), numerator, denominator)
                                  : g_steal_pointer (&numerator);
  if (detail->target <= 0)
    return g_steal_pointer (&value);
  /* Translators: a value and what is to be reached */
  return g_strdup_printf (_("%s, target %s"), value, target);
}
