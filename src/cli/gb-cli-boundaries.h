/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-boundaries.h"
#include "gb-cli.h"

G_BEGIN_DECLS

void gb_cli_refresh_boundaries       (GbCli                   *cli);
void gb_cli_tell_boundaries_refusals (const GbBoundariesTaken *taken);

G_END_DECLS
