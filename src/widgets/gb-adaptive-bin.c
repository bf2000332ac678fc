/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-adaptive-bin.h"

#include "gb-compat.h"

/* At the sides of what a page shows, in px, in a window with much room and in one with little: one for all that the window
 * shows, so that what stands below each other begins on one line. */
#define MARGIN 24
#define NARROW_MARGIN 18
#define NARROW_WINDOW 760

/**
 * GbAdaptiveBin:
 *
 * Holds one child and says whether there is little room for it. The thresholds are widths in px at
 * 100 % text and grow with the text, so a window at 200 % text folds as one of half its width does.
 * The bin can be made as narrow as #GbAdaptiveBin:minimum-width, whatever its child would like:
 * what is bound to #GbAdaptiveBin:narrow and #GbAdaptiveBin:medium makes it fit.
 */
struct _GbAdaptiveBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (owned) */
  int minimum_width;
  int narrow_below;
  int medium_below;
  gboolean narrow;
  gboolean medium;
  gboolean page_margins;
  int margin;
  guint update_id;
};

enum
{
  PROP_CHILD = 1,
  PROP_MINIMUM_WIDTH,
  PROP_NARROW_BELOW,
  PROP_MEDIUM_BELOW,
  PROP_NARROW,
  PROP_MEDIUM,
  PROP_PAGE_MARGINS,
  PROP_MARGIN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_adaptive_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbAdaptiveBin, gb_adaptive_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      gb_adaptive_bin_buildable_init))

static GtkBuildableIface *parent_buildable_iface;

static void
update_margins (GbAdaptiveBin *self)
{
  if (self->child == NULL || !self->page_margins)
    return;
  gtk_widget_set_margin_start (self->child, self->margin);
  gtk_widget_set_margin_end (self->child, self->margin);
}

static void
take_margin (GbAdaptiveBin *self,
             double         scale)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int margin = root != NULL && gtk_widget_get_width (GTK_WIDGET (root)) / scale < NARROW_WINDOW ? NARROW_MARGIN : MARGIN;

  if (margin == self->margin)
    return;
  self->margin = margin;
  update_margins (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MARGIN]);
}

static gboolean
update_cb (gpointer user_data)
{
  GbAdaptiveBin *self = user_data;
  double scale = gb_compat_get_text_scale (GTK_WIDGET (self));
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / scale;
  gboolean narrow = width < self->narrow_below;
  gboolean medium = width < self->medium_below;

  self->update_id = 0;
  g_object_freeze_notify (G_OBJECT (self));
  take_margin (self, scale);
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
    }
  if (medium != self->medium)
    {
      self->medium = medium;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEDIUM]);
    }
  g_object_thaw_notify (G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

/* What hangs on the properties changes sizes, which must not happen while sizes are given out. */
static void
queue_update (GbAdaptiveBin *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
gb_adaptive_bin_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GbAdaptiveBin *self = GB_ADAPTIVE_BIN (widget);
  int child_minimum = 0;

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL,
                          NULL);
      for_size = MAX (for_size, child_minimum);
    }
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->minimum_width > 0)
    *minimum = MIN (*minimum, self->minimum_width);
}

static void
gb_adaptive_bin_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GbAdaptiveBin *self = GB_ADAPTIVE_BIN (widget);
  int minimum_width, minimum_height;

  queue_update (self);
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL,
                      NULL);
  width = MAX (width, minimum_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &minimum_height, NULL, NULL,
                      NULL);
  gtk_widget_allocate (self->child, width, MAX (height, minimum_height), baseline, NULL);
}

static GtkSizeRequestMode
gb_adaptive_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_adaptive_bin_add_child (GtkBuildable *buildable,
                           GtkBuilder   *builder,
                           GObject      *child,
                           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gb_adaptive_bin_set_child (GB_ADAPTIVE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
gb_adaptive_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = gb_adaptive_bin_add_child;
}

static void
gb_adaptive_bin_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GbAdaptiveBin *self = GB_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_MINIMUM_WIDTH:
      g_value_set_int (value, self->minimum_width);
      break;
    case PROP_NARROW_BELOW:
      g_value_set_int (value, self->narrow_below);
      break;
    case PROP_MEDIUM_BELOW:
      g_value_set_int (value, self->medium_below);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_MEDIUM:
      g_value_set_boolean (value, self->medium);
      break;
    case PROP_PAGE_MARGINS:
      g_value_set_boolean (value, self->page_margins);
      break;
    case PROP_MARGIN:
      g_value_set_int (value, self->margin);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_width (GbAdaptiveBin *self,
           int           *field,
           const GValue  *value,
           GParamSpec    *pspec)
{
  if (*field == g_value_get_int (value))
    return;
  *field = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
gb_adaptive_bin_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GbAdaptiveBin *self = GB_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      gb_adaptive_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_MINIMUM_WIDTH:
      set_width (self, &self->minimum_width, value, pspec);
      break;
    case PROP_NARROW_BELOW:
      set_width (self, &self->narrow_below, value, pspec);
      break;
    case PROP_MEDIUM_BELOW:
      set_width (self, &self->medium_below, value, pspec);
      break;
    case PROP_PAGE_MARGINS:
      if (self->page_margins == g_value_get_boolean (value))
        return;
      self->page_margins = g_value_get_boolean (value);
      update_margins (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_adaptive_bin_dispose (GObject *object)
{
  GbAdaptiveBin *self = GB_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (gb_adaptive_bin_parent_class)->dispose (object);
}

static void
gb_adaptive_bin_class_init (GbAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_adaptive_bin_get_property;
  object_class->set_property = gb_adaptive_bin_set_property;
  object_class->dispose = gb_adaptive_bin_dispose;
  widget_class->measure = gb_adaptive_bin_measure;
  widget_class->size_allocate = gb_adaptive_bin_size_allocate;
  widget_class->get_request_mode = gb_adaptive_bin_get_request_mode;

  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, writable);
  /* How narrow it lets itself be made, px; 0: as its child wants. */
  props[PROP_MINIMUM_WIDTH] = g_param_spec_int ("minimum-width", NULL, NULL, 0, G_MAXINT, 0,
                                                writable);
  props[PROP_NARROW_BELOW] = g_param_spec_int ("narrow-below", NULL, NULL, 0, G_MAXINT, 0,
                                               writable);
  props[PROP_MEDIUM_BELOW] = g_param_spec_int ("medium-below", NULL, NULL, 0, G_MAXINT, 0,
                                               writable);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_MEDIUM] = g_param_spec_boolean ("medium", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* Whether the child keeps the distance from the sides that all pages keep. */
  props[PROP_PAGE_MARGINS] = g_param_spec_boolean ("page-margins", NULL, NULL, FALSE, writable);
  /* How far from the sides that is, px. */
  props[PROP_MARGIN] = g_param_spec_int ("margin", NULL, NULL, 0, G_MAXINT, MARGIN,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_adaptive_bin_init (GbAdaptiveBin *self)
{
  self->margin = MARGIN;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
}

/**
 * gb_adaptive_bin_get_child:
 *
 * Returns: (transfer none) (nullable): the child
 */
GtkWidget *
gb_adaptive_bin_get_child (GbAdaptiveBin *self)
{
  g_return_val_if_fail (GB_IS_ADAPTIVE_BIN (self), NULL);

  return self->child;
}

/**
 * gb_adaptive_bin_set_child:
 * @child: (nullable): the child, which the bin takes over
 */
void
gb_adaptive_bin_set_child (GbAdaptiveBin *self,
                           GtkWidget     *child)
{
  g_return_if_fail (GB_IS_ADAPTIVE_BIN (self));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  update_margins (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}

/**
 * gb_adaptive_bin_get_narrow:
 *
 * Returns: whether the bin is narrower than #GbAdaptiveBin:narrow-below
 */
gboolean
gb_adaptive_bin_get_narrow (GbAdaptiveBin *self)
{
  g_return_val_if_fail (GB_IS_ADAPTIVE_BIN (self), FALSE);

  return self->narrow;
}

/**
 * gb_adaptive_bin_get_medium:
 *
 * Returns: whether the bin is narrower than #GbAdaptiveBin:medium-below
 */
gboolean
gb_adaptive_bin_get_medium (GbAdaptiveBin *self)
{
  g_return_val_if_fail (GB_IS_ADAPTIVE_BIN (self), FALSE);

  return self->medium;
}
