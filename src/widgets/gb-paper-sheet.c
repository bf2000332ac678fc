/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-sheet.h"

/* Behind what is being edited; the sheet stays white in the dark, too. */
#define TINT 0.835, 0.894, 0.969

/* A page that is enlarged beyond any screen is drawn so large only, and the picture is enlarged: 64 MB are enough. */
#define MOST_PIXELS 4096

/* How much finer than the screen a page is drawn, and how wide a page need not be finer. */
#define FINER 2
#define MOST_FINE 1200

/**
 * GbPaperSheet:
 *
 * A page of a document on the screen. It is drawn on another thread while it is in sight; until then what was there
 * before stays. A picture whose description is the text of the page.
 */
struct _GbPaperSheet
{
  GtkWidget parent_instance;

  GbPaper *paper; /* (owned) (nullable) */
  guint page;
  char *tag;           /* (owned) (nullable): what is marked */
  GdkTexture *texture; /* (owned) (nullable): the page as it was drawn last */
  GCancellable *drawing; /* (owned) (nullable): of the thread that draws it */
  gboolean shown;
  gboolean stale; /* the texture is not what is wanted */
  gboolean busy;  /* as it was told last */
};

/* What a thread draws. */
typedef struct
{
  GbPaper *paper; /* (owned) */
  guint page;
  char *tag; /* (owned) (nullable) */
  int width, height;
} Job;

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbPaperSheet, gb_paper_sheet, GTK_TYPE_WIDGET)

static void
job_free (gpointer data)
{
  Job *self = data;

  gb_paper_unref (self->paper);
  g_free (self->tag);
  g_free (self);
}

static void
draw (cairo_surface_t *surface,
      const Job       *job,
      int              times)
{
  cairo_t *cr = cairo_create (surface);
  double width, height;

  gb_paper_get_size (job->paper, &width, &height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, times * job->width / width, times * job->height / height);
  if (job->tag != NULL)
    {
      cairo_set_source_rgb (cr, TINT);
      gb_paper_draw_marks (job->paper, cr, job->page, job->tag);
    }
  gb_paper_draw_page (job->paper, cr, job->page);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/* Letters begin at whole pixels (cairo before 1.17.4): where pixels are large, words would fall apart. */
static void
draw_smoothly (cairo_surface_t *surface,
               const Job       *job)
{
  cairo_surface_t *large;
  cairo_t *cr;

  if (job->width > MOST_FINE)
    {
      draw (surface, job, 1);
      return;
    }
  large = cairo_image_surface_create (CAIRO_FORMAT_RGB24, FINER * job->width, FINER * job->height);
  draw (large, job, FINER);
  cr = cairo_create (surface);
  cairo_scale (cr, 1.0 / FINER, 1.0 / FINER);
  cairo_set_source_surface (cr, large, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  cairo_surface_destroy (large);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  const Job *job = data;
  cairo_surface_t *surface;
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  if (g_task_return_error_if_cancelled (task))
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width, job->height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                               cairo_status_to_string (cairo_surface_status (surface)));
      cairo_surface_destroy (surface);
      return;
    }
  draw_smoothly (surface, job);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) job->height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  g_task_return_pointer (task, gdk_memory_texture_new (job->width, job->height, GDK_MEMORY_DEFAULT, bytes, stride),
                         g_object_unref);
}

static void begin_drawing (GbPaperSheet *self);

static void
tell_busy (GbPaperSheet *self)
{
  gboolean busy = gb_paper_sheet_is_busy (self);

  if (busy == self->busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
on_drawn_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GbPaperSheet *self = GB_PAPER_SHEET (source);
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A newer one is on its way. */
  if (g_task_get_cancellable (G_TASK (result)) != self->drawing)
    {
      g_clear_object (&texture);
      return;
    }
  g_clear_object (&self->drawing);
  if (texture != NULL)
    {
      g_clear_object (&self->texture);
      self->texture = texture;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      begin_drawing (self);
    }
  tell_busy (self);
}

/* One after the other: what is typed meanwhile is drawn when the last one is done, and only its last state. */
static void
begin_drawing (GbPaperSheet *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int factor = gtk_widget_get_scale_factor (widget);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (!self->shown || !self->stale || self->drawing != NULL || self->paper == NULL || gtk_widget_get_width (widget) <= 0)
    return;
  job = g_new0 (Job, 1);
  job->paper = gb_paper_ref (self->paper);
  job->page = self->page;
  job->tag = g_strdup (self->tag);
  job->width = MIN (gtk_widget_get_width (widget) * factor, MOST_PIXELS);
  job->height = MIN (gtk_widget_get_height (widget) * factor, MOST_PIXELS);
  self->stale = FALSE;
  self->drawing = g_cancellable_new ();
  task = g_task_new (self, self->drawing, on_drawn_cb, NULL);
  g_task_set_source_tag (task, begin_drawing);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

static void
spoil (GbPaperSheet *self)
{
  self->stale = TRUE;
  begin_drawing (self);
  tell_busy (self);
}

static void
gb_paper_sheet_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  GbPaperSheet *self = GB_PAPER_SHEET (widget);
  graphene_rect_t area
      = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &area);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &area);
}

static void
gb_paper_sheet_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GbPaperSheet *self = GB_PAPER_SHEET (widget);
  int factor = gtk_widget_get_scale_factor (widget);

  if (self->texture == NULL || gdk_texture_get_width (self->texture) != MIN (width * factor, MOST_PIXELS) ||
      gdk_texture_get_height (self->texture) != MIN (height * factor, MOST_PIXELS))
    spoil (self);
}

static void
gb_paper_sheet_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_paper_sheet_parent_class)->map (widget);

  tell_busy (GB_PAPER_SHEET (widget));
}

/* What nobody sees is not waited for. */
static void
gb_paper_sheet_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_paper_sheet_parent_class)->unmap (widget);

  tell_busy (GB_PAPER_SHEET (widget));
}

static void
gb_paper_sheet_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, gb_paper_sheet_is_busy (GB_PAPER_SHEET (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_paper_sheet_dispose (GObject *object)
{
  GbPaperSheet *self = GB_PAPER_SHEET (object);

  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->paper, gb_paper_unref);
  g_clear_pointer (&self->tag, g_free);

  G_OBJECT_CLASS (gb_paper_sheet_parent_class)->dispose (object);
}

static void
gb_paper_sheet_class_init (GbPaperSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = gb_paper_sheet_get_property;
  G_OBJECT_CLASS (klass)->dispose = gb_paper_sheet_dispose;
  widget_class->map = gb_paper_sheet_map;
  widget_class->unmap = gb_paper_sheet_unmap;
  widget_class->snapshot = gb_paper_sheet_snapshot;
  widget_class->size_allocate = gb_paper_sheet_size_allocate;

  /* Whether what is seen is not yet what it should be. */
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "papersheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gb_paper_sheet_init (GbPaperSheet *self)
{
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (spoil), NULL);
}

GtkWidget *
gb_paper_sheet_new (void)
{
  return g_object_new (GB_TYPE_PAPER_SHEET, NULL);
}

/**
 * gb_paper_sheet_is_busy:
 *
 * Returns: whether what is seen is not yet what it should be
 */
gboolean
gb_paper_sheet_is_busy (GbPaperSheet *self)
{
  return self->shown && gtk_widget_get_mapped (GTK_WIDGET (self)) && (self->drawing != NULL || self->stale);
}

/**
 * gb_paper_sheet_set_page:
 * @paper: which is laid out already
 * @page: from 0
 * @label: which page it is, for whoever cannot see it
 * @text: what stands on it
 */
void
gb_paper_sheet_set_page (GbPaperSheet *self,
                         GbPaper      *paper,
                         guint         page,
                         const char   *label,
                         const char   *text)
{
  g_return_if_fail (GB_IS_PAPER_SHEET (self));

  gb_paper_ref (paper);
  g_clear_pointer (&self->paper, gb_paper_unref);
  self->paper = paper;
  self->page = page;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  spoil (self);
}

/**
 * gb_paper_sheet_set_mark:
 * @tag: (nullable): what is marked
 */
void
gb_paper_sheet_set_mark (GbPaperSheet *self,
                         const char   *tag)
{
  g_return_if_fail (GB_IS_PAPER_SHEET (self));

  if (g_strcmp0 (tag, self->tag) == 0)
    return;
  g_free (self->tag);
  self->tag = g_strdup (tag);
  spoil (self);
}

/**
 * gb_paper_sheet_set_shown:
 * @shown: whether it is in sight, or nearly; else its picture is dropped
 */
void
gb_paper_sheet_set_shown (GbPaperSheet *self,
                          gboolean      shown)
{
  g_return_if_fail (GB_IS_PAPER_SHEET (self));

  if (shown == self->shown)
    return;
  self->shown = shown;
  if (!shown)
    {
      g_clear_object (&self->texture);
      self->stale = TRUE;
    }
  begin_drawing (self);
  tell_busy (self);
}
