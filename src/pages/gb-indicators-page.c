/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-indicators-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-adaptive-bin.h"
#include "gb-export-button.h"
#include "gb-programmes-view.h"
#include "gb-reconcile-view.h"
#include "gb-score-view.h"
#include "gb-tabs.h"
#include "gb-tracking-view.h"

#define PROGRAMMES "programmes"

/**
 * GbIndicatorsPage:
 *
 * The page "Chỉ số": how are we judged? Its views are pages of a stack.
 */
struct _GbIndicatorsPage
{
  GbPage parent_instance;

  GbTabs *tabs; /* the template's, as all of these */
  AdwViewStack *views;
  GbScoreView *score;
  GbTrackingView *tracking;
  GbProgrammesView *programmes;
  GbReconcileView *reconcile;
};

G_DEFINE_FINAL_TYPE (GbIndicatorsPage, gb_indicators_page, GB_TYPE_PAGE)

/* What nobody sees is not waited for. */
static void
update_loading (GbIndicatorsPage *self)
{
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);
  gboolean loading = FALSE;

  if (view != NULL)
    g_object_get (view, "loading", &loading, NULL);
  gb_page_set_loading (GB_PAGE (self), loading);
}

static void
on_commune_cb (GbIndicatorsPage *self)
{
  const char *commune = gb_page_get_commune (GB_PAGE (self));

  gb_score_view_set_commune (self->score, commune);
  gb_tracking_view_set_commune (self->tracking, commune);
  gb_programmes_view_set_commune (self->programmes, commune);
  gb_reconcile_view_set_commune (self->reconcile, commune);
}

static void
gb_indicators_page_constructed (GObject *object)
{
  GbIndicatorsPage *self = GB_INDICATORS_PAGE (object);

  G_OBJECT_CLASS (gb_indicators_page_parent_class)->constructed (object);

  gb_score_view_set_store (self->score, gb_page_get_store (GB_PAGE (self)));
  gb_tracking_view_set_store (self->tracking, gb_page_get_store (GB_PAGE (self)));
  gb_programmes_view_set_store (self->programmes, gb_page_get_store (GB_PAGE (self)));
  gb_reconcile_view_set_store (self->reconcile, gb_page_get_store (GB_PAGE (self)));
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

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_EXPORT_BUTTON);
  g_type_ensure (GB_TYPE_PROGRAMMES_VIEW);
  g_type_ensure (GB_TYPE_RECONCILE_VIEW);
  g_type_ensure (GB_TYPE_SCORE_VIEW);
  g_type_ensure (GB_TYPE_TABS);
  g_type_ensure (GB_TYPE_TRACKING_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-indicators-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, views);
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, score);
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, tracking);
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, programmes);
  gtk_widget_class_bind_template_child (widget_class, GbIndicatorsPage, reconcile);
  gtk_widget_class_bind_template_callback (widget_class, update_loading);
}

static void
gb_indicators_page_init (GbIndicatorsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_tabs_add (self->tabs, "score", _("Scorecard 766"), C_ ("indicators", "Scorecard"));
  gb_tabs_add (self->tabs, "tracking", _("Tracking of progress"), C_ ("indicators", "Progress"));
  gb_tabs_add (self->tabs, PROGRAMMES, _("Programmes"), NULL);
  gb_tabs_add (self->tabs, "reconcile", _("Comparison of due dates"), C_ ("indicators", "Due dates"));
  g_object_bind_property (self->views, "visible-child-name", self->tabs, "selected",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/**
 * gb_indicators_page_show_view:
 * @name: "score", "tracking", "programmes" or "reconcile"; "programmes:ID" shows that indicator in full
 */
void
gb_indicators_page_show_view (GbIndicatorsPage *self,
                              const char       *name)
{
  g_return_if_fail (GB_IS_INDICATORS_PAGE (self));

  if (g_str_has_prefix (name, PROGRAMMES ":"))
    {
      gb_programmes_view_choose (self->programmes, name + strlen (PROGRAMMES ":"));
      name = PROGRAMMES;
    }
  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}
