/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-bundle-export.h"
#include "gb-bundle-import.h"

G_BEGIN_DECLS

void           gb_bundle_import_async  (GbStore               *store,
                                        GFile                 *file,
                                        GbBundleProgressFunc   progress,
                                        gpointer               progress_data,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
GbBundleTaken *gb_bundle_import_finish (GbStore               *store,
                                        GAsyncResult          *result,
                                        GError               **error);
void           gb_bundle_export_async  (GbStore               *store,
                                        GFile                 *file,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
GbBundleGiven *gb_bundle_export_finish (GbStore               *store,
                                        GAsyncResult          *result,
                                        GError               **error);

G_END_DECLS
