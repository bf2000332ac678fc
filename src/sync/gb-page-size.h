/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GB_PAGE_SIZE_MIN   ((gsize) 8 * 1024)
#define GB_PAGE_SIZE_START ((gsize) 128 * 1024)
#define GB_PAGE_SIZE_MAX   ((gsize) 4 * 1024 * 1024)

/* What a page is meant to take, and when one that has not come is given up and asked for smaller. */
#define GB_PAGE_SIZE_SECONDS 10
#define GB_PAGE_SIZE_DEADLINE 60

/**
 * GbPageSize:
 * @max_bytes: how much the next page may hold before compression
 * @cap: never more than this
 * @deadline: seconds after which a page that did not come whole is given up
 * @speed: how much of pages came in a second lately, before compression; 0 = not measured yet
 * @quickest: the shortest time that a page of this pull took to come, microseconds, 0 = none came
 *
 * How much to ask for at a time. The protocol wants a minute of 2G to always bring a page: begin
 * small, at least halve after a cut, and otherwise ask for what the measured speed brings in
 * %GB_PAGE_SIZE_SECONDS, at most twice as much as the time before.
 */
typedef struct
{
  gsize max_bytes;
  gsize cap;
  guint deadline;
  gsize speed;
  gint64 quickest;
} GbPageSize;

void     gb_page_size_init         (GbPageSize *self);
void     gb_page_size_begin        (GbPageSize *self);
void     gb_page_size_limit        (GbPageSize *self,
                                    gsize       cap);
guint    gb_page_size_get_limit    (GbPageSize *self);
guint    gb_page_size_get_deadline (GbPageSize *self);
gboolean gb_page_size_is_quick     (GbPageSize *self);
void     gb_page_size_good         (GbPageSize *self,
                                    gsize       bytes,
                                    gint64      elapsed);
gboolean gb_page_size_cut          (GbPageSize *self,
                                    guint64     wire_bytes,
                                    gint64      elapsed);

G_END_DECLS
