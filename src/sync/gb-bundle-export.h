/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-bundle.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbBundleExport:
 * @store: an open cache
 * @file: where to write; what stood there is replaced
 * @keys: (nullable): the workstation's own; %NULL where it never enrolled
 * @lock_held: whether the caller holds the cache's sync lock, as during a run
 *
 * What handing in needs.
 */
typedef struct
{
  GbStore *store;
  GFile *file;
  GbSealKeys *keys;
  gboolean lock_held;
} GbBundleExport;

/**
 * GbBundleGiven:
 * @id: (owned): the bundle's
 * @endpoint: (owned): whom it is for
 * @n_actions: how many actions are in it
 * @n_held: how many are not, because the hub does not have their files yet
 * @bytes: of its contents
 *
 * A file that was written to be handed in.
 */
typedef struct
{
  char *id;
  char *endpoint;
  guint n_actions;
  guint n_held;
  gint64 bytes;
} GbBundleGiven;

GbBundleGiven *gb_bundle_export     (const GbBundleExport  *export,
                                     GCancellable          *cancellable,
                                     GError               **error);
char          *gb_bundle_file_name  (const char            *scope,
                                     gint64                 now);
void           gb_bundle_given_free (GbBundleGiven         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBundleGiven, gb_bundle_given_free)

G_END_DECLS
