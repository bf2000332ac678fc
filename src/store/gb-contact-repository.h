/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-contact.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbContactFilter:
 * @GB_CONTACT_FILTER_ALL: every contact
 * @GB_CONTACT_FILTER_STALE: those whose first channel nobody has tried within %GB_CONTACT_STALE_DAYS days
 */
typedef enum
{
  GB_CONTACT_FILTER_ALL,
  GB_CONTACT_FILTER_STALE,
} GbContactFilter;

#define GB_N_CONTACT_FILTERS 2

/* Functions that block; run them on a thread of the store, with a connection that sees FILE.local. A trial that waits
 * here to be sent counts as made. */

GPtrArray *gb_contact_repository_list   (GbSqlConnection  *connection,
                                         GbContactFilter   filter,
                                         GbDay             today,
                                         GError          **error);
gboolean   gb_contact_repository_count  (GbSqlConnection  *connection,
                                         GbContactFilter   filter,
                                         GbDay             today,
                                         gint64           *count,
                                         GError          **error);
GPtrArray *gb_contact_repository_search (GbSqlConnection  *connection,
                                         const char       *text,
                                         guint             limit,
                                         gint64           *total,
                                         GError          **error);
GPtrArray *gb_contact_repository_for    (GbSqlConnection  *connection,
                                         const char       *agency,
                                         const char       *field,
                                         GError          **error);
gboolean   gb_contact_repository_officer
                                        (GbSqlConnection  *connection,
                                         const char       *name,
                                         const char       *commune,
                                         GbContact       **contact,
                                         GError          **error);

G_END_DECLS
