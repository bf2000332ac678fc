/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-tracking-line.h"

G_BEGIN_DECLS

/**
 * GbTrackingHeader:
 * @by: over the names: what a row stands for
 * @groups: over several columns
 * @titles: over one column, by place
 *
 * The labels over the tracking table: @by is a child of one #GbClip, the others are those of another
 * and scroll with the figures.
 */
typedef struct
{
  GtkWidget *by;
  GtkWidget *groups[GB_N_TRACKING_GROUPS];
  GtkWidget *titles[GB_N_TRACKING_PLACES];
} GbTrackingHeader;

GbTrackingHeader *gb_tracking_header_new          (GtkWidget        *corner,
                                                   GtkWidget        *header);
void              gb_tracking_header_set_by       (GbTrackingHeader *self,
                                                   GbTrackingBy      by);
int               gb_tracking_header_name_width   (GbTrackingHeader *self);
int               gb_tracking_header_column_width (GbTrackingHeader *self,
                                                   int               place);
int               gb_tracking_header_height       (GbTrackingHeader *self,
                                                   const int        *widths);
void              gb_tracking_header_allocate     (GbTrackingHeader *self,
                                                   const int        *widths,
                                                   int               scrolled);
void              gb_tracking_header_free         (GbTrackingHeader *self);

G_END_DECLS
