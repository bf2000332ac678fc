/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-photo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The longer side, pixels: what a broken pavement needs to be seen, and a page of paper to be read. */
#define FIRST_SIDE 2048
#define LEAST_SIDE 512
#define QUALITY "82"
/* Nobody photographs more; a file that says so is none of a camera. */
#define MOST_SIDE 30000
/* Of a format that stands in memory whole before it is made smaller: a page of paper, finely scanned. What says more may
 * be some kilobytes that become gigabytes. */
#define MOST_PIXELS (40 * 1000 * 1000)

/**
 * gb_photo_is_picture:
 * @name: a file's name
 *
 * Returns: whether it is called as pictures are that can be shown
 */
gboolean
gb_photo_is_picture (const char *name)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff" };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      return TRUE;
  return FALSE;
}

/* While it is read: a camera's picture (JPEG) never stands in memory whole. No size at all ends the reading. */
static void
on_size_prepared_cb (GdkPixbufLoader *loader,
                     int              width,
                     int              height,
                     gpointer         user_data)
{
  double scale = (double) FIRST_SIDE / MAX (MAX (width, height), 1);
  g_autofree char *format = gdk_pixbuf_format_get_name (gdk_pixbuf_loader_get_format (loader));
  gboolean whole = !g_str_equal (format, "jpeg");

  if (width > MOST_SIDE || height > MOST_SIDE || (whole && (gint64) width * height > MOST_PIXELS))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
}

static GdkPixbuf *
read_picture (GBytes  *content,
              GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) upright = NULL;
  GdkPixbuf *picture;
  gboolean written;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared_cb), NULL);
  written = gdk_pixbuf_loader_write_bytes (loader, content, error);
  if (!gdk_pixbuf_loader_close (loader, written ? error : NULL) || !written)
    return NULL;
  picture = gdk_pixbuf_loader_get_pixbuf (loader);
  if (picture == NULL)
    {
      g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_CORRUPT_IMAGE, _("This is no picture"));
      return NULL;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (picture);
  /* JPEG has no glass: what was clear is paper. */
  if (gdk_pixbuf_get_has_alpha (upright))
    return gdk_pixbuf_composite_color_simple (upright, gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright),
                                              GDK_INTERP_NEAREST, 255, 8, 0xffffff, 0xffffff);
  return g_steal_pointer (&upright);
}

static GBytes *
write_picture (GdkPixbuf *picture,
               GError   **error)
{
  char *data;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (picture, &data, &size, "jpeg", error, "quality", QUALITY, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/**
 * gb_photo_fit:
 * @content: a picture
 * @most: how large it may be, bytes
 *
 * Makes a smaller picture of a large one, upright and without what cameras write beside it: where it was taken, and
 * with which telephone. Blocks, for a second with a large one.
 *
 * Returns: (transfer full): a JPEG of at most @most bytes; otherwise one of #GDK_PIXBUF_ERROR
 */
GBytes *
gb_photo_fit (GBytes  *content,
              gsize    most,
              GError **error)
{
  g_autoptr (GdkPixbuf) picture = read_picture (content, error);

  while (picture != NULL)
    {
      g_autoptr (GBytes) written = write_picture (picture, error);
      int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
      GdkPixbuf *smaller;

      if (written == NULL)
        return NULL;
      if (g_bytes_get_size (written) <= most)
        return g_steal_pointer (&written);
      if (MAX (width, height) / 2 < LEAST_SIDE)
        break;
      smaller = gdk_pixbuf_scale_simple (picture, MAX (width * 3 / 4, 1), MAX (height * 3 / 4, 1), GDK_INTERP_BILINEAR);
      g_object_unref (picture);
      picture = smaller;
    }
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_FAILED, _("This picture cannot be made small enough"));
  return NULL;
}

static GdkTexture *
make_texture (GdkPixbuf *picture)
{
  g_autoptr (GBytes) pixels = gdk_pixbuf_read_pixel_bytes (picture);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (picture), gdk_pixbuf_get_height (picture),
                                 gdk_pixbuf_get_has_alpha (picture) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, pixels,
                                 (gsize) gdk_pixbuf_get_rowstride (picture));
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GdkPixbuf) picture = read_picture (data, &error);

  if (picture != NULL)
    g_task_return_pointer (task, make_texture (picture), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gb_photo_read_async:
 * @content: a picture that somebody sent; it may be anything
 *
 * Reads a picture to be shown, upright and not larger than gb_photo_fit() makes them, in a thread of its own.
 */
void
gb_photo_read_async (GBytes             *content,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_photo_read_async);
  g_task_set_task_data (task, g_bytes_ref (content), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * gb_photo_read_finish:
 *
 * Returns: (transfer full): the picture; otherwise one of #GDK_PIXBUF_ERROR
 */
GdkTexture *
gb_photo_read_finish (GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
