/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-file-cache.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbFileFetchResult:
 * @files: files that came whole
 * @missing: files that the feed tells of and the endpoint does not have
 * @removed: files that no record names any more
 * @bytes: what went over the link in both directions
 */
typedef struct
{
  guint files;
  guint missing;
  guint removed;
  guint64 bytes;
} GbFileFetchResult;

typedef void (*GbFileFetchFunc) (const GbFileRecord *file,
                                 gpointer            user_data);

/**
 * GbFileFetch:
 * @store: an open cache
 * @client: the endpoint
 * @name: (nullable): only the file of that name
 * @progress: (nullable): told after each part
 * @progress_data: for @progress
 *
 * What is to be fetched; copied, the objects referenced.
 */
typedef struct
{
  GbStore *store;
  GbClient *client;
  const char *name;
  GbFileFetchFunc progress;
  gpointer progress_data;
} GbFileFetch;

void     gb_file_fetch_run_async  (const GbFileFetch    *fetch,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean gb_file_fetch_run_finish (GAsyncResult         *result,
                                   GbFileFetchResult    *counts,
                                   GError              **error);

G_END_DECLS
