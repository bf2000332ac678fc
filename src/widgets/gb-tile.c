/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile.h"

#include "gb-format.h"

/**
 * GbTile:
 *
 * A figure that can be opened: name, number and one line that says which.
 */
struct _GbTile
{
  GtkButton parent_instance;

  char *name;    /* (owned) (nullable) */
  char *caption; /* (owned) (nullable) */
  char *state;   /* (owned) (nullable): the class in the style sheet */
  char *icon;    /* (owned) (nullable) */
  gint64 count;  /* -1: not known yet */
  gboolean compact;
  gboolean narrow;
};

enum
{
  PROP_NAME = 1,
  PROP_CAPTION,
  PROP_STATE,
  PROP_ICON,
  PROP_COUNT,
  PROP_COMPACT,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbTile, gb_tile, GTK_TYPE_BUTTON)

static char *
format_figure (GbTile *self,
               gint64  count)
{
  return count >= 0 ? gb_format_number (count) : g_strdup ("–");
}

static gboolean
shows_caption (GbTile     *self,
               const char *caption,
               gboolean    compact)
{
  return !compact;
}

/* A screen reader says name, figure and caption in one breath. */
static void
update_label (GbTile *self)
{
  g_autofree char *figure = format_figure (self, self->count);
  g_autofree char *label = g_strdup_printf ("%s: %s", self->name != NULL ? self->name : "", figure);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->caption != NULL ? self->caption : "", -1);
}

static void
set_text (GbTile       *self,
          char        **field,
          const GValue *value,
          GParamSpec   *pspec)
{
  if (g_strcmp0 (*field, g_value_get_string (value)) == 0)
    return;
  g_free (*field);
  *field = g_value_dup_string (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  update_label (self);
}

static void
set_state (GbTile       *self,
           const GValue *value)
{
  if (self->state != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->state);
  set_text (self, &self->state, value, props[PROP_STATE]);
  if (self->state != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->state);
}

static void
set_class (GbTile     *self,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
gb_tile_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GbTile *self = GB_TILE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_ICON:
      g_value_set_string (value, self->icon);
      break;
    case PROP_COUNT:
      g_value_set_int64 (value, self->count);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_tile_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  GbTile *self = GB_TILE (object);

  switch (id)
    {
    case PROP_NAME:
      set_text (self, &self->name, value, pspec);
      break;
    case PROP_CAPTION:
      set_text (self, &self->caption, value, pspec);
      break;
    case PROP_STATE:
      set_state (self, value);
      break;
    case PROP_ICON:
      set_text (self, &self->icon, value, pspec);
      break;
    case PROP_COUNT:
      gb_tile_set_count (self, g_value_get_int64 (value));
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      set_class (self, "compact", self->compact);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_tile_dispose (GObject *object)
{
  gtk_button_set_child (GTK_BUTTON (object), NULL);

  G_OBJECT_CLASS (gb_tile_parent_class)->dispose (object);
}

static void
gb_tile_finalize (GObject *object)
{
  GbTile *self = GB_TILE (object);

  g_free (self->name);
  g_free (self->caption);
  g_free (self->state);
  g_free (self->icon);

  G_OBJECT_CLASS (gb_tile_parent_class)->finalize (object);
}

static void
gb_tile_class_init (GbTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_tile_get_property;
  object_class->set_property = gb_tile_set_property;
  object_class->dispose = gb_tile_dispose;
  object_class->finalize = gb_tile_finalize;

  props[PROP_NAME] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, flags);
  /* A state of style.css, such as "late". */
  props[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  props[PROP_ICON] = g_param_spec_string ("symbol", NULL, NULL, NULL, flags);
  /* The figure; -1 while it is not known. */
  props[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, -1, G_MAXINT64, -1, flags);
  /* Without caption and with less air. */
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  /* Without arrow, so that the name has room. */
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/widgets/gb-tile.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_figure);
  gtk_widget_class_bind_template_callback (widget_class, shows_caption);
}

static void
gb_tile_init (GbTile *self)
{
  self->count = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_tile_get_count:
 *
 * Returns: the figure; -1 while it is not known
 */
gint64
gb_tile_get_count (GbTile *self)
{
  g_return_val_if_fail (GB_IS_TILE (self), -1);

  return self->count;
}

/**
 * gb_tile_set_count:
 * @count: the figure; -1 while it is not known
 */
void
gb_tile_set_count (GbTile *self,
                   gint64  count)
{
  g_return_if_fail (GB_IS_TILE (self));

  if (self->count == count)
    return;
  self->count = count;
  set_class (self, "zero", count <= 0);
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

/**
 * gb_tile_get_caption:
 *
 * Returns: (nullable): the line that says which
 */
const char *
gb_tile_get_caption (GbTile *self)
{
  g_return_val_if_fail (GB_IS_TILE (self), NULL);

  return self->caption;
}

/**
 * gb_tile_set_caption:
 * @caption: (nullable): the line that says which
 */
void
gb_tile_set_caption (GbTile     *self,
                     const char *caption)
{
  g_return_if_fail (GB_IS_TILE (self));

  g_object_set (self, "caption", caption, NULL);
}
