/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GB_FORGET_AFTER_DAYS:
 *
 * How long personal data of a finished dossier are kept where nothing else was set: the 90 days in which a decision can
 * be complained of (Law on Complaints 02/2011/QH13, art. 9), and as many again for the complaint to be settled (art. 28:
 * at most 60 days where the roads are bad) and carried further (art. 33: 30 days). A citizen asks for the paper within
 * that time; figures, deadlines and reports need no name.
 */
#define GB_FORGET_AFTER_DAYS 180
#define GB_FORGET_LEAST_DAYS 1
#define GB_FORGET_MOST_DAYS  3650

/**
 * GbForgetStatus:
 * @after_days: how many days after its end a dossier's personal data are deleted
 * @until: of what finished before, none are kept; UTC seconds, 0 = nothing was looked through yet
 * @dossiers: how many dossiers' were deleted
 */
typedef struct
{
  int after_days;
  gint64 until;
  gint64 dossiers;
} GbForgetStatus;

gboolean gb_forget_load_status  (GbSqlConnection  *connection,
                                 GbForgetStatus   *status,
                                 GError          **error);

gboolean gb_forget_open         (GbSqlConnection  *cache,
                                 GbSqlConnection  *local,
                                 gint64            now,
                                 GError          **error);
gboolean gb_forget_advance      (GbSqlConnection  *cache,
                                 GbSqlConnection  *local,
                                 gint64            now,
                                 gint64            server_time,
                                 GError          **error);
gboolean gb_forget_settle       (GbSqlConnection  *cache,
                                 GError          **error);
gboolean gb_forget_purge        (GbSqlConnection  *cache,
                                 gboolean         *purged,
                                 GError          **error);
void     gb_forget_shorten_log  (GbSqlConnection  *cache);

void     gb_store_forget_async  (GbStore            *store,
                                 int                 after_days,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean gb_store_forget_finish (GbStore            *store,
                                 GAsyncResult       *result,
                                 GError            **error);
gboolean gb_store_forget        (GbStore            *store,
                                 int                 after_days,
                                 GCancellable       *cancellable,
                                 GError            **error);

G_END_DECLS
