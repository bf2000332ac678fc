/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbWireSpan:
 * @start: offset of the value's first byte
 * @length: in bytes
 *
 * Where a value stands in a text.
 */
typedef struct
{
  gsize start;
  gsize length;
} GbWireSpan;

GArray *gb_wire_json_split         (const char   *text,
                                    gsize         length,
                                    const char   *member,
                                    char        **envelope,
                                    GError      **error);
void    gb_wire_json_append_string (GString      *json,
                                    const char   *text);

G_END_DECLS
