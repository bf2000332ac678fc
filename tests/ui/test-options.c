/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-options.h"

#include "gb-core-error.h"
#include "gb-config.h"
#include "gb-language.h"

static const struct
{
  const char *option;
  const char *value; /* as GVariant text */
  gboolean good;
} cases[] = {
  { "now", "'2026-08-26T07:15:00+07:00'", TRUE },
  { "now", "'2026-08-26'", FALSE },
  { "size", "'480x800'", TRUE },
  { "size", "'480'", FALSE },
  { "size", "'10x10'", FALSE },
  { "size", "'100000x800'", FALSE },
  { "page", "'dossiers'", TRUE },
  { "page", "'nowhere'", FALSE },
  { "color-scheme", "'high-contrast-dark'", TRUE },
  { "color-scheme", "'pink'", FALSE },
  { "text-scale", "2.0", TRUE },
  { "text-scale", "9.0", FALSE },
  { "text-scale", "-1.0", FALSE },
  { "key-file", "b'key'", GB_ENCRYPTION },
  { "cache", "b'/tmp/cache.db'", TRUE },
  { "demo", "true", TRUE },
};

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariantDict) dict = g_variant_dict_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbOptions) options = NULL;

      g_variant_dict_insert_value (dict, cases[i].option,
                                   g_variant_new_parsed (cases[i].value));
      options = gb_options_new (dict, &error);
      g_assert_cmpint (options != NULL, ==, cases[i].good);
      g_assert_cmpint (error == NULL, ==, cases[i].good);
    }
}

static void
test_all (void)
{
  g_autoptr (GVariantDict) dict = g_variant_dict_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbOptions) options = NULL;

  g_variant_dict_insert (dict, "cache", "^ay", "/tmp/cache.db");
  g_variant_dict_insert (dict, "now", "s", "2026-08-26T07:15:00+07:00");
  g_variant_dict_insert (dict, "size", "s", "1024x700");
  g_variant_dict_insert (dict, "scope", "s", "commune:21028");
  options = gb_options_new (dict, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (options->cache, ==, "/tmp/cache.db");
  g_assert_cmpint (options->now, ==, 1787703300);
  g_assert_cmpint (options->width, ==, 1024);
  g_assert_cmpint (options->height, ==, 700);
  g_assert_cmpstr (options->scope, ==, "commune:21028");
  g_assert_false (options->demo);
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/options/values", test_values);
  g_test_add_func ("/options/all", test_all);

  return g_test_run ();
}
