/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-store.h"
#include "gb-sync-log.h"

G_BEGIN_DECLS

/**
 * GbSyncState:
 * @GB_SYNC_STATE_IDLE: nothing is under way; #GbSync:last-error tells how the last run ended
 * @GB_SYNC_STATE_RUNNING: a run is under way
 */
typedef enum
{
  GB_SYNC_STATE_IDLE,
  GB_SYNC_STATE_RUNNING,
} GbSyncState;

#define GB_TYPE_SYNC_STATE (gb_sync_state_get_type ())
GType gb_sync_state_get_type (void);

/**
 * GbSyncGroups:
 * @GB_SYNC_GROUP_WORK: dossiers and all that happens to them, issues, tasks
 * @GB_SYNC_GROUP_BASE: communes, people, procedures, calendar, indicators
 */
typedef enum
{
  GB_SYNC_GROUP_BASE = 1 << 0,
  GB_SYNC_GROUP_WORK = 1 << 1,
  GB_SYNC_GROUP_ALL = (1 << 2) - 1,
} GbSyncGroups;

/**
 * GbSyncProgress:
 * @pages: pages taken
 * @records: records made or replaced
 * @deleted: records that went, by a line or with a full pull's last page
 * @skipped: lines of types that this version does not know
 * @set_aside: lines that broke their schema and were kept aside
 * @bytes: what went over the link in both directions, compressed, headers too
 * @applied: actions that the hub did
 * @refused: actions that it will not do
 * @conflict: actions whose target had changed meanwhile
 * @later: actions that left and have to be sent again
 * @files: files that went before the actions that name them
 * @scope_changed: whether the province has given this workstation another scope, which was taken
 * @clock_known: whether an answer told the endpoint's time
 * @clock_skew: how many seconds this machine's clock was behind it then, negative when ahead; 0 also
 *   when the link's slowness explains it
 *
 * What a run has done so far.
 */
typedef struct
{
  guint pages;
  guint64 records;
  guint64 deleted;
  guint64 skipped;
  guint64 set_aside;
  guint64 bytes;
  guint applied;
  guint refused;
  guint conflict;
  guint later;
  guint files;
  gboolean scope_changed;
  gboolean clock_known;
  gint64 clock_skew;
} GbSyncProgress;

/* A clock that is further off is worth a word, seconds. */
#define GB_SYNC_TOLERATED_SKEW (5 * 60)

#define GB_TYPE_SYNC (gb_sync_get_type ())
G_DECLARE_FINAL_TYPE (GbSync, gb_sync, GB, SYNC, GObject)

GbSync               *gb_sync_new              (GbStore             *store,
                                                GbClient            *client);
gint64                gb_sync_get_as_of        (GbSync              *self);
GbClient             *gb_sync_get_client       (GbSync              *self);
gboolean              gb_sync_is_asked_to_wait (GbSync              *self);
gint64                gb_sync_get_base_as_of   (GbSync              *self);
gint64                gb_sync_get_clock_skew   (GbSync              *self);
const char           *gb_sync_get_group        (GbSync              *self);
const char           *gb_sync_get_held_by      (GbSync              *self);
gint64                gb_sync_get_last_attempt (GbSync              *self);
const GError         *gb_sync_get_last_error   (GbSync              *self);
gint64                gb_sync_get_next_attempt (GbSync              *self);
const GbSyncProgress *gb_sync_get_progress     (GbSync              *self);
const char           *gb_sync_get_scope        (GbSync              *self);
GbSyncState           gb_sync_get_state        (GbSync              *self);
void                  gb_sync_allow_files      (GbSync              *self);
void                  gb_sync_set_client       (GbSync              *self,
                                                GbClient            *client);
void                  gb_sync_set_min_free     (GbSync              *self,
                                                guint64              bytes);
void                  gb_sync_set_metered      (GbSync              *self,
                                                gboolean             metered);
void                  gb_sync_set_occasion     (GbSync              *self,
                                                GbSyncReason         reason,
                                                gboolean             metered);
void                  gb_sync_set_scope        (GbSync              *self,
                                                const char          *scope);

void                  gb_sync_load_async       (GbSync              *self,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gboolean              gb_sync_load_finish      (GbSync              *self,
                                                GAsyncResult        *result,
                                                GError             **error);
void                  gb_sync_run_async        (GbSync              *self,
                                                GbSyncGroups         groups,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gboolean              gb_sync_run_finish       (GbSync              *self,
                                                GAsyncResult        *result,
                                                GError             **error);

G_END_DECLS
