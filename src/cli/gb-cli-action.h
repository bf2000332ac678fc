/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-rules.h"
#include "gb-cli.h"

G_BEGIN_DECLS

gboolean gb_cli_action_take_values (GbAction          *action,
                                    int                n_values,
                                    char             **values,
                                    GError           **error);
void     gb_cli_action_print       (GbCli             *cli,
                                    const GbAction    *action,
                                    GbActionWarnings   warnings);
void     gb_cli_action_print_gone  (GbCli             *cli,
                                    const char        *id,
                                    const char        *state,
                                    const char        *label);

G_END_DECLS
