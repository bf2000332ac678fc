/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-layout.h"

#include "gb-compat.h"
#include "gb-property.h"

/**
 * GbTileLayout:
 *
 * Puts tiles of one width side by side. Where they do not all fit, the first row holds
 * #GbTileLayout:head of them and the rest stand in rows beneath, each row filling the width, so the
 * figures that matter most stay large. With large text there are never more than two in a row.
 */
struct _GbTileLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int tile_width; /* px at 100 % text that a tile must have to stand in a full row */
  int head;
  gboolean split;
};

enum
{
  PROP_SPACING = 1,
  PROP_TILE_WIDTH,
  PROP_HEAD,
  PROP_SPLIT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbTileLayout, gb_tile_layout, GTK_TYPE_LAYOUT_MANAGER)

/* How many tiles stand in the row that begins with tile number @first. */
static int
row_length (GbTileLayout *self,
            GtkWidget    *widget,
            int           width,
            int           n_tiles,
            int           first)
{
  double scale = gb_compat_get_text_scale (widget);
  int wanted = (int) (self->tile_width * scale);

  if (!self->split && (width < 0 || (wanted + self->spacing) * n_tiles - self->spacing <= width))
    return n_tiles;
  if (first == 0)
    return MIN (self->head, n_tiles);
  if (scale > 1.4)
    return MIN (2, n_tiles - first);
  return n_tiles - first;
}

static int
count_tiles (GtkWidget *widget)
{
  int n_tiles = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_tiles += gtk_widget_should_layout (child);
  return n_tiles;
}

static GtkWidget *
next_tile (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
row_height (GtkWidget *first,
            int        length,
            int        tile_width)
{
  GtkWidget *child = next_tile (first);
  int height = 0;

  for (int i = 0; i < length; i++)
    {
      int minimum, natural, least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MAX (tile_width, least), &minimum,
                          &natural, NULL, NULL);
      height = MAX (height, natural);
      child = next_tile (gtk_widget_get_next_sibling (child));
    }
  return height;
}

/* Walks the rows; gives their tiles places where @allocate says so. Returns the height of all. */
static int
lay_out (GbTileLayout *self,
         GtkWidget    *widget,
         int           width,
         gboolean      allocate)
{
  GtkWidget *child = next_tile (gtk_widget_get_first_child (widget));
  int n_tiles = count_tiles (widget);
  int y = 0;

  for (int i = 0; i < n_tiles;)
    {
      int length = row_length (self, widget, width, n_tiles, i);
      int tile_width = MAX (1, (width - self->spacing * (length - 1)) / length);
      int rest = MAX (0, (width - self->spacing * (length - 1)) - tile_width * length);
      int height = row_height (child, length, tile_width);
      int x = 0;

      for (int j = 0; j < length; j++)
        {
          /* What does not divide evenly goes to the first tiles, a pixel each. */
          GtkAllocation place = { x, y, tile_width + (j < rest ? 1 : 0), height };

          if (allocate)
            gtk_widget_size_allocate (child, &place, -1);
          x += place.width + self->spacing;
          child = next_tile (gtk_widget_get_next_sibling (child));
        }
      y += height + self->spacing;
      i += length;
    }
  return MAX (0, y - self->spacing);
}

static void
gb_tile_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  GbTileLayout *self = GB_TILE_LAYOUT (manager);
  int n_tiles = count_tiles (widget);
  int least = 0, wish = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (self, widget, for_size >= 0 ? for_size : 10000, FALSE);
      return;
    }
  for (GtkWidget *child = next_tile (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_tile (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      least = MAX (least, child_minimum);
      wish = MAX (wish, child_natural);
    }
  *minimum = least * 2 + self->spacing;
  *natural = MAX (*minimum, (wish + self->spacing) * n_tiles - self->spacing);
}

static void
gb_tile_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  lay_out (GB_TILE_LAYOUT (manager), widget, width, TRUE);
}

static GtkSizeRequestMode
gb_tile_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_tile_layout_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbTileLayout *self = GB_TILE_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_TILE_WIDTH:
      g_value_set_int (value, self->tile_width);
      break;
    case PROP_HEAD:
      g_value_set_int (value, self->head);
      break;
    case PROP_SPLIT:
      g_value_set_boolean (value, self->split);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_tile_layout_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbTileLayout *self = GB_TILE_LAYOUT (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_TILE_WIDTH:
      self->tile_width = g_value_get_int (value);
      break;
    case PROP_HEAD:
      self->head = g_value_get_int (value);
      break;
    case PROP_SPLIT:
      self->split = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_tile_layout_class_init (GbTileLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_tile_layout_get_property;
  object_class->set_property = gb_tile_layout_set_property;
  layout_class->measure = gb_tile_layout_measure;
  layout_class->allocate = gb_tile_layout_allocate;
  layout_class->get_request_mode = gb_tile_layout_get_request_mode;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 12, flags);
  props[PROP_TILE_WIDTH] = g_param_spec_int ("tile-width", NULL, NULL, 1, 10000, 190, flags);
  /* How many tiles the first row holds where they do not all fit. */
  props[PROP_HEAD] = g_param_spec_int ("head", NULL, NULL, 1, 100, 2, flags);
  /* Whether the rows are split even where all would fit. */
  props[PROP_SPLIT] = g_param_spec_boolean ("split", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_tile_layout_init (GbTileLayout *self)
{
  self->spacing = 12;
  self->tile_width = 190;
  self->head = 2;
}
