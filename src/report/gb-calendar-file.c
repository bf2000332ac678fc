/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendar-file.h"

#include <libical/ical.h>

#include "gb-save-file.h"

/* A calendar as other programs read it: iCalendar, RFC 5545. */

#define ZONE "Asia/Ho_Chi_Minh"

/**
 * gb_calendar_entry_make_uid:
 * @kind: "task", "notice", "visit", "secondment" or "dossier"
 * @id: the record's; a dossier's code
 *
 * Returns: (transfer full): what its entry is called in every calendar
 */
char *
gb_calendar_entry_make_uid (const char *kind,
                            const char *id)
{
  return g_strdup_printf ("%s-%s@giaoban", kind, id);
}

void
gb_calendar_entry_free (GbCalendarEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->uid);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->location);
  g_free (self->url);
  g_free (self->category);
  g_free (self);
}

/* Wall-clock time in Viet Nam; without a zone of its own, the parameter names it. */
static struct icaltimetype
local_time (gint64 instant)
{
  struct icaltimetype time = icaltime_null_time ();
  int seconds = gb_time_of_day (instant);

  gb_day_to_ymd (gb_time_day (instant), &time.year, &time.month, &time.day);
  time.hour = seconds / 3600;
  time.minute = seconds / 60 % 60;
  time.second = seconds % 60;
  return time;
}

static struct icaltimetype
whole_day (GbDay day)
{
  struct icaltimetype time = icaltime_null_date ();

  gb_day_to_ymd (day, &time.year, &time.month, &time.day);
  return time;
}

/* Viet Nam has had one offset since 1975 (RFC 5545, 3.6.5). */
static icalcomponent *
make_zone (void)
{
  static const struct icaltimetype epoch = { .year = 1970, .month = 1, .day = 1 };

  return icalcomponent_vanew (
      ICAL_VTIMEZONE_COMPONENT, icalproperty_new_tzid (ZONE),
      icalcomponent_vanew (ICAL_XSTANDARD_COMPONENT, icalproperty_new_dtstart (epoch),
                           icalproperty_new_tzoffsetfrom (GB_UTC_OFFSET), icalproperty_new_tzoffsetto (GB_UTC_OFFSET),
                           icalproperty_new_tzname ("+07"), (void *) 0),
      (void *) 0);
}

static void
add_zoned (icalcomponent *event,
           icalproperty  *property)
{
  icalproperty_add_parameter (property, icalparameter_new_tzid (ZONE));
  icalcomponent_add_property (event, property);
}

static void
add_moments (icalcomponent         *event,
             const GbCalendarEntry *entry)
{
  if (entry->day != GB_DAY_NONE)
    {
      /* The end of a whole day is the day after it (RFC 5545, 3.6.1). */
      icalcomponent_add_property (event, icalproperty_new_dtstart (whole_day (entry->day)));
      icalcomponent_add_property (event, icalproperty_new_dtend (whole_day (entry->day + 1)));
      return;
    }
  add_zoned (event, icalproperty_new_dtstart (local_time (entry->starts)));
  if (entry->ends > entry->starts)
    add_zoned (event, icalproperty_new_dtend (local_time (entry->ends)));
}

static void
add_reminder (icalcomponent         *event,
              const GbCalendarEntry *entry)
{
  struct icaltriggertype trigger = { icaltime_null_time (), icaldurationtype_from_int (-60 * entry->remind_minutes) };

  if (entry->remind_minutes <= 0)
    return;
  icalcomponent_add_component (
      event, icalcomponent_vanew (ICAL_VALARM_COMPONENT, icalproperty_new_action (ICAL_ACTION_DISPLAY),
                                  icalproperty_new_description (entry->summary), icalproperty_new_trigger (trigger),
                                  (void *) 0));
}

static icalcomponent *
make_event (const GbCalendarEntry *entry,
            gint64                 now)
{
  struct icaltimetype stamp = icaltime_from_timet_with_zone ((time_t) now, 0, icaltimezone_get_utc_timezone ());
  icalcomponent *event = icalcomponent_vanew (
      ICAL_VEVENT_COMPONENT, icalproperty_new_uid (entry->uid), icalproperty_new_dtstamp (stamp),
      icalproperty_new_summary (entry->summary), icalproperty_new_categories (entry->category),
      icalproperty_new_transp (entry->day != GB_DAY_NONE ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE), (void *) 0);

  add_moments (event, entry);
  if (entry->description != NULL)
    icalcomponent_add_property (event, icalproperty_new_description (entry->description));
  if (entry->location != NULL)
    icalcomponent_add_property (event, icalproperty_new_location (entry->location));
  if (entry->url != NULL)
    icalcomponent_add_property (event, icalproperty_new_url (entry->url));
  add_reminder (event, entry);
  return event;
}

/**
 * gb_calendar_file_format:
 * @entries: (element-type GbCalendarEntry): what is in it
 * @name: what the calendar is called
 * @now: UTC seconds
 *
 * Returns: (transfer full): a calendar in iCalendar's form, its times in Asia/Ho_Chi_Minh (RFC 5545)
 */
char *
gb_calendar_file_format (GPtrArray  *entries,
                         const char *name,
                         gint64      now)
{
  icalcomponent *calendar = icalcomponent_vanew (
      ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"), icalproperty_new_prodid ("-//Giao Ban//VI"),
      icalproperty_new_calscale ("GREGORIAN"), icalproperty_new_method (ICAL_METHOD_PUBLISH), make_zone (), (void *) 0);
  icalproperty *title = icalproperty_new_x (name);
  char *text, *copy;

  icalproperty_set_x_name (title, "X-WR-CALNAME");
  icalcomponent_add_property (calendar, title);
  for (guint i = 0; i < entries->len; i++)
    icalcomponent_add_component (calendar, make_event (entries->pdata[i], now));
  text = icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return copy;
}

/**
 * gb_calendar_file_save:
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * As gb_calendar_file_format(), into a file. Blocks; may be called on any thread.
 */
gboolean
gb_calendar_file_save (GPtrArray    *entries,
                       const char   *name,
                       gint64        now,
                       GFile        *file,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autofree char *text = gb_calendar_file_format (entries, name, now);

  return gb_save_text (file, text, cancellable, error);
}
