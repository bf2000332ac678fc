/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbJsonWriter:
 * @text: (owned) (nullable): what was written
 *
 * Writes minified JSON whose members stand in the order of the calls, so that equal records are
 * equal texts. A member whose value is not known is left out.
 */
typedef struct
{
  GString *text;
} GbJsonWriter;

void  gb_json_writer_clear   (GbJsonWriter *self);
char *gb_json_writer_steal   (GbJsonWriter *self);

void  gb_json_writer_open    (GbJsonWriter *self,
                              const char   *name,
                              char          bracket);
void  gb_json_writer_close   (GbJsonWriter *self,
                              char          bracket);
void  gb_json_writer_text    (GbJsonWriter *self,
                              const char   *name,
                              const char   *value);
void  gb_json_writer_raw     (GbJsonWriter *self,
                              const char   *name,
                              const char   *json);
void  gb_json_writer_integer (GbJsonWriter *self,
                              const char   *name,
                              gint64        value);
void  gb_json_writer_number  (GbJsonWriter *self,
                              const char   *name,
                              double        value);
void  gb_json_writer_boolean (GbJsonWriter *self,
                              const char   *name,
                              gboolean      value);
void  gb_json_writer_time    (GbJsonWriter *self,
                              const char   *name,
                              gint64        value,
                              gboolean      is_date);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbJsonWriter, gb_json_writer_clear)

G_END_DECLS
