/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sidebar-row.h"

#include <glib/gi18n-lib.h>

#include "gb-property.h"

/**
 * GbSidebarRow:
 *
 * One page in the sidebar: icon, title and how much on it needs attention. In the rail only the
 * icon is left, with the title as its tooltip.
 */
struct _GbSidebarRow
{
  GtkListBoxRow parent_instance;

  AdwViewStackPage *page; /* (owned) */
  gboolean rail;
};

enum
{
  PROP_PAGE = 1,
  PROP_RAIL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbSidebarRow, gb_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static char *
format_badge (GbSidebarRow *self,
              guint         badge)
{
  return badge > 999 ? g_strdup ("999+") : g_strdup_printf ("%u", badge);
}

static char **
badge_classes (GbSidebarRow *self,
               gboolean      urgent)
{
  const char *classes[] = { "gb-badge", urgent ? "late" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static gboolean
shows_badge (GbSidebarRow *self,
             guint         badge,
             gboolean      rail)
{
  return badge > 0 && !rail;
}

static char *
tooltip (GbSidebarRow *self,
         const char   *title,
         guint         badge,
         gboolean      rail)
{
  if (!rail)
    return NULL;
  if (badge == 0)
    return g_strdup (title);
  /* Translators: a page of the sidebar and how many things on it need attention */
  return g_strdup_printf (_("%s (%u)"), title, badge);
}

/* The badge is read out with the title, whether it is seen or not. */
static void
on_page_notify_cb (GbSidebarRow *self)
{
  const char *title = adw_view_stack_page_get_title (self->page);
  guint badge = adw_view_stack_page_get_badge_number (self->page);
  g_autofree char *label = badge > 0 ? g_strdup_printf (_("%s (%u)"), title, badge)
                                     : g_strdup (title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
gb_sidebar_row_constructed (GObject *object)
{
  GbSidebarRow *self = GB_SIDEBAR_ROW (object);

  G_OBJECT_CLASS (gb_sidebar_row_parent_class)->constructed (object);

  g_signal_connect_object (self->page, "notify", G_CALLBACK (on_page_notify_cb), self,
                           G_CONNECT_SWAPPED);
  on_page_notify_cb (self);
}

static void
gb_sidebar_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbSidebarRow *self = GB_SIDEBAR_ROW (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_object (value, self->page);
      break;
    case PROP_RAIL:
      g_value_set_boolean (value, self->rail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_sidebar_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbSidebarRow *self = GB_SIDEBAR_ROW (object);

  switch (id)
    {
    case PROP_PAGE:
      self->page = g_value_dup_object (value);
      break;
    case PROP_RAIL:
      if (!gb_property_changes (object, value, pspec))
        break;
      self->rail = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_sidebar_row_dispose (GObject *object)
{
  GbSidebarRow *self = GB_SIDEBAR_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);

  G_OBJECT_CLASS (gb_sidebar_row_parent_class)->dispose (object);
}

/* Not before: the template's bindings look at the page until the row is gone. */
static void
gb_sidebar_row_finalize (GObject *object)
{
  GbSidebarRow *self = GB_SIDEBAR_ROW (object);

  g_clear_object (&self->page);

  G_OBJECT_CLASS (gb_sidebar_row_parent_class)->finalize (object);
}

static void
gb_sidebar_row_class_init (GbSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_sidebar_row_constructed;
  object_class->get_property = gb_sidebar_row_get_property;
  object_class->set_property = gb_sidebar_row_set_property;
  object_class->dispose = gb_sidebar_row_dispose;
  object_class->finalize = gb_sidebar_row_finalize;

  props[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, ADW_TYPE_VIEW_STACK_PAGE,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                              | G_PARAM_STATIC_STRINGS);
  props[PROP_RAIL] = g_param_spec_boolean ("rail", NULL, NULL, FALSE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/sidebar-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_badge);
  gtk_widget_class_bind_template_callback (widget_class, shows_badge);
  gtk_widget_class_bind_template_callback (widget_class, badge_classes);
  gtk_widget_class_bind_template_callback (widget_class, tooltip);
}

static void
gb_sidebar_row_init (GbSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_sidebar_row_new:
 * @page: the page that the row leads to
 *
 * Returns: (transfer floating): a row
 */
GbSidebarRow *
gb_sidebar_row_new (AdwViewStackPage *page)
{
  return g_object_new (GB_TYPE_SIDEBAR_ROW, "page", page, NULL);
}

/**
 * gb_sidebar_row_get_page:
 *
 * Returns: (transfer none): the page that the row leads to
 */
AdwViewStackPage *
gb_sidebar_row_get_page (GbSidebarRow *self)
{
  g_return_val_if_fail (GB_IS_SIDEBAR_ROW (self), NULL);

  return self->page;
}
