/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-canvas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-compat.h"
#include "gb-paper-sheet.h"

/* Around and between pages, in pixels. */
#define MARGIN 18

/* Pixels per point: all of a page is seen where it can be read so, an A4 page 550 pixels wide; it need not be larger than
 * the greatest, and on a small screen it is no smaller than the least. */
#define READABLE (550 / 595.28)
#define MOST_FITTING 1.8
#define LEAST_FITTING 0.35

/**
 * GbPaperCanvas:
 *
 * The pages of a document below each other: so large that a whole page is in sight if it can be read then, else as wide as
 * there is room, or as large as is asked for.
 */
struct _GbPaperCanvas
{
  GtkWidget parent_instance;

  GbPaper *paper;      /* (owned) (nullable) */
  char *tag;           /* (owned) (nullable): what is marked */
  double zoom;         /* pixels per point; 0: what fits */
  double width, height; /* of a page, in points */
  double from, to;     /* what is in sight, in pixels */
  guint n_pages;
  guint refit; /* the tick that measures again; 0: none */
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbPaperCanvas, gb_paper_canvas, GTK_TYPE_WIDGET)

static void
tell_busy (GbPaperCanvas *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static double
find_scale (GbPaperCanvas *self,
            int            width)
{
  double wide = (width - 2 * MARGIN) / self->width;
  double whole = (self->to - self->from - 2 * MARGIN) / self->height;
  double readable = READABLE * gb_compat_get_text_scale (GTK_WIDGET (self));

  if (self->zoom > 0)
    return self->zoom;
  return CLAMP (MIN (wide, MAX (whole, readable)), LEAST_FITTING, MOST_FITTING);
}

static int
page_height (GbPaperCanvas *self,
             double         scale)
{
  return (int) lround (self->height * scale);
}

/* What is in sight is known while sizes are given out, when no other can be asked for. */
static gboolean
on_refit_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  GB_PAPER_CANVAS (widget)->refit = 0;
  gtk_widget_queue_resize (widget);
  tell_busy (GB_PAPER_CANVAS (widget));
  return G_SOURCE_REMOVE;
}

static void
update_shown (GbPaperCanvas *self)
{
  int height = page_height (self, gb_paper_canvas_get_scale (self));
  double near = (self->to - self->from) / 2;
  int y = MARGIN;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gb_paper_sheet_set_shown (GB_PAPER_SHEET (child), y < self->to + near && y + height > self->from - near);
      y += height + MARGIN;
    }
}

static GtkSizeRequestMode
gb_paper_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_paper_canvas_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GbPaperCanvas *self = GB_PAPER_CANVAS (widget);
  double least = self->zoom > 0 ? self->zoom : LEAST_FITTING;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) lround (self->width * least) + 2 * MARGIN;
      *natural = (int) lround (self->width * (self->zoom > 0 ? self->zoom : 1)) + 2 * MARGIN;
    }
  else
    {
      double scale = for_size > 0 ? find_scale (self, for_size) : least;

      *minimum = *natural = MARGIN + (int) self->n_pages * (page_height (self, scale) + MARGIN);
    }
}

static void
gb_paper_canvas_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GbPaperCanvas *self = GB_PAPER_CANVAS (widget);
  double scale = find_scale (self, width);
  GtkAllocation place = { 0, MARGIN, (int) lround (self->width * scale), page_height (self, scale) };

  place.x = MAX ((width - place.width) / 2, 0);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_size_allocate (child, &place, -1);
      place.y += place.height + MARGIN;
    }
  update_shown (self);
}

static void
gb_paper_canvas_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, gb_paper_canvas_is_busy (GB_PAPER_CANVAS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_paper_canvas_dispose (GObject *object)
{
  GbPaperCanvas *self = GB_PAPER_CANVAS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->paper, gb_paper_unref);
  g_clear_pointer (&self->tag, g_free);

  G_OBJECT_CLASS (gb_paper_canvas_parent_class)->dispose (object);
}

static void
gb_paper_canvas_class_init (GbPaperCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = gb_paper_canvas_get_property;
  G_OBJECT_CLASS (klass)->dispose = gb_paper_canvas_dispose;
  widget_class->get_request_mode = gb_paper_canvas_get_request_mode;
  widget_class->measure = gb_paper_canvas_measure;
  widget_class->size_allocate = gb_paper_canvas_size_allocate;

  /* Whether what is seen is not yet what it should be. */
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "papercanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
gb_paper_canvas_init (GbPaperCanvas *self)
{
  /* Until there is a document, as if it were A4. */
  self->width = 595;
  self->height = 842;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

gboolean
gb_paper_canvas_is_busy (GbPaperCanvas *self)
{
  if (self->refit != 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gb_paper_sheet_is_busy (GB_PAPER_SHEET (child)))
      return TRUE;
  return FALSE;
}

/**
 * gb_paper_canvas_get_scale:
 *
 * Returns: how many pixels a point has
 */
double
gb_paper_canvas_get_scale (GbPaperCanvas *self)
{
  return find_scale (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

/**
 * gb_paper_canvas_get_page:
 * @y: in pixels
 *
 * Returns: the page that is there, from 0
 */
guint
gb_paper_canvas_get_page (GbPaperCanvas *self,
                          double         y)
{
  int height = page_height (self, gb_paper_canvas_get_scale (self)) + MARGIN;
  double page = floor ((y - MARGIN / 2.0) / height);

  return self->n_pages > 0 ? (guint) CLAMP (page, 0, self->n_pages - 1) : 0;
}

/**
 * gb_paper_canvas_get_y:
 * @page: from 0
 * @points: below the edge of the page
 *
 * Returns: where that is, in pixels
 */
double
gb_paper_canvas_get_y (GbPaperCanvas *self,
                       guint          page,
                       double         points)
{
  double scale = gb_paper_canvas_get_scale (self);

  return MARGIN + page * (double) (page_height (self, scale) + MARGIN) + points * scale;
}

static void
set_n_sheets (GbPaperCanvas *self,
              guint          n)
{
  GtkWidget *widget = GTK_WIDGET (self);

  for (; self->n_pages > n; self->n_pages--)
    gtk_widget_unparent (gtk_widget_get_last_child (widget));
  for (; self->n_pages < n; self->n_pages++)
    {
      GtkWidget *sheet = gb_paper_sheet_new ();

      gb_paper_sheet_set_mark (GB_PAPER_SHEET (sheet), self->tag);
      gtk_widget_set_parent (sheet, widget);
      g_signal_connect_object (sheet, "notify::busy", G_CALLBACK (tell_busy), self, G_CONNECT_SWAPPED);
    }
}

/**
 * gb_paper_canvas_set_paper:
 * @paper: (nullable): which is laid out already
 * @texts: (array zero-terminated=1): what stands on its pages; where there are fewer, nothing is said of the others
 */
void
gb_paper_canvas_set_paper (GbPaperCanvas      *self,
                           GbPaper            *paper,
                           const char * const *texts)
{
  GtkWidget *child;

  g_return_if_fail (GB_IS_PAPER_CANVAS (self));

  if (paper != NULL)
    gb_paper_ref (paper);
  g_clear_pointer (&self->paper, gb_paper_unref);
  self->paper = paper;
  if (paper != NULL)
    gb_paper_get_size (paper, &self->width, &self->height);
  set_n_sheets (self, paper != NULL ? gb_paper_get_n_pages (paper) : 0);
  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; i < self->n_pages; i++)
    {
      /* Translators: which page, and how many there are */
      g_autofree char *label = g_strdup_printf (_("Page %u of %u"), i + 1, self->n_pages);

      gb_paper_sheet_set_page (GB_PAPER_SHEET (child), paper, i, label, *texts != NULL ? *texts++ : "");
      child = gtk_widget_get_next_sibling (child);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gb_paper_canvas_set_zoom:
 * @zoom: pixels per point; 0 for what fits
 */
void
gb_paper_canvas_set_zoom (GbPaperCanvas *self,
                          double         zoom)
{
  g_return_if_fail (GB_IS_PAPER_CANVAS (self));

  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gb_paper_canvas_set_mark:
 * @tag: (nullable): what is marked
 */
void
gb_paper_canvas_set_mark (GbPaperCanvas *self,
                          const char    *tag)
{
  g_return_if_fail (GB_IS_PAPER_CANVAS (self));

  g_free (self->tag);
  self->tag = g_strdup (tag);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gb_paper_sheet_set_mark (GB_PAPER_SHEET (child), tag);
}

/**
 * gb_paper_canvas_set_range:
 * @from: in pixels
 * @to: in pixels
 *
 * Says what is in sight: only pages there, and their neighbours, are drawn and held.
 */
void
gb_paper_canvas_set_range (GbPaperCanvas *self,
                           double         from,
                           double         to)
{
  g_return_if_fail (GB_IS_PAPER_CANVAS (self));

  if (self->zoom == 0 && self->refit == 0 && fabs (to - from - self->to + self->from) >= 1)
    self->refit = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_refit_cb, NULL, NULL);
  self->from = from;
  self->to = to;
  update_shown (self);
}
