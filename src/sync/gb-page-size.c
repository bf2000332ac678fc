/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-page-size.h"

/* A short record's line, so that the number of records seldom binds before the bytes do. */
#define BYTES_PER_RECORD 128

#define QUICK (4 * G_USEC_PER_SEC)
#define SLOW (20 * G_USEC_PER_SEC)

/**
 * gb_page_size_init:
 * @self: a size
 */
void
gb_page_size_init (GbPageSize *self)
{
  self->max_bytes = GB_PAGE_SIZE_START;
  self->cap = GB_PAGE_SIZE_MAX;
}

/**
 * gb_page_size_limit:
 * @self: a size
 * @cap: the most the endpoint puts into a page
 */
void
gb_page_size_limit (GbPageSize *self,
                    gsize       cap)
{
  self->cap = CLAMP (cap, GB_PAGE_SIZE_MIN, GB_PAGE_SIZE_MAX);
  self->max_bytes = MIN (self->max_bytes, self->cap);
}

/**
 * gb_page_size_get_limit:
 * @self: a size
 *
 * Returns: how many records to ask for at most
 */
guint
gb_page_size_get_limit (GbPageSize *self)
{
  return self->max_bytes / BYTES_PER_RECORD;
}

/**
 * gb_page_size_good:
 * @self: a size
 * @elapsed: how long the page took to come, microseconds
 *
 * A page came whole.
 */
void
gb_page_size_good (GbPageSize *self,
                   gint64      elapsed)
{
  if (elapsed < QUICK)
    self->max_bytes = MIN (self->max_bytes * 2, self->cap);
  else if (elapsed > SLOW)
    gb_page_size_cut (self);
}

/**
 * gb_page_size_cut:
 * @self: a size
 *
 * A page was cut on the way.
 *
 * Returns: whether the next one is smaller
 */
gboolean
gb_page_size_cut (GbPageSize *self)
{
  gsize before = self->max_bytes;

  self->max_bytes = MAX (before / 2, GB_PAGE_SIZE_MIN);
  return self->max_bytes < before;
}
