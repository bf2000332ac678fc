/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-coverage.h"

G_BEGIN_DECLS

#define GB_TYPE_COVERAGE_ROW (gb_coverage_row_get_type ())
G_DECLARE_FINAL_TYPE (GbCoverageRow, gb_coverage_row, GB, COVERAGE_ROW, GtkListBoxRow)

GtkWidget *gb_coverage_row_new         (const GbCoverage  *coverage,
                                        GPtrArray         *officers,
                                        GbDay              today,
                                        gboolean           masked);
GtkWidget *gb_coverage_row_new_header  (GPtrArray         *officers,
                                        gboolean           masked);
void       gb_coverage_row_set_brief   (GbCoverageRow     *self,
                                        gboolean           brief);
void       gb_coverage_row_add_to      (GbCoverageRow     *self,
                                        GtkSizeGroup      *verdicts);

G_END_DECLS
