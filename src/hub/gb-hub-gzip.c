/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-gzip.h"

/* Level 6 is where more effort begins to cost much and to save little. */
#define LEVEL 6

/**
 * gb_hub_gzip:
 * @bytes: anything
 *
 * Returns: (transfer full) (nullable): the same in gzip form (RFC 1952)
 */
GBytes *
gb_hub_gzip (GBytes  *bytes,
             GError **error)
{
  g_autoptr (GConverter) compressor =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, compressor);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}
