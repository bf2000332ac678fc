/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-work-hours.h"

#include "gb-core-error.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * GbWorkHours:
 *
 * A commune's working hours (giờ làm việc) by weekday, written as
 * `mon-fri 07:00-11:30,13:30-17:00;sat 07:00-11:30`. Immutable.
 */
struct _GbWorkHours
{
  gatomicrefcount ref_count;
  GbSessions days[7]; /* Monday first */
};

G_DEFINE_BOXED_TYPE (GbWorkHours, gb_work_hours, gb_work_hours_ref, gb_work_hours_unref)

static const char *const weekdays[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/* @before: where the session ahead of it ends */
static gboolean
parse_session (const char *text,
               int         before,
               GbSession  *session,
               GError    **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  if (g_strv_length (ends) != 2 || !gb_time_of_day_parse (g_strstrip (ends[0]), &session->start)
      || !gb_time_of_day_parse (g_strstrip (ends[1]), &session->end) || session->start >= session->end)
    g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS, _("working hours: “%s” is no session such as 07:00-11:30"),
                 text);
  else if (session->start < before)
    g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS,
                 _("working hours: “%s” begins before the session ahead of it ends"), text);
  else
    return TRUE;
  return FALSE;
}

/**
 * gb_sessions_parse:
 * @text: the sessions of a day, "07:00-11:30,13:30-17:00"; none in an empty text
 * @sessions: (out caller-allocates): the sessions
 *
 * Returns: whether @text is in order; otherwise @error is %GB_CORE_ERROR_HOURS and names the session
 */
gboolean
gb_sessions_parse (const char *text,
                   GbSessions *sessions,
                   GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  int before = 0;

  *sessions = (GbSessions) { 0 };
  if (g_strv_length (parts) > GB_MAX_SESSIONS)
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS, _("working hours: more than %d sessions in “%s”"),
                   GB_MAX_SESSIONS, text);
      return FALSE;
    }
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      GbSession *session = &sessions->sessions[i];

      if (!parse_session (parts[i], before, session, error))
        return FALSE;
      before = session->end;
      sessions->n++;
    }
  return TRUE;
}

/**
 * gb_sessions_length:
 *
 * Returns: the working seconds of the day
 */
int
gb_sessions_length (const GbSessions *self)
{
  int length = 0;

  for (int i = 0; i < self->n; i++)
    length += self->sessions[i].end - self->sessions[i].start;
  return length;
}

static int
find_weekday (const char *name)
{
  for (int i = 0; i < 7; i++)
    if (g_ascii_strcasecmp (weekdays[i], name) == 0)
      return i;
  return -1;
}

/* "mon-fri" or "sat". */
static gboolean
parse_weekdays (const char *text,
                int        *first,
                int        *last)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  *first = find_weekday (ends[0] != NULL ? ends[0] : "");
  *last = ends[0] != NULL && ends[1] != NULL ? find_weekday (ends[1]) : *first;
  return *first >= 0 && *last >= *first;
}

static gboolean
parse_part (GbWorkHours *self,
            const char  *part,
            GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (part));
  g_auto (GStrv) words = g_strsplit (trimmed, " ", 2);
  GbSessions sessions;
  int first, last;

  if (words[0] == NULL || !parse_weekdays (words[0], &first, &last))
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS,
                   _("working hours: “%s” does not begin with weekdays such as mon-fri or sat"), trimmed);
      return FALSE;
    }
  if (words[1] == NULL)
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS, _("working hours: “%s” has no session"), trimmed);
      return FALSE;
    }
  if (!gb_sessions_parse (words[1], &sessions, error))
    return FALSE;
  for (int i = first; i <= last; i++)
    self->days[i] = sessions;
  return TRUE;
}

/**
 * gb_work_hours_parse:
 * @text: hours by weekday, such as %GB_WORK_HOURS_DEFAULT; weekdays not named are off
 *
 * Returns: (transfer full) (nullable): the hours, or %NULL with %GB_CORE_ERROR_HOURS, which names the part
 */
GbWorkHours *
gb_work_hours_parse (const char *text,
                     GError    **error)
{
  g_autoptr (GbWorkHours) self = g_new0 (GbWorkHours, 1);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  g_atomic_ref_count_init (&self->ref_count);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (!parse_part (self, parts[i], error))
      return NULL;
  for (int i = 0; i < 7; i++)
    if (self->days[i].n > 0)
      return g_steal_pointer (&self);

  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS, _("working hours: no working day in “%s”"), text);
  return NULL;
}

/**
 * gb_work_hours_ref:
 *
 * Returns: (transfer full): @self
 */
GbWorkHours *
gb_work_hours_ref (GbWorkHours *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * gb_work_hours_unref:
 */
void
gb_work_hours_unref (GbWorkHours *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * gb_work_hours_weekday:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: (transfer none): the day's sessions, none on a weekly rest day
 */
const GbSessions *
gb_work_hours_weekday (GbWorkHours *self,
                       int          weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return &self->days[weekday - 1];
}
