/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-paper-file.h"

G_BEGIN_DECLS

GtkPrintOperation *gb_paper_print_new      (GbPaper           *paper,
                                            const char        *title);
GtkPrintOperation *gb_paper_print_many_new (const GbPaperMany *many,
                                            GDestroyNotify     destroy,
                                            const char        *title);

G_END_DECLS
