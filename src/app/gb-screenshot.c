/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-screenshot.h"

#include <glib/gi18n-lib.h>

/* How often it looks whether the window is complete, how often in a row it must be, and when it
 * gives up: making the illustration may take minutes. */
#define INTERVAL   100
#define QUIET_LOOKS 3
#define FRAMES      4
#define MOST_LOOKS (10 * 60 * 1000 / INTERVAL)

typedef struct
{
  char *path;
  guint looks;
  guint quiet;
  guint frames;
} Shot;

static void
shot_free (Shot *self)
{
  g_free (self->path);
  g_free (self);
}

static GdkTexture *
draw (GbWindow *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;
  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static gboolean on_look_cb (gpointer user_data);

/* A few frames after the page is complete; what still changed its size then stands. */
static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  GTask *task = user_data;
  Shot *shot = g_task_get_task_data (task);
  g_autoptr (GdkTexture) texture = NULL;

  if (++shot->frames < FRAMES)
    return G_SOURCE_CONTINUE;
  texture = gb_window_is_settled (GB_WINDOW (widget)) ? draw (GB_WINDOW (widget)) : NULL;
  if (texture == NULL)
    {
      shot->frames = 0;
      shot->quiet = 0;
      g_timeout_add (INTERVAL, on_look_cb, task);
      return G_SOURCE_REMOVE;
    }
  if (gdk_texture_save_to_png (texture, shot->path))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _("The picture cannot be saved as “%s”"), shot->path);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gboolean
on_look_cb (gpointer user_data)
{
  GTask *task = user_data;
  GbWindow *window = g_task_get_source_object (task);
  Shot *shot = g_task_get_task_data (task);

  shot->looks++;
  shot->quiet = gb_window_is_settled (window) ? shot->quiet + 1 : 0;
  if (shot->quiet >= QUIET_LOOKS)
    {
      gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame_cb, task, NULL);
      return G_SOURCE_REMOVE;
    }
  if (shot->looks < MOST_LOOKS)
    return G_SOURCE_CONTINUE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           _("The page was not complete in time"));
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
  gtk_widget_add_css_class (GTK_WIDGET (window), "picture");
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
