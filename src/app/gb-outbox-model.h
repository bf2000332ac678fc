/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-outbox-item.h"
#include "gb-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_MODEL (gb_outbox_model_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxModel, gb_outbox_model, GB, OUTBOX_MODEL, GObject)

GbOutboxModel *gb_outbox_model_new           (GbStore       *store);
GbStore       *gb_outbox_model_get_store     (GbOutboxModel *self);
guint          gb_outbox_model_get_n_trouble (GbOutboxModel *self);
guint          gb_outbox_model_get_n_waiting (GbOutboxModel *self);

G_END_DECLS
