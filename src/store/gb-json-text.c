/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-json-text.h"

/**
 * gb_json_text_append:
 * @json: what is written
 * @text: UTF-8
 *
 * Appends @text as a JSON string, quotation marks included (RFC 8259, section 7).
 */
void
gb_json_text_append (GString    *json,
                     const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}
