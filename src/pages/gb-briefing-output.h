/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing-preview.h"

G_BEGIN_DECLS

/**
 * GbBriefingOutputKind:
 * @GB_BRIEFING_OUTPUT_PDF: the sheet
 * @GB_BRIEFING_OUTPUT_XLSX: its tables
 */
typedef enum
{
  GB_BRIEFING_OUTPUT_PDF,
  GB_BRIEFING_OUTPUT_XLSX,
} GbBriefingOutputKind;

#define GB_TYPE_BRIEFING_OUTPUT (gb_briefing_output_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingOutput, gb_briefing_output, GB, BRIEFING_OUTPUT, GObject)

GbBriefingOutput *gb_briefing_output_new          (GbBriefingModel      *model,
                                                   GbBriefingPreview    *preview);
void              gb_briefing_output_print        (GbBriefingOutput     *self);
void              gb_briefing_output_copy         (GbBriefingOutput     *self);
void              gb_briefing_output_choose       (GbBriefingOutput     *self,
                                                   GbBriefingOutputKind  kind);
void              gb_briefing_output_save         (GbBriefingOutput     *self,
                                                   GbBriefingOutputKind  kind,
                                                   GFile                *file);

G_END_DECLS
