/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-secret-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gb-secret-error.h"

/* More than a key in digits has, with a line's end. */
#define MAX_KEY_BYTES 80

static gboolean
check_rights (int         fd,
              const char *path,
              GError    **error)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 0077) == 0)
    return TRUE;
  g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_FILE,
               _("The key file “%s” must be readable for you alone: chmod 600"), path);
  return FALSE;
}

/**
 * gb_secret_file_load_key:
 * @path: a file with a key: 32 bytes, or 64 hexadecimal digits; for machines without a Secret Service
 *
 * Reads a key into locked memory. The file is never written.
 *
 * Returns: (transfer full): the key; %NULL with %GB_SECRET_ERROR_FILE
 */
GbSqlKey *
gb_secret_file_load_key (const char *path,
                         GError    **error)
{
  g_autoptr (GbSqlKey) key = NULL;
  char *text;
  gssize length;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_FILE,
                   _("The key file “%s” cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  if (!check_rights (fd, path, error))
    {
      g_close (fd, NULL);
      return NULL;
    }
  text = sodium_init () < 0 ? NULL : sodium_malloc (MAX_KEY_BYTES);
  length = text != NULL ? read (fd, text, MAX_KEY_BYTES) : -1;
  g_close (fd, NULL);
  if (length > 0)
    key = gb_sql_key_parse (text, (gsize) length);
  sodium_free (text);
  if (key == NULL)
    g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_FILE,
                 _("The file “%s” holds no key; it should be 32 bytes or 64 hexadecimal digits"), path);
  return g_steal_pointer (&key);
}
