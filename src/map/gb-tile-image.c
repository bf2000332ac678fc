/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-tile-error.h"

/* Bytes that may stand behind the end of a picture. */
#define TRAILING 64

#define PIXEL 4

typedef struct
{
  const guint8 *data;
  gsize size;
} Reader;

static guint
read_big (const guint8 *at,
          guint         n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | at[i];
  return value;
}

static guint
read_little (const guint8 *at,
             guint         n)
{
  guint value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | at[i - 1];
  return value;
}

static gboolean
ends_with (const Reader *reader,
           const char   *mark,
           gsize         length)
{
  gsize first = reader->size > TRAILING ? reader->size - TRAILING : 0;

  for (gsize at = first; at + length <= reader->size; at++)
    {
      if (memcmp (reader->data + at, mark, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* PNG (ISO/IEC 15948): IHDR comes first, IEND last. */
static gboolean
probe_png (const Reader *reader,
           GbTileImage  *image)
{
  if (reader->size < 33 || memcmp (reader->data, "\211PNG\r\n\032\n", 8) != 0 ||
      memcmp (reader->data + 12, "IHDR", 4) != 0 || !ends_with (reader, "IEND", 4))
    return FALSE;
  *image = (GbTileImage) { "PNG", read_big (reader->data + 16, 4), read_big (reader->data + 20, 4) };
  return TRUE;
}

static gboolean
is_start_of_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* JPEG (ITU-T T.81, annex B): segments until the one that tells the size. */
static gboolean
probe_jpeg (const Reader *reader,
            GbTileImage  *image)
{
  gsize at = 2;

  if (reader->size < 20 || memcmp (reader->data, "\377\330\377", 3) != 0 || !ends_with (reader, "\377\331", 2))
    return FALSE;
  while (at + 9 < reader->size && reader->data[at] == 0xff)
    {
      guint8 marker = reader->data[at + 1];

      if (is_start_of_frame (marker))
        {
          *image = (GbTileImage) { "JPEG", read_big (reader->data + at + 7, 2), read_big (reader->data + at + 5, 2) };
          return TRUE;
        }
      at += marker == 0xff ? 1 : 2 + read_big (reader->data + at + 2, 2);
    }
  return FALSE;
}

/* WebP (RFC 9649): a RIFF file whose first chunk tells the size in one of three ways. */
static gboolean
probe_webp (const Reader *reader,
            GbTileImage  *image)
{
  const guint8 *data = reader->data;
  guint bits;

  if (reader->size < 30 || memcmp (data, "RIFF", 4) != 0 || memcmp (data + 8, "WEBP", 4) != 0 ||
      (guint64) read_little (data + 4, 4) + 8 > reader->size)
    return FALSE;
  bits = read_little (data + 21, 4);
  if (memcmp (data + 12, "VP8X", 4) == 0)
    *image = (GbTileImage) { "WebP", read_little (data + 24, 3) + 1, read_little (data + 27, 3) + 1 };
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    *image = (GbTileImage) { "WebP", (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1 };
  else if (memcmp (data + 12, "VP8 ", 4) == 0)
    *image = (GbTileImage) { "WebP", read_little (data + 26, 2) & 0x3fff, read_little (data + 28, 2) & 0x3fff };
  else
    return FALSE;
  return TRUE;
}

/**
 * gb_tile_image_probe:
 * @bytes: what came as a tile
 * @image: (out): what it is
 * @error: %GB_TILE_ERROR_NOT_A_PICTURE, %GB_TILE_ERROR_TOO_LARGE
 *
 * Looks at the first and last bytes only: nothing is decoded that is not one of three kinds of picture, whole, and of
 * a tile's size.
 */
gboolean
gb_tile_image_probe (GBytes      *bytes,
                     GbTileImage *image,
                     GError     **error)
{
  Reader reader = { NULL, 0 };

  reader.data = g_bytes_get_data (bytes, &reader.size);
  if (reader.size > GB_TILE_MAX_BYTES)
    {
      g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_TOO_LARGE, _("The picture is larger than map tiles are."));
      return FALSE;
    }
  if (!probe_png (&reader, image) && !probe_jpeg (&reader, image) && !probe_webp (&reader, image))
    {
      g_set_error_literal (error, GB_TILE_ERROR, GB_TILE_ERROR_NOT_A_PICTURE,
                           _("What came is no whole PNG, JPEG or WebP picture."));
      return FALSE;
    }
  if (image->width == 0 || image->height == 0 || image->width > GB_TILE_MAX_SIDE || image->height > GB_TILE_MAX_SIDE)
    {
      g_set_error (error, GB_TILE_ERROR, GB_TILE_ERROR_TOO_LARGE,
                   _("The picture has %u × %u pixels, which is no map tile."), image->width, image->height);
      return FALSE;
    }
  return TRUE;
}

/* --- decoding ------------------------------------------------------------------------------------- */

typedef struct
{
  GBytes *bytes; /* (owned) */
  GbTileCrop crop;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job);
}

/* (transfer full): what stands for a descendant; the map scales it up */
static GdkTexture *
cut_out (GdkTexture       *texture,
         const GbTileCrop *crop)
{
  guint parts = 1u << MIN (crop->levels, 16);
  guint width = (guint) gdk_texture_get_width (texture), height = (guint) gdk_texture_get_height (texture);
  guint wide = MAX (width / parts, 1), high = MAX (height / parts, 1);
  guint left = MIN ((guint) ((guint64) width * crop->x / parts), width - wide);
  guint top = MIN ((guint) ((guint64) height * crop->y / parts), height - high);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * height * PIXEL);
  guint8 *part = g_malloc ((gsize) wide * high * PIXEL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (part, (gsize) wide * high * PIXEL);

  gdk_texture_download (texture, pixels, (gsize) width * PIXEL);
  for (guint row = 0; row < high; row++)
    memcpy (part + (gsize) row * wide * PIXEL, pixels + ((gsize) (top + row) * width + left) * PIXEL,
            (gsize) wide * PIXEL);
  return gdk_memory_texture_new ((int) wide, (int) high, GDK_MEMORY_DEFAULT, bytes, (gsize) wide * PIXEL);
}

static void
decode (GTask        *task,
        gpointer      source,
        gpointer      task_data,
        GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  GbTileImage image;

  if (!gb_tile_image_probe (job->bytes, &image, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  texture = gdk_texture_new_from_bytes (job->bytes, &error);
  if (texture == NULL)
    g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_NOT_A_PICTURE,
                             /* Translators: the first is "PNG", "JPEG" or "WebP", the second the reason */
                             _("This machine cannot show the %s picture: %s"), image.format, error->message);
  else if (job->crop.levels > 0)
    g_task_return_pointer (task, cut_out (texture, &job->crop), g_object_unref);
  else
    g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

/**
 * gb_tile_image_decode_async:
 * @bytes: what came as a tile
 * @crop: (nullable): which part of it
 *
 * Decodes it on another thread, after gb_tile_image_probe().
 */
void
gb_tile_image_decode_async (GBytes             *bytes,
                            const GbTileCrop   *crop,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, gb_tile_image_decode_async);
  job->bytes = g_bytes_ref (bytes);
  if (crop != NULL)
    job->crop = *crop;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, decode);
}

/**
 * gb_tile_image_decode_finish:
 * @error: %GB_TILE_ERROR_NOT_A_PICTURE, %GB_TILE_ERROR_TOO_LARGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
gb_tile_image_decode_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
