/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-entry.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_ITEM (gb_outbox_item_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxItem, gb_outbox_item, GB, OUTBOX_ITEM, GObject)

GbOutboxItem   *gb_outbox_item_new        (const GbActionEntry *entry);
const char     *gb_outbox_item_get_about  (GbOutboxItem        *self);
const GbAction *gb_outbox_item_get_action (GbOutboxItem        *self);
gboolean        gb_outbox_item_is_trouble (GbOutboxItem        *self);
gboolean        gb_outbox_item_shows      (GbOutboxItem        *self,
                                           const GbActionEntry *entry);

G_END_DECLS
