/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-indicators-page.h"

#include "gb-tracking-view.h"

/**
 * GbIndicatorsPage:
 *
 * The page "Chỉ số": how are we judged? Its views are pages of a stack; there is one so far.
 */
struct _GbIndicatorsPage
{
  GbPage parent_instance;

  GbTrackingView *tracking; /* the template's */
};

G_DEFINE_FINAL_TYPE (GbIndicatorsPage, gb_indicators_page, GB_TYPE_PAGE)

static void
on_commune_cb (GbIndicatorsPage *self)
{
  gb_tracking_view_set_commune (self->tracking, gb_page_get_commune (GB_PAGE (self)));
}

static void
gb_indicators_page_constructed (GObject *object)
{
  GbIndicatorsPage *self = GB_INDICATORS_PAGE (object);

  G_OBJECT_CLASS (gb_indicators_page_parent_class)->constructed (object);

  gb_tracking_view_set_store (self->tracking, gb_page_get_store (GB_PAGE (self)));
  on_commune_cb (self);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
}

static void
gb_indicators_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_indicators_page_parent_class)->dispose (object);
}

static void
gb_indicators_page_class_init (GbIndicatorsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_indicators_page_constructed;
  object_class->dispose = gb_indicators_page_dispose;

  g_type_ensure (GB_TYPE_TRACKING_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-indicators-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, tracking);
}

static void
gb_indicators_page_init (GbIndicatorsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
