/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-rules.h"

G_BEGIN_DECLS

/* What gb_action_check() asks, each for its part; the base revision is set by who finds the target. */
gboolean gb_action_check_keys     (const GbAction    *action,
                                   GError           **error);
gboolean gb_action_check_values   (const GbAction    *action,
                                   GError           **error);
gboolean gb_action_check_dossier  (GbSqlConnection   *cache,
                                   GbSqlConnection   *local,
                                   GbAction          *action,
                                   gint64             now,
                                   GbActionWarnings  *warnings,
                                   GError           **error);
gboolean gb_action_check_other    (GbSqlConnection   *cache,
                                   GbSqlConnection   *local,
                                   GbAction          *action,
                                   GError           **error);

gboolean gb_action_count_unsettled (GbSqlConnection  *cache,
                                    GbSqlConnection  *local,
                                    const GbAction   *action,
                                    gint64           *count,
                                    GError          **error);
gboolean gb_action_refuse          (GError          **error,
                                    GbActionError     code,
                                    const char       *text);

G_END_DECLS
