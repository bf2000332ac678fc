/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-today-page.h"

/**
 * GbTodayPage:
 *
 * The page "Hôm nay": what needs the chairman now.
 */
struct _GbTodayPage
{
  GbPage parent_instance;
};

G_DEFINE_FINAL_TYPE (GbTodayPage, gb_today_page, GB_TYPE_PAGE)

static void
gb_today_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_today_page_parent_class)->dispose (object);
}

static void
gb_today_page_class_init (GbTodayPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_today_page_dispose;

  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/giaoban/GiaoBan/ui/pages/gb-today-page.ui");
}

static void
gb_today_page_init (GbTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
