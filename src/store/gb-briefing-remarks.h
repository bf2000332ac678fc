/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-period.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbBriefingPart:
 * @GB_BRIEFING_PART_REASONS: why dossiers are late (nguyên nhân quá hạn)
 * @GB_BRIEFING_PART_ISSUES: what is waited for (vướng mắc, kiến nghị)
 * @GB_BRIEFING_PART_WORK: tasks and people (nhiệm vụ và nhân sự)
 * @GB_BRIEFING_PART_PROPOSALS: what is asked for (đề xuất)
 * @GB_BRIEFING_PART_NUMBER: the number in the agency's register, such as "87"
 * @GB_BRIEFING_PART_RECIPIENT: whom it is addressed to
 * @GB_BRIEFING_PART_SIGNER: who signs
 * @GB_BRIEFING_PART_ROLE: as what he signs: %GB_BRIEFING_ROLE_CHAIRMAN or %GB_BRIEFING_ROLE_VICE
 *
 * What in a briefing the user writes. The first are the sections of the report, as #GbBriefingSection counts them.
 */
typedef enum
{
  GB_BRIEFING_PART_REASONS,
  GB_BRIEFING_PART_ISSUES,
  GB_BRIEFING_PART_WORK,
  GB_BRIEFING_PART_PROPOSALS,
  GB_BRIEFING_PART_NUMBER,
  GB_BRIEFING_PART_RECIPIENT,
  GB_BRIEFING_PART_SIGNER,
  GB_BRIEFING_PART_ROLE,
} GbBriefingPart;

#define GB_N_BRIEFING_PARTS (GB_BRIEFING_PART_ROLE + 1)

#define GB_BRIEFING_ROLE_CHAIRMAN "chairman"
#define GB_BRIEFING_ROLE_VICE     "vice"

/**
 * GbBriefingRemarks:
 * @texts: (owned) (nullable): by #GbBriefingPart, what was written for these days; %NULL where nothing was
 * @usual: (owned) (nullable): what was written last for other days, of recipient, signer and role alone
 * @saved: UTC seconds at which the newest of @texts was saved; 0 where there is none
 * @other: the days other than these for which sections were written last; from is %GB_DAY_NONE where there are none
 *
 * What the users wrote into the briefing of a commune about certain days.
 */
typedef struct
{
  char *texts[GB_N_BRIEFING_PARTS];
  char *usual[GB_N_BRIEFING_PARTS];
  gint64 saved;
  GbPeriod other;
} GbBriefingRemarks;

GbBriefingRemarks *gb_briefing_remarks_new          (void);
GbBriefingRemarks *gb_briefing_remarks_copy         (const GbBriefingRemarks  *self);
void               gb_briefing_remarks_free         (GbBriefingRemarks        *self);
const char        *gb_briefing_remarks_get          (const GbBriefingRemarks  *self,
                                                     GbBriefingPart            part);
void               gb_briefing_remarks_set          (GbBriefingRemarks        *self,
                                                     GbBriefingPart            part,
                                                     const char               *text);
const char        *gb_briefing_part_nick            (GbBriefingPart            part);

GbBriefingRemarks *gb_briefing_remarks_load         (GbSqlConnection          *connection,
                                                     const char               *commune,
                                                     GbDay                     from,
                                                     GbDay                     to,
                                                     GError                  **error);
void               gb_briefing_remarks_save_async   (GbStore                  *store,
                                                     const char               *commune,
                                                     GbDay                     from,
                                                     GbDay                     to,
                                                     const GbBriefingRemarks  *remarks,
                                                     guint                     parts,
                                                     GAsyncReadyCallback       callback,
                                                     gpointer                  user_data);
gboolean           gb_briefing_remarks_save_finish  (GbStore                  *store,
                                                     GAsyncResult             *result,
                                                     GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBriefingRemarks, gb_briefing_remarks_free)

G_END_DECLS
