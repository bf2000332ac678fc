/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"
#include "gb-map-view.h"

G_BEGIN_DECLS

GbMapView *gb_cli_map_read   (GbCli         *cli,
                              const char    *indicator,
                              GError       **error);
gboolean   gb_cli_map_check_indicator
                             (const GbMapView *view,
                              const char    *wanted,
                              GError       **error);
void       gb_cli_map_refuse (const GError  *failure,
                              GError       **error);
void       gb_cli_map_print  (GbCli         *cli,
                              const char    *path,
                              const char    *counted,
                              gint64         count);

G_END_DECLS
