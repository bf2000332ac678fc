/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-grid.h"

#include <glib/gi18n-lib.h>

#include "gb-clip.h"
#include "gb-tracking-header.h"

#define N_PLACES GB_N_TRACKING_PLACES

/* Where figures do not fit beside them, names take at most so much of the width. */
#define NAME_PART 0.38
/* With fewer rows in sight than that, the total scrolls with them. */
#define LEAST_ROWS 3

/**
 * GbTrackingGrid:
 *
 * The tracking table: figures by row and column under a header of two levels. Names and header stay
 * in sight while the figures scroll, and so does the total where there is room. Rows have widgets
 * only while they are in sight, however many there are. To be put into a #GtkScrolledWindow.
 *
 * (#GtkColumnView has one level of header, freezes no column, and its cells have no focus.)
 */
struct _GbTrackingGrid
{
  GtkWidget parent_instance;

  GPtrArray *rows; /* (owned) (nullable) (element-type GbTrackingRow): the last one is the total */
  gboolean compared;

  GtkWidget *corner; /* the parts, each a GbClip */
  GtkWidget *header;
  GtkWidget *names;
  GtkWidget *body;
  GtkWidget *total_name;
  GtkWidget *total;

  GbTrackingHeader *titles; /* (owned) */
  GPtrArray *lines;      /* (owned) (element-type GbTrackingLine) of rows in sight, in no order */
  GbTrackingLine *sum;   /* (owned): of the total */
  GbTrackingLine *ruler; /* (owned): as wide as the widest row, never seen */

  GtkAdjustment *adjustments[2]; /* (owned) (nullable): by orientation */
  guint cursor_row;              /* where the focus is or was last */
  int cursor_place;
  gboolean show_cursor;          /* once sizes are given out */
};

/* How a table of some size is set out, px. */
typedef struct
{
  int name;
  int columns[N_PLACES];
  int figures; /* all columns together */
  int header;  /* heights */
  int row;
  int body; /* what rows are seen through */
  gboolean frozen; /* whether the total stays in sight */
} Sizes;

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static guint opened_signal;

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTrackingGrid, gb_tracking_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint
n_rows (GbTrackingGrid *self)
{
  return self->rows != NULL ? self->rows->len - 1 : 0;
}

static int
scrolled (GbTrackingGrid *self,
          GtkOrientation  orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? (int) gtk_adjustment_get_value (adjustment) : 0;
}

/* --- lines ------------------------------------------------------------------------------------- */

/* Where a cell is. */
static gboolean
locate (GbTrackingGrid *self,
        GtkWidget      *cell,
        guint          *row,
        int            *place)
{
  for (guint i = 0; i <= self->lines->len; i++)
    {
      GbTrackingLine *line = i < self->lines->len ? self->lines->pdata[i] : self->sum;

      if (!gb_tracking_line_find (line, cell, place))
        continue;
      *row = line->row;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_focus (GbTrackingGrid *self,
            guint          *row,
            int            *place)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && locate (self, focus, row, place);
}

/* The cursor is where the focus is, however it came there. */
static gboolean
find_cursor (GbTrackingGrid *self)
{
  return find_focus (self, &self->cursor_row, &self->cursor_place);
}

static void
on_cell_clicked_cb (GbTrackingGrid *self,
                    GtkWidget      *cell)
{
  if (!locate (self, cell, &self->cursor_row, &self->cursor_place) ||
      gb_tracking_place_column (self->cursor_place) == GB_TRACKING_SHARE)
    return;
  g_signal_emit (self, opened_signal, 0, self->cursor_row,
                 gb_tracking_place_column (self->cursor_place));
}

static GbTrackingLine *
make_line (GbTrackingGrid *self,
           GtkWidget      *names,
           GtkWidget      *figures)
{
  GbTrackingLine *line = gb_tracking_line_new (names, figures);

  for (int i = 0; i < N_PLACES; i++)
    g_signal_connect_object (line->cells[i], "clicked", G_CALLBACK (on_cell_clicked_cb), self,
                             G_CONNECT_SWAPPED);
  return line;
}

static GbTrackingLine *
find_line (GbTrackingGrid *self,
           guint           row)
{
  if (row == n_rows (self))
    return self->sum;
  for (guint i = 0; i < self->lines->len; i++)
    if (((GbTrackingLine *) self->lines->pdata[i])->row == row)
      return self->lines->pdata[i];
  return NULL;
}

/* A line that is out of sight, has not the focus, and may become another row. */
static GbTrackingLine *
take_spare (GbTrackingGrid *self,
            guint           first,
            guint           end,
            guint           focused)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      GbTrackingLine *line = self->lines->pdata[i];

      if ((line->row < first || line->row >= end) && line->row != focused)
        return line;
    }
  return NULL;
}

/* Gives widgets to rows that come into sight. */
static void
update_lines (GbTrackingGrid *self,
              guint           first,
              guint           end)
{
  guint focused = G_MAXUINT;
  int place;

  find_focus (self, &focused, &place);
  for (guint row = first; row < MIN (end, n_rows (self)); row++)
    {
      GbTrackingLine *line = find_line (self, row);

      if (line != NULL)
        continue;
      line = take_spare (self, first, end, focused);
      if (line == NULL)
        {
          line = make_line (self, self->names, self->body);
          g_ptr_array_add (self->lines, line);
        }
      gb_tracking_line_fill (line, self->rows, row, self->compared);
    }
}

/* --- sizes ------------------------------------------------------------------------------------- */

static int
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size)
{
  int wish;

  gtk_widget_measure (widget, orientation, for_size, NULL, &wish, NULL, NULL);
  return wish;
}

static int
name_wish (GbTrackingGrid *self)
{
  return MAX (measure (self->ruler->name, GTK_ORIENTATION_HORIZONTAL, -1),
              gb_tracking_header_name_width (self->titles));
}

/* What figures do not need goes to all columns alike; at a width of -1 there is as much as is wished for. */
static void
set_out_columns (GbTrackingGrid *self,
                 int             width,
                 Sizes          *sizes)
{
  int left;

  for (int i = 0; i < N_PLACES; i++)
    {
      sizes->columns[i]
          = MAX (measure (self->ruler->cells[i], GTK_ORIENTATION_HORIZONTAL, -1),
                 gb_tracking_header_column_width (self->titles, i));
      sizes->figures += sizes->columns[i];
    }
  sizes->name = name_wish (self);
  if (width >= 0)
    sizes->name = MIN (sizes->name, MAX (width - sizes->figures, (int) (width * NAME_PART)));
  left = MAX (0, width - sizes->name - sizes->figures);
  sizes->figures += left;
  for (int i = 0; i < N_PLACES; i++)
    {
      int share = left / (N_PLACES - i);

      sizes->columns[i] += share;
      left -= share;
    }
}

static void
set_out (GbTrackingGrid *self,
         int             width,
         int             height,
         Sizes          *sizes)
{
  *sizes = (Sizes){ 0 };
  set_out_columns (self, width, sizes);
  sizes->header = gb_tracking_header_height (self->titles, sizes->columns);
  sizes->row = measure (self->ruler->name, GTK_ORIENTATION_VERTICAL, sizes->name);
  for (int i = 0; i < N_PLACES; i++)
    sizes->row = MAX (sizes->row, measure (self->ruler->cells[i], GTK_ORIENTATION_VERTICAL, -1));
  sizes->body = CLAMP (height - sizes->header - sizes->row, 0, sizes->row * (int) n_rows (self));
  sizes->frozen = sizes->body >= sizes->row * MIN (LEAST_ROWS, (int) n_rows (self));
  if (!sizes->frozen)
    sizes->body = MAX (height - sizes->header, 0);
}

static void
gb_tracking_grid_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (widget);
  Sizes sizes;

  set_out (self, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1, 0, &sizes);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = name_wish (self) + sizes.figures;
      *minimum = MIN (*natural, sizes.columns[0] * 3);
    }
  else
    {
      *minimum = sizes.header + sizes.row;
      *natural = sizes.header + sizes.row * (int) (n_rows (self) + 1);
    }
}

static void
configure (GbTrackingGrid *self,
           GtkOrientation  orientation,
           int             whole,
           int             page,
           int             step)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0,
                              MAX (whole, page), step, page * 0.9, page);
}

/* As much as is needed. */
static void
scroll_to (GtkAdjustment *adjustment,
           int            from,
           int            length)
{
  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, from, from + length);
}

static void
scroll_to_cursor (GbTrackingGrid *self,
                  const Sizes    *sizes)
{
  int x = 0;

  for (int i = 0; i < self->cursor_place; i++)
    x += sizes->columns[i];
  scroll_to (self->adjustments[GTK_ORIENTATION_HORIZONTAL], x, sizes->columns[self->cursor_place]);
  if (self->cursor_row < n_rows (self) || !sizes->frozen)
    scroll_to (self->adjustments[GTK_ORIENTATION_VERTICAL], (int) self->cursor_row * sizes->row,
               sizes->row);
}

static void
allocate_line (GbTrackingGrid *self,
               GbTrackingLine *line,
               const Sizes    *sizes,
               int             y)
{
  int x = -scrolled (self, GTK_ORIENTATION_HORIZONTAL);

  gb_clip_place (GB_CLIP (gtk_widget_get_parent (line->name)), line->name, 0, y, sizes->name,
                 sizes->row);
  for (int i = 0; i < N_PLACES; i++)
    {
      gb_clip_place (GB_CLIP (gtk_widget_get_parent (line->cells[i])), line->cells[i], x, y,
                     sizes->columns[i], sizes->row);
      x += sizes->columns[i];
    }
}

static void
place_part (GtkWidget *part,
            int        x,
            int        y,
            int        width,
            int        height)
{
  gtk_widget_size_allocate (part, &(GtkAllocation){ x, y, MAX (width, 0), MAX (height, 0) }, -1);
}

static void
allocate_parts (GbTrackingGrid *self,
                const Sizes    *sizes,
                int             width)
{
  int figures = width - sizes->name;
  int total = sizes->header + sizes->body;

  if (!sizes->frozen)
    total = sizes->header + sizes->row * (int) n_rows (self) -
            scrolled (self, GTK_ORIENTATION_VERTICAL);
  place_part (self->corner, 0, 0, sizes->name, sizes->header);
  place_part (self->header, sizes->name, 0, figures, sizes->header);
  place_part (self->names, 0, sizes->header, sizes->name, sizes->body);
  place_part (self->body, sizes->name, sizes->header, figures, sizes->body);
  place_part (self->total_name, 0, total, sizes->name, sizes->row);
  place_part (self->total, sizes->name, total, figures, sizes->row);
}

static void
gb_tracking_grid_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (widget);
  Sizes sizes;
  int top;

  set_out (self, width, height, &sizes);
  configure (self, GTK_ORIENTATION_HORIZONTAL, sizes.figures, width - sizes.name, sizes.columns[0]);
  configure (self, GTK_ORIENTATION_VERTICAL, sizes.row * (int) (n_rows (self) + !sizes.frozen),
             sizes.body, sizes.row);
  if (self->show_cursor)
    scroll_to_cursor (self, &sizes);
  self->show_cursor = FALSE;
  top = scrolled (self, GTK_ORIENTATION_VERTICAL);
  /* before the parts get their sizes: a new child wants its parent's anew */
  update_lines (self, (guint) (top / sizes.row), (guint) ((top + sizes.body) / sizes.row) + 1);
  allocate_parts (self, &sizes, width);
  gb_tracking_header_allocate (self->titles, sizes.columns,
                               scrolled (self, GTK_ORIENTATION_HORIZONTAL));
  /* Rows out of sight lie out of sight: that which has the focus keeps it there. */
  for (guint i = 0; i < self->lines->len; i++)
    {
      GbTrackingLine *line = self->lines->pdata[i];

      allocate_line (self, line, &sizes, (int) line->row * sizes.row - top);
    }
  allocate_line (self, self->sum, &sizes, 0);
  allocate_line (self, self->ruler, &sizes, 0);
}

/* --- keyboard ---------------------------------------------------------------------------------- */

static void
focus_cursor (GbTrackingGrid *self)
{
  self->cursor_row = MIN (self->cursor_row, n_rows (self));
  self->show_cursor = TRUE;
  update_lines (self, self->cursor_row, self->cursor_row + 1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (find_line (self, self->cursor_row)->cells[self->cursor_place]);
}

/* Tab enters at the cell that had the focus last, and leaves; arrows go from cell to cell, and leave
 * at the edges. */
static gboolean
gb_tracking_grid_focus_move (GtkWidget        *widget,
                             GtkDirectionType  direction)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (widget);
  gint64 row;
  int place;

  if (self->rows == NULL)
    return FALSE;
  if (!find_cursor (self))
    {
      focus_cursor (self);
      return TRUE;
    }
  row = (gint64) self->cursor_row + (direction == GTK_DIR_DOWN) - (direction == GTK_DIR_UP);
  place = self->cursor_place + (direction == GTK_DIR_RIGHT) - (direction == GTK_DIR_LEFT);
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD || row < 0 ||
      row > (gint64) n_rows (self) || place < 0 || place >= N_PLACES)
    return FALSE;
  self->cursor_row = (guint) row;
  self->cursor_place = place;
  focus_cursor (self);
  return TRUE;
}

/* Home, End and the pages: how far to go, by places and by rows in sight. */
static gboolean
on_jump_cb (GtkWidget *widget,
            GVariant  *arguments,
            gpointer   user_data)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (widget);
  int by_places, by_pages, row_height, page;

  g_variant_get (arguments, "(ii)", &by_places, &by_pages);
  if (self->rows == NULL || !find_cursor (self))
    return FALSE;
  row_height = gtk_widget_get_height (self->total);
  page = MAX (1, gtk_widget_get_height (self->body) / MAX (1, row_height) - 1);
  self->cursor_place = CLAMP (self->cursor_place + by_places, 0, N_PLACES - 1);
  self->cursor_row = (guint) CLAMP ((gint64) self->cursor_row + (gint64) by_pages * page, 0,
                                    (gint64) n_rows (self));
  focus_cursor (self);
  return TRUE;
}

#define FAR 1000000

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    GdkModifierType modifiers;
    int places;
    int pages;
  } jumps[] = {
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, 0, -FAR, 0 },
    { { GDK_KEY_End, GDK_KEY_KP_End }, 0, FAR, 0 },
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, GDK_CONTROL_MASK, -FAR, -FAR },
    { { GDK_KEY_End, GDK_KEY_KP_End }, GDK_CONTROL_MASK, FAR, FAR },
    { { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, 0, 0, -1 },
    { { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, 0, 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (jumps); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (jumps[i].keys); k++)
      gtk_widget_class_add_binding (widget_class, jumps[i].keys[k], jumps[i].modifiers, on_jump_cb,
                                    "(ii)", jumps[i].places, jumps[i].pages);
}

/* --- object ------------------------------------------------------------------------------------ */

static void
set_adjustment (GbTrackingGrid *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], gtk_widget_queue_allocate,
                                          self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate),
                             self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
gb_tracking_grid_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_tracking_grid_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_tracking_grid_dispose (GObject *object)
{
  GbTrackingGrid *self = GB_TRACKING_GRID (object);
  GtkWidget *part;

  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_clear_pointer (&self->titles, gb_tracking_header_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->sum, gb_tracking_line_free);
  g_clear_pointer (&self->ruler, gb_tracking_line_free);
  while ((part = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (part);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gb_tracking_grid_parent_class)->dispose (object);
}

static void
gb_tracking_grid_class_init (GbTrackingGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_tracking_grid_get_property;
  object_class->set_property = gb_tracking_grid_set_property;
  object_class->dispose = gb_tracking_grid_dispose;
  widget_class->measure = gb_tracking_grid_measure;
  widget_class->size_allocate = gb_tracking_grid_size_allocate;
  widget_class->focus = gb_tracking_grid_focus_move;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * GbTrackingGrid::opened:
   * @row: the index of the row, the last one is the total
   * @column: a #GbTrackingColumn
   *
   * The user wants to see the dossiers of a figure.
   */
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);

  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "trackinggrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static GtkWidget *
add_part (GbTrackingGrid *self,
          const char     *name)
{
  GtkWidget *part = gb_clip_new ();

  gtk_widget_add_css_class (part, name);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
gb_tracking_grid_init (GbTrackingGrid *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->body = add_part (self, "body");
  self->names = add_part (self, "names");
  self->total = add_part (self, "total");
  self->total_name = add_part (self, "total");
  self->header = add_part (self, "header");
  self->corner = add_part (self, "header");
  self->titles = gb_tracking_header_new (self->corner, self->header);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_tracking_line_free);
  self->sum = make_line (self, self->total_name, self->total);
  self->ruler = make_line (self, self->total_name, self->total);
  gtk_widget_set_child_visible (self->ruler->name, FALSE);
  for (int i = 0; i < N_PLACES; i++)
    gtk_widget_set_child_visible (self->ruler->cells[i], FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tracking of progress"), -1);
}

GtkWidget *
gb_tracking_grid_new (void)
{
  return g_object_new (GB_TYPE_TRACKING_GRID, NULL);
}

/**
 * gb_tracking_grid_set_rows:
 * @rows: (element-type GbTrackingRow): the rows, the last one their total
 * @by: what a row stands for
 * @compared: whether the figures of the period before are known
 *
 * The focus keeps its place.
 */
void
gb_tracking_grid_set_rows (GbTrackingGrid *self,
                           GPtrArray      *rows,
                           GbTrackingBy    by,
                           gboolean        compared)
{
  gboolean focused;

  g_return_if_fail (GB_IS_TRACKING_GRID (self));
  g_return_if_fail (rows->len > 0);

  focused = find_cursor (self);
  g_ptr_array_ref (rows);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  self->compared = compared;
  gb_tracking_header_set_by (self->titles, by);
  gb_tracking_line_fill_widest (self->ruler, rows, compared);
  gb_tracking_line_fill (self->sum, rows, n_rows (self), compared);
  for (guint i = self->lines->len; i > 0; i--)
    {
      GbTrackingLine *line = self->lines->pdata[i - 1];

      if (line->row < n_rows (self))
        gb_tracking_line_fill (line, rows, line->row, compared);
      else
        g_ptr_array_remove_index_fast (self->lines, i - 1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (focused)
    focus_cursor (self);
}

/**
 * gb_tracking_grid_focus:
 * @row: the index of a row, the last one is the total
 * @column: a #GbTrackingColumn or %GB_TRACKING_SHARE
 *
 * Moves the focus to a cell and scrolls as far as it needs.
 */
void
gb_tracking_grid_focus (GbTrackingGrid *self,
                        guint           row,
                        int             column)
{
  g_return_if_fail (GB_IS_TRACKING_GRID (self));
  g_return_if_fail (self->rows != NULL);

  self->cursor_row = row;
  for (int i = 0; i < N_PLACES; i++)
    if (gb_tracking_place_column (i) == column)
      self->cursor_place = i;
  focus_cursor (self);
}
