/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-sheet.h"

G_BEGIN_DECLS

gboolean gb_map_sheet_save_pdf (GbMapSheet    *sheet,
                                double         width,
                                double         height,
                                GFile         *file,
                                GCancellable  *cancellable,
                                GError       **error);
gboolean gb_map_sheet_save_png (GbMapSheet    *sheet,
                                double         width,
                                double         height,
                                double         scale,
                                GFile         *file,
                                GCancellable  *cancellable,
                                GError       **error);

G_END_DECLS
