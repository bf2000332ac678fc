/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-notice-row.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_ATTENDEES (gb_attendees_get_type ())
G_DECLARE_FINAL_TYPE (GbAttendees, gb_attendees, GB, ATTENDEES, AdwBin)

void gb_attendees_show       (GbAttendees       *self,
                              GbStore           *store,
                              const char        *commune,
                              const GbNoticeRow *notice);
void gb_attendees_set_masked (GbAttendees       *self,
                              gboolean           masked);

G_END_DECLS
