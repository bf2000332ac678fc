/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbCalendarEntry:
 * @uid: (owned): what it is called in every calendar: the same in each file, so that a second import
 *   changes the entry of the first one
 * @summary: (owned): one line
 * @description: (owned) (nullable): more of it
 * @location: (owned) (nullable): where
 * @url: (owned) (nullable): the address of the meeting room or of the paper
 * @category: (owned): what kind of thing it is
 * @day: the whole day it is on; %GB_DAY_NONE where it has @starts
 * @starts: UTC seconds
 * @ends: UTC seconds, 0 = not told
 * @remind_minutes: how long before it the calendar speaks up, 0 = it does not
 *
 * One entry of a calendar.
 */
typedef struct
{
  char *uid;
  char *summary;
  char *description;
  char *location;
  char *url;
  char *category;
  GbDay day;
  gint64 starts;
  gint64 ends;
  int remind_minutes;
} GbCalendarEntry;

char     *gb_calendar_entry_make_uid  (const char           *kind,
                                       const char           *id);
void      gb_calendar_entry_free      (GbCalendarEntry      *self);
char     *gb_calendar_file_format     (GPtrArray            *entries,
                                       const char           *name,
                                       gint64                now);
gboolean  gb_calendar_file_save       (GPtrArray            *entries,
                                       const char           *name,
                                       gint64                now,
                                       GFile                *file,
                                       GCancellable         *cancellable,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbCalendarEntry, gb_calendar_entry_free)

G_END_DECLS
