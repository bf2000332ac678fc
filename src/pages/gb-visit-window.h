/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_VISIT_WINDOW (gb_visit_window_get_type ())
G_DECLARE_FINAL_TYPE (GbVisitWindow, gb_visit_window, GB, VISIT_WINDOW, AdwWindow)

void gb_visit_window_present (GtkWidget       *parent,
                              GbStore         *store,
                              const char      *commune,
                              const GPtrArray *teams,
                              const GPtrArray *visits,
                              const char      *team);

G_END_DECLS
