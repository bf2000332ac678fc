/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-qr-matrix.h"

#include <math.h>
#include <qrencode.h>

/* ISO/IEC 18004, 9.1: as many light modules all around as a reader needs to find the symbol. */
#define QUIET_ZONE 4
/* libqrencode: the lowest bit of a module tells whether it is dark. */
#define DARK 1

/**
 * GbQrMatrix:
 *
 * A text as a QR code (mã QR), with error correction of level M: 15 % of it may be covered or dirty.
 */
struct _GbQrMatrix
{
  QRcode *code; /* (owned) */
};

/**
 * gb_qr_matrix_new:
 * @text: UTF-8, usually a link
 *
 * Returns: (transfer full) (nullable): the code; %NULL where @text is empty or too long for one (2,331 bytes)
 */
GbQrMatrix *
gb_qr_matrix_new (const char *text)
{
  QRcode *code;
  GbQrMatrix *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return NULL;
  code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  if (code == NULL)
    return NULL;
  self = g_new0 (GbQrMatrix, 1);
  self->code = code;
  return self;
}

void
gb_qr_matrix_free (GbQrMatrix *self)
{
  if (self == NULL)
    return;
  QRcode_free (self->code);
  g_free (self);
}

/**
 * gb_qr_matrix_get_size:
 *
 * Returns: how many modules it has in a row, those around it that have to stay light included
 */
guint
gb_qr_matrix_get_size (const GbQrMatrix *self)
{
  return (guint) self->code->width + 2 * QUIET_ZONE;
}

/**
 * gb_qr_matrix_draw:
 * @cr: where to, from the origin on
 * @size: width and height of the room
 *
 * Draws it black on white, whatever the colours around: many readers know no other. Modules are whole pixels where
 * @size allows, in the middle of the room; the rest of it is white.
 */
void
gb_qr_matrix_draw (const GbQrMatrix *self,
                   cairo_t          *cr,
                   double            size)
{
  guint n_modules = gb_qr_matrix_get_size (self);
  double whole = floor (size / n_modules);
  double module = whole >= 1 ? whole : size / n_modules;
  double start = floor ((size - module * n_modules) / 2) + QUIET_ZONE * module;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, size, size);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < self->code->width; y++)
    for (int x = 0; x < self->code->width; x++)
      if (self->code->data[y * self->code->width + x] & DARK)
        cairo_rectangle (cr, start + x * module, start + y * module, module, module);
  /* Neighbours meet exactly: smoothing would leave seams between them. */
  if (whole >= 1)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_fill (cr);
  cairo_restore (cr);
}
