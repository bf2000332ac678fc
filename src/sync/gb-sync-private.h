/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page-size.h"
#include "gb-sync-account.h"
#include "gb-sync.h"

G_BEGIN_DECLS

/**
 * GbSync:
 *
 * Keeps a cache up to date with its endpoint (đồng bộ): sends what was done here, then pulls the
 * groups one after the other, and tells how far it is. What a broken run had received stays, and the
 * next one goes on there.
 */
struct _GbSync
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) (nullable) */
  char *scope; /* (owned) (nullable) what to ask for; the cache's own when %NULL */

  GbSyncState state;
  GbSyncProgress progress;
  const char *group; /* (nullable) under way */
  GbSyncAccount *account; /* (owned) as the cache has it */
  GError *last_error; /* (owned) (nullable) */
  GbPageSize size;
  guint64 min_free; /* bytes */
  char *held_by; /* (owned) (nullable) */
  GbSyncReason reason; /* of the next run */
  gboolean metered;
  gboolean files_allowed; /* also where every byte counts; of the next run, or the one under way */
  guint notify_source;
};

void gb_sync_add_progress    (const GbSyncProgress *step,
                              gpointer              sync);
void gb_sync_notify_progress (GbSync               *self);
void gb_sync_queue_notify    (GbSync               *self);
void gb_sync_set_held_by     (GbSync               *self,
                              const char           *program);
void gb_sync_set_last_error  (GbSync               *self,
                              GError               *error);
void gb_sync_set_state       (GbSync               *self,
                              GbSyncState           state);
void gb_sync_take_account    (GbSync               *self,
                              GbSyncAccount        *account);

G_END_DECLS
