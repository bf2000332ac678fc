/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-lock.h"

#include "gb-store-error.h"
#include "gb-sync-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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

#define MAX_NAME 64

/* For whoever comes second, without the folder it was started from; of no meaning once the lock is gone. */
static void
write_name (int fd)
{
  const char *started_as = g_get_prgname ();
  g_autofree char *name = started_as != NULL ? g_path_get_basename (started_as) : NULL;

  if (name == NULL || ftruncate (fd, 0) != 0 || pwrite (fd, name, MIN (strlen (name), MAX_NAME), 0) < 0)
    g_debug ("nobody will know who holds the lock");
}

static char *
read_name (int fd)
{
  char name[MAX_NAME];
  gssize length = pread (fd, name, sizeof name, 0);

  return length > 0 ? g_utf8_make_valid (name, length) : NULL;
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
      g_autofree char *name = read_name (fd);

      if (name != NULL)
        g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY,
                     /* Translators: a program, "giaoban" or "giaobanctl" */
                     _("These data are being synchronised by %s at this moment; wait for it to end"), name);
      else
        g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY,
                     _("These data are being fetched already, here or by another program; wait for it to end"));
      g_close (fd, NULL);
      return NULL;
    }
  write_name (fd);
  self = g_new0 (GbSyncLock, 1);
  self->fd = fd;
  return self;
}

/**
 * gb_sync_lock_holder:
 * @cache_path: the cache's file, whose lock was refused
 *
 * Returns: (transfer full) (nullable): the program that took it last, "giaobanctl"
 */
char *
gb_sync_lock_holder (const char *cache_path)
{
  g_autofree char *path = g_strconcat (cache_path, ".lock", NULL);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  char *name;

  if (fd < 0)
    return NULL;
  name = read_name (fd);
  g_close (fd, NULL);
  return name;
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
