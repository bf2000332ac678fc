/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-notice-row.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */
GPtrArray *gb_notice_repository_list     (GbSqlConnection *connection,
                                          const char      *commune,
                                          gint64           now,
                                          GError         **error);
GPtrArray *gb_notice_repository_officers (GbSqlConnection *connection,
                                          const char      *commune,
                                          gint64           now,
                                          GError         **error);

G_END_DECLS
