/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-tracking.h"

G_BEGIN_DECLS

/* Beside the columns of #GbTrackingColumn: of what is done and had a due moment, how much was on
 * time. */
#define GB_TRACKING_SHARE GB_N_TRACKING_SETS

const char *gb_tracking_words_by      (GbTrackingBy         by);
const char *gb_tracking_words_group   (int                  column);
const char *gb_tracking_words_title   (int                  column);
const char *gb_tracking_words_column  (int                  column);
gboolean    gb_tracking_words_is_late (int                  column);

const char *gb_tracking_words_name    (const GbTrackingRow *row);
char       *gb_tracking_words_figure  (const gint64        *counts,
                                       int                  column);
double      gb_tracking_words_share   (const gint64        *counts);
char       *gb_tracking_words_change  (const GbTrackingRow *row,
                                       int                  column);
char       *gb_tracking_words_before  (const GbTrackingRow *row,
                                       int                  column);
char       *gb_tracking_words_cell    (const GbTrackingRow *row,
                                       int                  column,
                                       gboolean             compared);
char       *gb_tracking_words_rows    (GbTrackingBy         by,
                                       guint                n_rows);
char       *gb_tracking_words_set     (const GbDossierSet  *set,
                                       GbDay                today);

G_END_DECLS
