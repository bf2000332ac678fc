/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* A local change lies over the record (thay đổi tại chỗ) until the feed brings it: what the hub
 * will not do, or not as it is, never does. */

const char *gb_action_overlay_sql       (GbActionType      type);
gboolean    gb_action_overlay_lies_over (GbSqlConnection  *cache,
                                         const GbAction   *action,
                                         gboolean         *lies_over,
                                         GError          **error);

G_END_DECLS
