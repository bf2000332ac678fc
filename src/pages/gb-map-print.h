/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-map-sheet.h"

G_BEGIN_DECLS

GtkPrintOperation *gb_map_print_new (GbMapSheet *sheet,
                                     gboolean    a3);

G_END_DECLS
