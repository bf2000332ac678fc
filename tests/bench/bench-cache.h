/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store-fixture.h"

G_BEGIN_DECLS

/**
 * BenchCache:
 * @base: the store and its files
 * @n_dossiers: how many it has or shall have
 * @n_steps: steps of each
 * @kept: whether its folder stays
 *
 * A province's cache, filled through the real path.
 */
typedef struct
{
  GbStoreFixture base;
  guint n_dossiers;
  guint n_steps;
  gboolean kept;
} BenchCache;

/**
 * BenchFill:
 * @lines: of the feed
 * @bytes: of these
 * @parse: seconds that json-glib needs to parse them and do nothing else
 * @commit: seconds that the writing thread worked to store them
 * @wall: seconds until they were stored, with what else the machine did
 * @written: MB that were written to files
 */
typedef struct
{
  double lines;
  double bytes;
  double parse;
  double commit;
  double wall;
  double written;
} BenchFill;

void     bench_cache_open      (BenchCache  *self,
                                const char  *folder,
                                guint        n_dossiers,
                                guint        n_steps);
void     bench_cache_close     (BenchCache  *self);
gboolean bench_cache_is_full   (BenchCache  *self);
void     bench_cache_exec      (BenchCache  *self,
                                const char  *sql);
void     bench_cache_fill      (BenchCache  *self,
                                BenchFill   *fill);
void     bench_cache_day       (BenchCache  *self,
                                guint        day,
                                BenchFill   *fill);
double   bench_cache_scan      (BenchCache  *self);
double   bench_cache_best_of   (BenchCache  *self,
                                GbStoreFunc  func,
                                gpointer     data);

G_END_DECLS
