/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sandbox.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define INFO "/.flatpak-info"

/**
 * gb_sandbox_is_inside:
 *
 * Returns: whether the program runs in a Flatpak
 */
gboolean
gb_sandbox_is_inside (void)
{
  return g_file_test (INFO, G_FILE_TEST_EXISTS);
}

/* Of the user's /tmp a sandbox sees nothing either, unless it was let in. */
static gboolean
has_own_tmp (GKeyFile *info)
{
  g_auto (GStrv) folders = g_key_file_get_string_list (info, "Context", "filesystems", NULL, NULL);

  return folders == NULL || !g_strv_contains ((const char *const *) folders, "/tmp");
}

/* Above what is shared with it, and where nothing is, a sandbox has folders of its own in memory. */
static gboolean
lies_in_memory (GKeyFile   *info,
                const char *folder)
{
  g_autofree char *place = g_strdup (folder);
  GStatBuf at, root;

  while (g_stat (place, &at) != 0)
    {
      char *above = g_path_get_dirname (place);

      if (g_str_equal (above, place))
        {
          g_free (above);
          return FALSE;
        }
      g_free (place);
      place = above;
    }
  return (g_stat ("/", &root) == 0 && at.st_dev == root.st_dev)
         || ((g_str_equal (folder, "/tmp") || g_str_has_prefix (folder, "/tmp/")) && has_own_tmp (info));
}

/**
 * gb_sandbox_keeps:
 * @path: (nullable): of what is to be written
 * @error: %G_IO_ERROR_NOT_SUPPORTED, with a message that says what to do
 *
 * In a Flatpak folders that are named on the command line exist for the program only, and end with it. What comes from a
 * file chooser lies elsewhere.
 *
 * Returns: whether a file is still there when the program has ended
 */
gboolean
gb_sandbox_keeps (const char *path,
                  GError    **error)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *whole = NULL, *folder = NULL;

  if (path == NULL || !g_key_file_load_from_file (info, INFO, G_KEY_FILE_NONE, NULL))
    return TRUE;
  /* There its tests work in memory. */
  if (g_key_file_get_boolean (info, "Instance", "build", NULL))
    return TRUE;
  whole = g_canonicalize_filename (path, NULL);
  folder = g_path_get_dirname (whole);
  if (!lies_in_memory (info, folder))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               /* Translators: a file, a folder of the program's own, the folder of the file */
               _("“%s” would be lost when the program ends: as a Flatpak it has no access to that folder. Choose a place below "
                 "“%s”, or start it with flatpak run --filesystem=\"%s\"."),
               whole, g_get_user_data_dir (), folder);
  return FALSE;
}
