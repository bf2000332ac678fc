/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_SYNC_LOG_WINDOW (gb_sync_log_window_get_type ())
G_DECLARE_FINAL_TYPE (GbSyncLogWindow, gb_sync_log_window, GB, SYNC_LOG_WINDOW, AdwWindow)

void gb_sync_log_window_present (GtkWidget *parent,
                                 GbStore   *store);

G_END_DECLS
