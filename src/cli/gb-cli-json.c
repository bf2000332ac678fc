/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-json.h"

#include "gb-sync-log.h"
#include "gb-time.h"

#include <stdio.h>

/**
 * gb_cli_json_text:
 * @builder: in an object
 * @name: the member
 * @value: (nullable): its text; null when not known
 */
void
gb_cli_json_text (JsonBuilder *builder,
                  const char  *name,
                  const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * gb_cli_json_integer:
 * @builder: in an object
 * @name: the member
 * @value: its number
 */
void
gb_cli_json_integer (JsonBuilder *builder,
                     const char  *name,
                     gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * gb_cli_json_time:
 * @builder: in an object
 * @name: the member
 * @value: UTC seconds; 0 = null
 */
void
gb_cli_json_time (JsonBuilder *builder,
                  const char  *name,
                  gint64       value)
{
  g_autofree char *text = value != 0 ? gb_time_format (value) : NULL;

  gb_cli_json_text (builder, name, text);
}

/**
 * gb_cli_json_skew:
 * @builder: in an object
 * @skew: seconds that the endpoint's clock is ahead; %GB_SYNC_LOG_NO_SKEW = null
 *
 * Writes the member "clock_skew".
 */
void
gb_cli_json_skew (JsonBuilder *builder,
                  gint64       skew)
{
  json_builder_set_member_name (builder, "clock_skew");
  if (skew != GB_SYNC_LOG_NO_SKEW)
    json_builder_add_int_value (builder, skew);
  else
    json_builder_add_null_value (builder);
}

/**
 * gb_cli_json_print:
 * @builder: with a whole object
 *
 * Writes it to stdout as one line.
 */
void
gb_cli_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  fputs (text, stdout);
  fputc ('\n', stdout);
}
