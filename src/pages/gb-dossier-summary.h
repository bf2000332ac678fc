/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-dossier-repository.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbDossierSummary:
 * @counts: rows of the query by class and mark, its filter left aside
 * @letters: rows of %GB_DOSSIER_FILTER_SIGN_TODAY and %GB_DOSSIER_FILTER_SIGN_MISSED
 * @as_of: UTC seconds up to which the figures are complete, 0 before the first sync
 * @now: UTC seconds at which they were counted
 * @boundary: UTC seconds at which a dossier changes its class by itself
 * @day_seconds: how long a working day is in the commune
 *
 * What stands around the table of dossiers, all of one snapshot of the cache.
 */
typedef struct
{
  GbDossierCounts counts;
  gint64 letters[2];
  gint64 as_of;
  gint64 now;
  gint64 boundary;
  int day_seconds;
} GbDossierSummary;

void              gb_dossier_summary_load_async  (GbStore              *store,
                                                  const GbDossierQuery *query,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GbDossierSummary *gb_dossier_summary_load_finish (GbStore              *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);
gint64            gb_dossier_summary_get_count   (GbDossierSummary     *self,
                                                  GbDossierFilter       filter);

G_END_DECLS
