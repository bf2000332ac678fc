/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

/* Between the text of a cell and its borders, in points on A4. */
#define PADDING_X 5.0
#define PADDING_Y 2.2

#define BORDER 0.5

typedef struct
{
  char **cells; /* (owned): as many as columns */
  GbPaperFlags flags;
} Row;

typedef struct
{
  GbPaperBlock base;
  guint n_columns;
  GbPaperColumn *columns; /* (owned): widths add up to 1 */
  double size;
  gboolean has_header; /* then it is the first row */
  GPtrArray *rows;     /* (owned) (element-type Row) */
} Table;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_strfreev (self->cells);
  g_free (self);
}

/* Text that cannot be on one page ends where the page does. */
static double
put_cell (const Table *self,
          GbPaperInk  *ink,
          cairo_t     *cr,
          const Row   *row,
          guint        column,
          double       x,
          double       y,
          double       width,
          double       height)
{
  GbPaperAlign align = self->columns[column].align;
  GbPaperStyle style = { self->size, align == GB_PAPER_JUSTIFY ? GB_PAPER_LEFT : align, row->flags & GB_PAPER_ITALIC };
  g_autofree char *markup = g_markup_escape_text (row->cells[column], -1);
  double room = width - 2 * PADDING_X * ink->scale;
  double most = ink->room * 0.6;
  g_autoptr (PangoLayout) layout = NULL;
  int used;

  if (row->flags & GB_PAPER_BOLD)
    style.flags |= GB_PAPER_BOLD;
  layout = gb_paper_ink_layout (ink, &style, MAX (room, 1), markup);
  pango_layout_set_height (layout, (int) (most * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_size (layout, NULL, &used);
  if (cr != NULL)
    {
      cairo_move_to (cr, x + PADDING_X * ink->scale, y + (height - pango_units_to_double (used)) / 2);
      pango_cairo_show_layout (cr, layout);
    }
  return pango_units_to_double (used);
}

static double
measure_row (const Table *self,
             GbPaperInk  *ink,
             const Row   *row)
{
  guint n = row->flags & GB_PAPER_SPAN ? 1 : self->n_columns;
  double most = 0;

  for (guint i = 0; i < n; i++)
    {
      double width = n == 1 ? ink->width : self->columns[i].width * ink->width;
      double height = put_cell (self, ink, NULL, row, i, 0, 0, width, 0);

      most = MAX (most, height);
    }
  return most + 2 * PADDING_Y * ink->scale;
}

static void
draw_row (const Table *self,
          GbPaperInk  *ink,
          cairo_t     *cr,
          const Row   *row,
          double       y,
          double       height)
{
  guint n = row->flags & GB_PAPER_SPAN ? 1 : self->n_columns;
  double x = ink->left;

  cairo_set_line_width (cr, BORDER);
  cairo_rectangle (cr, x, y, ink->width, height);
  for (guint i = 0; i < n; i++)
    {
      double width = n == 1 ? ink->width : self->columns[i].width * ink->width;

      if (i > 0)
        {
          cairo_move_to (cr, x, y);
          cairo_line_to (cr, x, y + height);
        }
      cairo_stroke (cr);
      put_cell (self, ink, cr, row, i, x, y, width, height);
      x += width;
    }
}

/* A header is not alone on a page. */
static double
measure_table (const GbPaperBlock *block,
               GbPaperInk         *ink,
               GArray             *units)
{
  const Table *self = (const Table *) block;
  double head = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GbPaperUnit unit = { 0, self->has_header && i == 1 };

      unit.height = (float) measure_row (self, ink, self->rows->pdata[i]);
      if (i == 0 && self->has_header)
        head = unit.height;
      g_array_append_val (units, unit);
    }
  return head;
}

static void
draw_table (const GbPaperBlock *block,
            GbPaperInk         *ink,
            cairo_t            *cr,
            double              y,
            guint               first,
            guint               n)
{
  const Table *self = (const Table *) block;

  if (first > 0 && self->has_header)
    {
      double head = measure_row (self, ink, self->rows->pdata[0]);

      draw_row (self, ink, cr, self->rows->pdata[0], y, head);
      y += head;
    }
  for (guint i = first; i < first + n; i++)
    {
      double height = measure_row (self, ink, self->rows->pdata[i]);

      draw_row (self, ink, cr, self->rows->pdata[i], y, height);
      y += height;
    }
}

static void
read_table (const GbPaperBlock *block,
            GbPaperInk         *ink,
            GString            *text,
            guint               first,
            guint               n)
{
  const Table *self = (const Table *) block;

  for (guint i = first; i < first + n; i++)
    {
      const Row *row = self->rows->pdata[i];

      for (guint j = 0; j < self->n_columns; j++)
        if (*row->cells[j] != '\0')
          g_string_append_printf (text, "%s%s", j > 0 ? "  " : "", row->cells[j]);
      g_string_append_c (text, '\n');
    }
}

static void
clear_table (GbPaperBlock *block)
{
  Table *self = (Table *) block;

  g_free (self->columns);
  g_ptr_array_unref (self->rows);
}

static const GbPaperBlockClass table_class = { measure_table, draw_table, NULL, read_table, clear_table };

/**
 * gb_paper_table_new:
 * @columns: (array length=n_columns): they are copied
 * @size: of the text in points on A4; 0 for %GB_PAPER_TABLE_SIZE
 */
GbPaperBlock *
gb_paper_table_new (const GbPaperColumn *columns,
                    guint                n_columns,
                    double               size)
{
  Table *self = g_new0 (Table, 1);
  g_autofree const char **headers = g_new0 (const char *, n_columns + 1);
  double whole = 0;

  self->base.klass = &table_class;
  self->base.before = 3;
  self->n_columns = n_columns;
  self->size = size > 0 ? size : GB_PAPER_TABLE_SIZE;
  self->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < n_columns; i++)
    {
      whole += columns[i].width;
      headers[i] = columns[i].header != NULL ? columns[i].header : "";
      self->has_header |= columns[i].header != NULL;
      self->columns[i].header = NULL;
    }
  for (guint i = 0; i < n_columns; i++)
    self->columns[i].width /= whole;
  if (self->has_header)
    gb_paper_table_add (&self->base, headers, GB_PAPER_BOLD);
  return &self->base;
}

/**
 * gb_paper_table_add:
 * @cells: (array zero-terminated=1): plain text; where there are fewer than columns, the others are empty
 * @flags: of all of its text
 *
 * Returns: whether the block is a table
 */
gboolean
gb_paper_table_add (GbPaperBlock       *block,
                    const char * const *cells,
                    GbPaperFlags        flags)
{
  Table *self = (Table *) block;
  Row *row;

  if (block->klass != &table_class)
    return FALSE;
  row = g_new0 (Row, 1);
  row->flags = flags;
  row->cells = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      row->cells[i] = gb_paper_clean (*cells);
      cells += *cells != NULL;
    }
  g_ptr_array_add (self->rows, row);
  return TRUE;
}
