/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define GB_WIRE_MAX_DEPTH 32

gboolean    gb_wire_json_is_shallow (const char *text,
                                     gsize       length);
JsonNode   *gb_wire_json_parse      (const char *text,
                                     gsize       length,
                                     GError    **error);
const char *gb_wire_json_string     (JsonObject *object,
                                     const char *member);
gboolean    gb_wire_json_integer    (JsonObject *object,
                                     const char *member,
                                     gint64     *value);

G_END_DECLS
