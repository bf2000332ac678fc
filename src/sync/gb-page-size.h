/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GB_PAGE_SIZE_MIN   ((gsize) 8 * 1024)
#define GB_PAGE_SIZE_START ((gsize) 128 * 1024)
#define GB_PAGE_SIZE_MAX   ((gsize) 4 * 1024 * 1024)

/**
 * GbPageSize:
 * @max_bytes: how much the next page may hold before compression
 * @cap: never more than this
 *
 * How much to ask for at a time. The protocol wants a minute of 2G to always bring a page: begin
 * small, halve after a cut, grow after pages that came quickly.
 */
typedef struct
{
  gsize max_bytes;
  gsize cap;
} GbPageSize;

void     gb_page_size_init      (GbPageSize *self);
void     gb_page_size_limit     (GbPageSize *self,
                                 gsize       cap);
guint    gb_page_size_get_limit (GbPageSize *self);
void     gb_page_size_good      (GbPageSize *self,
                                 gint64      elapsed);
gboolean gb_page_size_cut       (GbPageSize *self);

G_END_DECLS
