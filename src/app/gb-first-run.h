/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_FIRST_RUN (gb_first_run_get_type ())
G_DECLARE_FINAL_TYPE (GbFirstRun, gb_first_run, GB, FIRST_RUN, AdwBin)

G_END_DECLS
