/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-geo-coverage-private.h"

G_BEGIN_DECLS

typedef struct _GbGeoSimplifier GbGeoSimplifier;

GbGeoSimplifier *gb_geo_simplifier_new    (const GbGeoLevel *arcs,
                                           const GbGeoPoint *marks,
                                           guint             n_marks);
void             gb_geo_simplifier_free   (GbGeoSimplifier  *self);
gboolean         gb_geo_simplifier_run    (GbGeoSimplifier  *self,
                                           double            tolerance,
                                           GCancellable     *cancellable,
                                           GError          **error);
void             gb_geo_simplifier_append (GbGeoSimplifier  *self,
                                           GbGeoLevel       *level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoSimplifier, gb_geo_simplifier_free)

G_END_DECLS
