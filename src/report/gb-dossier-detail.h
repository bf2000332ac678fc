/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-dossier-papers.h"
#include "gb-dossier-reason.h"
#include "gb-dossier-repository.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbDossierDetail:
 * @dossier: (owned) (nullable): %NULL when the cache has none of that code
 * @steps: (owned): #GbDossierStep in the order of time
 * @commune: (owned) (nullable): name of the commune that owns the clock
 * @received_by: (owned) (nullable): name of the commune that took it in
 * @reason: (owned): why its clock stands as it does
 * @papers: (owned): its letters and slips
 * @calendar: (owned): of the commune that owns the clock
 * @now: UTC seconds at which it was read
 * @as_of: up to when the cache is complete, UTC seconds, 0 before the first sync
 * @illustration: whether the data are made up
 * @day_seconds: how long a working day is there
 *
 * All that the pane shows of one dossier, of one snapshot of the cache.
 */
typedef struct
{
  GbDossier *dossier;
  GPtrArray *steps;
  char *commune;
  char *received_by;
  GbDossierReason *reason;
  GbDossierPapers *papers;
  GbWorkCalendar *calendar;
  gint64 now;
  gint64 as_of;
  gboolean illustration;
  int day_seconds;
} GbDossierDetail;

GbDossierDetail *gb_dossier_detail_load        (GbSqlConnection      *connection,
                                                const char           *code,
                                                gint64                now,
                                                GError              **error);
void             gb_dossier_detail_load_async  (GbStore              *store,
                                                const char           *code,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GbDossierDetail *gb_dossier_detail_load_finish (GbStore              *store,
                                                GAsyncResult         *result,
                                                GError              **error);
GbDossierDetail *gb_dossier_detail_ref         (GbDossierDetail      *self);
void             gb_dossier_detail_unref       (GbDossierDetail      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierDetail, gb_dossier_detail_unref)

G_END_DECLS
