/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-time.h"

G_BEGIN_DECLS

GHashTable *gb_day_names_load (GbSqlConnection  *connection,
                               GbDay             first,
                               GbDay             last,
                               GError          **error);

G_END_DECLS
