/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-application.h"
#include "gb-language.h"
#include "gb-secret-process.h"

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

int
main (int    argc,
      char **argv)
{
  g_autoptr (GbApplication) application = NULL;
  int status;

  gb_secret_process_guard ();
  gb_language_init (find_language (argc, argv));
  application = gb_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : gb_application_get_status (application);
}
