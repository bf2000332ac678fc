/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-page-size.h"

/* A short record's line, so that the number of records seldom binds before the bytes do. */
#define BYTES_PER_RECORD 128

/* What a page is larger than its compressed self, reckoned low: seeded feeds come to 6 to 10. */
#define WIRE_RATIO 4

/* No link of the second generation carries a question and its answer so soon. */
#define QUICK (300 * 1000)

/* A cut sooner than this says nothing of the speed. */
#define MEASURABLE (5 * G_USEC_PER_SEC)

/**
 * gb_page_size_init:
 * @self: a size
 */
void
gb_page_size_init (GbPageSize *self)
{
  self->max_bytes = GB_PAGE_SIZE_START;
  self->cap = GB_PAGE_SIZE_MAX;
  self->deadline = GB_PAGE_SIZE_DEADLINE;
  self->speed = 0;
  self->quickest = 0;
}

/**
 * gb_page_size_begin:
 * @self: a size
 *
 * A pull begins: since the last one the office's network may have become a telephone's, so it begins
 * small again, or smaller if that was slow already.
 */
void
gb_page_size_begin (GbPageSize *self)
{
  self->max_bytes = MIN (self->max_bytes, MIN (GB_PAGE_SIZE_START, self->cap));
  self->quickest = 0;
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
 * gb_page_size_get_deadline:
 * @self: a size
 *
 * Returns: seconds after which a page that has not come whole is to be asked for smaller; 0 = it
 *   cannot be smaller, so it may take as long as something comes at all
 */
guint
gb_page_size_get_deadline (GbPageSize *self)
{
  return self->max_bytes > GB_PAGE_SIZE_MIN ? self->deadline : 0;
}

/**
 * gb_page_size_is_quick:
 * @self: a size
 *
 * Returns: whether pages came so fast, or one so soon, that the link can carry more than what is
 *   needed most
 */
gboolean
gb_page_size_is_quick (GbPageSize *self)
{
  return self->speed >= GB_PAGE_SIZE_START || (self->quickest > 0 && self->quickest < QUICK);
}

/**
 * gb_page_size_good:
 * @self: a size
 * @bytes: how large the page was before compression
 * @elapsed: how long it took to come, microseconds
 *
 * A page came whole.
 */
void
gb_page_size_good (GbPageSize *self,
                   gsize       bytes,
                   gint64      elapsed)
{
  gsize fits, speed = (gsize) ((gdouble) bytes * G_USEC_PER_SEC / MAX (elapsed, 1));

  self->quickest = self->quickest == 0 ? MAX (elapsed, 1) : MIN (self->quickest, MAX (elapsed, 1));
  /* A page of a few records took the time of asking and says how fast the link is at least. */
  if (bytes < self->max_bytes / 4)
    {
      self->speed = MAX (self->speed, speed);
      if (elapsed <= GB_PAGE_SIZE_SECONDS * G_USEC_PER_SEC)
        return;
    }
  else
    self->speed = self->speed == 0 ? speed : (self->speed + speed) / 2;
  fits = MIN (MIN (self->speed, speed), GB_PAGE_SIZE_MAX) * GB_PAGE_SIZE_SECONDS;
  self->max_bytes = CLAMP (MIN (fits, 2 * self->max_bytes), GB_PAGE_SIZE_MIN, self->cap);
}

/**
 * gb_page_size_cut:
 * @self: a size
 * @wire_bytes: what came of the page, compressed
 * @elapsed: in how long, microseconds
 *
 * A page was cut on the way, or given up.
 *
 * Returns: whether the next one is smaller
 */
gboolean
gb_page_size_cut (GbPageSize *self,
                  guint64     wire_bytes,
                  gint64      elapsed)
{
  gsize before = self->max_bytes, after = before / 2;

  self->quickest = 0;
  if (elapsed >= MEASURABLE)
    {
      self->speed = (gsize) ((gdouble) wire_bytes * WIRE_RATIO * G_USEC_PER_SEC / elapsed);
      after = MIN (after, MIN (self->speed, GB_PAGE_SIZE_MAX) * GB_PAGE_SIZE_SECONDS);
    }
  self->max_bytes = MAX (after, GB_PAGE_SIZE_MIN);
  return self->max_bytes < before;
}
