/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-pin-clusters.h"

G_BEGIN_DECLS

/**
 * GbPinLevels:
 *
 * Pins and how they are clustered at each zoom level of a map, counted with references.
 */
typedef struct _GbPinLevels GbPinLevels;

void                 gb_pin_levels_new_async    (GArray               *pins,
                                                 guint                 lowest,
                                                 guint                 highest,
                                                 double                distance,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GbPinLevels         *gb_pin_levels_new_finish   (GAsyncResult         *result,
                                                 GError              **error);
GbPinLevels         *gb_pin_levels_ref          (GbPinLevels          *self);
void                 gb_pin_levels_unref        (GbPinLevels          *self);
GArray              *gb_pin_levels_get_pins     (const GbPinLevels    *self);
const GbPinClusters *gb_pin_levels_get          (const GbPinLevels    *self,
                                                 double                zoom);
guint                gb_pin_levels_find_split   (const GbPinLevels    *self,
                                                 double                zoom,
                                                 guint                 cluster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPinLevels, gb_pin_levels_unref)

G_END_DECLS
