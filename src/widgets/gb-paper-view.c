/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-view.h"

#include <glib/gi18n-lib.h>

#include "gb-paper-canvas.h"
#include "gb-property.h"
#include "gb-wrap-layout.h"

/* Pixels per point, and by how much a step changes it. */
#define LEAST 0.4
#define MOST 4.0
#define STEP 1.2

/* So many pages are read aloud; who listens to more opens the file. */
#define MOST_READ 20

/**
 * GbPaperView:
 *
 * A document as it will be on paper: white pages below each other that fit the view, larger or smaller with Ctrl and
 * the wheel, Ctrl and plus or minus, or the buttons. Above it stands which page of how many it is, and at the end of that
 * line whatever is set as #GbPaperView:end.
 *
 * Laying out and drawing happen on other threads; what was there before stays until then.
 */
struct _GbPaperView
{
  AdwBin parent_instance;

  GtkLabel *place;
  AdwBin *end;
  GtkScrolledWindow *scroller;
  GbPaperCanvas *canvas;

  GbPaper *paper;       /* (owned) (nullable): what is shown */
  GCancellable *laying; /* (owned) (nullable): of the thread that lays the next one out */
  char *marked;         /* (owned) (nullable) */
  double zoom;          /* pixels per point; 0: what fits */
  double anchor;        /* which part of the whole is kept in the middle while sizes change; negative: none */
  gboolean seeks_mark;  /* what is marked is to come into sight */
  guint telling;        /* the source that tells of #GbPaperView:busy; 0: none */
};

/* What the other thread finds out. */
typedef struct
{
  GbPaper *paper; /* (owned) */
  char **texts;   /* (owned) (nullable) */
} Layout;

enum
{
  PROP_END = 1,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbPaperView, gb_paper_view, ADW_TYPE_BIN)

static gboolean
on_tell_cb (gpointer data)
{
  GbPaperView *self = data;

  self->telling = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  return G_SOURCE_REMOVE;
}

/* Pages learn that they are stale while sizes are given out, when whoever listens could not change any. */
static void
tell_busy (GbPaperView *self)
{
  if (self->telling == 0)
    self->telling = g_idle_add (on_tell_cb, self);
}

static GtkAdjustment *
get_adjustment (GbPaperView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* --- place ---------------------------------------------------------------------------------------- */

static void
update_place (GbPaperView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double from = gtk_adjustment_get_value (adjustment);
  double size = gtk_adjustment_get_page_size (adjustment);
  g_autofree char *text = NULL;

  gb_paper_canvas_set_range (self->canvas, from, from + size);
  if (self->paper != NULL)
    /* Translators: the size of the paper, which page is in sight, and how many there are */
    text = g_strdup_printf (_("%s · page %u/%u"), gb_paper_get_format (self->paper) == GB_PAPER_A5 ? "A5" : "A4",
                            gb_paper_canvas_get_page (self->canvas, from + size / 2) + 1,
                            gb_paper_get_n_pages (self->paper));
  gtk_label_set_label (self->place, text != NULL ? text : "");
}

/* What is being edited is not out of sight. */
static void
seek_mark (GbPaperView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double from = gtk_adjustment_get_value (adjustment), size = gtk_adjustment_get_page_size (adjustment);
  double points, y;
  guint page;

  if (!self->seeks_mark || size <= 0)
    return;
  self->seeks_mark = FALSE;
  if (self->paper == NULL || self->marked == NULL || !gb_paper_find_tag (self->paper, self->marked, &page, &points))
    return;
  y = gb_paper_canvas_get_y (self->canvas, page, points);
  if (y < from || y > from + size * 0.9)
    gtk_adjustment_set_value (adjustment, y - size / 4);
}

static void
on_adjustment_changed_cb (GbPaperView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double anchor = self->anchor;

  self->anchor = -1;
  if (anchor >= 0)
    gtk_adjustment_set_value (adjustment, anchor * gtk_adjustment_get_upper (adjustment)
                                              - gtk_adjustment_get_page_size (adjustment) / 2);
  update_place (self);
  seek_mark (self);
}

/* --- zoom ----------------------------------------------------------------------------------------- */

static void
set_zoom (GbPaperView *self,
          double       zoom)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double upper = gtk_adjustment_get_upper (adjustment);

  if (zoom == self->zoom)
    return;
  if (upper > 0)
    self->anchor = (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2) / upper;
  self->zoom = zoom;
  gb_paper_canvas_set_zoom (self->canvas, zoom);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.zoom-in", zoom < MOST);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.zoom-out", zoom == 0 || zoom > LEAST);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.zoom-fit", zoom != 0);
}

static void
zoom_by (GbPaperView *self,
         double       factor)
{
  set_zoom (self, CLAMP (gb_paper_canvas_get_scale (self->canvas) * factor, LEAST, MOST));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbPaperView *self = GB_PAPER_VIEW (widget);

  if (g_str_equal (name, "paper.zoom-fit"))
    set_zoom (self, 0);
  else
    zoom_by (self, g_str_equal (name, "paper.zoom-in") ? STEP : 1 / STEP);
}

static gboolean
on_scroll_cb (GtkEventControllerScroll *controller,
              double                    dx,
              double                    dy,
              gpointer                  user_data)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  zoom_by (user_data, dy < 0 ? STEP : 1 / STEP);
  return GDK_EVENT_STOP;
}

/* --- keys ----------------------------------------------------------------------------------------- */

typedef enum
{
  BY_LINE,
  BY_SIGHT,
  TO_END,
} Distance;

static gboolean
on_key_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  GtkAdjustment *adjustment = get_adjustment (GB_PAPER_VIEW (widget));
  double size = gtk_adjustment_get_page_size (adjustment), by;
  int distance, direction;

  g_variant_get (args, "(ii)", &distance, &direction);
  by = distance == BY_LINE ? 48 : distance == BY_SIGHT ? size * 0.9 : gtk_adjustment_get_upper (adjustment);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + direction * by);
  return GDK_EVENT_STOP;
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    Distance distance;
    int direction;
  } keys[] = {
    { GDK_KEY_Up, 0, BY_LINE, -1 },         { GDK_KEY_Down, 0, BY_LINE, 1 },
    { GDK_KEY_Page_Up, 0, BY_SIGHT, -1 },   { GDK_KEY_Page_Down, 0, BY_SIGHT, 1 },
    { GDK_KEY_space, GDK_SHIFT_MASK, BY_SIGHT, -1 }, { GDK_KEY_space, 0, BY_SIGHT, 1 },
    { GDK_KEY_Home, 0, TO_END, -1 },        { GDK_KEY_End, 0, TO_END, 1 },
  };
  static const struct
  {
    guint key;
    const char *action;
  } zooms[] = {
    { GDK_KEY_plus, "paper.zoom-in" },      { GDK_KEY_equal, "paper.zoom-in" }, { GDK_KEY_KP_Add, "paper.zoom-in" },
    { GDK_KEY_minus, "paper.zoom-out" },    { GDK_KEY_KP_Subtract, "paper.zoom-out" },
    { GDK_KEY_0, "paper.zoom-fit" },        { GDK_KEY_KP_0, "paper.zoom-fit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i].key, keys[i].modifiers, on_key_cb, "(ii)", keys[i].distance,
                                  keys[i].direction);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (klass, zooms[i].key, GDK_CONTROL_MASK, zooms[i].action, NULL);
}

/* --- laying out ----------------------------------------------------------------------------------- */

static void
layout_free (gpointer data)
{
  Layout *self = data;

  gb_paper_unref (self->paper);
  g_strfreev (self->texts);
  g_free (self);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  Layout *layout = data;
  guint n;

  /* While somebody types there is a newer one at once. */
  if (g_task_return_error_if_cancelled (task))
    return;
  n = MIN (gb_paper_get_n_pages (layout->paper), MOST_READ);
  layout->texts = g_new0 (char *, n + 1);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    layout->texts[i] = gb_paper_dup_text (layout->paper, i);
  g_task_return_boolean (task, TRUE);
}

static void
on_laid_out_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GbPaperView *self = GB_PAPER_VIEW (source);
  Layout *layout = g_task_get_task_data (G_TASK (result));

  if (g_task_get_cancellable (G_TASK (result)) != self->laying)
    return;
  g_clear_object (&self->laying);
  g_clear_pointer (&self->paper, gb_paper_unref);
  self->paper = gb_paper_ref (layout->paper);
  gb_paper_canvas_set_paper (self->canvas, self->paper, (const char *const *) layout->texts);
  self->seeks_mark = TRUE;
  update_place (self);
  seek_mark (self);
  tell_busy (self);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_paper_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GbPaperView *self = GB_PAPER_VIEW (object);

  if (id == PROP_END)
    g_value_set_object (value, adw_bin_get_child (self->end));
  else if (id == PROP_BUSY)
    g_value_set_boolean (value, gb_paper_view_is_busy (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_paper_view_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GbPaperView *self = GB_PAPER_VIEW (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  if (id == PROP_END)
    adw_bin_set_child (self->end, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_paper_view_dispose (GObject *object)
{
  GbPaperView *self = GB_PAPER_VIEW (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
  g_clear_pointer (&self->paper, gb_paper_unref);
  g_clear_pointer (&self->marked, g_free);

  G_OBJECT_CLASS (gb_paper_view_parent_class)->dispose (object);
}

/* Pages that go tell of it once more. */
static void
gb_paper_view_finalize (GObject *object)
{
  g_clear_handle_id (&GB_PAPER_VIEW (object)->telling, g_source_remove);

  G_OBJECT_CLASS (gb_paper_view_parent_class)->finalize (object);
}

static void
gb_paper_view_class_init (GbPaperViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_paper_view_get_property;
  object_class->set_property = gb_paper_view_set_property;
  object_class->dispose = gb_paper_view_dispose;
  object_class->finalize = gb_paper_view_finalize;

  /* What stands at the end of the line above the pages, such as buttons. */
  props[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET,
                                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Whether what is seen is not yet what was set. */
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_PAPER_CANVAS);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/widgets/gb-paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GbPaperView, place);
  gtk_widget_class_bind_template_child (widget_class, GbPaperView, end);
  gtk_widget_class_bind_template_child (widget_class, GbPaperView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GbPaperView, canvas);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll_cb);
  gtk_widget_class_install_action (widget_class, "paper.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "paper.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "paper.zoom-fit", NULL, zoom_action);
  add_keys (widget_class);
}

static void
gb_paper_view_init (GbPaperView *self)
{
  self->anchor = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.zoom-fit", FALSE);
  g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (on_adjustment_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (update_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::busy", G_CALLBACK (tell_busy), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gb_paper_view_new (void)
{
  return g_object_new (GB_TYPE_PAPER_VIEW, NULL);
}

/**
 * gb_paper_view_get_paper:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GbPaper *
gb_paper_view_get_paper (GbPaperView *self)
{
  g_return_val_if_fail (GB_IS_PAPER_VIEW (self), NULL);

  return self->paper;
}

/**
 * gb_paper_view_is_busy:
 *
 * Returns: whether what is seen is not yet what was set
 */
gboolean
gb_paper_view_is_busy (GbPaperView *self)
{
  g_return_val_if_fail (GB_IS_PAPER_VIEW (self), FALSE);

  return self->canvas != NULL && (self->laying != NULL || gb_paper_canvas_is_busy (self->canvas));
}

/**
 * gb_paper_view_set_paper:
 * @paper: (nullable): what is to be shown; nothing is added to it from now on
 */
void
gb_paper_view_set_paper (GbPaperView *self,
                         GbPaper     *paper)
{
  const char *const none[] = { NULL };
  g_autoptr (GTask) task = NULL;
  Layout *layout;

  g_return_if_fail (GB_IS_PAPER_VIEW (self));

  g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
  if (paper == NULL)
    {
      g_clear_pointer (&self->paper, gb_paper_unref);
      gb_paper_canvas_set_paper (self->canvas, NULL, none);
      update_place (self);
      tell_busy (self);
      return;
    }
  layout = g_new0 (Layout, 1);
  layout->paper = gb_paper_ref (paper);
  self->laying = g_cancellable_new ();
  task = g_task_new (self, self->laying, on_laid_out_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, gb_paper_view_set_paper);
  g_task_set_task_data (task, layout, layout_free);
  g_task_run_in_thread (task, run);
  tell_busy (self);
}

/**
 * gb_paper_view_set_marked:
 * @tag: (nullable): what stands out because it is being edited, see gb_paper_set_tag(); it comes into sight
 */
void
gb_paper_view_set_marked (GbPaperView *self,
                          const char  *tag)
{
  g_return_if_fail (GB_IS_PAPER_VIEW (self));

  if (g_strcmp0 (tag, self->marked) == 0)
    return;
  g_free (self->marked);
  self->marked = g_strdup (tag);
  gb_paper_canvas_set_mark (self->canvas, tag);
  self->seeks_mark = TRUE;
  seek_mark (self);
}
