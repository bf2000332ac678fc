/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbSaveFileFunc:
 * @stream: where to
 *
 * Writes what a file is to hold; does not close @stream.
 *
 * Returns: whether all of it was written
 */
typedef gboolean (*GbSaveFileFunc) (GOutputStream *stream,
                                    gpointer       data,
                                    GCancellable  *cancellable,
                                    GError       **error);

gboolean gb_save_file (GFile          *file,
                       GbSaveFileFunc  write,
                       gpointer        data,
                       GCancellable   *cancellable,
                       GError        **error);
gboolean gb_save_text (GFile          *file,
                       const char     *text,
                       GCancellable   *cancellable,
                       GError        **error);

G_END_DECLS
