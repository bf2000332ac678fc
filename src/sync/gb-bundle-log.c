/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-log.h"

#include "gb-sync-problem.h"

/**
 * gb_bundle_log_begin:
 * @store: an open cache
 * @kind: %GB_SYNC_LOG_BUNDLE_IN or %GB_SYNC_LOG_BUNDLE_OUT
 *
 * Leaves a line in the sync log before anything is done. Blocks.
 *
 * Returns: (transfer full): the line
 */
GbSyncLogEntry *
gb_bundle_log_begin (GbStore      *store,
                     GbSyncLogKind kind)
{
  GbSyncLogEntry *entry =
      gb_sync_log_entry_new (kind, GB_SYNC_REASON_REQUEST, gb_clock_now (gb_store_get_clock (store)));

  gb_sync_log_write (store, entry, NULL);
  return entry;
}

/**
 * gb_bundle_log_end:
 * @entry: from gb_bundle_log_begin()
 * @progress: what was done
 * @error: (nullable): why it broke off
 *
 * Blocks.
 */
void
gb_bundle_log_end (GbStore              *store,
                   GbSyncLogEntry       *entry,
                   const GbSyncProgress *progress,
                   const GError         *error)
{
  entry->ended = gb_clock_now (gb_store_get_clock (store));
  entry->outcome = GB_SYNC_OUTCOME_DONE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    entry->outcome = GB_SYNC_OUTCOME_CANCELLED;
  else if (error != NULL)
    {
      entry->outcome = GB_SYNC_OUTCOME_FAILED;
      entry->problem = g_strdup (gb_sync_problem_name (error));
    }
  entry->pages = progress->pages;
  entry->records = (gint64) progress->records;
  entry->deleted = (gint64) progress->deleted;
  entry->set_aside = (gint64) progress->set_aside;
  entry->applied = progress->applied;
  entry->refused = progress->refused;
  entry->conflict = progress->conflict;
  entry->later = progress->later;
  gb_sync_log_write (store, entry, NULL);
}
