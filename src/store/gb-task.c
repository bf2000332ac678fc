/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-text.h"

/* How long before its due day a task asks for a decision. */
#define PRESSING_DAYS 7

static const struct
{
  const char *nick;
  const char *label;
} filters[GB_N_TASK_FILTERS] = {
  [GB_TASK_FILTER_ALL] = { "all", NC_("tasks", "All") },
  [GB_TASK_FILTER_OPEN] = { "open", NC_("tasks", "To be done") },
  [GB_TASK_FILTER_PRESSING] = { "pressing", NC_("tasks", "Late or due within 7 days") },
  [GB_TASK_FILTER_OVERDUE] = { "overdue", NULL },
  [GB_TASK_FILTER_DUE_TODAY] = { "due-today", NULL },
  [GB_TASK_FILTER_DUE_SOON] = { "due-soon", NULL },
  [GB_TASK_FILTER_ON_TRACK] = { "on-track", NULL },
  [GB_TASK_FILTER_DONE] = { "done", NC_("tasks", "Done") },
  [GB_TASK_FILTER_CANCELLED] = { "cancelled", NC_("tasks", "Cancelled") },
};

static const struct
{
  const char *nick;
  const char *label;
} states[GB_N_TASK_STATES] = {
  [GB_TASK_OPEN] = { "open", NC_("tasks", "To be done") },
  [GB_TASK_DONE] = { "done", NC_("tasks", "Done") },
  [GB_TASK_CANCELLED] = { "cancelled", NC_("tasks", "Cancelled") },
};

G_DEFINE_BOXED_TYPE (GbTask, gb_task, gb_task_ref, gb_task_unref)

/**
 * gb_task_new:
 *
 * Returns: (transfer full): a task without anything
 */
GbTask *
gb_task_new (void)
{
  return g_atomic_rc_box_new0 (GbTask);
}

GbTask *
gb_task_ref (GbTask *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
task_clear (gpointer data)
{
  GbTask *self = data;

  g_free (self->id);
  g_free (self->document);
  g_free (self->title);
  g_free (self->text);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->issuer);
  g_free (self->programme);
  g_free (self->indicator);
  g_free (self->assignee);
  g_free (self->assignee_name);
  g_free (self->link);
  g_free (self->files);
}

void
gb_task_unref (GbTask *self)
{
  g_atomic_rc_box_release_full (self, task_clear);
}

/**
 * gb_task_is_in:
 * @now: UTC seconds, the moment its class was found for
 *
 * Returns: whether the task is in the set
 */
gboolean
gb_task_is_in (const GbTask *self,
               GbTaskFilter  filter,
               gint64        now)
{
  gboolean open = self->state == GB_TASK_OPEN;

  switch (filter)
    {
    case GB_TASK_FILTER_ALL:
      return TRUE;
    case GB_TASK_FILTER_OPEN:
      return open;
    case GB_TASK_FILTER_PRESSING:
      return open && gb_time_day (self->due) <= gb_time_day (now) + PRESSING_DAYS;
    case GB_TASK_FILTER_OVERDUE:
      return open && self->klass == GB_DEADLINE_CLASS_OVERDUE;
    case GB_TASK_FILTER_DUE_TODAY:
      return open && self->klass == GB_DEADLINE_CLASS_DUE_TODAY;
    case GB_TASK_FILTER_DUE_SOON:
      return open && self->klass == GB_DEADLINE_CLASS_DUE_SOON;
    case GB_TASK_FILTER_ON_TRACK:
      return open && self->klass == GB_DEADLINE_CLASS_ON_TRACK;
    case GB_TASK_FILTER_DONE:
      return self->state == GB_TASK_DONE;
    case GB_TASK_FILTER_CANCELLED:
      return self->state == GB_TASK_CANCELLED;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gb_task_matches:
 * @text: (nullable): words, with or without accents
 *
 * Returns: whether every word stands in the title, the document's number, the issuer, the text or the
 *   name of the commune
 */
gboolean
gb_task_matches (const GbTask *self,
                 const char   *text)
{
  g_autofree char *wanted = text != NULL ? gb_text_fold (text) : NULL;
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (wanted == NULL || *wanted == '\0')
    return TRUE;
  all = g_strjoin (" ", self->title, self->document, self->issuer,
                   self->commune_name != NULL ? self->commune_name : "", self->text != NULL ? self->text : "", NULL);
  folded = gb_text_fold (all);
  words = g_strsplit (wanted, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * gb_task_compare:
 * @a: a pointer to a #GbTask, as an array holds it
 * @b: another
 *
 * Returns: the order of a list, late first: what is open by its due moment, then what is done, the
 *   latest first, then what was cancelled
 */
int
gb_task_compare (gconstpointer a,
                 gconstpointer b)
{
  const GbTask *one = *(GbTask *const *) a, *other = *(GbTask *const *) b;
  int order;

  if (one->state != other->state)
    return (int) one->state - (int) other->state;
  order = (one->due > other->due) - (one->due < other->due);
  if (order != 0)
    return one->state == GB_TASK_OPEN ? order : -order;
  order = g_strcmp0 (one->title, other->title);
  if (order == 0)
    order = g_strcmp0 (one->commune, other->commune);
  return order != 0 ? order : g_strcmp0 (one->id, other->id);
}

const char *
gb_task_filter_nick (GbTaskFilter filter)
{
  g_return_val_if_fail (filter < GB_N_TASK_FILTERS, NULL);

  return filters[filter].nick;
}

/**
 * gb_task_filter_label:
 *
 * Returns: the set's name, translated
 */
const char *
gb_task_filter_label (GbTaskFilter filter)
{
  GbDeadlineClass klass;

  g_return_val_if_fail (filter < GB_N_TASK_FILTERS, NULL);

  if (filters[filter].label != NULL)
    return g_dpgettext2 (GETTEXT_PACKAGE, "tasks", filters[filter].label);
  return gb_deadline_class_parse (filters[filter].nick, &klass) ? gb_deadline_class_label (klass) : NULL;
}

gboolean
gb_task_filter_parse (const char   *nick,
                      GbTaskFilter *filter)
{
  for (int i = 0; i < GB_N_TASK_FILTERS; i++)
    if (g_strcmp0 (nick, filters[i].nick) == 0)
      {
        *filter = i;
        return TRUE;
      }
  return FALSE;
}

const char *
gb_task_state_nick (GbTaskState state)
{
  g_return_val_if_fail (state < GB_N_TASK_STATES, NULL);

  return states[state].nick;
}

const char *
gb_task_state_label (GbTaskState state)
{
  g_return_val_if_fail (state < GB_N_TASK_STATES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "tasks", states[state].label);
}

gboolean
gb_task_state_parse (const char  *nick,
                     GbTaskState *state)
{
  for (int i = 0; i < GB_N_TASK_STATES; i++)
    if (g_strcmp0 (nick, states[i].nick) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}
