/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-screenshot.h"

#include <glib/gi18n-lib.h>

/* How often it looks whether the window is complete, how often in a row it must be, and when it
 * gives up: making the illustration may take minutes. */
#define INTERVAL   100
#define QUIET_LOOKS 3
#define MOST_LOOKS (10 * 60 * 1000 / INTERVAL)

typedef struct
{
  char *path;
  guint looks;
  guint quiet;
} Shot;

static void
shot_free (Shot *self)
{
  g_free (self->path);
  g_free (self);
}

static gboolean
save (GbWindow    *window,
      const char  *path,
      GError     **error)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  double width = gtk_widget_get_width (GTK_WIDGET (window));
  double height = gtk_widget_get_height (GTK_WIDGET (window));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t view;

  /* What draws a frame around the window where no desktop does is no part of it. */
  if (!gtk_widget_compute_bounds (content, GTK_WIDGET (window), &view))
    view = *graphene_rect_init (&view, 0, 0, (float) width, (float) height);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                           &view);
  if (texture != NULL && gdk_texture_save_to_png (texture, path))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture cannot be saved as “%s”"), path);
  return FALSE;
}

static gboolean
on_look_cb (gpointer user_data)
{
  GTask *task = user_data;
  GbWindow *window = g_task_get_source_object (task);
  Shot *shot = g_task_get_task_data (task);
  GError *error = NULL;

  shot->looks++;
  shot->quiet = gb_window_is_settled (window) ? shot->quiet + 1 : 0;
  if (shot->quiet < QUIET_LOOKS && shot->looks < MOST_LOOKS)
    return G_SOURCE_CONTINUE;
  if (shot->quiet < QUIET_LOOKS)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             _("The page was not complete in time"));
  else if (!save (window, shot->path, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/**
 * gb_screenshot_take_async:
 * @window: a window that is shown
 * @path: where to save the picture, as PNG
 *
 * Waits until the window is complete and drawn, then saves what it looks like.
 */
void
gb_screenshot_take_async (GbWindow            *window,
                          const char          *path,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (window, NULL, callback, user_data);
  Shot *shot = g_new0 (Shot, 1);

  shot->path = g_strdup (path);
  g_task_set_source_tag (task, gb_screenshot_take_async);
  g_task_set_task_data (task, shot, (GDestroyNotify) shot_free);
  g_timeout_add (INTERVAL, on_look_cb, task);
}

gboolean
gb_screenshot_take_finish (GbWindow      *window,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, window), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
