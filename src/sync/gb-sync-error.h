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
 */
typedef enum
{
  GB_SYNC_ERROR_BUSY,
  GB_SYNC_ERROR_NO_ACCOUNT,
  GB_SYNC_ERROR_BAD_PAGE,
  GB_SYNC_ERROR_LOW_DISK,
} GbSyncError;

#define GB_SYNC_ERROR (gb_sync_error_quark ())
GQuark gb_sync_error_quark (void);

G_END_DECLS
