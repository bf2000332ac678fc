/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_store_salvage_local     (const char       *damaged,
                                     const char       *cache,
                                     const char       *target,
                                     GbSqlKey         *key,
                                     gboolean         *actions_complete,
                                     gboolean         *rest_complete,
                                     GError          **error);
gboolean gb_store_salvage_cache     (const char       *damaged,
                                     const char       *target,
                                     GbSqlKey         *key,
                                     gboolean         *boundaries_complete,
                                     GError          **error);

G_END_DECLS
