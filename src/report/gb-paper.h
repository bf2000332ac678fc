/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * GbPaperFormat:
 * @GB_PAPER_A4: 210 mm wide, 297 mm high
 * @GB_PAPER_A5: 148 mm wide, 210 mm high; its text is smaller by 15 %
 */
typedef enum
{
  GB_PAPER_A4,
  GB_PAPER_A5,
} GbPaperFormat;

typedef enum
{
  GB_PAPER_JUSTIFY,
  GB_PAPER_LEFT,
  GB_PAPER_CENTER,
  GB_PAPER_RIGHT,
} GbPaperAlign;

/**
 * GbPaperFlags:
 * @GB_PAPER_BOLD: stands out
 * @GB_PAPER_ITALIC: in italics
 * @GB_PAPER_MARKUP: it is Pango markup; else plain text
 * @GB_PAPER_KEEP: no page ends after it
 * @GB_PAPER_SPAN: of a row: its first cell goes across all columns
 */
typedef enum
{
  GB_PAPER_PLAIN = 0,
  GB_PAPER_BOLD = 1 << 0,
  GB_PAPER_ITALIC = 1 << 1,
  GB_PAPER_MARKUP = 1 << 2,
  GB_PAPER_KEEP = 1 << 3,
  GB_PAPER_SPAN = 1 << 4,
} GbPaperFlags;

/* Of the text of a document and of what stands in a table, in points (decree 30/2020/NĐ-CP, annex I: 13 to 14). */
#define GB_PAPER_SIZE       13.0
#define GB_PAPER_TABLE_SIZE 12.0

/**
 * GbPaperStyle:
 * @size: in points, 0 for %GB_PAPER_SIZE
 * @align: of its lines
 * @flags: how it looks
 * @indent: of the first line of each paragraph, in points
 * @before: room above it, in points; none at the top of a page
 *
 * Sizes are those on A4.
 */
typedef struct
{
  double size;
  GbPaperAlign align;
  GbPaperFlags flags;
  double indent;
  double before;
} GbPaperStyle;

/**
 * GbPaperColumn:
 * @header: (nullable): what stands above it; %NULL in all columns for a table without a header
 * @width: its share of the page's width, in whatever unit all columns have
 * @align: of header and cells
 */
typedef struct
{
  const char *header;
  double width;
  GbPaperAlign align;
} GbPaperColumn;

/**
 * GbPaperDrawFunc:
 * @cr: in points, its origin is the upper left corner of what is drawn
 * @layout: for text, with the document's font at 10 points
 * @width: in points
 * @height: in points
 *
 * Draws a picture. It may be called by any thread, several times, and must draw the same each time.
 */
typedef void (*GbPaperDrawFunc) (cairo_t     *cr,
                                 PangoLayout *layout,
                                 double       width,
                                 double       height,
                                 gpointer     data);

/**
 * GbPaper:
 *
 * A document (văn bản) of standing pages, laid out after decree 30/2020/NĐ-CP, annex I: blocks one under the other, over
 * as many pages as they take. The same pages are seen, printed and saved.
 *
 * Blocks are added first; from the first question about pages on it never changes, and may be asked and drawn by
 * several threads. It holds text, no layouts: a page is laid out again each time it is drawn.
 */
typedef struct _GbPaper GbPaper;

GbPaper       *gb_paper_new            (GbPaperFormat         format);
GbPaper       *gb_paper_ref            (GbPaper              *self);
void           gb_paper_unref          (GbPaper              *self);

GbPaperFormat  gb_paper_get_format     (GbPaper              *self);
void           gb_paper_get_size       (GbPaper              *self,
                                        double               *width,
                                        double               *height);
const char    *gb_paper_get_title      (GbPaper              *self);
void           gb_paper_set_title      (GbPaper              *self,
                                        const char           *title);
void           gb_paper_set_author     (GbPaper              *self,
                                        const char           *author);
void           gb_paper_set_subject    (GbPaper              *self,
                                        const char           *subject);
void           gb_paper_set_keywords   (GbPaper              *self,
                                        const char           *keywords);
void           gb_paper_set_created    (GbPaper              *self,
                                        gint64                created);
void           gb_paper_set_foot       (GbPaper              *self,
                                        const char           *left,
                                        const char           *right);

void           gb_paper_set_tag        (GbPaper              *self,
                                        const char           *tag);
void           gb_paper_add_letterhead (GbPaper              *self,
                                        const char           *upper,
                                        const char           *agency,
                                        const char           *number,
                                        const char           *place_and_date);
void           gb_paper_add_title      (GbPaper              *self,
                                        const char           *name,
                                        const char           *about);
void           gb_paper_add_heading    (GbPaper              *self,
                                        const char           *text);
void           gb_paper_add_paragraph  (GbPaper              *self,
                                        const char           *text);
void           gb_paper_add_item       (GbPaper              *self,
                                        const char           *mark,
                                        const char           *text);
void           gb_paper_add_text       (GbPaper              *self,
                                        const char           *text,
                                        const GbPaperStyle   *style);
void           gb_paper_continue       (GbPaper              *self,
                                        const char           *text);
void           gb_paper_add_table      (GbPaper              *self,
                                        const GbPaperColumn  *columns,
                                        guint                 n_columns,
                                        double                size);
void           gb_paper_add_row        (GbPaper              *self,
                                        const char * const   *cells,
                                        GbPaperFlags          flags);
void           gb_paper_add_drawing    (GbPaper              *self,
                                        double                height,
                                        const char           *description,
                                        GbPaperDrawFunc       draw,
                                        gpointer              data,
                                        GDestroyNotify        destroy);
void           gb_paper_add_signature  (GbPaper              *self,
                                        const char           *recipients,
                                        const char           *authority,
                                        const char           *name);
void           gb_paper_add_pair       (GbPaper              *self,
                                        const char           *left,
                                        const char           *left_name,
                                        const char           *right,
                                        const char           *right_name);
void           gb_paper_add_space      (GbPaper              *self,
                                        double                height);
void           gb_paper_add_page_break (GbPaper              *self);

guint          gb_paper_get_n_pages    (GbPaper              *self);
char          *gb_paper_dup_text       (GbPaper              *self,
                                        guint                 page);
gboolean       gb_paper_find_tag       (GbPaper              *self,
                                        const char           *tag,
                                        guint                *page,
                                        double               *y);
void           gb_paper_draw_page      (GbPaper              *self,
                                        cairo_t              *cr,
                                        guint                 page);
void           gb_paper_draw_marks     (GbPaper              *self,
                                        cairo_t              *cr,
                                        guint                 page,
                                        const char           *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPaper, gb_paper_unref)

G_END_DECLS
