/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbSyncError:
 * @GB_SYNC_ERROR_BUSY: this cache is being synced already, here or by another program
 * @GB_SYNC_ERROR_NO_ACCOUNT: no endpoint was given yet
 * @GB_SYNC_ERROR_LOW_DISK: there is too little free disk to begin
 * @GB_SYNC_ERROR_BAD_PAGE: an answer that cannot be taken; nothing was changed by it
 * @GB_SYNC_ERROR_NOT_ENROLLED: this machine has no keys that a hub knows
 * @GB_SYNC_ERROR_BUNDLE_OLDER: a bundle has nothing that is newer than what is here
 * @GB_SYNC_ERROR_BUNDLE_GAP: a bundle begins later than what is here ends
 * @GB_SYNC_ERROR_BUNDLE_FEED: a bundle that is not full is of another feed
 * @GB_SYNC_ERROR_BUNDLE_KIND: a bundle that is meant for the hub
 * @GB_SYNC_ERROR_BAD_FILE: a big file that is not what its hash says; it was thrown away
 * @GB_SYNC_ERROR_NO_COMMUNES: the cache has no communes that boundaries could be of
 */
typedef enum
{
  GB_SYNC_ERROR_BUSY,
  GB_SYNC_ERROR_NO_ACCOUNT,
  GB_SYNC_ERROR_BAD_PAGE,
  GB_SYNC_ERROR_LOW_DISK,
  GB_SYNC_ERROR_NOT_ENROLLED,
  GB_SYNC_ERROR_BUNDLE_OLDER,
  GB_SYNC_ERROR_BUNDLE_GAP,
  GB_SYNC_ERROR_BUNDLE_FEED,
  GB_SYNC_ERROR_BUNDLE_KIND,
  GB_SYNC_ERROR_BAD_FILE,
  GB_SYNC_ERROR_NO_COMMUNES,
} GbSyncError;

#define GB_SYNC_ERROR (gb_sync_error_quark ())
GQuark gb_sync_error_quark (void);

G_END_DECLS
