/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-told.h"

gboolean
gb_test_is_ours (GType type)
{
  return g_str_has_prefix (g_type_name (type), "Gb");
}

/**
 * gb_test_describe:
 *
 * Returns: (transfer full): what it is, its name, and where in its window it is
 */
char *
gb_test_describe (GtkWidget *widget)
{
  g_autofree char *label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                              GTK_ACCESSIBLE_PROPERTY_LABEL, "?");
  GtkRoot *root = gtk_widget_get_root (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (root == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (root), &bounds))
    return g_strdup (G_OBJECT_TYPE_NAME (widget));
  return g_strdup_printf ("%s %s (%.0f, %.0f, %.0f, %.0f)", G_OBJECT_TYPE_NAME (widget), label != NULL ? label : "",
                          bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height);
}

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

/* Its own, that of what labels it, or the words on it. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) || has_words (widget);
}

/* Parts that GTK puts into an entry, a menu button or a drop-down have the name of what they are in; a label's words are its
 * name, of which it has none yet. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  GtkWidget *choice = gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN);

  if (has_name (widget) || GTK_IS_LABEL (widget) || (choice != NULL && has_name (choice)))
    return TRUE;
  return (GTK_IS_TEXT (widget) || GTK_IS_MENU_BUTTON (parent)) && has_name (parent);
}

static gboolean
is_in_a_control (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL || gtk_widget_get_ancestor (widget, GTK_TYPE_ENTRY) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SEARCH_ENTRY) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) != NULL;
}

static gboolean
has_picture (GtkWidget *widget)
{
  return GTK_IS_IMAGE (widget) || gtk_picture_get_paintable (GTK_PICTURE (widget)) != NULL;
}

/**
 * gb_test_told:
 *
 * Makes sure of what is told of one widget: what can have the focus has a role and a name, a picture is described or hidden.
 */
void
gb_test_told (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  g_autofree char *text = gb_test_describe (widget);

  /* A pane that scrolls has the focus only where there is nothing else in it. */
  if (gtk_widget_get_focusable (widget) && !GTK_IS_SCROLLED_WINDOW (widget) && !is_named (widget))
    g_test_fail_printf ("%s has no name", text);
  if (gtk_widget_get_focusable (widget) && gb_test_is_ours (G_OBJECT_TYPE (widget)) &&
      (role == GTK_ACCESSIBLE_ROLE_WIDGET || role == GTK_ACCESSIBLE_ROLE_NONE))
    g_test_fail_printf ("%s has no role", text);
  if ((GTK_IS_IMAGE (widget) || GTK_IS_PICTURE (widget)) && role != GTK_ACCESSIBLE_ROLE_PRESENTATION &&
      !has_name (widget) && has_picture (widget) && !is_in_a_control (widget))
    g_test_fail_printf ("%s of %s is neither described nor hidden", text, G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

/* --- setters -------------------------------------------------------------------------------------------- */

static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              guint      *n_told)
{
  ++*n_told;
}

static guint
count_told (GObject      *object,
            GParamSpec   *property,
            const GValue *value)
{
  g_autofree char *signal = g_strconcat ("notify::", property->name, NULL);
  guint n_told = 0;
  gulong id = g_signal_connect (object, signal, G_CALLBACK (on_notify_cb), &n_told);

  g_object_set_property (object, property->name, value);
  g_signal_handler_disconnect (object, id);
  return n_told;
}

/* Something else than it is, of the same type; FALSE where nothing can be made up. */
static gboolean
change_value (GParamSpec *property,
              GValue     *value)
{
  switch (G_TYPE_FUNDAMENTAL (property->value_type))
    {
    case G_TYPE_BOOLEAN:
      g_value_set_boolean (value, !g_value_get_boolean (value));
      return TRUE;
    case G_TYPE_INT:
      g_value_set_int (value, g_value_get_int (value) + 1);
      return TRUE;
    case G_TYPE_STRING:
      g_value_set_string (value, "another");
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * gb_test_setters:
 * @changing: whether its properties may be changed, too
 *
 * Makes sure that the setters of our properties tell once of what changed, and of nothing else.
 */
void
gb_test_setters (GObject *object,
                 gboolean changing)
{
  guint n_properties;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      guint n_told;

      if (!gb_test_is_ours (properties[i]->owner_type) || (properties[i]->flags & G_PARAM_READWRITE) != G_PARAM_READWRITE ||
          (properties[i]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
        continue;
      g_value_init (&value, properties[i]->value_type);
      g_object_get_property (object, properties[i]->name, &value);
      n_told = count_told (object, properties[i], &value);
      if (n_told != 0)
        g_test_fail_printf ("%s:%s tells %u times of what it is", G_OBJECT_TYPE_NAME (object), properties[i]->name, n_told);
      if (!changing || !change_value (properties[i], &value))
        continue;
      n_told = count_told (object, properties[i], &value);
      if (n_told != 1)
        g_test_fail_printf ("%s:%s tells %u times of a change", G_OBJECT_TYPE_NAME (object), properties[i]->name, n_told);
    }
}
