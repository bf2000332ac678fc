/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-select.h"

G_BEGIN_DECLS

/**
 * GbDossierHalf:
 * @GB_DOSSIER_HALF_OPEN: the few per cent that are open; one index has all about them
 * @GB_DOSSIER_HALF_FINISHED: all others
 *
 * Dossiers are looked for in each half apart.
 */
typedef enum
{
  GB_DOSSIER_HALF_OPEN,
  GB_DOSSIER_HALF_FINISHED,
} GbDossierHalf;

#define GB_N_DOSSIER_HALVES 2

/**
 * GbDossierSource:
 * @from: a table with the alias `d`, and the index by which it is read
 * @condition: what holds in this source alone; the query's own conditions come after it
 * @kinds: whether its rows are not dossiers but kinds of them, with their number
 * @count: the expression that counts its dossiers
 *
 * Where a part of a half's dossiers stands; the sources of a half have each of them once.
 */
typedef struct
{
  const char *from;
  const char *condition;
  gboolean kinds;
  const char *count;
} GbDossierSource;

#define GB_MAX_DOSSIER_SOURCES 2

/* For conditions that are those of open dossiers alone. */
#define GB_DOSSIER_OPEN "dossier d INDEXED BY dossier_open"

gboolean gb_dossier_half_has      (GbDossierHalf           self,
                                   GbDossierFilter         filter);
gboolean gb_dossier_source_plain  (const GbDossierQuery   *query);
guint    gb_dossier_source_rows   (const GbDossierSelect  *select,
                                   GbDossierHalf           half,
                                   gboolean                indexed,
                                   GbDossierSource        *sources);
guint    gb_dossier_source_counts (const GbDossierSelect  *select,
                                   GbDossierHalf           half,
                                   gboolean                indexed,
                                   GbDossierSource        *sources);

G_END_DECLS
