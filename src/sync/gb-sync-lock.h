/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GbSyncLock GbSyncLock;

GbSyncLock *gb_sync_lock_take    (const char  *cache_path,
                                  GError     **error);
char       *gb_sync_lock_holder  (const char  *cache_path);
void        gb_sync_lock_release (GbSyncLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSyncLock, gb_sync_lock_release)

G_END_DECLS
