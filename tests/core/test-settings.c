/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-settings.h"

#include "gb-config.h"
#include "gb-deadline.h"

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = gb_settings_new ();
  g_autofree char *id = NULL;
  g_autofree char *language = g_settings_get_string (settings, GB_SETTINGS_LANGUAGE);

  g_object_get (settings, "schema-id", &id, NULL);
  g_assert_cmpstr (id, ==, GB_APPLICATION_ID);
  g_assert_cmpstr (language, ==, "");
  g_assert_cmpint (g_settings_get_int (settings, GB_SETTINGS_NEAR_DAYS), ==, GB_NEAR_DAYS);
  g_assert_true (g_settings_get_boolean (settings, GB_SETTINGS_REMINDERS_ENABLED));
  g_assert_cmpint (gb_settings_get_time_of_day (settings, GB_SETTINGS_REMINDER_TIME), ==, 7 * 3600);
  g_assert_cmpint (gb_settings_get_time_of_day (settings, GB_SETTINGS_QUIET_FROM), ==, 18 * 3600);
  g_assert_cmpint (gb_settings_get_time_of_day (settings, GB_SETTINGS_QUIET_TO), ==, 6 * 3600 + 1800);
}

static gboolean
takes (const char *key,
       GVariant   *value)
{
  g_autoptr (GSettings) settings = gb_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) known = NULL;
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);

  g_object_get (settings, "settings-schema", &schema, NULL);
  known = g_settings_schema_get_key (schema, key);
  return g_settings_schema_key_range_check (known, sunk);
}

static void
test_limits (void)
{
  static const struct
  {
    const char *key;
    int least, most;
  } limits[] = {
    { GB_SETTINGS_NEAR_DAYS, 1, 10 },
    { GB_SETTINGS_DUE_WITHIN, 0, 480 },
    { GB_SETTINGS_EXPIRY_DAYS, 0, 60 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_assert_true (takes (limits[i].key, g_variant_new_int32 (limits[i].least)));
      g_assert_true (takes (limits[i].key, g_variant_new_int32 (limits[i].most)));
      g_assert_false (takes (limits[i].key, g_variant_new_int32 (limits[i].least - 1)));
      g_assert_false (takes (limits[i].key, g_variant_new_int32 (limits[i].most + 1)));
    }
  g_assert_true (takes (GB_SETTINGS_LANGUAGE, g_variant_new_string ("en")));
  g_assert_false (takes (GB_SETTINGS_LANGUAGE, g_variant_new_string ("fr")));
  g_assert_true (takes (GB_SETTINGS_TEXT_SCALE, g_variant_new_double (2)));
  g_assert_false (takes (GB_SETTINGS_TEXT_SCALE, g_variant_new_double (2.5)));
}

/* A time is text, which somebody may write by hand. */
static void
test_time_of_day (void)
{
  static const struct
  {
    const char *text;
    int seconds;
  } rows[] = {
    { "06:45", 6 * 3600 + 45 * 60 }, { "00:00", 0 },        { "23:59", 23 * 3600 + 59 * 60 }, { "24:00", 7 * 3600 },
    { "7:00", 7 * 3600 },            { "7 giờ", 7 * 3600 }, { "", 7 * 3600 },                 { "25:00", 7 * 3600 },
  };
  g_autoptr (GSettings) settings = gb_settings_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_settings_set_string (settings, GB_SETTINGS_REMINDER_TIME, rows[i].text);
      g_assert_cmpint (gb_settings_get_time_of_day (settings, GB_SETTINGS_REMINDER_TIME), ==, rows[i].seconds);
    }
  g_settings_reset (settings, GB_SETTINGS_REMINDER_TIME);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/limits", test_limits);
  g_test_add_func ("/settings/time-of-day", test_time_of_day);
  return g_test_run ();
}
