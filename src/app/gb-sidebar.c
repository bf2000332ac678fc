/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sidebar.h"

#include "gb-property.h"
#include "gb-sidebar-row.h"

/**
 * GbSidebar:
 *
 * The window's pages, one under the other; it chooses the stack's visible page and follows it.
 */
struct _GbSidebar
{
  AdwBin parent_instance;

  AdwViewStack *stack; /* (owned) (nullable) */
  GtkListBox *list;
  gboolean rail;
};

enum
{
  PROP_STACK = 1,
  PROP_RAIL,
  N_PROPS
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbSidebar, gb_sidebar, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  GbSidebar *self = user_data;
  GbSidebarRow *row = gb_sidebar_row_new (item);

  g_object_bind_property (self, "rail", row, "rail", G_BINDING_SYNC_CREATE);
  return GTK_WIDGET (row);
}

static void
on_stack_visible_child_cb (GbSidebar *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (row == NULL)
        return;
      if (adw_view_stack_page_get_child (gb_sidebar_row_get_page (GB_SIDEBAR_ROW (row)))
          == adw_view_stack_get_visible_child (self->stack))
        gtk_list_box_select_row (self->list, row);
    }
}

/* By the arrow keys, too: what is marked and what is shown are the same. */
static void
on_list_row_selected_cb (GbSidebar     *self,
                         GtkListBoxRow *row)
{
  if (row != NULL && self->stack != NULL)
    adw_view_stack_set_visible_child (self->stack,
                                      adw_view_stack_page_get_child (gb_sidebar_row_get_page (GB_SIDEBAR_ROW (row))));
}

static void
on_list_row_activated_cb (GbSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/* One stop for Tab; a list box would stop at, and select, every row. */
static gboolean
gb_sidebar_focus (GtkWidget        *widget,
                  GtkDirectionType  direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (tab && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return tab ? gtk_widget_grab_focus (widget) : GTK_WIDGET_CLASS (gb_sidebar_parent_class)->focus (widget, direction);
}

static gboolean
gb_sidebar_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GB_SIDEBAR (widget)->list);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
set_stack (GbSidebar    *self,
           AdwViewStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  if (!g_set_object (&self->stack, stack))
    return;
  if (stack != NULL)
    {
      pages = adw_view_stack_get_pages (stack);
      g_signal_connect_object (stack, "notify::visible-child",
                               G_CALLBACK (on_stack_visible_child_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (pages), create_row_cb, self, NULL);
  if (stack != NULL)
    {
      g_signal_connect_object (pages, "items-changed", G_CALLBACK (on_stack_visible_child_cb),
                               self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      on_stack_visible_child_cb (self);
    }
}

static void
gb_sidebar_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  GbSidebar *self = GB_SIDEBAR (object);

  switch (id)
    {
    case PROP_STACK:
      g_value_set_object (value, self->stack);
      break;
    case PROP_RAIL:
      g_value_set_boolean (value, self->rail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_sidebar_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  GbSidebar *self = GB_SIDEBAR (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_STACK:
      set_stack (self, g_value_get_object (value));
      break;
    case PROP_RAIL:
      self->rail = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_sidebar_dispose (GObject *object)
{
  GbSidebar *self = GB_SIDEBAR (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->stack);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_sidebar_parent_class)->dispose (object);
}

static void
gb_sidebar_class_init (GbSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_sidebar_get_property;
  object_class->set_property = gb_sidebar_set_property;
  object_class->dispose = gb_sidebar_dispose;
  widget_class->focus = gb_sidebar_focus;
  widget_class->grab_focus = gb_sidebar_grab_focus;

  props[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Icons only, in a rail of 56 px. */
  props[PROP_RAIL] = g_param_spec_boolean ("rail", NULL, NULL, FALSE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbSidebar::chosen:
   *
   * A page was chosen here, also one that was visible before.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", GB_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GbSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_list_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_row_activated_cb);
}

static void
gb_sidebar_init (GbSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
