/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-button.h"

G_BEGIN_DECLS

GbExportButton *gb_test_export_button (GtkWidget    *page);
char           *gb_test_export_text   (GtkWidget    *page,
                                       GbExportForm  form,
                                       gboolean      marked);
GPtrArray      *gb_test_export_rows   (GtkWidget    *page,
                                       gboolean      marked);
GPtrArray      *gb_test_export_view   (GbStore      *store,
                                       gpointer      view);
const char     *gb_test_export_cell   (GPtrArray    *rows,
                                       guint         row,
                                       const char   *header);
GStrv           gb_test_export_column (GPtrArray    *rows,
                                       const char   *header);

G_END_DECLS
