/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-export-figures.h"
#include "gb-exportable.h"
#include "gb-format.h"
#include "gb-freshness-words.h"
#include "gb-period-button.h"
#include "gb-state-view.h"
#include "gb-tracking-grid.h"
#include "gb-tracking-words.h"
#include "gb-wrap-layout.h"

/**
 * GbTrackingView:
 *
 * The tracking table with what it is asked for: by unit, field or officer, of which period. A figure
 * opens its dossiers.
 */
struct _GbTrackingView
{
  AdwBin parent_instance;

  GtkWidget *bin; /* the template's */
  GtkLabel *days;
  GtkLabel *before;
  GtkToggleButton *by_unit;
  GtkToggleButton *by_field;
  GtkToggleButton *by_officer;
  GbPeriodButton *period;
  GbStateView *state;
  GbTrackingGrid *grid;
  GtkLabel *summary;
  GtkLabel *freshness;

  GbTrackingModel *model; /* (owned) (nullable) */
  gboolean showing;       /* what changes was not changed by the user */
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_tracking_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTrackingView, gb_tracking_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_tracking_view_exportable_init))

static GtkToggleButton *
by_button (GbTrackingView *self,
           GbTrackingBy    by)
{
  GtkToggleButton *const buttons[] = { self->by_unit, self->by_field, self->by_officer };

  return buttons[by];
}

/* --- what is shown ----------------------------------------------------------------------------- */

/* A period under way is told until today. */
static char *
days_words (const GbTrackingReport *report)
{
  const GbPeriod *period = &report->period;

  return gb_period_format (period->from,
                           CLAMP (gb_time_day (report->now), period->from, period->to));
}

static char *
before_words (const GbTrackingReport *report)
{
  g_autofree char *before = gb_period_format (report->before.from, report->before.to);

  /* Translators: the days of the period before */
  return g_strdup_printf (report->compared ? _("compared with %s")
                                           : _("not enough data from %s to compare"),
                          before);
}

static void
show_rows (GbTrackingView         *self,
           const GbTrackingReport *report)
{
  guint n_rows = report->rows->len - 1;
  g_autofree char *summary = gb_tracking_words_rows (report->by, n_rows);

  if (n_rows == 0)
    {
      gb_state_view_show_empty (self->state, _("No dossiers in this period"),
                                _("Nothing was in hand then. Choose another period."));
      return;
    }
  gb_tracking_grid_set_rows (self->grid, report->rows, report->by, report->compared);
  gtk_label_set_label (self->summary, summary);
  gb_state_view_show_content (self->state);
}

static void
show_report (GbTrackingView         *self,
             const GbTrackingReport *report)
{
  g_autofree char *days = days_words (report);
  g_autofree char *before = before_words (report);
  g_autofree char *freshness = gb_freshness_words (report->as_of, report->now);

  self->showing = TRUE;
  gtk_toggle_button_set_active (by_button (self, gb_tracking_model_get_by (self->model)), TRUE);
  self->showing = FALSE;
  gb_period_button_set_period (self->period, &report->period, gb_time_day (report->now));
  gtk_label_set_label (self->days, days);
  gtk_label_set_label (self->before, before);
  gtk_label_set_label (self->freshness, freshness);
  show_rows (self, report);
}

static void
on_model_changed_cb (GbTrackingView *self)
{
  const GbTrackingReport *report = gb_tracking_model_get_report (self->model);
  const GError *error = gb_tracking_model_get_error (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->state, _("The table cannot be read"), error->message);
  else if (report != NULL && !gb_tracking_model_get_loading (self->model))
    show_report (self, report);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/* --- what the user does ------------------------------------------------------------------------ */

static void
on_by_toggled_cb (GbTrackingView  *self,
                  GtkToggleButton *button)
{
  if (self->showing || self->model == NULL || !gtk_toggle_button_get_active (button))
    return;
  for (int by = 0; by < GB_N_TRACKING_BYS; by++)
    if (by_button (self, by) == button)
      gb_tracking_model_set_by (self->model, by);
}

static void
on_period_changed_cb (GbTrackingView *self)
{
  GbPeriod period;

  gb_period_button_get_period (self->period, &period);
  gb_tracking_model_set_period (self->model, &period);
}

static void
on_opened_cb (GbTrackingView *self,
              guint           row,
              int             column)
{
  const GbTrackingReport *report = gb_tracking_model_get_report (self->model);
  g_autoptr (GbDossierSet) set = gb_tracking_report_set (report, row, column);
  g_autofree char *text = gb_dossier_set_to_text (set);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-dossier-set", "s", text);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbTrackingView *self = GB_TRACKING_VIEW (widget);

  if (self->model != NULL)
    gb_tracking_model_reload (self->model);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_tracking_view_get_forms (GbExportable *exportable)
{
  GbTrackingView *self = GB_TRACKING_VIEW (exportable);
  const GbTrackingReport *report = self->model != NULL ? gb_tracking_model_get_report (self->model) : NULL;

  return report != NULL && report->rows->len > 1 ? GB_EXPORT_TABLES : 0;
}

static GbExport *
gb_tracking_view_make_export (GbExportable *exportable,
                              GbExportForm  form,
                              gboolean      marked)
{
  const GbTrackingReport *report = gb_tracking_model_get_report (GB_TRACKING_VIEW (exportable)->model);
  g_autofree char *days = days_words (report);
  /* Translators: a period of days */
  g_autofree char *name = g_strdup_printf (_("Tracking of progress, %s"), days);

  return gb_export_new_for_table (
      name, gb_export_tracking_table (report->rows, report->by, report->compared, name), report->rows->len);
}

static void
gb_tracking_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_tracking_view_get_forms;
  iface->make_export = gb_tracking_view_make_export;
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_tracking_view_map (GtkWidget *widget)
{
  GbTrackingView *self = GB_TRACKING_VIEW (widget);

  GTK_WIDGET_CLASS (gb_tracking_view_parent_class)->map (widget);
  if (self->model != NULL)
    gb_tracking_model_set_active (self->model, TRUE);
}

static void
gb_tracking_view_unmap (GtkWidget *widget)
{
  GbTrackingView *self = GB_TRACKING_VIEW (widget);

  if (self->model != NULL)
    gb_tracking_model_set_active (self->model, FALSE);
  GTK_WIDGET_CLASS (gb_tracking_view_parent_class)->unmap (widget);
}

static GtkOrientation
orientation_for (GbTrackingView *self,
                 gboolean        narrow)
{
  return narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static char **
grid_classes (GbTrackingView *self,
              gboolean        narrow)
{
  const char *classes[] = { narrow ? "narrow" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static void
gb_tracking_view_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, gb_tracking_view_get_loading (GB_TRACKING_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_tracking_view_dispose (GObject *object)
{
  GbTrackingView *self = GB_TRACKING_VIEW (object);

  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_tracking_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbTrackingView, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-tracking-view.ui");
  BIND (bin);
  BIND (days);
  BIND (before);
  BIND (by_unit);
  BIND (by_field);
  BIND (by_officer);
  BIND (period);
  BIND (state);
  BIND (grid);
  BIND (summary);
  BIND (freshness);
  gtk_widget_class_bind_template_callback (widget_class, orientation_for);
  gtk_widget_class_bind_template_callback (widget_class, grid_classes);
  gtk_widget_class_bind_template_callback (widget_class, on_by_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
}

static void
gb_tracking_view_class_init (GbTrackingViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_tracking_view_get_property;
  object_class->dispose = gb_tracking_view_dispose;
  widget_class->map = gb_tracking_view_map;
  widget_class->unmap = gb_tracking_view_unmap;

  /* Whether the table is not yet what was asked for. */
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_PERIOD_BUTTON);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_TRACKING_GRID);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_install_action (widget_class, "tracking.reload", NULL, reload_action);
  bind_template (widget_class);
}

static void
gb_tracking_view_init (GbTrackingView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_tracking_view_set_store:
 * @store: where the figures come from; set once
 */
void
gb_tracking_view_set_store (GbTrackingView *self,
                            GbStore        *store)
{
  GbDay today = gb_time_day (gb_clock_now (gb_store_get_clock (store)));
  GbPeriod period = gb_period_of (GB_PERIOD_THIS_MONTH, today);

  g_return_if_fail (GB_IS_TRACKING_VIEW (self));
  g_return_if_fail (self->model == NULL);

  self->model = gb_tracking_model_new (store);
  gb_period_button_set_period (self->period, &period, today);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gb_tracking_model_set_active (self->model, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * gb_tracking_view_set_commune:
 * @commune: (nullable): whose dossiers alone, by code; %NULL for the whole scope
 */
void
gb_tracking_view_set_commune (GbTrackingView *self,
                              const char     *commune)
{
  g_return_if_fail (GB_IS_TRACKING_VIEW (self));
  g_return_if_fail (self->model != NULL);

  gb_tracking_model_set_commune (self->model, commune);
}

gboolean
gb_tracking_view_get_loading (GbTrackingView *self)
{
  g_return_val_if_fail (GB_IS_TRACKING_VIEW (self), FALSE);

  return self->model != NULL && gb_tracking_model_get_loading (self->model);
}
