/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* O_TMPFILE */
#include "gb-save-file.h"

#include "gb-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What a user can do about it stands in the message; the code stays GIO's. */
static void
explain (GFile   *file,
         GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *place = folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("/");
  GError *reason = *error;
  char *text;

  if (reason == NULL || reason->domain != G_IO_ERROR)
    return;
  switch (reason->code)
    {
    case G_IO_ERROR_NO_SPACE:
      text = g_strdup_printf (_("The disk is full, “%s” was not saved. Free some space, or choose another place."), name);
      break;
    case G_IO_ERROR_READ_ONLY:
    case G_IO_ERROR_PERMISSION_DENIED:
      text = g_strdup_printf (_("Nothing can be saved in the folder “%s”: it is read-only for you. Choose another one."),
                              place);
      break;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      text = g_strdup_printf (_("There is no folder “%s”. Choose another one."), place);
      break;
    case G_IO_ERROR_IS_DIRECTORY:
      text = g_strdup_printf (_("“%s” is a folder. Choose another name."), name);
      break;
    default:
      return;
    }
  g_free (reason->message);
  reason->message = text;
}

static gboolean
fail (int      reason,
      GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (reason), g_strerror (reason));
  return FALSE;
}

/* A file whose name has taken its place must hold its contents even after a power cut. */
static gboolean
flush_to_disk (const char *path,
               GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int reason = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  /* Some file systems have nothing to flush and say so. */
  return reason == 0 || (fd >= 0 && (reason == EINVAL || reason == EROFS)) || fail (reason, error);
}

/* A file that has no name until it is whole: what is in it is about citizens, and nothing of it stays on the disk however
 * the program ends. Returns -1 where the file system has none. */
static int
open_nameless (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
}

static gboolean
fill_nameless (int             fd,
               const char     *path,
               GbSaveFileFunc  write,
               gpointer        data,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, TRUE);
  g_autofree char *own = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (!write (stream, data, cancellable, error))
    return FALSE;
  if (fsync (fd) != 0 || linkat (AT_FDCWD, own, AT_FDCWD, path, AT_SYMLINK_FOLLOW) != 0)
    return fail (errno, error);
  return g_output_stream_close (stream, cancellable, error);
}

static gboolean
fill (GFile          *file,
      GbSaveFileFunc  write,
      gpointer        data,
      GCancellable   *cancellable,
      GError        **error)
{
  g_autofree char *path = g_file_get_path (file);
  int fd = path != NULL && !g_cancellable_is_cancelled (cancellable) ? open_nameless (path) : -1;
  g_autoptr (GFileOutputStream) stream = NULL;

  if (fd >= 0)
    return fill_nameless (fd, path, write, data, cancellable, error);
  stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  return stream != NULL && write (G_OUTPUT_STREAM (stream), data, cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error) &&
         (path == NULL || flush_to_disk (path, error));
}

/* Over a folder a renaming fails with words that nobody understands. */
static gboolean
put_in_place (GFile   *from,
              GFile   *to,
              GError **error)
{
  if (g_file_query_file_type (to, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      return fail (EISDIR, error);
    }
  return g_file_move (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

/**
 * gb_save_file:
 * @file: where to; what is there already stays until the new one is whole
 * @write: writes the contents
 * @data: for @write
 * @error: a #GIOErrorEnum, with a message that says what to do
 *
 * Saves a file for nobody but the user (0600): in the same folder without a name, or with another where the file system
 * asks for one, then with its own. Nothing is left of one that did not become whole, and where it has no name, not even
 * when the program is killed. Blocks.
 *
 * Returns: whether it is saved
 */
gboolean
gb_save_file (GFile          *file,
              GbSaveFileFunc  write,
              gpointer        data,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *part_name = g_strdup_printf (".%.200s.%08x", name, g_random_int ());
  g_autoptr (GFile) part = folder != NULL ? g_file_get_child (folder, part_name) : g_object_ref (file);
  GError *failure = NULL;

  if (!gb_sandbox_keeps (g_file_peek_path (file), error))
    return FALSE;
  if (fill (part, write, data, cancellable, &failure) && put_in_place (part, file, &failure))
    return TRUE;
  g_file_delete (part, NULL, NULL);
  explain (file, &failure);
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
write_text (GOutputStream *stream,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return g_output_stream_write_all (stream, data, strlen (data), NULL, cancellable, error);
}

/**
 * gb_save_text:
 * @file: where to
 * @text: all of it
 *
 * As gb_save_file(), for what is in memory.
 *
 * Returns: whether it is saved
 */
gboolean
gb_save_text (GFile         *file,
              const char    *text,
              GCancellable  *cancellable,
              GError       **error)
{
  return gb_save_file (file, write_text, (gpointer) text, cancellable, error);
}
