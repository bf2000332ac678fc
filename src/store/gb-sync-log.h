/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/* How many entries are kept; the oldest go. */
#define GB_SYNC_LOG_MOST 1000
/* No answer told the hub's time. */
#define GB_SYNC_LOG_NO_SKEW G_MININT64

/**
 * GbSyncLogKind:
 * @GB_SYNC_LOG_RUN: sending and fetching over the network
 * @GB_SYNC_LOG_BUNDLE_IN: a bundle was taken in
 * @GB_SYNC_LOG_BUNDLE_OUT: a bundle was written
 * @GB_SYNC_LOG_RESCUE: a damaged cache was made anew
 */
typedef enum
{
  GB_SYNC_LOG_RUN,
  GB_SYNC_LOG_BUNDLE_IN,
  GB_SYNC_LOG_BUNDLE_OUT,
  GB_SYNC_LOG_RESCUE,
} GbSyncLogKind;

/**
 * GbSyncReason:
 * @GB_SYNC_REASON_REQUEST: somebody asked for it
 * @GB_SYNC_REASON_START: the program was started
 * @GB_SYNC_REASON_NETWORK: there is a network again, or another one
 * @GB_SYNC_REASON_RESUME: the machine woke up
 * @GB_SYNC_REASON_SCHEDULE: it is time
 * @GB_SYNC_REASON_RETRY: the promised next attempt after a failure
 *
 * Why a run began.
 */
typedef enum
{
  GB_SYNC_REASON_REQUEST,
  GB_SYNC_REASON_START,
  GB_SYNC_REASON_NETWORK,
  GB_SYNC_REASON_RESUME,
  GB_SYNC_REASON_SCHEDULE,
  GB_SYNC_REASON_RETRY,
} GbSyncReason;

/**
 * GbSyncOutcome:
 * @GB_SYNC_OUTCOME_OPEN: under way, or the program ended before it could say
 * @GB_SYNC_OUTCOME_DONE: came to its end
 * @GB_SYNC_OUTCOME_FAILED: broke off; #GbSyncLogEntry.problem tells why
 * @GB_SYNC_OUTCOME_CANCELLED: somebody stopped it
 * @GB_SYNC_OUTCOME_INTERRUPTED: the program ended in the middle of it
 *
 * What became of a run.
 */
typedef enum
{
  GB_SYNC_OUTCOME_OPEN,
  GB_SYNC_OUTCOME_DONE,
  GB_SYNC_OUTCOME_FAILED,
  GB_SYNC_OUTCOME_CANCELLED,
  GB_SYNC_OUTCOME_INTERRUPTED,
} GbSyncOutcome;

/**
 * GbSyncLogEntry:
 * @id: (owned): tells it from the others
 * @kind: what was done
 * @program: (owned): which of the programs did it, "giaobanctl"
 * @reason: why it began
 * @metered: whether the network counted every byte
 * @groups: (owned): what was to be fetched, "work base"
 * @began: UTC seconds, by this machine's clock
 * @ended: UTC seconds, 0 = not noted
 * @outcome: what became of it
 * @problem: (owned) (nullable): a failure's kind, "net.offline"; never a message
 * @status: the HTTP status of the last answer, 0 = none
 * @next_attempt: when it was to be tried again, UTC seconds, 0 = not by itself
 * @skew: seconds that the hub's clock was ahead of this machine's, %GB_SYNC_LOG_NO_SKEW = not told
 * @pages: as of #GbSyncProgress, as the rest
 *
 * One line of the sync log (nhật ký đồng bộ). It has nothing personal in it, so that it can be given away.
 */
typedef struct
{
  char *id;
  GbSyncLogKind kind;
  char *program;
  GbSyncReason reason;
  gboolean metered;
  char *groups;
  gint64 began;
  gint64 ended;
  GbSyncOutcome outcome;
  char *problem;
  guint status;
  gint64 next_attempt;
  gint64 skew;
  gint64 pages;
  gint64 records;
  gint64 deleted;
  gint64 set_aside;
  gint64 bytes;
  gint64 applied;
  gint64 refused;
  gint64 conflict;
  gint64 later;
} GbSyncLogEntry;

#define GB_TYPE_SYNC_LOG_ENTRY (gb_sync_log_entry_get_type ())

GType           gb_sync_log_entry_get_type (void);
GbSyncLogEntry *gb_sync_log_entry_new      (GbSyncLogKind          kind,
                                            GbSyncReason           reason,
                                            gint64                 began);
GbSyncLogEntry *gb_sync_log_entry_copy     (const GbSyncLogEntry  *self);
void            gb_sync_log_entry_free     (GbSyncLogEntry        *self);

const char     *gb_sync_log_kind_name      (GbSyncLogKind          kind);
const char     *gb_sync_reason_name        (GbSyncReason           reason);
const char     *gb_sync_outcome_name       (GbSyncOutcome          outcome);

void            gb_sync_log_write_async    (GbStore               *store,
                                            const GbSyncLogEntry  *entry,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
gboolean        gb_sync_log_write_finish   (GbStore               *store,
                                            GAsyncResult          *result,
                                            GError               **error);
gboolean        gb_sync_log_write          (GbStore               *store,
                                            const GbSyncLogEntry  *entry,
                                            GError               **error);
GPtrArray      *gb_sync_log_list           (GbSqlConnection       *connection,
                                            guint                  most,
                                            GError               **error);
gboolean        gb_sync_log_last_problem   (GbSqlConnection       *connection,
                                            char                 **problem,
                                            GError               **error);
gboolean        gb_sync_log_last_skew      (GbSqlConnection       *connection,
                                            gint64                *skew,
                                            GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSyncLogEntry, gb_sync_log_entry_free)

G_END_DECLS
