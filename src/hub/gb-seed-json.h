/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/* Appends to a text that grows over many records what #GbJsonWriter writes. A NULL value leaves the
 * member out; `key` NULL means an array's element. */
void gb_seed_json_open    (GString    *json,
                           const char *key,
                           char        bracket);
void gb_seed_json_close   (GString    *json,
                           char        bracket);
void gb_seed_json_string  (GString    *json,
                           const char *key,
                           const char *value);
void gb_seed_json_raw     (GString    *json,
                           const char *key,
                           const char *value);
void gb_seed_json_integer (GString    *json,
                           const char *key,
                           gint64      value);
void gb_seed_json_time    (GString    *json,
                           const char *key,
                           gint64      instant);
void gb_seed_json_date    (GString    *json,
                           const char *key,
                           GbDay       day);

void gb_seed_put_open     (GString    *lines,
                           const char *type,
                           const char *id);
void gb_seed_put_close    (GString    *lines);

G_END_DECLS
