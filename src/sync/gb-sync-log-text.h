/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store-status.h"
#include "gb-sync-log.h"

G_BEGIN_DECLS

const char *gb_sync_log_kind_label   (GbSyncLogKind          kind);
const char *gb_sync_reason_label     (GbSyncReason           reason);
const char *gb_sync_outcome_label    (GbSyncOutcome          outcome);

char       *gb_sync_log_text_outcome (const GbSyncLogEntry  *entry);
char       *gb_sync_log_text_counts  (const GbSyncLogEntry  *entry);
char       *gb_sync_log_text_skew    (gint64                 skew);
char       *gb_sync_log_text         (const GbStoreStatus   *status,
                                      GPtrArray             *entries,
                                      gint64                 now);

G_END_DECLS
