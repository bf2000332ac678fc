/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-text-sheet.h"

G_BEGIN_DECLS

GtkPrintOperation *gb_text_print_new (GbTextSheet *sheet,
                                      const char  *title);

G_END_DECLS
