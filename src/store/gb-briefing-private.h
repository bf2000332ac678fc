/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing.h"
#include "gb-calendars.h"

G_BEGIN_DECLS

/* The parts of a briefing; its periods are known. @span and @before are these as they are seen now. */
gboolean gb_briefing_load_figures (GbBriefing            *self,
                                   GbSqlConnection       *connection,
                                   const GbTrackingSpan  *span,
                                   const GbTrackingSpan  *before,
                                   GError               **error);
gboolean gb_briefing_load_bars    (GbBriefing            *self,
                                   GbSqlConnection       *connection,
                                   GbWorkCalendar        *calendar,
                                   const GbTrackingSpan  *span,
                                   GError               **error);
gboolean gb_briefing_load_late    (GbBriefing            *self,
                                   GbSqlConnection       *connection,
                                   GbCalendars           *calendars,
                                   const GbTrackingSpan  *span,
                                   GError               **error);
gboolean gb_briefing_load_issues  (GbBriefing            *self,
                                   GbSqlConnection       *connection,
                                   GError               **error);
gboolean gb_briefing_load_tasks   (GbBriefing            *self,
                                   GbSqlConnection       *connection,
                                   GError               **error);
gboolean gb_briefing_load_staff   (GbBriefing            *self,
                                   GbSqlConnection       *connection,
                                   GError               **error);

/* The last instant of @period that has been, UTC seconds. */
gint64   gb_briefing_until        (const GbBriefing        *self,
                                   const GbBriefingPeriod  *period);

G_END_DECLS
