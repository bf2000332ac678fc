/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void gb_cli_json_text    (JsonBuilder *builder,
                          const char  *name,
                          const char  *value);
void gb_cli_json_integer (JsonBuilder *builder,
                          const char  *name,
                          gint64       value);
void gb_cli_json_time    (JsonBuilder *builder,
                          const char  *name,
                          gint64       value);
void gb_cli_json_skew    (JsonBuilder *builder,
                          gint64       skew);
void gb_cli_json_print   (JsonBuilder *builder);

G_END_DECLS
