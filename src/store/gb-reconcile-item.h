/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-reconcile.h"

G_BEGIN_DECLS

#define GB_TYPE_RECONCILE_ITEM (gb_reconcile_item_get_type ())
G_DECLARE_FINAL_TYPE (GbReconcileItem, gb_reconcile_item, GB, RECONCILE_ITEM, GObject)

GbReconcileItem      *gb_reconcile_item_new     (GbReconcileRow   *row);
const GbReconcileRow *gb_reconcile_item_get_row (GbReconcileItem  *self);

G_END_DECLS
