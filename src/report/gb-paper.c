/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

#define MM(mm) ((mm) * 72 / 25.4)

/* The first line of a paragraph, and what is above paragraphs and headings, in points. */
#define INDENT 28.35
#define ABOVE 3.0
#define ABOVE_HEADING 6.0

static const struct
{
  double width, height, top, number, foot;
} sizes[] = {
  /* The page's number is in the middle of the upper margin, the foot in the lower one. */
  [GB_PAPER_A4] = { MM (210), MM (297), MM (20), MM (9), MM (283.5) },
  [GB_PAPER_A5] = { MM (148), MM (210), MM (15), MM (6.5), MM (198.5) },
};

struct _GbPaper
{
  GbPaperFormat format;
  char *title;       /* (owned) (nullable) */
  char *author;      /* (owned) (nullable) */
  char *subject;     /* (owned) (nullable) */
  char *keywords;    /* (owned) (nullable) */
  char *foot[2];     /* (owned) (nullable) */
  char *tag;         /* (owned) (nullable): of what is added next */
  GPtrArray *blocks; /* (owned) (element-type GbPaperBlock) */
  gint64 created;
  gboolean breaks; /* before what is added next */

  GMutex mutex;   /* of the plan, while it is made */
  GArray *slices; /* (owned) (nullable) (element-type GbPaperSlice): where blocks are, once somebody asked */
  guint n_pages;
};

static void
block_free (gpointer data)
{
  GbPaperBlock *block = data;

  block->klass->clear (block);
  g_free (block->tag);
  g_free (block);
}

/**
 * gb_paper_new:
 *
 * Returns: (transfer full): an empty document
 */
GbPaper *
gb_paper_new (GbPaperFormat format)
{
  GbPaper *self = g_atomic_rc_box_new0 (GbPaper);

  self->format = format;
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  g_mutex_init (&self->mutex);
  return self;
}

GbPaper *
gb_paper_ref (GbPaper *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_paper (gpointer data)
{
  GbPaper *self = data;

  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->keywords);
  g_free (self->foot[0]);
  g_free (self->foot[1]);
  g_free (self->tag);
  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->slices, g_array_unref);
  g_mutex_clear (&self->mutex);
}

void
gb_paper_unref (GbPaper *self)
{
  g_atomic_rc_box_release_full (self, clear_paper);
}

GbPaperFormat
gb_paper_get_format (GbPaper *self)
{
  return self->format;
}

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

/* --- properties ----------------------------------------------------------------------------------- */

static void
take_text (char       **place,
           const char  *text)
{
  g_free (*place);
  *place = text != NULL ? gb_paper_clean (text) : NULL;
}

/**
 * gb_paper_get_title:
 *
 * Returns: (nullable): of the file
 */
const char *
gb_paper_get_title (GbPaper *self)
{
  return self->title;
}

/**
 * gb_paper_set_title:
 * @title: (nullable): of the file, as a reader shows it above its window
 */
void
gb_paper_set_title (GbPaper    *self,
                    const char *title)
{
  take_text (&self->title, title);
}

/**
 * gb_paper_set_author:
 * @author: (nullable): whose document the file says it is
 */
void
gb_paper_set_author (GbPaper    *self,
                     const char *author)
{
  take_text (&self->author, author);
}

/**
 * gb_paper_set_subject:
 * @subject: (nullable): what the file says it is about
 */
void
gb_paper_set_subject (GbPaper    *self,
                      const char *subject)
{
  take_text (&self->subject, subject);
}

/**
 * gb_paper_set_keywords:
 * @keywords: (nullable): what the file is found by, with commas between them
 */
void
gb_paper_set_keywords (GbPaper    *self,
                       const char *keywords)
{
  take_text (&self->keywords, keywords);
}

/**
 * gb_paper_set_created:
 * @created: when it was made, UTC seconds; the file says so, and nothing else in it depends on the time
 */
void
gb_paper_set_created (GbPaper *self,
                      gint64   created)
{
  self->created = created;
}

/**
 * gb_paper_set_foot:
 * @left: (nullable): at the foot of each page, such as as of when its figures are
 * @right: (nullable): on the other side, such as "Dữ liệu minh họa"
 */
void
gb_paper_set_foot (GbPaper    *self,
                   const char *left,
                   const char *right)
{
  take_text (&self->foot[0], left);
  take_text (&self->foot[1], right);
}

GbPaperProperties
gb_paper_get_properties (GbPaper *self)
{
  return (GbPaperProperties) { self->title, self->author, self->subject, self->keywords, self->created };
}

/* --- blocks --------------------------------------------------------------------------------------- */

/* (transfer full): @block. */
static void
add (GbPaper      *self,
     GbPaperBlock *block)
{
  g_assert (self->slices == NULL);
  block->tag = g_strdup (self->tag);
  block->breaks = self->breaks;
  self->breaks = FALSE;
  g_ptr_array_add (self->blocks, block);
}

static GbPaperBlock *
get_last (GbPaper *self)
{
  return self->blocks->len > 0 ? self->blocks->pdata[self->blocks->len - 1] : NULL;
}

/**
 * gb_paper_set_tag:
 * @tag: (nullable): what is added from now on belongs to, such as "reasons"; see gb_paper_draw_marks()
 */
void
gb_paper_set_tag (GbPaper    *self,
                  const char *tag)
{
  g_free (self->tag);
  self->tag = g_strdup (tag);
}

/**
 * gb_paper_add_letterhead:
 * @upper: (nullable): the agency above, in capitals
 * @agency: (nullable): whose document it is, in capitals; it may have several lines
 * @number: (nullable): such as "Số: 87/BC-UBND"
 * @place_and_date: (nullable): such as "Nghĩa Lộ, ngày 26 tháng 8 năm 2026"
 *
 * Adds the head of an official document (decree 30/2020/NĐ-CP, art. 8): the agency on the left; the country, its motto,
 * place and date on the right.
 */
void
gb_paper_add_letterhead (GbPaper    *self,
                         const char *upper,
                         const char *agency,
                         const char *number,
                         const char *place_and_date)
{
  add (self, gb_paper_letterhead_new (upper, agency, number, place_and_date));
}

/**
 * gb_paper_add_title:
 * @name: what kind of document it is, in capitals, such as "BÁO CÁO"
 * @about: (nullable): what it is about, in one line or several
 */
void
gb_paper_add_title (GbPaper    *self,
                    const char *name,
                    const char *about)
{
  add (self, gb_paper_title_new (name, about));
}

/**
 * gb_paper_add_heading:
 * @text: plain text; it is on one page with what follows
 */
void
gb_paper_add_heading (GbPaper    *self,
                      const char *text)
{
  const GbPaperStyle style = { GB_PAPER_SIZE, GB_PAPER_LEFT, GB_PAPER_BOLD | GB_PAPER_KEEP, INDENT, ABOVE_HEADING };

  gb_paper_add_text (self, text, &style);
}

/**
 * gb_paper_add_paragraph:
 * @text: plain text; each of its lines is a paragraph
 */
void
gb_paper_add_paragraph (GbPaper    *self,
                        const char *text)
{
  const GbPaperStyle style = { GB_PAPER_SIZE, GB_PAPER_JUSTIFY, GB_PAPER_PLAIN, INDENT, ABOVE };

  gb_paper_add_text (self, text, &style);
}

/**
 * gb_paper_add_item:
 * @mark: what stands before it, such as "-" or "a)"
 * @text: plain text
 */
void
gb_paper_add_item (GbPaper    *self,
                   const char *mark,
                   const char *text)
{
  /* A space that does not grow with the line's others. */
  g_autofree char *whole = g_strconcat (mark, "\xc2\xa0", text, NULL);

  gb_paper_add_paragraph (self, whole);
}

/**
 * gb_paper_add_text:
 * @text: plain text, or markup where the style says so
 */
void
gb_paper_add_text (GbPaper            *self,
                   const char         *text,
                   const GbPaperStyle *style)
{
  add (self, gb_paper_text_new (text, style, self->tag));
}

/**
 * gb_paper_continue:
 * @text: plain text, or markup where the style of the text before it says so
 *
 * Adds to the text that was added last, without a new line. It may have another tag.
 */
void
gb_paper_continue (GbPaper    *self,
                   const char *text)
{
  g_assert (self->slices == NULL);
  if (get_last (self) == NULL || !gb_paper_text_continue (get_last (self), text, self->tag))
    gb_paper_add_paragraph (self, text);
}

/**
 * gb_paper_add_table:
 * @columns: (array length=n_columns): they are copied; headers are repeated on each page
 * @size: of the text, in points; 0 for %GB_PAPER_TABLE_SIZE
 */
void
gb_paper_add_table (GbPaper             *self,
                    const GbPaperColumn *columns,
                    guint                n_columns,
                    double               size)
{
  g_return_if_fail (n_columns > 0);

  add (self, gb_paper_table_new (columns, n_columns, size));
}

/**
 * gb_paper_add_row:
 * @cells: (array zero-terminated=1): plain text; where there are fewer than columns, the others are empty
 * @flags: of all of its text
 *
 * Adds to the table that was added last. No page parts a row; text that no page could hold is shortened.
 */
void
gb_paper_add_row (GbPaper            *self,
                  const char * const *cells,
                  GbPaperFlags        flags)
{
  GbPaperBlock *block = get_last (self);

  g_assert (self->slices == NULL);
  if (block == NULL || !gb_paper_table_add (block, cells, flags))
    g_return_if_reached ();
}

/**
 * gb_paper_add_drawing:
 * @height: in points on A4; it is as wide as the text
 * @description: (nullable): for whoever cannot see it
 * @data: (transfer full): for @draw
 *
 * Adds a picture, such as a chart.
 */
void
gb_paper_add_drawing (GbPaper         *self,
                      double           height,
                      const char      *description,
                      GbPaperDrawFunc  draw,
                      gpointer         data,
                      GDestroyNotify   destroy)
{
  add (self, gb_paper_drawing_new (height, description, draw, data, destroy));
}

/**
 * gb_paper_add_signature:
 * @recipients: (nullable): a line for each, such as "- Như trên;"
 * @authority: who signs by which right, in capitals, such as "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
 * @name: (nullable): of the signer
 *
 * Adds recipients on the left, on the right room to sign in. It is on one page with the last lines of the text.
 */
void
gb_paper_add_signature (GbPaper    *self,
                        const char *recipients,
                        const char *authority,
                        const char *name)
{
  add (self, gb_paper_signature_new (recipients, authority, name));
}

/**
 * gb_paper_add_pair:
 * @left: as what the one on the left signs, in capitals
 * @left_name: (nullable): who that is
 * @right: as what the one on the right signs, in capitals
 * @right_name: (nullable): who that is
 *
 * Adds room for two to sign, who hand something over. It is on one page with the last lines before it.
 */
void
gb_paper_add_pair (GbPaper    *self,
                   const char *left,
                   const char *left_name,
                   const char *right,
                   const char *right_name)
{
  add (self, gb_paper_pair_new (left, left_name, right, right_name));
}

/**
 * gb_paper_add_space:
 * @height: in points on A4
 */
void
gb_paper_add_space (GbPaper *self,
                    double   height)
{
  add (self, gb_paper_space_new (height));
}

/**
 * gb_paper_add_page_break:
 *
 * What is added next is at the top of a page.
 */
void
gb_paper_add_page_break (GbPaper *self)
{
  self->breaks = TRUE;
}

/* --- pages ---------------------------------------------------------------------------------------- */

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
