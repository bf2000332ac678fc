/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

#define MM(mm) ((mm) * 72 / 25.4)

static const struct
{
  double width, height, top, number, foot;
} sizes[] = {
  /* The page's number is in the middle of the upper margin, the foot in the lower one. */
  [GB_PAPER_A4] = { MM (210), MM (297), MM (20), MM (9), MM (283.5) },
  [GB_PAPER_A5] = { MM (148), MM (210), MM (15), MM (6.5), MM (198.5) },
};

/**
 * gb_paper_get_size:
 * @width: (out): of a page, in points
 * @height: (out): of a page, in points
 */
void
gb_paper_get_size (GbPaper *self,
                   double  *width,
                   double  *height)
{
  *width = sizes[self->format].width;
  *height = sizes[self->format].height;
}

static void
ensure_plan (GbPaper    *self,
             GbPaperInk *ink)
{
  g_mutex_lock (&self->mutex);
  if (self->slices == NULL)
    self->slices = gb_paper_plan (self->blocks, ink, &self->n_pages);
  g_mutex_unlock (&self->mutex);
}

/* The first slice of a page. */
static guint
find_page (GbPaper *self,
           guint    page)
{
  guint low = 0, high = self->slices->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->slices, GbPaperSlice, middle).page < page)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

typedef void (*SliceFunc) (GbPaper            *self,
                           GbPaperInk         *ink,
                           const GbPaperSlice *slice,
                           double              y,
                           gpointer            data);

/* @y is in points below the edge of the page. */
static void
go_through (GbPaper    *self,
            GbPaperInk *ink,
            guint       page,
            SliceFunc   func,
            gpointer    data)
{
  ensure_plan (self, ink);
  for (guint i = find_page (self, page); i < self->slices->len; i++)
    {
      const GbPaperSlice *slice = &g_array_index (self->slices, GbPaperSlice, i);

      if (slice->page != page)
        break;
      func (self, ink, slice, sizes[self->format].top + slice->y, data);
    }
}

/**
 * gb_paper_get_n_pages:
 *
 * Lays all of it out when it is asked for the first time. May be called on any thread.
 *
 * Returns: how many pages there are, at least 1
 */
guint
gb_paper_get_n_pages (GbPaper *self)
{
  g_auto (GbPaperInk) ink = { NULL };

  gb_paper_ink_init (&ink, self->format);
  ensure_plan (self, &ink);
  return self->n_pages;
}

static void
read_slice (GbPaper            *self,
            GbPaperInk         *ink,
            const GbPaperSlice *slice,
            double              y,
            gpointer            data)
{
  slice->block->klass->read (slice->block, ink, data, slice->first, slice->n);
}

/**
 * gb_paper_dup_text:
 * @page: from 0
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): what can be read on it, without its number and its foot
 */
char *
gb_paper_dup_text (GbPaper *self,
                   guint    page)
{
  g_auto (GbPaperInk) ink = { NULL };
  GString *text = g_string_new (NULL);

  gb_paper_ink_init (&ink, self->format);
  go_through (self, &ink, page, read_slice, text);
  return g_string_free (text, FALSE);
}

/**
 * gb_paper_find_tag:
 * @tag: what something belongs to
 * @page: (out): from 0
 * @y: (out): where it begins, in points below the edge of the page
 *
 * Returns: whether something belongs to @tag
 */
gboolean
gb_paper_find_tag (GbPaper    *self,
                   const char *tag,
                   guint      *page,
                   double     *y)
{
  g_auto (GbPaperInk) ink = { NULL };

  gb_paper_ink_init (&ink, self->format);
  ensure_plan (self, &ink);
  for (guint i = 0; i < self->slices->len; i++)
    {
      const GbPaperSlice *slice = &g_array_index (self->slices, GbPaperSlice, i);

      if (!gb_paper_is_tagged (slice->block->tag, tag) && !gb_paper_text_has_tag (slice->block, tag))
        continue;
      *page = slice->page;
      *y = sizes[self->format].top + slice->y;
      return TRUE;
    }
  return FALSE;
}

static void
draw_slice (GbPaper            *self,
            GbPaperInk         *ink,
            const GbPaperSlice *slice,
            double              y,
            gpointer            data)
{
  slice->block->klass->draw (slice->block, ink, data, y, slice->first, slice->n);
}

/* Decree 30/2020/NĐ-CP: Arabic figures in the middle of the upper margin, none on the first page. */
static void
draw_number (GbPaper    *self,
             GbPaperInk *ink,
             cairo_t    *cr,
             guint       page)
{
  const GbPaperStyle style = { GB_PAPER_SIZE, GB_PAPER_CENTER };
  g_autofree char *number = g_strdup_printf ("%u", page + 1);

  if (page > 0)
    gb_paper_ink_put (ink, cr, &style, ink->left, sizes[self->format].number, ink->width, number);
}

static void
draw_foot (GbPaper    *self,
           GbPaperInk *ink,
           cairo_t    *cr)
{
  const GbPaperStyle left = { 9, GB_PAPER_LEFT }, right = { 9, GB_PAPER_RIGHT };
  double y = sizes[self->format].foot;
  double width = gb_paper_ink_measure (ink, &right, self->foot[1]);

  if (self->foot[0] == NULL && self->foot[1] == NULL)
    return;
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  gb_paper_ink_rule (cr, ink->left, y, ink->width);
  y += 2 * ink->scale;
  gb_paper_ink_put (ink, cr, &left, ink->left, y, MAX (ink->width - width - 12, ink->width / 2), self->foot[0]);
  gb_paper_ink_put (ink, cr, &right, ink->left, y, ink->width, self->foot[1]);
  cairo_restore (cr);
}

/**
 * gb_paper_draw_page:
 * @cr: in points, its origin is the upper left corner of the page
 * @page: from 0
 *
 * Draws a page, without a ground. Text stays text. May be called on any thread.
 */
void
gb_paper_draw_page (GbPaper *self,
                    cairo_t *cr,
                    guint    page)
{
  g_auto (GbPaperInk) ink = { NULL };

  gb_paper_ink_init (&ink, self->format);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  go_through (self, &ink, page, draw_slice, cr);
  if (page < self->n_pages)
    {
      draw_number (self, &ink, cr, page);
      draw_foot (self, &ink, cr);
    }
  cairo_restore (cr);
}

typedef struct
{
  cairo_t *cr;
  const char *tag;
} Marking;

static void
mark_slice (GbPaper            *self,
            GbPaperInk         *ink,
            const GbPaperSlice *slice,
            double              y,
            gpointer            data)
{
  const Marking *marking = data;
  const GbPaperBlock *block = slice->block;

  if (block->klass->mark != NULL)
    block->klass->mark (block, ink, marking->cr, marking->tag, y, slice->first, slice->n);
  else if (gb_paper_is_tagged (block->tag, marking->tag))
    cairo_rectangle (marking->cr, ink->left, y, ink->width, slice->height);
}

/**
 * gb_paper_draw_marks:
 * @cr: as of gb_paper_draw_page()
 * @page: from 0
 * @tag: what is marked
 *
 * Fills what lies behind all that belongs to @tag with the colour that @cr has: what is being edited stands out on the
 * screen. May be called on any thread.
 */
void
gb_paper_draw_marks (GbPaper    *self,
                     cairo_t    *cr,
                     guint       page,
                     const char *tag)
{
  g_auto (GbPaperInk) ink = { NULL };
  Marking marking = { cr, tag };

  gb_paper_ink_init (&ink, self->format);
  go_through (self, &ink, page, mark_slice, &marking);
  cairo_fill (cr);
}
