/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-item.h"

/**
 * GbReconcileItem:
 *
 * A finding as an item of a list.
 */
struct _GbReconcileItem
{
  GObject parent_instance;

  GbReconcileRow *row; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbReconcileItem, gb_reconcile_item, G_TYPE_OBJECT)

static void
gb_reconcile_item_finalize (GObject *object)
{
  gb_reconcile_row_unref (GB_RECONCILE_ITEM (object)->row);

  G_OBJECT_CLASS (gb_reconcile_item_parent_class)->finalize (object);
}

static void
gb_reconcile_item_class_init (GbReconcileItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_reconcile_item_finalize;
}

static void
gb_reconcile_item_init (GbReconcileItem *self)
{
}

/**
 * gb_reconcile_item_new:
 *
 * Returns: (transfer full): an item that shows @row
 */
GbReconcileItem *
gb_reconcile_item_new (GbReconcileRow *row)
{
  GbReconcileItem *self = g_object_new (GB_TYPE_RECONCILE_ITEM, NULL);

  self->row = gb_reconcile_row_ref (row);
  return self;
}

const GbReconcileRow *
gb_reconcile_item_get_row (GbReconcileItem *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_ITEM (self), NULL);

  return self->row;
}
