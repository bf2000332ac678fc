/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-reconcile-list.h"

G_BEGIN_DECLS

#define GB_TYPE_RECONCILE_TABLE (gb_reconcile_table_get_type ())
G_DECLARE_FINAL_TYPE (GbReconcileTable, gb_reconcile_table, GB, RECONCILE_TABLE, AdwBin)

void gb_reconcile_table_set_list   (GbReconcileTable *self,
                                    GbReconcileList  *list,
                                    GbClock          *clock);
void gb_reconcile_table_set_narrow (GbReconcileTable *self,
                                    gboolean          narrow);

G_END_DECLS
