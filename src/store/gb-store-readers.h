/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendar-choice.h"
#include "gb-store-job.h"

G_BEGIN_DECLS

#define GB_STORE_N_READERS 3

/**
 * GbStoreReaders:
 *
 * Connections that read, lent to one job each; may be used by several threads.
 */
typedef struct _GbStoreReaders GbStoreReaders;

GbStoreReaders *gb_store_readers_new   (void);
void            gb_store_readers_free  (GbStoreReaders  *self);
gboolean        gb_store_readers_open  (GbStoreReaders  *self,
                                        const char      *path,
                                        GbSqlKey        *key,
                                        GError         **error);
void            gb_store_readers_close (GbStoreReaders  *self);
gpointer        gb_store_readers_run   (GbStoreReaders    *self,
                                        GbStoreJob        *job,
                                        GbCalendarChoice  *choice,
                                        GError           **error);

G_END_DECLS
