/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-clock.h"
#include "gb-connectivity.h"
#include "gb-sync.h"

G_BEGIN_DECLS

#define GB_TYPE_SYNC_SCHEDULE (gb_sync_schedule_get_type ())
G_DECLARE_FINAL_TYPE (GbSyncSchedule, gb_sync_schedule, GB, SYNC_SCHEDULE, GObject)

GbSyncSchedule *gb_sync_schedule_new              (GbSync          *sync,
                                                   GbClock         *clock,
                                                   GbConnectivity  *connectivity);
gboolean        gb_sync_schedule_can_run          (GbSyncSchedule  *self);
GbConnectivity *gb_sync_schedule_get_connectivity (GbSyncSchedule  *self);
gint64          gb_sync_schedule_get_due          (GbSyncSchedule  *self,
                                                   GbSyncReason    *reason);
gboolean        gb_sync_schedule_is_idle          (GbSyncSchedule  *self);
void            gb_sync_schedule_start            (GbSyncSchedule  *self);
void            gb_sync_schedule_run              (GbSyncSchedule  *self);
void            gb_sync_schedule_run_all          (GbSyncSchedule  *self);
void            gb_sync_schedule_run_files        (GbSyncSchedule  *self);
void            gb_sync_schedule_cancel           (GbSyncSchedule  *self);

G_END_DECLS
