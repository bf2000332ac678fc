/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-bundle.h"
#include "gb-store.h"
#include "gb-sync.h"

G_BEGIN_DECLS

typedef void (*GbBundleProgressFunc) (const GbSyncProgress *progress,
                                      gpointer              user_data);

/**
 * GbBundleImport:
 * @store: an open cache
 * @file: the bundle
 * @keys: (nullable): the workstation's own; %NULL where it never enrolled
 * @progress: (nullable): told what was taken so far, on the thread that imports
 * @progress_data: for @progress
 *
 * What importing needs.
 */
typedef struct
{
  GbStore *store;
  GFile *file;
  GbSealKeys *keys;
  GbBundleProgressFunc progress;
  gpointer progress_data;
} GbBundleImport;

/**
 * GbBundleTaken:
 * @id: (owned): the bundle's
 * @sender: (owned) (nullable): what the hub calls itself: "Quảng Ngãi"
 * @scope: (owned): "commune:21028"
 * @made_at: when it was made, by the hub's clock, UTC seconds
 * @as_of: of the dossiers now, UTC seconds
 * @progress: what was taken
 *
 * A bundle that was taken in.
 */
typedef struct
{
  char *id;
  char *sender;
  char *scope;
  gint64 made_at;
  gint64 as_of;
  GbSyncProgress progress;
} GbBundleTaken;

GbBundleTaken *gb_bundle_import     (const GbBundleImport  *import,
                                     GCancellable          *cancellable,
                                     GError               **error);
void           gb_bundle_taken_free (GbBundleTaken         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBundleTaken, gb_bundle_taken_free)

G_END_DECLS
