/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The value of a time that is not known. */
#define GB_JSON_NO_TIME G_MININT64

/**
 * GbJsonFields:
 * @object: where the fields are read from
 * @field: (nullable): the first field that could not be read
 * @reason: (owned) (nullable): why, for people
 *
 * Reads the fields of a record as dossier systems write them: any value as string or number, what
 * is not known missing, null or empty. After the first error everything reads as unknown, so the
 * caller looks for @field once, at the end.
 */
typedef struct
{
  JsonObject *object;
  const char *field;
  char *reason;
} GbJsonFields;

void      gb_json_fields_clear    (GbJsonFields *self);
void      gb_json_fields_fail     (GbJsonFields *self,
                                   const char   *field,
                                   const char   *reason);

char     *gb_json_fields_text     (GbJsonFields *self,
                                   const char   *name);
char     *gb_json_fields_required (GbJsonFields *self,
                                   const char   *name);
gint64    gb_json_fields_integer  (GbJsonFields *self,
                                   const char   *name,
                                   gint64        minimum,
                                   gint64        maximum,
                                   gint64        missing);
gboolean  gb_json_fields_boolean  (GbJsonFields *self,
                                   const char   *name,
                                   gboolean      missing);
gint64    gb_json_fields_time     (GbJsonFields *self,
                                   const char   *name,
                                   gboolean     *date_only);
JsonArray *gb_json_fields_array   (GbJsonFields *self,
                                   const char   *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbJsonFields, gb_json_fields_clear)

G_END_DECLS
