/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cairo-stream.h"

/**
 * gb_cairo_stream_write:
 * @closure: (type GbCairoStream)
 *
 * A #cairo_write_func_t. It never fails: told of a write that failed, cairo 1.16 ends a PDF that has a list of contents with
 * a failed assertion. What is drawn after a failure goes nowhere.
 */
cairo_status_t
gb_cairo_stream_write (void                *closure,
                       const unsigned char *data,
                       unsigned int         length)
{
  GbCairoStream *self = closure;

  if (self->failure == NULL)
    g_output_stream_write_all (self->stream, data, length, NULL, self->cancellable, &self->failure);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * gb_cairo_stream_finish:
 * @status: of the surface, once it is finished
 * @error: a #GIOErrorEnum
 *
 * Returns: whether all of it was written
 */
gboolean
gb_cairo_stream_finish (GbCairoStream   *self,
                        cairo_status_t   status,
                        GError         **error)
{
  if (self->failure == NULL && status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (&self->failure, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}
