/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */

/* Where boundaries come from. */
#define GB_BOUNDARY_FEED "feed"
#define GB_BOUNDARY_FILE "file"

/**
 * GbBoundary:
 * @origin: (owned): %GB_BOUNDARY_FEED: the province's file; %GB_BOUNDARY_FILE: one that the user took in by hand
 * @source: (owned) (nullable): who drew them, as the file says
 * @sha256: (owned): of the file
 * @made: UTC seconds: when they were made from it
 * @missing: (owned) (array zero-terminated=1): codes of the communes of which the file has no area
 * @coverage: (owned) (nullable): the areas, in bytes that the store does not read; %NULL where it was not asked for
 *
 * Borders of the communes (ranh giới).
 */
typedef struct
{
  char *origin;
  char *source;
  char *sha256;
  gint64 made;
  char **missing;
  GBytes *coverage;
} GbBoundary;

/**
 * GbBoundaryArea:
 * @commune: its code
 * @west: degrees, WGS 84: the rectangle around it
 */
typedef struct
{
  const char *commune;
  double west;
  double east;
  double south;
  double north;
} GbBoundaryArea;

void     gb_boundary_free               (GbBoundary            *self);

gboolean gb_boundary_repository_save    (GbSqlConnection       *connection,
                                         const GbBoundary      *boundary,
                                         const GbBoundaryArea  *areas,
                                         guint                  n_areas,
                                         GError               **error);
gboolean gb_boundary_repository_load    (GbSqlConnection       *connection,
                                         const char            *origin,
                                         gboolean               with_coverage,
                                         GbBoundary           **boundary,
                                         GError               **error);
gboolean gb_boundary_repository_remove  (GbSqlConnection       *connection,
                                         const char            *origin,
                                         gboolean              *removed,
                                         GError               **error);
gboolean gb_boundary_repository_find    (GbSqlConnection       *connection,
                                         const char            *origin,
                                         double                 lon,
                                         double                 lat,
                                         GPtrArray            **communes,
                                         GError               **error);
gboolean gb_boundary_repository_copy    (GbSqlConnection       *source,
                                         GbSqlConnection       *target,
                                         gboolean              *complete,
                                         GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBoundary, gb_boundary_free)

G_END_DECLS
