/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-search-terms.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

GArray   *gb_dossier_search_newest (GbSqlConnection      *connection,
                                    const GbSearchTerms  *terms,
                                    guint                 limit,
                                    GError              **error);
gboolean  gb_dossier_search_count  (GbSqlConnection      *connection,
                                    const GbSearchTerms  *terms,
                                    guint                 most,
                                    guint                *count,
                                    GError              **error);

G_END_DECLS
