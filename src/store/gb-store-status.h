/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-attachment-queue.h"
#include "gb-cursor-repository.h"
#include "gb-forget.h"
#include "gb-sync-log.h"

G_BEGIN_DECLS

/**
 * GbStoreStatus:
 * @scope: (owned) (nullable): the scope the cache belongs to; %NULL before the first sync
 * @previous_scope: (owned) (nullable): the one it had before the province gave it @scope, until all of
 *   that has been pulled: numbers are not complete
 * @endpoint: (owned) (nullable): where it came from
 * @groups: by #GbRecordGroup
 * @as_of: of the work group
 * @last_attempt: the latest of the groups
 * @next_attempt: the earliest of the groups, 0 = none planned
 * @last_error: (nullable): of the group tried last; belongs to @groups
 * @records: rows by #GbRecordType
 * @waiting: actions that the hub has not settled yet (chờ gửi)
 * @refused: actions that the hub refused or that are in conflict: to be corrected
 * @files: that the hub does not have yet, and how many actions wait for them
 * @skew: seconds that the hub's clock was ahead when it was last heard of, or %GB_SYNC_LOG_NO_SKEW
 * @forgetting: what is kept of persons
 * @set_aside: lines that broke their schema and wait for a look
 */
typedef struct
{
  char *scope;
  char *previous_scope;
  char *endpoint;
  GbCursor groups[GB_N_RECORD_GROUPS];
  gint64 as_of;
  gint64 last_attempt;
  gint64 next_attempt;
  const char *last_error;
  gint64 records[GB_N_RECORD_TYPES];
  gint64 waiting;
  gint64 refused;
  gint64 set_aside;
  GbAttachmentWaiting files;
  gint64 skew;
  GbForgetStatus forgetting;
} GbStoreStatus;

GbStoreStatus *gb_store_status_load (GbSqlConnection  *connection,
                                     GError          **error);
void           gb_store_status_free (GbStoreStatus    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbStoreStatus, gb_store_status_free)

G_END_DECLS
