/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_BRIEFING_EDITOR (gb_briefing_editor_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingEditor, gb_briefing_editor, GB, BRIEFING_EDITOR, AdwBin)

void        gb_briefing_editor_show        (GbBriefingEditor *self,
                                            const char       *written,
                                            const char       *prepared);
char       *gb_briefing_editor_dup_written (GbBriefingEditor *self);
gboolean    gb_briefing_editor_get_editing (GbBriefingEditor *self);

G_END_DECLS
