/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-cache.h"

G_BEGIN_DECLS

/* What is measured, in this order; the last two change the cache. */
void bench_disk      (BenchCache       *cache,
                      const BenchFill  *pull);
void bench_counts    (BenchCache       *cache);
void bench_first     (BenchCache       *cache);
void bench_list      (BenchCache       *cache);
void bench_questions (BenchCache       *cache);
void bench_refresh   (BenchCache       *cache);
void bench_days      (BenchCache       *cache);

G_END_DECLS
