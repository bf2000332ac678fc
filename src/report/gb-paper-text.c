/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

#include <string.h>

/* Bytes of the plain text that belong to a tag. */
typedef struct
{
  guint start, end;
  char *tag; /* (owned) */
} Span;

typedef struct
{
  GbPaperBlock base;
  GbPaperStyle style;
  GString *markup; /* (owned) */
  guint length;    /* of the plain text, in bytes */
  GArray *spans;   /* (owned) (element-type Span) */
} Text;

/**
 * gb_paper_clean:
 * @text: (nullable): whatever somebody typed or a feed brought
 *
 * Returns: (transfer full): it as valid UTF-8, letters composed as fonts and searching have them (NFC), without control
 *   characters but line feeds
 */
char *
gb_paper_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  for (char *c = composed; *c != '\0'; c++)
    if (((guchar) *c < ' ' && *c != '\n') || *c == 0x7f)
      *c = ' ';
  return composed;
}

/**
 * gb_paper_is_tagged:
 * @tag: (nullable): of a block
 * @with: (nullable): what is looked for
 */
gboolean
gb_paper_is_tagged (const char *tag,
                    const char *with)
{
  return tag != NULL && with != NULL && g_str_equal (tag, with);
}

static PangoLayout *
layout_text (const Text *self,
             GbPaperInk *ink)
{
  return gb_paper_ink_layout (ink, &self->style, ink->width, self->markup->str);
}

/* Neither its first line nor its last is alone on a page. */
static double
measure_text (const GbPaperBlock *block,
              GbPaperInk         *ink,
              GArray             *units)
{
  g_autoptr (PangoLayout) layout = layout_text ((const Text *) block, ink);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  guint n = (guint) pango_layout_get_line_count (layout);

  for (guint i = 0; i < n; i++)
    {
      GbPaperUnit unit = { 0, i == 1 || i + 1 == n };
      int top, bottom;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      unit.height = (float) pango_units_to_double (bottom - top);
      g_array_append_val (units, unit);
      pango_layout_iter_next_line (iter);
    }
  pango_layout_iter_free (iter);
  return 0;
}

/* What is done with a line: the iterator is there, @y is where it begins. */
typedef void (*LineFunc) (const Text      *self,
                          GbPaperInk      *ink,
                          PangoLayoutIter *iter,
                          double           y,
                          gpointer         data);

static void
go_through (const GbPaperBlock *block,
            GbPaperInk         *ink,
            double              y,
            guint               first,
            guint               n,
            LineFunc            func,
            gpointer            data)
{
  g_autoptr (PangoLayout) layout = layout_text ((const Text *) block, ink);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double begin = 0;
  guint i = 0;

  do
    {
      int top, bottom;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      if (i == first)
        begin = pango_units_to_double (top);
      if (i >= first && i < first + n)
        func ((const Text *) block, ink, iter, y + pango_units_to_double (top) - begin, data);
      i++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_line (const Text      *self,
           GbPaperInk      *ink,
           PangoLayoutIter *iter,
           double           y,
           gpointer         data)
{
  cairo_t *cr = data;
  PangoRectangle logical;
  int top;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  pango_layout_iter_get_line_yrange (iter, &top, NULL);
  cairo_move_to (cr, ink->left + pango_units_to_double (logical.x),
                 y + pango_units_to_double (pango_layout_iter_get_baseline (iter) - top));
  pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
}

static void
draw_text (const GbPaperBlock *block,
           GbPaperInk         *ink,
           cairo_t            *cr,
           double              y,
           guint               first,
           guint               n)
{
  go_through (block, ink, y, first, n, draw_line, cr);
}

typedef struct
{
  cairo_t *cr;
  const char *tag;
} Marking;

static void
mark_span (GbPaperInk      *ink,
           PangoLayoutIter *iter,
           const Span      *span,
           double           y,
           cairo_t         *cr)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  int start = MAX ((int) span->start, line->start_index);
  int end = MIN ((int) span->end, line->start_index + line->length);
  g_autofree int *ranges = NULL;
  int top, bottom, n;

  if (start >= end)
    return;
  pango_layout_iter_get_line_yrange (iter, &top, &bottom);
  pango_layout_line_get_x_ranges (line, start, end, &ranges, &n);
  for (int i = 0; i < n; i++)
    cairo_rectangle (cr, ink->left + pango_units_to_double (ranges[2 * i]), y,
                     pango_units_to_double (ranges[2 * i + 1] - ranges[2 * i]), pango_units_to_double (bottom - top));
}

static void
mark_line (const Text      *self,
           GbPaperInk      *ink,
           PangoLayoutIter *iter,
           double           y,
           gpointer         data)
{
  const Marking *marking = data;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);

      if (gb_paper_is_tagged (span->tag, marking->tag))
        mark_span (ink, iter, span, y, marking->cr);
    }
}

static void
mark_text (const GbPaperBlock *block,
           GbPaperInk         *ink,
           cairo_t            *cr,
           const char         *tag,
           double              y,
           guint               first,
           guint               n)
{
  Marking marking = { cr, tag };

  if (gb_paper_text_has_tag (block, tag))
    go_through (block, ink, y, first, n, mark_line, &marking);
}

static void
read_line (const Text      *self,
           GbPaperInk      *ink,
           PangoLayoutIter *iter,
           double           y,
           gpointer         data)
{
  const PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  GString *text = data;

  if (line->is_paragraph_start && text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  g_string_append_len (text, pango_layout_get_text (line->layout) + line->start_index, line->length);
}

static void
read_text (const GbPaperBlock *block,
           GbPaperInk         *ink,
           GString            *text,
           guint               first,
           guint               n)
{
  go_through (block, ink, 0, first, n, read_line, text);
  g_string_append_c (text, '\n');
}

static void
clear_text (GbPaperBlock *block)
{
  Text *self = (Text *) block;

  g_string_free (self->markup, TRUE);
  g_array_unref (self->spans);
}

static const GbPaperBlockClass text_class = { measure_text, draw_text, mark_text, read_text, clear_text };

static void
clear_span (gpointer data)
{
  g_free (((Span *) data)->tag);
}

/* What is no valid markup is text that somebody forgot to escape: it is shown as it is. */
static void
append (Text       *self,
        const char *text,
        const char *tag)
{
  g_autofree char *clean = gb_paper_clean (text);
  g_autofree char *plain = NULL;
  Span span = { self->length };

  if ((self->style.flags & GB_PAPER_MARKUP) && pango_parse_markup (clean, -1, 0, NULL, &plain, NULL, NULL))
    g_string_append (self->markup, clean);
  else
    {
      g_autofree char *escaped = g_markup_escape_text (clean, -1);

      g_string_append (self->markup, escaped);
    }
  self->length += (guint) strlen (plain != NULL ? plain : clean);
  span.end = self->length;
  span.tag = g_strdup (tag);
  g_array_append_val (self->spans, span);
}

/**
 * gb_paper_text_new:
 * @tag: (nullable): what it belongs to
 */
GbPaperBlock *
gb_paper_text_new (const char         *text,
                   const GbPaperStyle *style,
                   const char         *tag)
{
  Text *self = g_new0 (Text, 1);

  self->base.klass = &text_class;
  self->base.before = style->before;
  self->base.keep_next = (style->flags & GB_PAPER_KEEP) != 0;
  self->style = *style;
  self->markup = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_array_set_clear_func (self->spans, clear_span);
  append (self, text, tag);
  return &self->base;
}

/**
 * gb_paper_text_continue:
 * @tag: (nullable): what @text belongs to
 *
 * Returns: whether the block is text
 */
gboolean
gb_paper_text_continue (GbPaperBlock *block,
                        const char   *text,
                        const char   *tag)
{
  if (block->klass != &text_class)
    return FALSE;
  append ((Text *) block, text, tag);
  return TRUE;
}

gboolean
gb_paper_text_has_tag (const GbPaperBlock *block,
                       const char         *tag)
{
  const Text *self = (const Text *) block;

  if (block->klass != &text_class)
    return FALSE;
  for (guint i = 0; i < self->spans->len; i++)
    if (gb_paper_is_tagged (g_array_index (self->spans, Span, i).tag, tag))
      return TRUE;
  return FALSE;
}
