/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a cell and a tab of Excel can hold at most, in UTF-16 units. */
#define GB_XLSX_CELL_MAX 32767
#define GB_XLSX_NAME_MAX 31

char *gb_xlsx_text_cell  (const char         *text);
char *gb_xlsx_text_sheet (const char         *name,
                          const char *const  *taken,
                          guint               n_taken);

G_END_DECLS
