/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-paper.h"

G_BEGIN_DECLS

#define GB_TYPE_PAPER_CANVAS (gb_paper_canvas_get_type ())
G_DECLARE_FINAL_TYPE (GbPaperCanvas, gb_paper_canvas, GB, PAPER_CANVAS, GtkWidget)

gboolean gb_paper_canvas_is_busy   (GbPaperCanvas       *self);
double   gb_paper_canvas_get_scale (GbPaperCanvas       *self);
guint    gb_paper_canvas_get_page  (GbPaperCanvas       *self,
                                    double               y);
double   gb_paper_canvas_get_y     (GbPaperCanvas       *self,
                                    guint                page,
                                    double               points);
void     gb_paper_canvas_set_paper (GbPaperCanvas       *self,
                                    GbPaper             *paper,
                                    const char * const  *texts);
void     gb_paper_canvas_set_zoom  (GbPaperCanvas       *self,
                                    double               zoom);
void     gb_paper_canvas_set_mark  (GbPaperCanvas       *self,
                                    const char          *tag);
void     gb_paper_canvas_set_range (GbPaperCanvas       *self,
                                    double               from,
                                    double               to);

G_END_DECLS
