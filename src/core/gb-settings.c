/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-settings.h"

#include <glib/gstdio.h>

#include "gb-config.h"
#include "gb-settings-resource.h"
#include "gb-time.h"

#define COMPILED "/io/github/giaoban/GiaoBan/gschemas.compiled"

static const char *const keys[] = {
  GB_SETTINGS_LANGUAGE,    GB_SETTINGS_COLOR_SCHEME,      GB_SETTINGS_TEXT_SCALE,    GB_SETTINGS_COMMUNE,
  GB_SETTINGS_NEAR_DAYS,   GB_SETTINGS_WORK_HOURS,        GB_SETTINGS_REMINDERS_ENABLED,
  GB_SETTINGS_REMIND_IN_BACKGROUND, GB_SETTINGS_REMINDER_TIME, GB_SETTINGS_DUE_WITHIN,      GB_SETTINGS_EXPIRY_DAYS,   GB_SETTINGS_QUIET_FROM,
  GB_SETTINGS_QUIET_TO,
};

/* One of another version would end the program at the first key it does not have. */
static gboolean
has_all_keys (GSettingsSchema *schema)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      return FALSE;
  return TRUE;
}

/* GLib reads compiled schemas from a folder only; it maps the file, which may go afterwards. */
static GSettingsSchema *
unpack_schema (void)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (gb_settings_get_resource (), COMPILED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "gschemas.compiled", NULL) : NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;

  if (path == NULL)
    return NULL;
  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    source = g_settings_schema_source_new_from_directory (folder, NULL, TRUE, NULL);
  g_remove (path);
  g_rmdir (folder);
  return source != NULL ? g_settings_schema_source_lookup (source, GB_APPLICATION_ID, FALSE) : NULL;
}

/* An installed schema goes first, for a province may have laid down other defaults beside it; a program that was not
 * installed has its own. */
static gpointer
find_schema (gpointer data)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) installed
      = source != NULL ? g_settings_schema_source_lookup (source, GB_APPLICATION_ID, TRUE) : NULL;

  if (installed != NULL && has_all_keys (installed))
    return g_steal_pointer (&installed);
  return unpack_schema ();
}

/**
 * gb_settings_new:
 *
 * What the user prefers (tùy chọn), as the desktop keeps it: one for all windows and programs of the user. What belongs
 * to the data, such as the masking of names, is kept with them instead, see gb-setting-repository.h.
 *
 * Returns: (transfer full): the settings
 */
GSettings *
gb_settings_new (void)
{
  static GOnce once = G_ONCE_INIT;
  GSettingsSchema *schema = g_once (&once, find_schema, NULL);

  /* the last resort says which schema is not there, and ends the program */
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : g_settings_new (GB_APPLICATION_ID);
}

/**
 * gb_settings_get_time_of_day:
 * @settings: as of gb_settings_new()
 * @key: one whose value is hours and minutes, such as %GB_SETTINGS_REMINDER_TIME
 *
 * Returns: seconds since midnight; those of the key's default where somebody wrote something else by hand
 */
int
gb_settings_get_time_of_day (GSettings  *settings,
                             const char *key)
{
  g_autofree char *text = g_settings_get_string (settings, key);
  g_autoptr (GVariant) standard = g_settings_get_default_value (settings, key);
  int seconds;

  if (gb_time_of_day_parse (text, &seconds) && seconds < GB_DAY_SECONDS)
    return seconds;
  return gb_time_of_day_parse (g_variant_get_string (standard, NULL), &seconds) ? seconds : 0;
}
