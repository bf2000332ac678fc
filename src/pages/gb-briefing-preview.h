/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-briefing-model.h"
#include "gb-paper.h"

G_BEGIN_DECLS

#define GB_TYPE_BRIEFING_PREVIEW (gb_briefing_preview_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingPreview, gb_briefing_preview, GB, BRIEFING_PREVIEW, AdwBin)

void      gb_briefing_preview_set_model    (GbBriefingPreview    *self,
                                            GbBriefingModel      *model);
void      gb_briefing_preview_set_marked   (GbBriefingPreview    *self,
                                            const char           *part);
GbPaper  *gb_briefing_preview_get_paper    (GbBriefingPreview    *self);
gboolean  gb_briefing_preview_get_settled  (GbBriefingPreview    *self);

void      gb_briefing_preview_paper_async  (GbBriefingPreview    *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GbPaper  *gb_briefing_preview_paper_finish (GbBriefingPreview    *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
