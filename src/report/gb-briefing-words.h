/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing.h"

G_BEGIN_DECLS

char       *gb_briefing_words_title     (const GbBriefingPeriod  *period,
                                         GbDay                    today);
char       *gb_briefing_words_compared  (const GbBriefingPeriod  *before,
                                         GbDay                    today);
const char *gb_briefing_words_kind      (GbBriefingKind           kind);
const char *gb_briefing_words_heading   (GbBriefingSection        section);
const char *gb_briefing_words_figure    (GbBriefingFigureId       figure);
char       *gb_briefing_words_change    (const GbBriefingFigure  *figure);

char       *gb_briefing_words_section   (const GbBriefing        *self,
                                         GbBriefingSection        section);
char       *gb_briefing_words_late      (const GbBriefing        *self);
GPtrArray  *gb_briefing_words_waits     (const GbBriefing        *self);
char       *gb_briefing_words_score     (const GbBriefing        *self);

char       *gb_briefing_words_day       (GbDay                    day);
char       *gb_briefing_words_short_day (GbDay                    day,
                                         GbDay                    today);
char       *gb_briefing_words_about     (const GbBriefing        *self);
char       *gb_briefing_words_fresh     (const GbBriefing        *self);
char       *gb_briefing_words_stale     (const GbBriefing        *self);

G_END_DECLS
