/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_CALENDAR_EXPORT (gb_calendar_export_get_type ())
G_DECLARE_FINAL_TYPE (GbCalendarExport, gb_calendar_export, GB, CALENDAR_EXPORT, AdwBin)

void     gb_calendar_export_set_store   (GbCalendarExport *self,
                                         GbStore          *store);
void     gb_calendar_export_set_commune (GbCalendarExport *self,
                                         const char       *commune);
void     gb_calendar_export_save        (GbCalendarExport *self,
                                         GFile            *file);
gboolean gb_calendar_export_get_busy    (GbCalendarExport *self);

G_END_DECLS
