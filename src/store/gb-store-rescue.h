/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-key.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbStoreRescueParts:
 * @GB_STORE_RESCUE_CACHE: the cache was damaged; a new one is empty but for where the data come from
 * @GB_STORE_RESCUE_LOCAL: FILE.local was damaged; a new one has what could be read
 */
typedef enum
{
  GB_STORE_RESCUE_CACHE = 1 << 0,
  GB_STORE_RESCUE_LOCAL = 1 << 1,
} GbStoreRescueParts;

/**
 * GbStoreRescue:
 * @parts: what was damaged; 0 = nothing was, and nothing was changed
 * @n_actions: how many actions the hub has not applied are there now
 * @complete: whether all actions are there that were
 * @rest_complete: whether all the rest of FILE.local is: saved views, what the program remembers, lines set aside
 * @boundaries_complete: whether boundaries that the user took in from a file are there, if there were any
 * @cache_kept: (owned) (nullable): where the damaged cache lies now
 * @local_kept: (owned) (nullable): where the damaged FILE.local lies now
 *
 * What a rescue found and did.
 */
typedef struct
{
  GbStoreRescueParts parts;
  gint64 n_actions;
  gboolean complete;
  gboolean rest_complete;
  gboolean boundaries_complete;
  char *cache_kept;
  char *local_kept;
} GbStoreRescue;

GbStoreRescue *gb_store_rescue_run        (const char           *path,
                                           GbSqlKey             *key,
                                           GError              **error);
void           gb_store_rescue_run_async  (const char           *path,
                                           GbSqlKey             *key,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GbStoreRescue *gb_store_rescue_run_finish (GAsyncResult         *result,
                                           GError              **error);
void           gb_store_rescue_free       (GbStoreRescue        *self);
gboolean       gb_store_rescue_resume     (const char           *path,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbStoreRescue, gb_store_rescue_free)

G_END_DECLS
