/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-bar-chart.h"
#include "gb-day-summary.h"
#include "gb-load-chart.h"

G_BEGIN_DECLS

void  gb_today_cards_fill_items  (GtkListBox   *list,
                                  GPtrArray    *items,
                                  guint         limit,
                                  GbDay         today);
void  gb_today_cards_fill_events (GtkBox       *box,
                                  GPtrArray    *events,
                                  GbDay         today);
void  gb_today_cards_fill_chart  (GbBarChart   *chart,
                                  GbDaySummary *summary);
guint gb_today_cards_fill_loads  (GbLoadChart  *chart,
                                  GbDaySummary *summary,
                                  gboolean      whole);

G_END_DECLS
