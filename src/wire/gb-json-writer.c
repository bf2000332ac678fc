/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-json-writer.h"

#include "gb-json-fields.h"
#include "gb-time.h"
#include "gb-wire-json-split.h"

/**
 * gb_json_writer_clear:
 *
 * Frees what was written.
 */
void
gb_json_writer_clear (GbJsonWriter *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

/**
 * gb_json_writer_steal:
 *
 * Returns: (transfer full): what was written; the writer is empty afterwards
 */
char *
gb_json_writer_steal (GbJsonWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

static void
begin_value (GbJsonWriter *self,
             const char   *name)
{
  char last;

  if (self->text == NULL)
    self->text = g_string_new (NULL);
  last = self->text->len > 0 ? self->text->str[self->text->len - 1] : '[';
  if (last != '[' && last != '{')
    g_string_append_c (self->text, ',');
  if (name != NULL)
    {
      gb_wire_json_append_string (self->text, name);
      g_string_append_c (self->text, ':');
    }
}

/**
 * gb_json_writer_open:
 * @name: (nullable): the member's name; %NULL in an array and outermost
 * @bracket: '{' or '['
 *
 * Begins an object or an array.
 */
void
gb_json_writer_open (GbJsonWriter *self,
                     const char   *name,
                     char          bracket)
{
  begin_value (self, name);
  g_string_append_c (self->text, bracket);
}

/**
 * gb_json_writer_close:
 * @bracket: '}' or ']'
 *
 * Ends an object or an array.
 */
void
gb_json_writer_close (GbJsonWriter *self,
                      char          bracket)
{
  g_string_append_c (self->text, bracket);
}

/**
 * gb_json_writer_text:
 * @name: (nullable): the member's name; %NULL in an array
 * @value: (nullable): UTF-8; nothing is written for %NULL
 *
 * Writes a text.
 */
void
gb_json_writer_text (GbJsonWriter *self,
                     const char   *name,
                     const char   *value)
{
  if (value == NULL)
    return;
  begin_value (self, name);
  gb_wire_json_append_string (self->text, value);
}

/**
 * gb_json_writer_raw:
 * @name: (nullable): the member's name; %NULL in an array
 * @json: (nullable): any valid JSON; %NULL writes nothing
 *
 * Writes what is JSON already.
 */
void
gb_json_writer_raw (GbJsonWriter *self,
                    const char   *name,
                    const char   *json)
{
  if (json == NULL)
    return;
  begin_value (self, name);
  g_string_append (self->text, json);
}

/**
 * gb_json_writer_integer:
 * @name: (nullable): the member's name; %NULL in an array
 *
 * Writes a whole number.
 */
void
gb_json_writer_integer (GbJsonWriter *self,
                        const char   *name,
                        gint64        value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * gb_json_writer_number:
 * @name: (nullable): the member's name; %NULL in an array
 *
 * Writes a number of up to 15 digits.
 */
void
gb_json_writer_number (GbJsonWriter *self,
                       const char   *name,
                       double        value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin_value (self, name);
  g_string_append (self->text, g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

/**
 * gb_json_writer_boolean:
 * @name: (nullable): the member's name; %NULL in an array
 *
 * Writes true or false.
 */
void
gb_json_writer_boolean (GbJsonWriter *self,
                        const char   *name,
                        gboolean      value)
{
  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * gb_json_writer_time:
 * @name: (nullable): the member's name; %NULL in an array
 * @value: UTC seconds; nothing is written for %GB_JSON_NO_TIME
 * @is_date: whether only the day is known
 *
 * Writes an instant after RFC 3339, or a date.
 */
void
gb_json_writer_time (GbJsonWriter *self,
                     const char   *name,
                     gint64        value,
                     gboolean      is_date)
{
  g_autofree char *text = NULL;

  if (value == GB_JSON_NO_TIME)
    return;
  text = is_date ? gb_day_format (gb_time_day (value)) : gb_time_format (value);
  gb_json_writer_text (self, name, text);
}
