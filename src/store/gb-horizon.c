/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-horizon.h"

#include "gb-calendars-private.h"
#include "gb-deadline.h"
#include "gb-json-text.h"

/* An online dossier has to be accepted within 8 working hours. */
#define RECEPTION_SECONDS (8 * 60 * 60)

/* The last instant from which more than 8 hours were worked up to now. */
static gint64
reception_of (GbWorkCalendar *calendar,
              gint64          now)
{
  return gb_work_calendar_add_worked (calendar, now, -RECEPTION_SECONDS - 1);
}

/* The end of the first working day after today. */
static gint64
next_day_of (GbWorkCalendar *calendar,
             gint64          now)
{
  return gb_day_at (gb_work_calendar_nth_day (calendar, gb_time_day (now), 1) + 1, 0);
}

/**
 * gb_horizon_init:
 * @self: (out caller-allocates): to be cleared with gb_horizon_clear()
 * @now: UTC seconds
 *
 * Computes what splits the classes at @now, once for each calendar. Letters are left out: who has
 * FILE.local at hand sets them.
 */
void
gb_horizon_init (GbHorizon   *self,
                 GbCalendars *calendars,
                 gint64       now)
{
  GbWorkCalendar *standard = gb_calendars_get_default (calendars);
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GHashTable) known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer commune, calendar;

  self->now = now;
  self->apologies = NULL;
  self->day_end = gb_day_at (gb_time_day (now) + 1, 0);
  self->next_day = next_day_of (standard, now);
  self->soon = gb_deadline_soon (standard, now, gb_work_calendar_get_near_days (standard));
  self->reception = reception_of (standard, now);

  g_hash_table_iter_init (&iter, gb_calendars_get_exceptions (calendars));
  while (g_hash_table_iter_next (&iter, &commune, &calendar))
    {
      const char *instants = g_hash_table_lookup (known, calendar);

      if (instants == NULL)
        {
          char *text = g_strdup_printf (
              "\"soon\":%" G_GINT64_FORMAT ",\"reception\":%" G_GINT64_FORMAT
              ",\"next_day\":%" G_GINT64_FORMAT,
              gb_deadline_soon (calendar, now, gb_work_calendar_get_near_days (calendar)),
              reception_of (calendar, now), next_day_of (calendar, now));

          g_hash_table_insert (known, calendar, text);
          instants = text;
        }
      g_string_append (json, json->len > 1 ? ",{\"commune\":" : "{\"commune\":");
      gb_json_text_append (json, commune);
      g_string_append_printf (json, ",%s}", instants);
    }
  g_string_append_c (json, ']');
  self->communes = g_string_free (g_steal_pointer (&json), FALSE);
}

/**
 * gb_horizon_clear:
 *
 * Frees what the horizon holds.
 */
void
gb_horizon_clear (GbHorizon *self)
{
  g_clear_pointer (&self->communes, g_free);
  g_clear_pointer (&self->apologies, g_free);
}
