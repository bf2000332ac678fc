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
  GB_RECONCILE_NOT_RESTARTED,
  GB_RECONCILE_SUPPLEMENT_AS_PAUSE,
  GB_RECONCILE_PAUSE_NOT_COUNTED,
  GB_RECONCILE_EXTENSION_NOT_APPLIED,
  GB_RECONCILE_NOTHING_COUNTED,
  GB_RECONCILE_FROM_SUBMISSION,
  GB_RECONCILE_CUTOFF_NOT_APPLIED,
  GB_RECONCILE_OTHER_RULE,
  GB_RECONCILE_OTHER_VERSION,
  GB_RECONCILE_HOLIDAYS_NOT_COUNTED,
  GB_RECONCILE_MAKE_UP_NOT_COUNTED,
  GB_RECONCILE_TIME_OF_DAY,
  GB_RECONCILE_EARLIER,
  GB_RECONCILE_LATER,
} GbReconcileReason;

#define GB_N_RECONCILE_REASONS (GB_RECONCILE_LATER + 1)

/**
 * GbReconcileRow:
 * @number: the dossier's row in the cache
 * @code: (owned): the dossier's
 * @procedure: (owned): its name
 * @state: the dossier's
 * @official: the province's due moment, UTC seconds; 0 = none
 * @computed: ours, UTC seconds; 0 = none
 * @difference: working seconds from ours to the province's, negative when the province's is
 *   earlier; 0 where one of the two is missing
 * @reason: why they differ
 * @note: (nullable): what must be known of our limit, in the interface's language
 *
 * A finding. Not changed once made; may be used from any thread.
 */
typedef struct
{
  gint64 number;
  char *code;
  char *procedure;
  GbDossierState state;
  gint64 official;
  gint64 computed;
  gint64 difference;
  GbReconcileReason reason;
  const char *note;
} GbReconcileRow;

/**
 * GbReconcile:
 *
 * The calendars of a snapshot, as they are and as somebody counts who forgets some days.
 */
typedef struct _GbReconcile GbReconcile;

GbReconcile      *gb_reconcile_new          (GbSqlConnection       *connection,
                                             GError               **error);
void              gb_reconcile_free         (GbReconcile           *self);
GbReconcileReason gb_reconcile_clock        (GbReconcile           *self,
                                             const GbDossierClock  *clock,
                                             gint64                 now,
                                             gint64                *computed);

GArray           *gb_reconcile_numbers      (GbSqlConnection       *connection,
                                             const char            *commune,
                                             GError               **error);
gboolean          gb_reconcile_add_rows     (GbSqlConnection       *connection,
                                             const gint64          *numbers,
                                             guint                  n_numbers,
                                             gint64                 now,
                                             GPtrArray             *rows,
                                             GCancellable          *cancellable,
                                             GError               **error);
GPtrArray        *gb_reconcile_all          (GbSqlConnection       *connection,
                                             const char            *commune,
                                             gint64                 now,
                                             GCancellable          *cancellable,
                                             GError               **error);

const char       *gb_reconcile_reason_nick  (GbReconcileReason      reason);
const char       *gb_reconcile_reason_label (GbReconcileReason      reason);
const char       *gb_reconcile_reason_title (GbReconcileReason      reason);
GbReconcileRow   *gb_reconcile_row_ref      (GbReconcileRow        *self);
void              gb_reconcile_row_unref    (GbReconcileRow        *self);
gboolean          gb_reconcile_row_equal    (const GbReconcileRow  *self,
                                             const GbReconcileRow  *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbReconcile, gb_reconcile_free)

G_END_DECLS
