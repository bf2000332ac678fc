/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-outbox-item.h"
#include "gb-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_CONFLICT (gb_outbox_conflict_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxConflict, gb_outbox_conflict, GB, OUTBOX_CONFLICT, AdwWindow)

void gb_outbox_conflict_present (GtkWidget    *parent,
                                 GbStore      *store,
                                 GbOutboxItem *item);

G_END_DECLS
