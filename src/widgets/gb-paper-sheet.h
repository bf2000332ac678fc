/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-paper.h"

G_BEGIN_DECLS

#define GB_TYPE_PAPER_SHEET (gb_paper_sheet_get_type ())
G_DECLARE_FINAL_TYPE (GbPaperSheet, gb_paper_sheet, GB, PAPER_SHEET, GtkWidget)

GtkWidget *gb_paper_sheet_new       (void);
gboolean   gb_paper_sheet_is_busy   (GbPaperSheet *self);
void       gb_paper_sheet_set_page  (GbPaperSheet *self,
                                     GbPaper      *paper,
                                     guint         page,
                                     const char   *label,
                                     const char   *text);
void       gb_paper_sheet_set_mark  (GbPaperSheet *self,
                                     const char   *tag);
void       gb_paper_sheet_set_shown (GbPaperSheet *self,
                                     gboolean      shown);

G_END_DECLS
