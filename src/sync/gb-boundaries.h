/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-boundary-repository.h"
#include "gb-geo-refusal.h"
#include "gb-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is accepted of one file: its bytes, and the points of all areas that are kept of it. The whole country in a scale of
 * 1:10.000 is less. */
#define GB_BOUNDARIES_MAX_BYTES  (G_GUINT64_CONSTANT (200) << 20)
#define GB_BOUNDARIES_MAX_POINTS (4u * 1000 * 1000)

/**
 * GbBoundariesImport:
 * @store: an open cache that has communes
 * @file: GeoJSON (RFC 7946)
 * @origin: %GB_BOUNDARY_FEED or %GB_BOUNDARY_FILE
 * @key: (nullable): the property that has the communes' codes; %NULL to look for it
 * @source: (nullable): who drew them, where the file does not say
 * @mark: (nullable): what the cache remembers once the file was read, also where nothing could be taken of it
 *
 * A file of boundaries that is to be taken in.
 */
typedef struct
{
  GbStore *store;
  GFile *file;
  const char *origin;
  const char *key;
  const char *source;
  const char *mark;
} GbBoundariesImport;

/**
 * GbBoundariesTaken:
 * @file: (owned): its name
 * @key: (owned): the property that had the codes
 * @source: (owned) (nullable): who drew them
 * @n_communes: how many communes the cache has
 * @n_taken: of how many of them the areas were taken; 0: nothing was changed
 * @n_refused: features that were not taken
 * @refusals: (owned) (element-type GbGeoRefusal): the first of them, with the reason
 * @missing: (owned) (array zero-terminated=1): codes of the communes that have no area now
 *
 * What became of it.
 */
typedef struct
{
  char *file;
  char *key;
  char *source;
  guint n_communes;
  guint n_taken;
  guint n_refused;
  GPtrArray *refusals;
  char **missing;
} GbBoundariesTaken;

void               gb_boundaries_taken_free     (GbBoundariesTaken         *self);

GbBoundariesTaken *gb_boundaries_import         (const GbBoundariesImport  *import,
                                                 GCancellable              *cancellable,
                                                 GError                   **error);
void               gb_boundaries_import_async   (const GbBoundariesImport  *import,
                                                 GCancellable              *cancellable,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   user_data);
GbBoundariesTaken *gb_boundaries_import_finish  (GAsyncResult              *result,
                                                 GError                   **error);

gboolean           gb_boundaries_remove         (GbStore                   *store,
                                                 const char                *origin,
                                                 gboolean                  *removed,
                                                 GError                   **error);
void               gb_boundaries_remove_async   (GbStore                   *store,
                                                 const char                *origin,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   user_data);
gboolean           gb_boundaries_remove_finish  (GbStore                   *store,
                                                 GAsyncResult              *result,
                                                 GError                   **error);
gboolean           gb_boundaries_find_at        (GbSqlConnection           *connection,
                                                 double                     lon,
                                                 double                     lat,
                                                 char                     **commune,
                                                 gboolean                  *known,
                                                 GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBoundariesTaken, gb_boundaries_taken_free)

G_END_DECLS
