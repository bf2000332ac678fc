/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-paper.h"

G_BEGIN_DECLS

#define GB_TYPE_PAPER_VIEW (gb_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (GbPaperView, gb_paper_view, GB, PAPER_VIEW, AdwBin)

GtkWidget *gb_paper_view_new        (void);
GbPaper   *gb_paper_view_get_paper  (GbPaperView *self);
gboolean   gb_paper_view_is_busy    (GbPaperView *self);
void       gb_paper_view_set_paper  (GbPaperView *self,
                                     GbPaper     *paper);
void       gb_paper_view_set_marked (GbPaperView *self,
                                     const char  *tag);

G_END_DECLS
