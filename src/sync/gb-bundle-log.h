/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sync-log.h"
#include "gb-sync.h"

G_BEGIN_DECLS

GbSyncLogEntry *gb_bundle_log_begin (GbStore               *store,
                                     GbSyncLogKind          kind);
void            gb_bundle_log_end   (GbStore               *store,
                                     GbSyncLogEntry        *entry,
                                     const GbSyncProgress  *progress,
                                     const GError          *error);

G_END_DECLS
