/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-reconcile-list.h"

G_BEGIN_DECLS

#define GB_TYPE_RECONCILE_REASONS (gb_reconcile_reasons_get_type ())
G_DECLARE_FINAL_TYPE (GbReconcileReasons, gb_reconcile_reasons, GB, RECONCILE_REASONS, AdwBin)

void gb_reconcile_reasons_set_list   (GbReconcileReasons *self,
                                      GbReconcileList    *list);
void gb_reconcile_reasons_set_narrow (GbReconcileReasons *self,
                                      gboolean            narrow);

G_END_DECLS
