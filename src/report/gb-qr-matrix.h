/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _GbQrMatrix GbQrMatrix;

GbQrMatrix *gb_qr_matrix_new      (const char       *text);
void        gb_qr_matrix_free     (GbQrMatrix       *self);
guint       gb_qr_matrix_get_size (const GbQrMatrix *self);
void        gb_qr_matrix_draw     (const GbQrMatrix *self,
                                   cairo_t          *cr,
                                   double            size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbQrMatrix, gb_qr_matrix_free)

G_END_DECLS
