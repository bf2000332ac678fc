/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-agenda-repository.h"
#include "gb-day-summary.h"

G_BEGIN_DECLS

char *gb_today_text_date      (GbDaySummary         *summary);
char *gb_today_text_open      (GbDaySummary         *summary);
char *gb_today_text_freshness (GbDaySummary         *summary);
char *gb_today_text_overdue   (GbDaySummary         *summary);
char *gb_today_text_due_today (GbDaySummary         *summary);
char *gb_today_text_due_soon  (GbDaySummary         *summary);
char *gb_today_text_paused    (GbDaySummary         *summary);
char *gb_today_text_on_track  (GbDaySummary         *summary);
char *gb_today_text_average   (GbDaySummary         *summary);
char *gb_today_text_bar       (const GbDossierDay   *day,
                               gboolean              make_up);
char *gb_today_text_item      (const GbAgendaItem   *item);
char *gb_today_text_item_more (const GbAgendaItem   *item,
                               GbDay                 today);
char *gb_today_text_event     (const GbAgendaEvent  *event,
                               GbDay                 today);
char *gb_today_text_event_more (const GbAgendaEvent *event);

G_END_DECLS
