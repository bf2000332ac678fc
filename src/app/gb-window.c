/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window.h"

#include "gb-adaptive-bin.h"
#include "gb-sidebar.h"
#include "gb-today-page.h"

#include <glib/gi18n-lib.h>

/**
 * GbWindow:
 *
 * The one window: a sidebar of pages and the chosen page beside it.
 */
struct _GbWindow
{
  AdwApplicationWindow parent_instance;

  GbAdaptiveBin *adaptive;
  AdwViewStack *pages;
  GtkMenuButton *pages_button;
};

G_DEFINE_FINAL_TYPE (GbWindow, gb_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
folds_to_rail (GbWindow *self,
               GbPage   *page,
               gboolean  medium,
               gboolean  detail_open)
{
  return medium && detail_open;
}

/* Takes over @page, a page of type GbPage. The action "win.page" names it @name. */
static void
add_page (GbWindow   *self,
          GtkWidget  *page,
          const char *name,
          const char *title,
          const char *icon_name)
{
  AdwViewStackPage *entry = adw_view_stack_add_titled (self->pages, page, name, title);

  adw_view_stack_page_set_icon_name (entry, icon_name);
  g_object_bind_property (page, "badge", entry, "badge-number", G_BINDING_SYNC_CREATE);
}

static void
add_pages (GbWindow *self)
{
  add_page (self, g_object_new (GB_TYPE_TODAY_PAGE, NULL), "today", _("Today"),
            "gb-today-symbolic");
}

static void
gb_window_class_init (GbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbWindow, adaptive);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, pages_button);
  gtk_widget_class_bind_template_callback (widget_class, folds_to_rail);
}

static void
gb_window_init (GbWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_pages (self);
}

/**
 * gb_window_new:
 * @application: the program
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GbWindow *
gb_window_new (GtkApplication *application)
{
  return g_object_new (GB_TYPE_WINDOW, "application", application, NULL);
}
