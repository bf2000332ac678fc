/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-boundaries.h"

G_BEGIN_DECLS

/**
 * GbBoundariesNews:
 * @GB_BOUNDARIES_SAME: there was nothing to do
 * @GB_BOUNDARIES_TAKEN: the province's file was taken in
 * @GB_BOUNDARIES_REMOVED: the province has none any more
 */
typedef enum
{
  GB_BOUNDARIES_SAME,
  GB_BOUNDARIES_TAKEN,
  GB_BOUNDARIES_REMOVED,
} GbBoundariesNews;

gboolean gb_boundaries_refresh        (GbStore              *store,
                                       GbBoundariesNews     *news,
                                       GbBoundariesTaken   **taken,
                                       GCancellable         *cancellable,
                                       GError              **error);
void     gb_boundaries_refresh_async  (GbStore              *store,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean gb_boundaries_refresh_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
