/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-disk-space.h"

#include "gb-format.h"
#include "gb-sync-error.h"

#include <glib/gi18n-lib.h>
#include <sys/statvfs.h>

/**
 * gb_disk_space_check:
 * @path: a file; its folder exists
 * @least: bytes
 * @error: %GB_SYNC_ERROR_LOW_DISK
 *
 * A database that runs out of disk in the middle loses nothing, but neither does it leave room to write
 * down what the user does next.
 *
 * Returns: whether this user may still write @least bytes there; also when nobody can tell
 */
gboolean
gb_disk_space_check (const char *path,
                     guint64     least,
                     GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *has = NULL, *needs = NULL;
  struct statvfs disk;
  guint64 available;

  if (statvfs (folder, &disk) != 0)
    return TRUE;
  available = (guint64) disk.f_bavail * disk.f_frsize;
  if (available >= least)
    return TRUE;
  has = gb_format_bytes ((gint64) MIN (available, G_MAXINT64));
  needs = gb_format_bytes ((gint64) MIN (least, G_MAXINT64));
  g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_LOW_DISK,
               /* Translators: two sizes such as "120 MB" and a folder */
               _("The disk has %s left, and %s are needed to synchronise. Free some space where “%s” is. The data here "
                 "can be used meanwhile, and what waits to be sent is kept."),
               has, needs, folder);
  return FALSE;
}
