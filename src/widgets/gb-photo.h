/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean gb_photo_is_picture (const char  *name);
GBytes  *gb_photo_fit        (GBytes      *content,
                              gsize        most,
                              GError     **error);
void     gb_photo_read_async (GBytes              *content,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
GdkTexture *gb_photo_read_finish
                             (GAsyncResult        *result,
                              GError             **error);

G_END_DECLS
