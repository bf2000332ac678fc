/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-reconcile-list.h"

G_BEGIN_DECLS

char *gb_reconcile_words_official   (const GbReconcileRow *row,
                                     gint64                now);
char *gb_reconcile_words_computed   (const GbReconcileRow *row,
                                     gint64                now);
char *gb_reconcile_words_difference (const GbReconcileRow *row);
char *gb_reconcile_words_reason     (const GbReconcileRow *row);
char *gb_reconcile_words_brief      (const GbReconcileRow *row,
                                     gint64                now);
char *gb_reconcile_words_summary    (GbReconcileList      *list);

G_END_DECLS
