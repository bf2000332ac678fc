/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gb-store.c and gb-store-work.c share, and nobody else. */
#pragma once

#include "gb-store-files.h"
#include "gb-store-private.h"
#include "gb-store-readers.h"

G_BEGIN_DECLS

/**
 * GbStore:
 *
 * The cache of one account: one thread that does all writing, in order, and a few connections for
 * reading. May be used from several threads; #GbStore::changed is emitted in the context that was
 * the thread's default when the store was made.
 *
 * Two files belong to it: PATH can be fetched again, PATH.local cannot. They are never committed
 * together.
 */
struct _GbStore
{
  GObject parent_instance;

  char *path; /* (owned) */
  GbClock *clock; /* (owned) */
  GbSqlKey *key; /* (owned) (nullable) */
  GMainContext *context; /* (owned) */

  GMutex lock; /* opening and closing */
  gboolean is_open; /* atomic */
  int damaged; /* atomic */

  GThread *writer; /* (owned) (nullable) */
  GAsyncQueue *writes; /* (element-type GbStoreJob) */
  GbStoreFiles files; /* only the writer's after opening */
  guint64 touched; /* types changed in the open transaction; the writer's */
  guint64 foreign; /* types that another program may have changed; the writer's */
  gint64 versions[2]; /* of the two files, as SQLite counts what others commit; the writer's */
  const char *last_table; /* as SQLite last named it; the writer's */
  guint64 last_bit;

  GThreadPool *pool; /* (owned) (nullable) */
  GbStoreReaders *readers; /* (owned) */

  GMutex changed_lock;
  guint64 changed; /* types to be told of; with a source on its way when not 0 */

  GMutex choice_lock;
  GbCalendarChoice *choice; /* (owned) (nullable) */
};

/* Pushed to @writes, it tells the writer to end. */
extern char gb_store_end_of_writing;

void     gb_store_announce        (GbStore       *self,
                                   guint64        types);
void     gb_store_note_damage     (GbStore       *self,
                                   const GError  *error);
gpointer gb_store_write_all       (gpointer       self);
void     gb_store_on_read         (gpointer       job,
                                   gpointer       self);
void     gb_store_on_update       (void          *self,
                                   int            op,
                                   const char    *database,
                                   const char    *table,
                                   sqlite3_int64  row);
void     gb_store_look_for_others (GbStore       *self);
void     gb_store_complete_copy   (GbStore       *self);
GbCalendarChoice *
         gb_store_dup_calendar_choice
                                  (GbStore       *self);

G_END_DECLS
