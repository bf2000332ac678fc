/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     gb_reconcile_export_async  (GPtrArray            *rows,
                                     gint64                as_of,
                                     GFile                *file,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean gb_reconcile_export_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
