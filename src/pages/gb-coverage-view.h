/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-people.h"

G_BEGIN_DECLS

#define GB_TYPE_COVERAGE_VIEW (gb_coverage_view_get_type ())
G_DECLARE_FINAL_TYPE (GbCoverageView, gb_coverage_view, GB, COVERAGE_VIEW, AdwBin)

GPtrArray *gb_coverage_view_dup_shown (GbCoverageView  *self);
void gb_coverage_view_set_people (GbCoverageView  *self,
                                  GbPeople        *people,
                                  gboolean         masked);
void gb_coverage_view_set_narrow (GbCoverageView  *self,
                                  gboolean         narrow);

G_END_DECLS
