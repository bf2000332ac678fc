/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendar-file.h"
#include "gb-dossier-query.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Blocks; run it on a thread of the store. */
GPtrArray *gb_calendar_entries_load (GbSqlConnection *connection,
                                     const char      *commune,
                                     gint64           now,
                                     GError         **error);
gboolean   gb_calendar_entries_add_dossiers
                                    (GPtrArray             *entries,
                                     GbSqlConnection       *connection,
                                     const GbDossierQuery  *query,
                                     gint64                 now,
                                     GError               **error);

G_END_DECLS
