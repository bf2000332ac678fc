/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub.h"
#include "gb-import-report.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbSeedOptions:
 * @province_dir: folder with province.json, communes.csv and predecessors.csv; procedures and
 *   calendar are read from ../../procedures and ../../calendar beside it
 * @dossiers: how many dossiers in the whole province
 * @from: first day on which dossiers come in
 * @to: last day
 * @at: UTC seconds, the instant up to which things have happened; 0 = the end of @to, or the
 *   instant of the agreed demo scene where @seed and @to are its
 * @seed: the number everything is drawn from
 * @write_dir: (nullable): also write what is imported into this folder
 */
typedef struct
{
  const char *province_dir;
  guint dossiers;
  GbDay from;
  GbDay to;
  gint64 at;
  guint64 seed;
  const char *write_dir;
} GbSeedOptions;

gint64   gb_seed_instant (const GbSeedOptions  *options);
gboolean gb_seed_run     (GbHub                *hub,
                          const GbSeedOptions  *options,
                          GbImportReport       *report,
                          GError              **error);

G_END_DECLS
