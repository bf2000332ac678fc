/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbCairoStream:
 * @stream: (not owned): where to
 * @cancellable: (not owned) (nullable)
 * @failure: (owned) (nullable): why writing failed, which cairo itself does not remember
 *
 * What a surface is written to. Lives until the surface is finished.
 */
typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *failure;
} GbCairoStream;

cairo_status_t gb_cairo_stream_write  (void                 *closure,
                                       const unsigned char  *data,
                                       unsigned int          length);
gboolean       gb_cairo_stream_finish (GbCairoStream        *self,
                                       cairo_status_t        status,
                                       GError              **error);

G_END_DECLS
