/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

/**
 * GbBriefingKind:
 * @GB_BRIEFING_DAY: a day that is worked (báo cáo ngày)
 * @GB_BRIEFING_WEEK: seven days, whatever weekday they begin on (báo cáo tuần)
 * @GB_BRIEFING_MONTH: a month of the calendar (báo cáo tháng)
 * @GB_BRIEFING_RANGE: from one day to another (báo cáo trong khoảng)
 *
 * What a leadership briefing (giao ban) can be about.
 */
typedef enum
{
  GB_BRIEFING_DAY,
  GB_BRIEFING_WEEK,
  GB_BRIEFING_MONTH,
  GB_BRIEFING_RANGE,
} GbBriefingKind;

#define GB_N_BRIEFING_KINDS 4

/**
 * GbBriefingPeriod:
 * @kind: how long it is
 * @from: first day; %GB_DAY_NONE asks for the last one that gb_briefing_period_last() gives
 * @to: last day; may be yet to come
 */
typedef struct
{
  GbBriefingKind kind;
  GbDay from;
  GbDay to;
} GbBriefingPeriod;

/**
 * GbBriefingSection:
 * @GB_BRIEFING_REASONS: why dossiers are late (nguyên nhân quá hạn), section 2 of the sheet
 * @GB_BRIEFING_ISSUES: difficulties and petitions (vướng mắc, kiến nghị), section 3
 * @GB_BRIEFING_WORK: tasks and staff (nhiệm vụ và nhân sự), section 4
 * @GB_BRIEFING_PROPOSALS: what is proposed (đề xuất), section 5
 *
 * The parts of the sheet that the chairman may put in his own words.
 */
typedef enum
{
  GB_BRIEFING_REASONS,
  GB_BRIEFING_ISSUES,
  GB_BRIEFING_WORK,
  GB_BRIEFING_PROPOSALS,
} GbBriefingSection;

#define GB_N_BRIEFING_SECTIONS 4

GbBriefingPeriod gb_briefing_period_last   (GbBriefingKind           kind,
                                            GbWorkCalendar          *calendar,
                                            GbDay                    today);
GbBriefingPeriod gb_briefing_period_step   (const GbBriefingPeriod  *self,
                                            GbWorkCalendar          *calendar,
                                            int                      steps);
GbBriefingPeriod gb_briefing_period_before (const GbBriefingPeriod  *self,
                                            GbWorkCalendar          *calendar,
                                            GbDay                    today);
gboolean         gb_briefing_period_equal  (const GbBriefingPeriod  *self,
                                            const GbBriefingPeriod  *other);

const char      *gb_briefing_kind_nick     (GbBriefingKind           self);
gboolean         gb_briefing_kind_parse    (const char              *nick,
                                            GbBriefingKind          *self);
const char      *gb_briefing_section_nick  (GbBriefingSection        self);

G_END_DECLS
