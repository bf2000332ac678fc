/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page-size.h"
#include "gb-sync.h"

G_BEGIN_DECLS

typedef void (*GbPullProgressFunc) (const GbSyncProgress *step,
                                    gpointer              user_data);

/**
 * GbPull:
 * @store: an open cache
 * @client: the endpoint
 * @scope: what is pulled
 * @group: which group of it
 * @size: kept from pull to pull; belongs to the caller
 * @progress: told what each answer added
 * @progress_data: for @progress
 *
 * What a pull of one group needs; copied, the objects referenced.
 */
typedef struct
{
  GbStore *store;
  GbClient *client;
  const char *scope;
  GbRecordGroup group;
  GbPageSize *size;
  GbPullProgressFunc progress;
  gpointer progress_data;
} GbPull;

void     gb_pull_run_async  (const GbPull        *pull,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
gboolean gb_pull_run_finish (GAsyncResult        *result,
                             GError             **error);

G_END_DECLS
