/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

/* Without libFuzzer: shows a target every file of a folder, and each of them cut short. */

#define CUTS 16

static void
show (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i <= CUTS; i++)
    {
      /* A copy of just that length, so that a sanitizer sees a read behind it. */
      g_autofree guint8 *part = g_memdup2 (text, length * i / CUTS);

      LLVMFuzzerTestOneInput (part, length * i / CUTS);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GDir) folder = argc > 1 ? g_dir_open (argv[1], 0, NULL) : NULL;
  const char *name;
  int n = 0;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);

      show (path);
      g_print ("ok %d %s\n", ++n, name);
    }
  g_print ("1..%d\n", n);
  return 0;
}
