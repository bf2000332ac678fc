/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-world.h"

#include <string.h>

static GbWorkCalendar *
calendar_new (GbSeedWorld *self,
              const char  *hours)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();
  JsonArray *days = json_object_get_array_member (json_node_get_object (self->calendar_file), "days");

  if (hours != NULL)
    {
      g_autoptr (GbWorkHours) parsed = gb_work_hours_parse (hours, NULL);

      gb_work_calendar_add_hours (calendar, gb_day_from_ymd (2025, 7, 1),
                                  gb_day_from_ymd (2199, 12, 31), parsed);
    }
  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *object = json_array_get_object_element (days, i);
      const char *replaces = json_object_get_string_member_with_default (object, "replaces", NULL);
      gboolean work = strcmp (json_object_get_string_member (object, "kind"), "work") == 0;
      GbDay day, replaced = GB_DAY_NONE;

      if (!gb_day_parse (json_object_get_string_member (object, "date"), &day, NULL))
        continue;
      if (replaces != NULL)
        gb_day_parse (replaces, &replaced, NULL);
      gb_work_calendar_add_day (calendar, day, work ? GB_DAY_WORK : GB_DAY_OFF, replaced, NULL);
    }
  return calendar;
}

/* One calendar for most communes, and one for each with hours of its own. */
gboolean
gb_seed_world_load_calendars (GbSeedWorld *self,
                              const char  *dir,
                              GError     **error)
{
  g_autofree char *folder = g_build_filename (dir, "..", "..", "calendar", NULL);

  self->calendar_file = gb_seed_world_read_json (folder, "vietnam.json", error);
  if (self->calendar_file == NULL)
    return FALSE;
  self->calendar = calendar_new (self, NULL);
  for (guint i = 0; i < self->communes->len; i++)
    {
      GbSeedCommune *commune = self->communes->pdata[i];

      commune->calendar = commune->hours != NULL ? calendar_new (self, commune->hours)
                                                 : g_object_ref (self->calendar);
    }
  return TRUE;
}
