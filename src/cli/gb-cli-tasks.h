/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"

G_BEGIN_DECLS

GPtrArray *gb_cli_tasks_read   (GbCli      *cli,
                                GError    **error);
gboolean   gb_cli_tasks_export (GbCli      *cli,
                                const char *path,
                                guint      *n_rows,
                                GError    **error);

G_END_DECLS
