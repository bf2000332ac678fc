/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbStoreJob:
 *
 * A function that waits for a connection, or runs on one. Somebody waits for it: a #GTask, or a
 * thread that blocks.
 */
typedef struct _GbStoreJob GbStoreJob;

GbStoreJob *gb_store_job_new      (GbStoreFunc       func,
                                   gpointer          data,
                                   GDestroyNotify    data_free,
                                   GCancellable     *cancellable);
void        gb_store_job_set_task (GbStoreJob       *self,
                                   GTask            *task,
                                   GDestroyNotify    result_free,
                                   int               priority);
void        gb_store_job_set_read (GbStoreJob       *self);
gboolean    gb_store_job_is_read  (GbStoreJob       *self);
int         gb_store_job_compare  (gconstpointer     a,
                                   gconstpointer     b,
                                   gpointer          user_data);
gpointer    gb_store_job_call     (GbStoreJob       *self,
                                   GbSqlConnection  *connection,
                                   GError          **error);
GCancellable *
            gb_store_job_get_cancellable
                                  (GbStoreJob       *self);
void        gb_store_job_complete (GbStoreJob       *self,
                                   gpointer          result,
                                   GError           *error);
gpointer    gb_store_job_wait     (GbStoreJob       *self,
                                   GError          **error);

G_END_DECLS
