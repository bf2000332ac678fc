/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gia Lai has 135 communes; the code of the one that the measurements of a commune use. */
#define BENCH_COMMUNE "21100"
#define BENCH_FIELD   "Hộ tịch"
#define BENCH_OFFICER "Nguyễn Thị Ân"

typedef enum
{
  BENCH_FIRST, /* as it is at the end of the year */
  BENCH_CHANGED, /* a day later: open ones are finished, finished ones handed over */
} BenchVersion;

void bench_province_append_base    (GString      *text);
void bench_province_append_dossier (GString      *text,
                                    guint         serial,
                                    guint         n_dossiers,
                                    BenchVersion  version);
void bench_province_append_steps   (GString      *text,
                                    guint         serial,
                                    guint         n_dossiers,
                                    guint         n_steps);
void bench_province_append_letter  (GString      *text,
                                    guint         serial,
                                    guint         n_dossiers);

G_END_DECLS
