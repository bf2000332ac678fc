/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-clock.h"

G_BEGIN_DECLS

/**
 * GbReconcileReason:
 *
 * Why the province's due moment and ours differ. The official one decides; the difference is a
 * finding for the province, not a correction.
 */
typedef enum
{
  GB_RECONCILE_SAME,
  GB_RECONCILE_NO_RULE,
  GB_RECONCILE_NO_OFFICIAL,
  GB_RECONCILE_STANDING,
  GB_RECONCILE_TIME_OF_DAY,
  GB_RECONCILE_NOT_RESTARTED,
  GB_RECONCILE_PAUSE_NOT_COUNTED,
  GB_RECONCILE_EXTENSION_NOT_APPLIED,
  GB_RECONCILE_OTHER_RULE,
  GB_RECONCILE_HOLIDAYS_NOT_COUNTED,
  GB_RECONCILE_EARLIER,
  GB_RECONCILE_LATER,
} GbReconcileReason;

#define GB_N_RECONCILE_REASONS (GB_RECONCILE_LATER + 1)

/**
 * GbReconcileRow:
 * @code: (owned): the dossier's
 * @official: the province's due moment, UTC seconds; 0 = none
 * @computed: ours, UTC seconds; 0 = none
 * @reason: why they differ
 * @note: (nullable): what must be known of our limit, in the interface's language
 */
typedef struct
{
  char *code;
  gint64 official;
  gint64 computed;
  GbReconcileReason reason;
  const char *note;
} GbReconcileRow;

GbReconcileReason gb_reconcile_clock        (const GbDossierClock *clock,
                                             GbWorkCalendar       *calendar,
                                             gint64                now,
                                             gint64               *computed);
GPtrArray        *gb_reconcile_list         (GbSqlConnection      *connection,
                                             const char           *commune,
                                             gint64                now,
                                             GCancellable         *cancellable,
                                             GError              **error);
const char       *gb_reconcile_reason_nick  (GbReconcileReason     reason);
const char       *gb_reconcile_reason_label (GbReconcileReason     reason);
void              gb_reconcile_row_free     (GbReconcileRow       *self);

G_END_DECLS
