/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * GbTextSheet:
 *
 * Text on standing paper: paragraphs one under the other, over as many pages as they take, with a line at the foot of
 * each.
 */
typedef struct _GbTextSheet GbTextSheet;

GbTextSheet *gb_text_sheet_new         (const char  *markup,
                                        const char  *foot);
GbTextSheet *gb_text_sheet_ref         (GbTextSheet *self);
void         gb_text_sheet_unref       (GbTextSheet *self);
guint        gb_text_sheet_get_n_pages (GbTextSheet *self,
                                        double       width,
                                        double       height);
void         gb_text_sheet_draw        (GbTextSheet *self,
                                        cairo_t     *cr,
                                        guint        page,
                                        double       width,
                                        double       height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTextSheet, gb_text_sheet_unref)

G_END_DECLS
