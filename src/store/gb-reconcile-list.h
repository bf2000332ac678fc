/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-reconcile.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_RECONCILE_LIST (gb_reconcile_list_get_type ())
G_DECLARE_FINAL_TYPE (GbReconcileList, gb_reconcile_list, GB, RECONCILE_LIST, GObject)

/* Every reason, for gb_reconcile_list_set_reason() and gb_reconcile_list_count(). */
#define GB_RECONCILE_ANY (-1)

GbReconcileList *gb_reconcile_list_new           (GbStore          *store);
gboolean         gb_reconcile_list_get_running   (GbReconcileList  *self);
double           gb_reconcile_list_get_progress  (GbReconcileList  *self);
gint64           gb_reconcile_list_get_as_of     (GbReconcileList  *self);
const GError    *gb_reconcile_list_get_error     (GbReconcileList  *self);
guint            gb_reconcile_list_count         (GbReconcileList  *self,
                                                  int               reason);
int              gb_reconcile_list_get_reason    (GbReconcileList  *self);
void             gb_reconcile_list_set_reason    (GbReconcileList  *self,
                                                  int               reason);
void             gb_reconcile_list_set_commune   (GbReconcileList  *self,
                                                  const char       *commune);
void             gb_reconcile_list_set_active    (GbReconcileList  *self,
                                                  gboolean          active);
void             gb_reconcile_list_start         (GbReconcileList  *self);
GPtrArray       *gb_reconcile_list_get_rows      (GbReconcileList  *self);

G_END_DECLS
