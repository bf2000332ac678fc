/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-course.h"

#include <glib/gi18n-lib.h>

#include "gb-class-text.h"
#include "gb-dossier-event.h"
#include "gb-dossiers-words.h"
#include "gb-format.h"
#include "gb-letter-words.h"

static void
entry_free (gpointer data)
{
  GbDossierEntry *self = data;

  g_free (self->what);
  g_free (self->more);
  g_free (self);
}

static void
add (GPtrArray  *events,
     gint64      at,
     char       *what,
     char       *more,
     const char *style)
{
  GbDossierEntry *entry = g_new0 (GbDossierEntry, 1);

  *entry = (GbDossierEntry) { at, events->len, what, more, style };
  g_ptr_array_add (events, entry);
}

static int
compare_entries (gconstpointer a,
                gconstpointer b)
{
  const GbDossierEntry *first = *(const GbDossierEntry *const *) a;
  const GbDossierEntry *second = *(const GbDossierEntry *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return (int) first->place - (int) second->place;
}

/* What a step does to the clock, in the words of style.css: it runs, rests or has stopped. */
static const char *
step_style (GbDossierState state)
{
  switch (state)
    {
    case GB_DOSSIER_STATE_PAPERS_ASKED:
    case GB_DOSSIER_STATE_PAYMENT_ASKED:
    case GB_DOSSIER_STATE_STOPPED:
    case GB_DOSSIER_STATE_REFUSED:
    case GB_DOSSIER_STATE_WITHDRAWN:
      return "paused";
    case GB_DOSSIER_STATE_READY:
    case GB_DOSSIER_STATE_HANDED_OVER:
      return "finished";
    default:
      return NULL;
    }
}

/* What happened to the clock without a state, and who was asked. */
static void
add_event (GPtrArray           *events,
           const GbDossierStep *step,
           gint64               now)
{
  const char *label = gb_dossier_event_label (step->event);
  g_autofree char *due = step->new_due != 0 ? gb_dossiers_words_moment (step->new_due, now) : NULL;
  gboolean paused = g_str_has_prefix (step->event, "pause:");
  char *more = NULL;

  if (label == NULL)
    return;
  if (step->unit != NULL && step->text != NULL)
    /* Translators: an agency and what it was asked for or said */
    more = g_strdup_printf (_("%s: %s"), step->unit, step->text);
  else
    more = g_strdup (step->unit != NULL ? step->unit : step->text);
  add (events, step->at,
       /* Translators: a moment */
       due != NULL ? g_strdup_printf (_("Extended to %s"), due) : g_strdup (label), more,
       paused ? "paused" : due != NULL ? "due-today" : NULL);
}

static void
add_step (GPtrArray           *events,
          const GbDossierStep *step)
{
  const char *label = gb_dossier_state_label (step->state);
  const char *text = g_strcmp0 (step->text, label) == 0 ? NULL : step->text;
  char *what;

  if (step->officer != NULL && step->state == GB_DOSSIER_STATE_PROCESSING)
    /* Translators: a state and an officer: "In process: Nguyễn Văn A" */
    what = g_strdup_printf (_("%s: %s"), label, step->officer);
  else
    what = g_strdup (label);
  add (events, step->at, what, g_strdup (text), step_style (step->state));
}

static void
add_letters (GPtrArray             *events,
             const GbDossierPapers *papers,
             gint64                 now)
{
  for (guint i = 0; i < papers->letters->len; i++)
    {
      const GbDossierLetter *letter = g_ptr_array_index (papers->letters, i);
      g_autofree char *day = gb_format_day (gb_time_day (letter->new_due), gb_time_day (now));

      add (events, letter->made,
           /* Translators: a letter's number and a date */
           g_strdup_printf (_("Apology letter %s, re-scheduled to %s"), letter->number, day),
           g_strdup (letter->reason), "due-today");
    }
  for (guint i = 0; i < papers->pending->len; i++)
    {
      const GbAction *action = g_ptr_array_index (papers->pending, i);
      g_autofree char *day = NULL;

      if (action->type != GB_ACTION_APOLOGY)
        continue;
      day = gb_format_day (gb_time_day (gb_action_get_time (action, "new_due")), gb_time_day (now));
      add (events, action->made_at,
           /* Translators: a date; the letter has no number before it is sent */
           g_strdup_printf (_("Apology letter, No.: ……, re-scheduled to %s"), day),
           g_strdup (gb_action_get (action, "reason")), "due-today");
    }
}

static void
add_due (GPtrArray             *events,
         const GbDossierDetail *detail)
{
  GbDeadlineClass klass = gb_dossier_get_class (detail->dossier);
  gint64 due = gb_dossier_get_due (detail->dossier);

  if (due != 0 && klass <= GB_DEADLINE_CLASS_ON_TRACK)
    add (events, due,
         g_strdup (klass == GB_DEADLINE_CLASS_OVERDUE ? _("Overdue, no result yet") : _("Result due")), NULL,
         gb_class_style (klass));
}

/**
 * gb_dossier_course_new:
 * @detail: of a dossier
 *
 * Returns: (transfer full) (element-type GbDossierEntry): the dossier's steps, its letters and slips and its due moment, in
 *   the order of time
 */
GPtrArray *
gb_dossier_course_new (const GbDossierDetail *detail)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < detail->steps->len; i++)
    {
      const GbDossierStep *step = g_ptr_array_index (detail->steps, i);

      if (step->state != 0)
        add_step (events, step);
      if (step->event != NULL)
        add_event (events, step, detail->now);
    }
  add_due (events, detail);
  add_letters (events, detail->papers, detail->now);
  for (guint i = detail->papers->slips->len; i > 0; i--)
    {
      const GbUrge *slip = g_ptr_array_index (detail->papers->slips, i - 1);

      add (events, slip->made, gb_letter_words_slip (slip), gb_letter_words_answer (slip, detail->now), NULL);
    }
  g_ptr_array_sort (events, compare_entries);
  return events;
}
