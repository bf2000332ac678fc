/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

/* The first line of a paragraph, and what is above paragraphs and headings, in points. */
#define INDENT 28.35
#define ABOVE 3.0
#define ABOVE_HEADING 6.0

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
