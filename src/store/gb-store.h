/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendar-choice.h"
#include "gb-clock.h"
#include "gb-record.h"
#include "gb-sql-connection.h"
#include "gb-store-error.h"

G_BEGIN_DECLS

#define GB_TYPE_STORE (gb_store_get_type ())
G_DECLARE_FINAL_TYPE (GbStore, gb_store, GB, STORE, GObject)

/* Beside the record types in what #GbStore::changed tells: actions in FILE.local, lines set aside there. */
#define GB_STORE_CHANGED_ACTIONS   (G_GUINT64_CONSTANT (1) << 63)
#define GB_STORE_CHANGED_SET_ASIDE (G_GUINT64_CONSTANT (1) << 61)
/* The borders of the communes in the cache. */
#define GB_STORE_CHANGED_BOUNDARIES (G_GUINT64_CONSTANT (1) << 60)
/* The sync log there; told by #GbStore::log-changed instead, for no figure comes of it. */
#define GB_STORE_CHANGED_LOG       (G_GUINT64_CONSTANT (1) << 62)

/**
 * GbStoreFunc:
 * @connection: to the cache, within a transaction; a connection for reading sees the second file
 *   as schema `local`
 * @data: what was given with the function
 * @cancellable: (nullable): running statements are interrupted by it
 *
 * Work on the cache, run on a thread of the store: it may touch nothing that belongs to the main
 * thread.
 *
 * Returns: the result; after an error anything, @error tells
 */
typedef gpointer (*GbStoreFunc) (GbSqlConnection  *connection,
                                 gpointer          data,
                                 GCancellable     *cancellable,
                                 GError          **error);

GbStore    *gb_store_new          (const char           *path,
                                   GbClock              *clock,
                                   GbSqlKey             *key);
const char *gb_store_get_path     (GbStore              *self);
GbClock    *gb_store_get_clock    (GbStore              *self);
gboolean    gb_store_is_open      (GbStore              *self);
gboolean    gb_store_is_encrypted (GbStore              *self);
gboolean    gb_store_lost_log     (GbStore              *self);

void        gb_store_set_calendar_choice
                                  (GbStore              *self,
                                   GbCalendarChoice     *choice);

void        gb_store_open_async   (GbStore              *self,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean    gb_store_open_finish  (GbStore              *self,
                                   GAsyncResult         *result,
                                   GError              **error);
gboolean    gb_store_open         (GbStore              *self,
                                   GCancellable         *cancellable,
                                   GError              **error);
void        gb_store_close        (GbStore              *self);

void        gb_store_read_async   (GbStore              *self,
                                   GbStoreFunc           func,
                                   gpointer              data,
                                   GDestroyNotify        data_free,
                                   GDestroyNotify        result_free,
                                   int                   priority,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
void        gb_store_read_back_async
                                  (GbStore              *self,
                                   GbStoreFunc           func,
                                   gpointer              data,
                                   GDestroyNotify        data_free,
                                   GDestroyNotify        result_free,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gpointer    gb_store_read_finish  (GbStore              *self,
                                   GAsyncResult         *result,
                                   GError              **error);
gpointer    gb_store_read         (GbStore              *self,
                                   GbStoreFunc           func,
                                   gpointer              data,
                                   GCancellable         *cancellable,
                                   GError              **error);

void        gb_store_write_async  (GbStore              *self,
                                   GbStoreFunc           func,
                                   gpointer              data,
                                   GDestroyNotify        data_free,
                                   GDestroyNotify        result_free,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gpointer    gb_store_write_finish (GbStore              *self,
                                   GAsyncResult         *result,
                                   GError              **error);
gpointer    gb_store_write        (GbStore              *self,
                                   GbStoreFunc           func,
                                   gpointer              data,
                                   GCancellable         *cancellable,
                                   GError              **error);

G_END_DECLS
