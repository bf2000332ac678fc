/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-outbox-item.h"
#include "gb-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_EDITOR (gb_outbox_editor_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxEditor, gb_outbox_editor, GB, OUTBOX_EDITOR, AdwWindow)

void gb_outbox_editor_present (GtkWidget    *parent,
                               GbStore      *store,
                               GbOutboxItem *item);

G_END_DECLS
