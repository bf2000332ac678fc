/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-tracking-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns stand at places 0 to 16 from left to right, in four groups. */
#define GB_N_TRACKING_PLACES (GB_N_TRACKING_COLUMNS + 1)
#define GB_N_TRACKING_GROUPS 4

/**
 * GbTrackingLine:
 * @row: the index of its row
 * @name: what stands before it
 * @cells: by place
 *
 * The widgets of a row of the tracking table: its name is a child of one #GbClip and its figures are
 * those of another, as names stay in sight while figures scroll.
 */
typedef struct
{
  guint row;
  GtkWidget *name;
  GtkWidget *cells[GB_N_TRACKING_PLACES];
} GbTrackingLine;

int             gb_tracking_place_column     (int               place);
int             gb_tracking_group_start      (int               group);
void            gb_tracking_place_style      (int               place,
                                              GtkWidget        *widget);

GbTrackingLine *gb_tracking_line_new         (GtkWidget        *names,
                                              GtkWidget        *figures);
void            gb_tracking_line_fill        (GbTrackingLine   *self,
                                              GPtrArray        *rows,
                                              guint             row,
                                              gboolean          compared);
void            gb_tracking_line_fill_widest (GbTrackingLine   *self,
                                              GPtrArray        *rows,
                                              gboolean          compared);
gboolean        gb_tracking_line_find        (GbTrackingLine   *self,
                                              GtkWidget        *cell,
                                              int              *place);
void            gb_tracking_line_free        (GbTrackingLine   *self);

G_END_DECLS
