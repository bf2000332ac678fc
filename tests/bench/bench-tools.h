/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double   bench_seconds  (void);
double   bench_worked   (void);
double   bench_resident (void);
double   bench_peak     (void);
double   bench_written  (void);
void     bench_trim     (void);

void     bench_title    (const char *title);
void     bench_figure   (const char *name,
                         double      value,
                         const char *unit);
void     bench_limit    (const char *name,
                         double      ratio,
                         double      most);
gboolean bench_failed   (void);

G_END_DECLS
