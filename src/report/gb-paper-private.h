/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-paper.h"

G_BEGIN_DECLS

/**
 * GbPaperInk:
 * @context: (owned): of the calling thread, without hints: paper knows no grid of pixels
 * @scale: of text and of what is between blocks; 1 on A4
 * @head_scale: of the letterhead, which must fit the width
 * @left: where lines begin, in points
 * @width: of the lines, in points
 * @room: how high what is on a page may be, in points
 */
typedef struct
{
  PangoContext *context;
  double scale;
  double head_scale;
  double left;
  double width;
  double room;
} GbPaperInk;

void         gb_paper_ink_init        (GbPaperInk         *self,
                                       GbPaperFormat       format);
void         gb_paper_ink_clear       (GbPaperInk         *self);
PangoLayout *gb_paper_ink_layout      (GbPaperInk         *self,
                                       const GbPaperStyle *style,
                                       double              width,
                                       const char         *markup);
double       gb_paper_ink_put         (GbPaperInk         *self,
                                       cairo_t            *cr,
                                       const GbPaperStyle *style,
                                       double              x,
                                       double              y,
                                       double              width,
                                       const char         *text);
double       gb_paper_ink_measure     (GbPaperInk         *self,
                                       const GbPaperStyle *style,
                                       const char         *text);
void         gb_paper_ink_rule        (cairo_t            *cr,
                                       double              x,
                                       double              y,
                                       double              width);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbPaperInk, gb_paper_ink_clear)

/**
 * GbPaperUnit:
 * @height: in points
 * @sticks: whether no page may begin with it
 *
 * What lies between two places where a page may end: a line, a row, or all of a block.
 */
typedef struct
{
  float height;
  gboolean sticks;
} GbPaperUnit;

typedef struct _GbPaperBlock GbPaperBlock;

/**
 * GbPaperBlockClass:
 * @measure: appends the units; returns how high what is repeated on a page that begins in the middle is
 * @draw: draws @n units from @first on
 * @mark: (nullable): adds rectangles behind what has a tag to the path; where it is missing, all of the block is marked
 * @read: appends the text of these units, with a line feed at its end
 * @clear: frees what it owns, but not itself
 *
 * Positions are those of the page.
 */
typedef struct
{
  double (*measure) (const GbPaperBlock *block,
                     GbPaperInk         *ink,
                     GArray             *units);
  void   (*draw)    (const GbPaperBlock *block,
                     GbPaperInk         *ink,
                     cairo_t            *cr,
                     double              y,
                     guint               first,
                     guint               n);
  void   (*mark)    (const GbPaperBlock *block,
                     GbPaperInk         *ink,
                     cairo_t            *cr,
                     const char         *tag,
                     double              y,
                     guint               first,
                     guint               n);
  void   (*read)    (const GbPaperBlock *block,
                     GbPaperInk         *ink,
                     GString            *text,
                     guint               first,
                     guint               n);
  void   (*clear)   (GbPaperBlock       *block);
} GbPaperBlockClass;

/**
 * GbPaperBlock:
 * @klass: what it can do
 * @tag: (owned) (nullable): what it belongs to
 * @before: room above it, in points on A4
 * @keep_next: whether no page ends after it
 * @keep_previous: whether no page begins with it
 * @breaks: whether a page begins with it
 */
struct _GbPaperBlock
{
  const GbPaperBlockClass *klass;
  char *tag;
  double before;
  gboolean keep_next;
  gboolean keep_previous;
  gboolean breaks;
};

/**
 * GbPaperSlice:
 * @block: (not owned): whose
 * @page: where it is, from 0
 * @first: its first unit
 * @n: how many units
 * @y: where it begins, in points below the upper margin
 * @height: in points, with what is repeated
 */
typedef struct
{
  const GbPaperBlock *block;
  guint page;
  guint first;
  guint n;
  double y;
  double height;
} GbPaperSlice;

/* A document; see gb-paper.c for what is added to it, gb-paper-pages.c for what is made of it. */
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

GArray       *gb_paper_plan          (const GPtrArray     *blocks,
                                      GbPaperInk          *ink,
                                      guint               *n_pages);

char         *gb_paper_clean         (const char          *text);
gboolean      gb_paper_is_tagged     (const char          *tag,
                                      const char          *with);

GbPaperBlock *gb_paper_text_new      (const char          *text,
                                      const GbPaperStyle  *style,
                                      const char          *tag);
gboolean      gb_paper_text_continue (GbPaperBlock        *block,
                                      const char          *text,
                                      const char          *tag);
gboolean      gb_paper_text_has_tag  (const GbPaperBlock  *block,
                                      const char          *tag);
GbPaperBlock *gb_paper_table_new     (const GbPaperColumn *columns,
                                      guint                n_columns,
                                      double               size);
gboolean      gb_paper_table_add     (GbPaperBlock        *block,
                                      const char * const  *cells,
                                      GbPaperFlags         flags);
GbPaperBlock *gb_paper_letterhead_new (const char         *upper,
                                       const char         *agency,
                                       const char         *number,
                                       const char         *place_and_date);
GbPaperBlock *gb_paper_title_new     (const char          *name,
                                      const char          *about);
GbPaperBlock *gb_paper_signature_new (const char          *recipients,
                                      const char          *authority,
                                      const char          *name);
GbPaperBlock *gb_paper_pair_new      (const char          *left,
                                      const char          *left_name,
                                      const char          *right,
                                      const char          *right_name);
GbPaperBlock *gb_paper_drawing_new   (double               height,
                                      const char          *description,
                                      GbPaperDrawFunc      draw,
                                      gpointer             data,
                                      GDestroyNotify       destroy);
GbPaperBlock *gb_paper_space_new     (double               height);

/* Of the properties of a document; nullable. */
typedef struct
{
  const char *title;
  const char *author;
  const char *subject;
  const char *keywords;
  gint64 created;
} GbPaperProperties;

GbPaperProperties gb_paper_get_properties (GbPaper *self);

G_END_DECLS
