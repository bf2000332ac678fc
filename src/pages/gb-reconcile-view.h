/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-reconcile-list.h"

G_BEGIN_DECLS

#define GB_TYPE_RECONCILE_VIEW (gb_reconcile_view_get_type ())
G_DECLARE_FINAL_TYPE (GbReconcileView, gb_reconcile_view, GB, RECONCILE_VIEW, AdwBin)

void             gb_reconcile_view_set_store   (GbReconcileView *self,
                                                GbStore         *store);
void             gb_reconcile_view_set_commune (GbReconcileView *self,
                                                const char      *commune);
gboolean         gb_reconcile_view_get_loading (GbReconcileView *self);
GbReconcileList *gb_reconcile_view_get_list    (GbReconcileView *self);

G_END_DECLS
