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
 * @groups: (owned) (nullable) (element-type GbDossierGroup): the groups asked for, each with its
 *   rows in the query's filter; the limit that is grouped by is left aside, so that the others can
 *   be chosen
 * @communes: (owned): names by code
 * @province: whether several communes' dossiers may be in the table
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
  GPtrArray *groups;
  GHashTable *communes;
  gboolean province;
} GbDossierSummary;

/**
 * GbDossierGrouping:
 * @GB_DOSSIER_GROUPING_NONE: no side list
 */
typedef enum
{
  GB_DOSSIER_GROUPING_NONE,
  GB_DOSSIER_GROUPING_OFFICER,
  GB_DOSSIER_GROUPING_FIELD,
} GbDossierGrouping;

#define GB_N_DOSSIER_GROUPINGS 3

void              gb_dossier_summary_load_async  (GbStore              *store,
                                                  const GbDossierQuery *query,
                                                  GbDossierGrouping     grouping,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GbDossierSummary *gb_dossier_summary_load_finish (GbStore              *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);
gint64            gb_dossier_summary_get_count   (const GbDossierSummary *self,
                                                  GbDossierFilter       filter);

void              gb_dossier_summary_free        (GbDossierSummary     *self);

const char       *gb_dossier_grouping_nick       (GbDossierGrouping     grouping);
gboolean          gb_dossier_grouping_parse      (const char           *nick,
                                                  GbDossierGrouping    *grouping);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierSummary, gb_dossier_summary_free)

G_END_DECLS
