/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder.h"

static const char *const nicks[GB_N_REMINDER_KINDS] = {
  "day", "due-dossiers", "due-tasks", "secondments", "posts", "tasks",
};

/* What a figure counted, as GbOpenTarget reads it. */
static const char *const figure_targets[GB_N_REMINDER_FIGURES] = {
  [GB_REMINDER_FIGURE_OVERDUE] = "dossiers/overdue",
  [GB_REMINDER_FIGURE_DUE_TODAY] = "dossiers/due-today",
  [GB_REMINDER_FIGURE_SIGN_TODAY] = "dossiers/sign-today",
  [GB_REMINDER_FIGURE_TASKS_OVERDUE] = "tasks/overdue",
  [GB_REMINDER_FIGURE_TASKS_DUE_TODAY] = "tasks/due-today",
};

static void
member_free (gpointer data)
{
  GbReminderMember *self = data;

  g_free (self->key);
  g_free (self->record);
  g_free (self);
}

/**
 * gb_reminder_new:
 * @commune: (nullable): whose; %NULL for the whole scope
 * @now: UTC seconds
 * @as_of: UTC seconds
 *
 * Returns: (transfer full): a reminder without members
 */
GbReminder *
gb_reminder_new (GbReminderKind kind,
                 const char    *commune,
                 gint64         now,
                 gint64         as_of)
{
  GbReminder *self = g_new0 (GbReminder, 1);

  self->kind = kind;
  self->commune = g_strdup (commune);
  self->now = now;
  self->as_of = as_of;
  self->members = g_ptr_array_new_with_free_func (member_free);
  return self;
}

void
gb_reminder_free (GbReminder *self)
{
  if (self == NULL)
    return;
  g_free (self->commune);
  g_ptr_array_unref (self->members);
  g_free (self);
}

/**
 * gb_reminder_add:
 * @record: the record's id; of the day's counts ""
 * @due: UTC seconds
 *
 * Adds a member; its key is of both, so that a new due moment is a new reminder.
 */
void
gb_reminder_add (GbReminder *self,
                 const char *record,
                 gint64      due)
{
  GbReminderMember *member = g_new0 (GbReminderMember, 1);

  member->record = g_strdup (record);
  member->due = due;
  if (*record == '\0')
    member->key = gb_day_format (gb_time_day (due));
  else
    member->key = g_strdup_printf ("%s@%" G_GINT64_FORMAT, record, due);
  g_ptr_array_add (self->members, member);
}

/**
 * gb_reminder_dup_id:
 *
 * Returns: (transfer full): such as "day/2026-08-26"; no two that were said have the same
 */
char *
gb_reminder_dup_id (const GbReminder *self)
{
  const GbReminderMember *first = self->members->len > 0 ? self->members->pdata[0] : NULL;

  return g_strdup_printf ("%s/%s", nicks[self->kind], first != NULL ? first->key : "");
}

/**
 * gb_reminder_get_count:
 *
 * Returns: what the notice counts, the rows of gb_reminder_dup_target(): its members, and of the day's counts the
 *   figure that presses most, 0 where all are 0
 */
gint64
gb_reminder_get_count (const GbReminder *self)
{
  int figure;

  if (self->kind != GB_REMINDER_DAY)
    return self->members->len;
  figure = gb_reminder_get_figure (self, 0);
  return figure >= 0 ? self->figures[figure] : 0;
}

/**
 * gb_reminder_get_figure:
 * @nth: counted from 0 among those that are not 0
 *
 * Returns: a #GbReminderFigure; -1 when there are not so many
 */
int
gb_reminder_get_figure (const GbReminder *self,
                        guint             nth)
{
  for (int i = 0; i < GB_N_REMINDER_FIGURES; i++)
    if (self->figures[i] > 0 && nth-- == 0)
      return i;
  return -1;
}

static char *
with_commune (const GbReminder *self,
              const char       *target)
{
  if (self->commune == NULL)
    return g_strdup (target);
  return g_strdup_printf ("%s?commune=%s", target, self->commune);
}

/**
 * gb_reminder_dup_figure_target:
 *
 * Returns: (transfer full): what opens the rows that @figure counted, for the action "app.open-set"
 */
char *
gb_reminder_dup_figure_target (const GbReminder *self,
                               GbReminderFigure  figure)
{
  g_return_val_if_fail (figure < GB_N_REMINDER_FIGURES, NULL);

  return with_commune (self, figure_targets[figure]);
}

/**
 * gb_reminder_dup_target:
 *
 * Returns: (transfer full): what opens the rows that gb_reminder_get_count() counts, for the action "app.open-set";
 *   of one that was not claimed yet only the page
 */
char *
gb_reminder_dup_target (const GbReminder *self)
{
  g_autofree char *target = NULL;
  int figure = gb_reminder_get_figure (self, 0);

  if (self->kind == GB_REMINDER_DAY && figure >= 0)
    return gb_reminder_dup_figure_target (self, (GbReminderFigure) figure);
  if (self->kind == GB_REMINDER_DAY || self->number == 0)
    return with_commune (self, "page/today");
  target = g_strdup_printf ("reminder/%" G_GINT64_FORMAT, self->number);
  return with_commune (self, target);
}

/**
 * gb_reminder_kind_nick:
 *
 * Returns: the name that the command line and the files use: "due-dossiers"
 */
const char *
gb_reminder_kind_nick (GbReminderKind kind)
{
  g_return_val_if_fail (kind < GB_N_REMINDER_KINDS, NULL);

  return nicks[kind];
}

/**
 * gb_reminder_kind_parse:
 * @nick: (nullable): a name as of gb_reminder_kind_nick()
 * @kind: (out): the kind
 *
 * Returns: whether @nick names one
 */
gboolean
gb_reminder_kind_parse (const char     *nick,
                        GbReminderKind *kind)
{
  for (int i = 0; i < GB_N_REMINDER_KINDS; i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
