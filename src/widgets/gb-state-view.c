/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-state-view.h"

#include "gb-property.h"

/**
 * GbStateView:
 *
 * Shows its content, or in its place why there is none: on its way (grey rows that keep still),
 * nothing there, or an error with what to do and, where #GbStateView:action-name is set, a button
 * for it.
 */
struct _GbStateView
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwBin *content;
  AdwStatusPage *status;
  GtkButton *action;
};

enum
{
  PROP_CONTENT = 1,
  PROP_ACTION_NAME,
  PROP_ACTION_LABEL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbStateView, gb_state_view, ADW_TYPE_BIN)

static void
gb_state_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GbStateView *self = GB_STATE_VIEW (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->content));
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, gtk_actionable_get_action_name (GTK_ACTIONABLE (self->action)));
      break;
    case PROP_ACTION_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->action));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_state_view_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GbStateView *self = GB_STATE_VIEW (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_CONTENT:
      adw_bin_set_child (self->content, g_value_get_object (value));
      break;
    case PROP_ACTION_NAME:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), g_value_get_string (value));
      break;
    case PROP_ACTION_LABEL:
      if (g_value_get_string (value) != NULL)
        gtk_button_set_label (self->action, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_state_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_state_view_parent_class)->dispose (object);
}

static void
gb_state_view_class_init (GbStateViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_state_view_get_property;
  object_class->set_property = gb_state_view_set_property;
  object_class->dispose = gb_state_view_dispose;

  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  /* What the button of an error does; NULL: no button. */
  props[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  props[PROP_ACTION_LABEL] = g_param_spec_string ("action-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/widgets/gb-state-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GbStateView, stack);
  gtk_widget_class_bind_template_child (widget_class, GbStateView, content);
  gtk_widget_class_bind_template_child (widget_class, GbStateView, status);
  gtk_widget_class_bind_template_child (widget_class, GbStateView, action);
}

static void
gb_state_view_init (GbStateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_status (GbStateView *self,
             const char  *icon_name,
             const char  *title,
             const char  *description,
             gboolean     with_action)
{
  g_autofree char *escaped = g_markup_escape_text (description != NULL ? description : "", -1);

  adw_status_page_set_icon_name (self->status, icon_name);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_widget_set_visible (
      GTK_WIDGET (self->action),
      with_action && gtk_actionable_get_action_name (GTK_ACTIONABLE (self->action)) != NULL);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/**
 * gb_state_view_show_content:
 */
void
gb_state_view_show_content (GbStateView *self)
{
  g_return_if_fail (GB_IS_STATE_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, "content");
}

/**
 * gb_state_view_show_loading:
 */
void
gb_state_view_show_loading (GbStateView *self)
{
  g_return_if_fail (GB_IS_STATE_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/**
 * gb_state_view_show_empty:
 * @title: what is not there
 * @description: (nullable): why, or where it will come from
 */
void
gb_state_view_show_empty (GbStateView *self,
                          const char  *title,
                          const char  *description)
{
  g_return_if_fail (GB_IS_STATE_VIEW (self));

  show_status (self, "gb-finished-symbolic", title, description, FALSE);
}

/**
 * gb_state_view_show_error:
 * @title: what does not work
 * @description: (nullable): why, and what to do
 */
void
gb_state_view_show_error (GbStateView *self,
                          const char  *title,
                          const char  *description)
{
  g_return_if_fail (GB_IS_STATE_VIEW (self));

  show_status (self, "dialog-warning-symbolic", title, description, TRUE);
}
