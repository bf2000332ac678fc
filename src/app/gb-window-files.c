/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a file that goes with an issue or a task, wherever it is. */
#include "gb-window-files.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gb-attachment.h"
#include "gb-attachments-fetch.h"
#include "gb-photo.h"
#include "gb-picture-window.h"

/* A file that somebody wants to see. */
typedef struct
{
  GbWindow *window; /* (owned) */
  char *name; /* (owned) */
  GBytes *content; /* (owned) (nullable): once it is here */
} Opening;

static void
opening_free (Opening *self)
{
  g_object_unref (self->window);
  g_free (self->name);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* (transfer full): where other programs read what is shown by them: in memory where there is such a place, for nobody but
 * the user, and no longer than this session */
static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "giaoban-files", NULL);
}

/* (transfer full) (nullable): by its own name, so that the program that shows it knows what it is; whoever made the record
 * may have called it anything, "../../.profile" as well */
static GFile *
write_out (const char *name,
           GBytes     *content,
           GError    **error)
{
  g_autofree char *folder = dup_folder (), *unique = NULL, *tidy = NULL, *path = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("“%s” cannot be written"), folder);
      return NULL;
    }
  unique = g_build_filename (folder, "XXXXXX", NULL);
  if (g_mkdtemp_full (unique, 0700) == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("“%s” cannot be written"), folder);
      return NULL;
    }
  tidy = gb_attachment_tidy_name (name);
  path = g_build_filename (unique, tidy, NULL);
  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return NULL;
  return g_file_new_for_path (path);
}

static void
on_launched_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    gb_window_toast (opening->window, error->message);
}

/* (transfer full) of @opening */
static void
hand_over (Opening *opening)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;

  if (gb_attachment_is_document (opening->name))
    file = write_out (opening->name, opening->content, &error);
  else
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _("“%s” is no document and is not opened, for it could run something. Ask for it as PDF."), opening->name);
  if (file == NULL)
    {
      gb_window_toast (opening->window, error->message);
      opening_free (opening);
      return;
    }
  uri = g_file_get_uri (file);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched_cb, opening);
}

static void
on_photo_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GdkTexture) picture = gb_photo_read_finish (result, NULL);

  if (picture != NULL)
    gb_picture_window_present (GTK_WINDOW (opening->window), opening->name, picture);
  else
    hand_over (g_steal_pointer (&opening));
}

static void
on_fetched_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  opening->content = gb_attachments_fetch_finish (result, &error);
  if (opening->content == NULL)
    gb_window_toast (opening->window, error->message);
  else if (gb_photo_is_picture (opening->name))
    gb_photo_read_async (opening->content, NULL, on_photo_read_cb, g_steal_pointer (&opening));
  else
    hand_over (g_steal_pointer (&opening));
}

/**
 * gb_window_files_open:
 * @sha256: of a file
 * @name: what it is called
 * @bytes: how long it is, 0 = nobody told
 *
 * Shows it: a picture in a window of ours, else in the program that the user has for it. What is not here is fetched
 * first.
 */
void
gb_window_files_open (GbWindow   *window,
                      const char *sha256,
                      const char *name,
                      guint64     bytes)
{
  GbServices *services = gb_window_get_services (window);
  GbSync *sync = gb_services_get_sync (services);
  GbAttachment file = { .sha256 = (char *) sha256, .name = (char *) name, .bytes = bytes };
  Opening *opening;

  if (gb_services_get_store (services) == NULL)
    return;
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (window);
  opening->name = g_strdup (name);
  gb_attachments_fetch_async (gb_services_get_store (services), sync != NULL ? gb_sync_get_client (sync) : NULL, &file,
                              NULL, on_fetched_cb, opening);
}

static void
sweep (const char *folder)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, NULL);
  const char *name;

  while (opened != NULL && (name = g_dir_read_name (opened)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        sweep (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * gb_window_files_sweep:
 *
 * Takes away what was written for other programs to show.
 */
void
gb_window_files_sweep (void)
{
  g_autofree char *folder = dup_folder ();

  sweep (folder);
}
