/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-lock.h"

#include "gb-store-error.h"
#include "gb-sync-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>

/* The lock lies on an open file, so it ends with the process that holds it, however that ends; the
 * file itself stays, for taking it away would race with whoever opens it next. */
struct _GbSyncLock
{
  int fd;
};

static int
open_lock_file (const char *path,
                GError    **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int reason = errno;

  if (fd < 0)
    g_set_error (error, GB_STORE_ERROR, reason == ENOSPC ? GB_STORE_ERROR_NO_SPACE : GB_STORE_ERROR_READ_ONLY,
                 _("“%s” cannot be written: %s. Nothing was fetched."), path, g_strerror (reason));
  /* An older version may have left it open to others, who could hold it for ever. */
  else if (fchmod (fd, 0600) != 0)
    g_debug ("%s stays open to others", path);
  return fd;
}

/**
 * gb_sync_lock_take:
 * @cache_path: the cache's file; the lock is the file beside it with `.lock` added
 * @error: %GB_SYNC_ERROR_BUSY, %GB_STORE_ERROR_READ_ONLY, %GB_STORE_ERROR_NO_SPACE
 *
 * Lets one run at a time fill a cache, within a process and across processes. Never waits.
 *
 * Returns: (transfer full): the lock, or %NULL
 */
GbSyncLock *
gb_sync_lock_take (const char *cache_path,
                   GError    **error)
{
  g_autofree char *path = g_strconcat (cache_path, ".lock", NULL);
  GbSyncLock *self;
  int fd = open_lock_file (path, error);

  if (fd < 0)
    return NULL;
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY,
                   _("These data are being fetched already, here or by another program; wait for it to end"));
      g_close (fd, NULL);
      return NULL;
    }
  self = g_new0 (GbSyncLock, 1);
  self->fd = fd;
  return self;
}

/**
 * gb_sync_lock_release:
 * @self: (transfer full): a lock
 */
void
gb_sync_lock_release (GbSyncLock *self)
{
  g_close (self->fd, NULL);
  g_free (self);
}
