/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-wrap-layout.h"

#include "gb-property.h"

/**
 * GbWrapLayout:
 *
 * Children side by side at their natural width, on as many lines as they need, like words.
 * (GtkFlowBox sets them in columns and puts a focusable child around each.) The widget asks for the
 * width of its widest child and gets its height for the width it is given. Follows the direction of
 * the text.
 */
struct _GbWrapLayout
{
  GtkLayoutManager parent_instance;

  int              spacing;      /* px between neighbours */
  int              line_spacing; /* px between lines */
  gboolean         fill;         /* whether the children of a line share what it leaves */
};

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_LINE_SPACING,
  PROP_FILL,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (GbWrapLayout, gb_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GParamSpec *properties[N_PROPS];

/**
 * gb_wrap_layout_measure_width:
 * @widget: whose children are to be set out
 * @minimum: (out): the widest of them
 * @natural: (out): all of them on one line
 *
 * For a widget that measures itself.
 */
void
gb_wrap_layout_measure_width (GbWrapLayout *self,
                              GtkWidget    *widget,
                              int          *minimum,
                              int          *natural)
{
  int widest = 0;
  int sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      widest = MAX (widest, child_minimum);
      sum += child_natural + (sum > 0 ? self->spacing : 0);
    }
  *minimum = widest;
  *natural = sum;
}

static void
measure_child (GtkWidget *child,
               int        width,
               int       *child_width,
               int       *child_height)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  *child_width = CLAMP (width, minimum, natural);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *child_width, NULL, child_height, NULL, NULL);
}

/* How much wider each of a line's children is made. */
static int
share_of_rest (GbWrapLayout *self,
               GtkWidget    *first,
               GtkWidget    *end,
               int           width)
{
  int rest = width + self->spacing;
  int n_children = 0;

  if (!self->fill)
    return 0;
  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, width, &child_width, &child_height);
      rest -= child_width + self->spacing;
      n_children++;
    }
  return n_children > 0 ? MAX (rest, 0) / n_children : 0;
}

/* Each child as high as its line, so that words stand beside the words of buttons. */
static void
place_line (GbWrapLayout *self,
            GtkWidget    *first,
            GtkWidget    *end,
            int           y,
            int           width,
            int           line_height)
{
  gboolean mirrored = gtk_widget_get_direction (gtk_widget_get_parent (first)) == GTK_TEXT_DIR_RTL;
  int share = share_of_rest (self, first, end, width);
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, width, &child_width, &child_height);
      child_width += share;
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ mirrored ? width - x - child_width : x, y,
                                                  child_width, line_height },
                                -1);
      x += child_width + self->spacing;
    }
}

/**
 * gb_wrap_layout_set_out:
 * @widget: whose children are to be set out
 * @width: how wide it is
 * @place: whether they are to be placed, not only measured
 *
 * For a widget that sets out its children itself.
 *
 * Returns: how high they are
 */
int
gb_wrap_layout_set_out (GbWrapLayout *self,
                        GtkWidget    *widget,
                        int           width,
                        gboolean      place)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, width, &child_width, &child_height);
      if (x > 0 && x + child_width > width)
        {
          if (place)
            place_line (self, first, child, y, width, line_height);
          first = child;
          x = 0;
          y += line_height + self->line_spacing;
          line_height = 0;
        }
      x += child_width + self->spacing;
      line_height = MAX (line_height, child_height);
    }
  if (place && first != NULL)
    place_line (self, first, NULL, y, width, line_height);
  return y + line_height;
}

static GtkSizeRequestMode
gb_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  GbWrapLayout *self = GB_WRAP_LAYOUT (manager);
  int least, wish;

  gb_wrap_layout_measure_width (self, widget, &least, &wish);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wish;
    }
  else
    {
      *minimum = gb_wrap_layout_set_out (self, widget, for_size < 0 ? wish : MAX (for_size, least), FALSE);
      *natural = *minimum;
    }
}

static void
gb_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  gb_wrap_layout_set_out (GB_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
gb_wrap_layout_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbWrapLayout *self = GB_WRAP_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_LINE_SPACING:
      g_value_set_int (value, self->line_spacing);
      break;
    case PROP_FILL:
      g_value_set_boolean (value, self->fill);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gb_wrap_layout_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbWrapLayout *self = GB_WRAP_LAYOUT (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (prop_id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_LINE_SPACING:
      self->line_spacing = g_value_get_int (value);
      break;
    case PROP_FILL:
      self->fill = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_wrap_layout_class_init (GbWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_wrap_layout_get_property;
  object_class->set_property = gb_wrap_layout_set_property;
  layout_class->get_request_mode = gb_wrap_layout_get_request_mode;
  layout_class->measure = gb_wrap_layout_measure;
  layout_class->allocate = gb_wrap_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_LINE_SPACING] = g_param_spec_int ("line-spacing", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_FILL] = g_param_spec_boolean ("fill", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gb_wrap_layout_init (GbWrapLayout *self)
{
}

GtkLayoutManager *
gb_wrap_layout_new (void)
{
  return g_object_new (GB_TYPE_WRAP_LAYOUT, NULL);
}
