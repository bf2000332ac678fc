/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-stack-bar.h"

G_BEGIN_DECLS

/**
 * GbLoad:
 * @name: whose
 * @field: (nullable): what they mostly do
 * @values: how many are late, due today, due soon, in time, paused
 * @total: all of theirs, which may be more than the sum of @values
 */
typedef struct
{
  const char *name;
  const char *field;
  gint64 values[GB_N_STACK_PARTS];
  gint64 total;
} GbLoad;

#define GB_TYPE_LOAD_CHART (gb_load_chart_get_type ())
G_DECLARE_FINAL_TYPE (GbLoadChart, gb_load_chart, GB, LOAD_CHART, AdwBin)

void gb_load_chart_set_loads (GbLoadChart  *self,
                              const GbLoad *loads,
                              gsize         n_loads);

G_END_DECLS
