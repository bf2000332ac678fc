/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendar-choice.h"

#include "gb-deadline.h"
#include "gb-settings.h"
#include "gb-sql-statement.h"
#include "gb-time.h"
#include "gb-work-hours.h"

#define MOST_NEAR_DAYS 10

/**
 * GbCalendarChoice:
 *
 * What the user decides of the working calendar: how far "due soon" reaches (số ngày sắp đến hạn), and the hours of
 * work where the province sends none. Not changed once made; may be used from any thread.
 */
struct _GbCalendarChoice
{
  gatomicrefcount ref_count;
  int near_days;
  char *hours; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (GbCalendarChoice, gb_calendar_choice, gb_calendar_choice_ref, gb_calendar_choice_unref)

/**
 * gb_calendar_choice_new:
 * @near_days: working days after today that "due soon" reaches, 1 to 10
 * @hours: (nullable): as gb_work_hours_parse() reads them; %NULL, or what it does not understand, is no wish
 *
 * Returns: (transfer full): the choice
 */
GbCalendarChoice *
gb_calendar_choice_new (int         near_days,
                        const char *hours)
{
  GbCalendarChoice *self = g_new0 (GbCalendarChoice, 1);
  g_autoptr (GbWorkHours) parsed = hours != NULL ? gb_work_hours_parse (hours, NULL) : NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->near_days = CLAMP (near_days, 1, MOST_NEAR_DAYS);
  self->hours = parsed != NULL ? g_strdup (hours) : NULL;
  return self;
}

/**
 * gb_calendar_choice_new_from_settings:
 * @settings: as of gb_settings_new()
 *
 * Returns: (transfer full): what they say now
 */
GbCalendarChoice *
gb_calendar_choice_new_from_settings (GSettings *settings)
{
  g_autofree char *hours = g_settings_get_string (settings, GB_SETTINGS_WORK_HOURS);

  return gb_calendar_choice_new (g_settings_get_int (settings, GB_SETTINGS_NEAR_DAYS), hours);
}

GbCalendarChoice *
gb_calendar_choice_ref (GbCalendarChoice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gb_calendar_choice_unref (GbCalendarChoice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->hours);
  g_free (self);
}

/**
 * gb_calendar_choice_get_near_days:
 * @self: (nullable): %NULL is nobody's choice
 *
 * Returns: how many working days "due soon" reaches
 */
int
gb_calendar_choice_get_near_days (const GbCalendarChoice *self)
{
  return self != NULL ? self->near_days : GB_NEAR_DAYS;
}

/**
 * gb_calendar_choice_get_hours:
 * @self: (nullable): %NULL is nobody's choice
 *
 * Returns: (nullable): hours that gb_work_hours_parse() understands; %NULL for the usual ones
 */
const char *
gb_calendar_choice_get_hours (const GbCalendarChoice *self)
{
  return self != NULL ? self->hours : NULL;
}

/**
 * gb_calendar_choice_equal:
 * @self: (nullable): a choice
 * @other: (nullable): another
 *
 * Returns: whether both count alike
 */
gboolean
gb_calendar_choice_equal (const GbCalendarChoice *self,
                          const GbCalendarChoice *other)
{
  return gb_calendar_choice_get_near_days (self) == gb_calendar_choice_get_near_days (other)
         && g_strcmp0 (gb_calendar_choice_get_hours (self), gb_calendar_choice_get_hours (other)) == 0;
}

/**
 * gb_calendar_choice_load_sent:
 * @connection: to the cache
 * @commune: (nullable): a commune's code; %NULL for the whole province
 * @now: UTC seconds
 * @hours: (out) (transfer full) (nullable): what the province sent for that day, which goes before any choice; %NULL
 *   where it sent nothing
 *
 * Returns: whether the cache could be read
 */
gboolean
gb_calendar_choice_load_sent (GbSqlConnection  *connection,
                              const char       *commune,
                              gint64            now,
                              char            **hours,
                              GError          **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT hours FROM commune_hours WHERE (commune IS NULL OR commune=?1) "
      "AND (from_day IS NULL OR from_day<=?2) AND (to_day IS NULL OR to_day>=?2) ORDER BY commune IS NULL,from_day DESC,id DESC",
      error);
  g_autofree char *today = gb_day_format (gb_time_day (now));
  gboolean row;

  *hours = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, commune);
  gb_sql_statement_bind_text (s, 2, today);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *hours = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}
