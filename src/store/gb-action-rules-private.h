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

gboolean gb_action_never_left     (const GbAction    *action);
gboolean gb_action_run_local      (GbSqlConnection   *local,
                                   const char        *sql,
                                   const char        *first,
                                   const char        *second,
                                   GError           **error);

G_END_DECLS
