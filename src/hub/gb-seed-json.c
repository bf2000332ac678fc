/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-json.h"

#include "gb-json-writer.h"

/* The writer is a view of the text: many records follow each other in one. */
#define WRITER(json) (&(GbJsonWriter) { json })

void
gb_seed_json_open (GString    *json,
                   const char *key,
                   char        bracket)
{
  gb_json_writer_open (WRITER (json), key, bracket);
}

void
gb_seed_json_close (GString *json,
                    char     bracket)
{
  gb_json_writer_close (WRITER (json), bracket);
}

void
gb_seed_json_string (GString    *json,
                     const char *key,
                     const char *value)
{
  gb_json_writer_text (WRITER (json), key, value);
}

/* For numbers whose digits are to stay as they are, objects, and null. */
void
gb_seed_json_raw (GString    *json,
                  const char *key,
                  const char *value)
{
  char last = json->str[json->len - 1];

  if (value == NULL)
    return;
  g_string_append_printf (json, "%s\"%s\":%s", last == '{' || last == '[' ? "" : ",", key, value);
}

void
gb_seed_json_integer (GString    *json,
                      const char *key,
                      gint64      value)
{
  gb_json_writer_integer (WRITER (json), key, value);
}

/* RFC 3339 with offset; 0 leaves the member out. */
void
gb_seed_json_time (GString    *json,
                   const char *key,
                   gint64      instant)
{
  if (instant != 0)
    gb_json_writer_time (WRITER (json), key, instant, FALSE);
}

void
gb_seed_json_date (GString    *json,
                   const char *key,
                   GbDay       day)
{
  if (day != GB_DAY_NONE)
    gb_json_writer_time (WRITER (json), key, gb_day_at (day, 0), TRUE);
}

/* A feed line up to the opening of its data; gb_seed_put_close() ends it. */
void
gb_seed_put_open (GString    *lines,
                  const char *type,
                  const char *id)
{
  g_string_append_c (lines, '{');
  gb_seed_json_string (lines, "op", "put");
  gb_seed_json_string (lines, "type", type);
  gb_seed_json_string (lines, "id", id);
  gb_seed_json_open (lines, "data", '{');
}

void
gb_seed_put_close (GString *lines)
{
  g_string_append (lines, "}}\n");
}
