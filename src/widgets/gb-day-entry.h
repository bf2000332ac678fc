/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-time.h"

G_BEGIN_DECLS

#define GB_TYPE_DAY_ENTRY (gb_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (GbDayEntry, gb_day_entry, GB, DAY_ENTRY, AdwBin)

GtkWidget *gb_day_entry_new       (const char *label);
GbDay      gb_day_entry_get_day   (GbDayEntry *self);
void       gb_day_entry_set_day   (GbDayEntry *self,
                                   GbDay       day);
void       gb_day_entry_set_today (GbDayEntry *self,
                                   GbDay       today);

G_END_DECLS
