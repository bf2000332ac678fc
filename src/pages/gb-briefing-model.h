/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing-remarks.h"
#include "gb-briefing.h"

G_BEGIN_DECLS

#define GB_TYPE_BRIEFING_MODEL (gb_briefing_model_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingModel, gb_briefing_model, GB, BRIEFING_MODEL, GObject)

GbBriefingModel         *gb_briefing_model_new          (GbStore                 *store);
GbBriefing              *gb_briefing_model_get_briefing (GbBriefingModel         *self);
const GbBriefingRemarks *gb_briefing_model_get_remarks  (GbBriefingModel         *self);
const GError            *gb_briefing_model_get_error    (GbBriefingModel         *self);
const GError            *gb_briefing_model_get_unsaved  (GbBriefingModel         *self);
gboolean                 gb_briefing_model_get_loading  (GbBriefingModel         *self);
GbBriefingKind           gb_briefing_model_get_kind     (GbBriefingModel         *self);
GbStore                 *gb_briefing_model_get_store    (GbBriefingModel         *self);

void                     gb_briefing_model_set_commune  (GbBriefingModel         *self,
                                                         const char              *commune);
void                     gb_briefing_model_set_kind     (GbBriefingModel         *self,
                                                         GbBriefingKind           kind);
void                     gb_briefing_model_set_period   (GbBriefingModel         *self,
                                                         const GbBriefingPeriod  *period);
void                     gb_briefing_model_set_active   (GbBriefingModel         *self,
                                                         gboolean                 active);
void                     gb_briefing_model_reload       (GbBriefingModel         *self);

void                     gb_briefing_model_write        (GbBriefingModel         *self,
                                                         GbBriefingPart           part,
                                                         const char              *text);
void                     gb_briefing_model_take_other   (GbBriefingModel         *self);
void                     gb_briefing_model_flush        (GbBriefingModel         *self);

G_END_DECLS
