/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-application.h"
#include "gb-language.h"
#include "gb-secret-process.h"
#include "gb-settings.h"

#include <string.h>

/* The language decides what --help says, so it is looked for before the options are parsed. */
static const char *
find_language (int    argc,
               char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--lang="))
        return argv[i] + strlen ("--lang=");
      if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
        return argv[i + 1];
    }
  return NULL;
}

/* It is looked up once: what is chosen later holds from the next start. */
static void
prefer_language (void)
{
  g_autoptr (GSettings) settings = gb_settings_new ();
  g_autofree char *language = g_settings_get_string (settings, GB_SETTINGS_LANGUAGE);

  gb_language_prefer (language);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GbApplication) application = NULL;
  const char *language = find_language (argc, argv);
  int status;

  gb_secret_process_guard ();
  gb_language_init (language);
  if (language == NULL)
    prefer_language ();
  application = gb_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : gb_application_get_status (application);
}
