/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-class-label.h"

#include "gb-class-text.h"
#include "gb-property.h"

/**
 * GbClassLabel:
 *
 * The icon of a deadline class and words in its colour: the cell "remaining" of a table (.gb-class,
 * as made) or the state at the head of a pane (add .gb-state-chip). The words are never cut.
 */
struct _GbClassLabel
{
  GtkWidget  parent_instance;

  GtkWidget *icon;  /* (owned by the widget tree) */
  GtkWidget *label; /* (owned by the widget tree) */
  int        klass; /* GbDeadlineClass, -1 none */
};

enum
{
  PROP_0,
  PROP_DEADLINE_CLASS,
  PROP_TEXT,
  PROP_WIDTH_CHARS,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (GbClassLabel, gb_class_label, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
gb_class_label_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbClassLabel *self = GB_CLASS_LABEL (object);

  switch (prop_id)
    {
    case PROP_DEADLINE_CLASS:
      g_value_set_int (value, self->klass);
      break;
    case PROP_TEXT:
      g_value_set_string (value, gb_class_label_get_text (self));
      break;
    case PROP_WIDTH_CHARS:
      g_value_set_int (value, gtk_label_get_width_chars (GTK_LABEL (self->label)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gb_class_label_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbClassLabel *self = GB_CLASS_LABEL (object);

  switch (prop_id)
    {
    case PROP_DEADLINE_CLASS:
      gb_class_label_set_deadline_class (self, g_value_get_int (value));
      break;
    case PROP_TEXT:
      gb_class_label_set_text (self, g_value_get_string (value));
      break;
    case PROP_WIDTH_CHARS:
      if (!gb_property_changes (object, value, pspec))
        break;
      gtk_label_set_width_chars (GTK_LABEL (self->label), g_value_get_int (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gb_class_label_dispose (GObject *object)
{
  GbClassLabel *self = GB_CLASS_LABEL (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (gb_class_label_parent_class)->dispose (object);
}

static void
gb_class_label_class_init (GbClassLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_class_label_get_property;
  object_class->set_property = gb_class_label_set_property;
  object_class->dispose = gb_class_label_dispose;

  /**
   * GbClassLabel:deadline-class:
   *
   * A #GbDeadlineClass, or -1 for words without icon and colour.
   */
  properties[PROP_DEADLINE_CLASS]
      = g_param_spec_int ("deadline-class", NULL, NULL, -1, GB_N_DEADLINE_CLASSES - 1, -1,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT]
      = g_param_spec_string ("text", NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * GbClassLabel:width-chars:
   *
   * The least width of the words, so that a column of them keeps its width while it scrolls.
   */
  properties[PROP_WIDTH_CHARS] = g_param_spec_int ("width-chars", NULL, NULL, -1, G_MAXINT, -1,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gb_class_label_init (GbClassLabel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->klass = -1;
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-class");

  self->icon = gtk_image_new ();
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
gb_class_label_new (void)
{
  return g_object_new (GB_TYPE_CLASS_LABEL, NULL);
}

/**
 * gb_class_label_get_deadline_class:
 *
 * Returns: a #GbDeadlineClass, or -1
 */
int
gb_class_label_get_deadline_class (GbClassLabel *self)
{
  g_return_val_if_fail (GB_IS_CLASS_LABEL (self), -1);

  return self->klass;
}

const char *
gb_class_label_get_text (GbClassLabel *self)
{
  g_return_val_if_fail (GB_IS_CLASS_LABEL (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * gb_class_label_set_deadline_class:
 * @klass: a #GbDeadlineClass, or -1 for words without icon and colour
 */
void
gb_class_label_set_deadline_class (GbClassLabel *self,
                                   int           klass)
{
  g_return_if_fail (GB_IS_CLASS_LABEL (self));
  g_return_if_fail (klass < GB_N_DEADLINE_CLASSES);

  if (self->klass == klass)
    return;
  if (self->klass >= 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self), gb_class_style (self->klass));
  self->klass = klass;
  gtk_widget_set_visible (self->icon, klass >= 0);
  if (klass >= 0)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), gb_class_style (klass));
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), gb_class_icon_name (klass));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gb_deadline_class_label (klass), -1);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEADLINE_CLASS]);
}

/**
 * gb_class_label_set_mark:
 * @mark: a mark on top of the class
 *
 * Shows a mark by its icon and name in place of a class.
 */
void
gb_class_label_set_mark (GbClassLabel *self,
                         GbDossierMark mark)
{
  g_return_if_fail (GB_IS_CLASS_LABEL (self));

  gb_class_label_set_deadline_class (self, -1);
  gb_class_label_set_text (self, gb_dossier_mark_label (mark));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), gb_mark_icon_name (mark));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_visible (self->icon, TRUE);
}

void
gb_class_label_set_text (GbClassLabel *self,
                         const char   *text)
{
  g_return_if_fail (GB_IS_CLASS_LABEL (self));

  if (g_strcmp0 (text ? text : "", gb_class_label_get_text (self)) == 0)
    return;
  gtk_label_set_label (GTK_LABEL (self->label), text ? text : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
