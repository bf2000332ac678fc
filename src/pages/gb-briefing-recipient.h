/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing.h"

G_BEGIN_DECLS

/* Whom a briefing is mostly addressed to. */
#define GB_N_BRIEFING_RECIPIENTS 3

const char *gb_briefing_recipient_short (const GbBriefing *briefing,
                                         int               which);
char       *gb_briefing_recipient_text  (const GbBriefing *briefing,
                                         int               which);
int         gb_briefing_recipient_find  (const GbBriefing *briefing,
                                         const char       *text);

G_END_DECLS
