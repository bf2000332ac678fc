/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbStoreError:
 * @GB_STORE_ERROR_FAILED: something nobody foresaw; the message has SQLite's reason
 * @GB_STORE_ERROR_NEWER: the cache was made by a newer version; it was left untouched
 * @GB_STORE_ERROR_READ_ONLY: the file or its folder cannot be written
 * @GB_STORE_ERROR_NO_SPACE: the disk is full; nothing was lost
 * @GB_STORE_ERROR_CORRUPT: the file is damaged
 * @GB_STORE_ERROR_BUSY: another process keeps the file locked
 * @GB_STORE_ERROR_OTHER_SCOPE: the cache belongs to another scope or endpoint
 * @GB_STORE_ERROR_NOT_A_CACHE: the file is none of ours; it was left untouched
 * @GB_STORE_ERROR_KEY: the key does not open the file, or there is none; nothing was changed
 * @GB_STORE_ERROR_GAP: a page does not follow on what the cache holds
 * @GB_STORE_ERROR_CLOSED: the store is not open
 *
 * Messages are for the user and say what to do.
 */
typedef enum
{
  GB_STORE_ERROR_FAILED,
  GB_STORE_ERROR_NEWER,
  GB_STORE_ERROR_READ_ONLY,
  GB_STORE_ERROR_NO_SPACE,
  GB_STORE_ERROR_CORRUPT,
  GB_STORE_ERROR_BUSY,
  GB_STORE_ERROR_OTHER_SCOPE,
  GB_STORE_ERROR_NOT_A_CACHE,
  GB_STORE_ERROR_KEY,
  GB_STORE_ERROR_GAP,
  GB_STORE_ERROR_CLOSED,
} GbStoreError;

#define GB_STORE_ERROR (gb_store_error_quark ())
GQuark gb_store_error_quark     (void);
void   gb_store_error_translate (GError     **error,
                                 const char  *path);

G_END_DECLS
