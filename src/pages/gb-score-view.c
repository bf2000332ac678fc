/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-adaptive-bin.h"
#include "gb-export-figures.h"
#include "gb-exportable.h"
#include "gb-format.h"
#include "gb-freshness-words.h"
#include "gb-period-button.h"
#include "gb-score-forecast-card.h"
#include "gb-score-group.h"
#include "gb-score-ring.h"
#include "gb-score-words.h"
#include "gb-state-view.h"

/* The width of the column with the total beside the groups, px. */
#define LEFT_WIDTH 420
/* A ring that is wider than that, because the text is large, has no room beside it for words. */
#define WIDE_RING 220

/**
 * GbScoreView:
 *
 * "Bảng điểm 766": the points of a period by groups and indicators, what this week's dossiers are worth, and of a
 * province the ranking of its communes, each of which can be looked at.
 */
struct _GbScoreView
{
  AdwBin parent_instance;

  GbAdaptiveBin *bin; /* the template's */
  GtkBox *head;
  GtkLabel *days;
  GtkLabel *freshness;
  GbPeriodButton *period;
  GbStateView *state;
  GtkBox *columns;
  AdwClamp *left;
  GtkWidget *total_card;
  GbScoreRing *ring;
  GtkLabel *total;
  GtkLabel *whose;
  GtkLabel *of;
  GtkLabel *lost;
  GtkLabel *open;
  GbScoreForecastCard *forecast;
  GtkWidget *ranking_box;
  GtkListBox *ranking;
  GtkBox *groups;

  GbScoreModel *model; /* (owned) (nullable) */
  char *selected;      /* (owned) (nullable): the commune that is looked at; %NULL for all */
  gboolean unfolded;   /* one group, to begin with */
  gboolean showing;    /* what changes was not changed by the user */
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_score_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbScoreView, gb_score_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_score_view_exportable_init))

/* --- what is shown ----------------------------------------------------------------------------- */

static const GbScorecard *
selected_card (GbScoreView         *self,
               const GbScoreReport *report)
{
  for (guint i = 0; i < report->communes->len; i++)
    {
      const GbScorecard *card = report->communes->pdata[i];

      if (g_strcmp0 (card->commune, self->selected) == 0)
        return card;
    }
  return report->total;
}

static char *
whose_words (const GbScoreReport *report,
             const GbScorecard   *card)
{
  if (card->name != NULL)
    return g_strdup (card->name);
  return g_strdup (report->communes->len > 0 ? _ ("All communes") : _ ("Scorecard"));
}

static void
show_total (GbScoreView         *self,
            const GbScoreReport *report,
            const GbScorecard   *card)
{
  const GbScoreTotal *total = &card->total;
  g_autofree char *points = isnan (total->points) ? g_strdup ("–") : gb_score_words_number (total->points, 1);
  g_autofree char *max = gb_score_words_number (total->of, 2);
  g_autofree char *missing = gb_score_words_number (total->max - total->of, 2);
  g_autofree char *missed = isnan (total->points) ? NULL : gb_score_words_number (total->of - total->points, 2);
  g_autofree char *whose = whose_words (report, card);
  g_autofree char *of = isnan (total->points) ? g_strdup (_ ("no points can be told yet"))
                                              : g_strdup_printf (_ ("out of %s points that have data"), max);
  g_autofree char *lost = missed != NULL ? g_strdup_printf (_ ("%s points lost"), missed) : NULL;
  g_autofree char *open = g_strdup_printf (_ ("%s points without data"), missing);
  g_autofree char *spoken = g_strdup_printf ("%s: %s %s, %s", whose, points, of, open);

  gtk_label_set_label (self->whose, whose);
  gtk_label_set_label (self->total, points);
  gtk_label_set_label (self->of, of);
  gtk_label_set_label (self->lost, lost != NULL ? lost : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lost), lost != NULL);
  gtk_label_set_label (self->open, open);
  gtk_widget_set_visible (GTK_WIDGET (self->open), total->max > total->of);
  gb_score_ring_set_parts (self->ring, total->points / total->max, (total->max - total->of) / total->max);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->total_card), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* The group that costs most is the one to look into; what the user unfolds afterwards stays. */
static void
unfold_worst (GbScoreView       *self,
              const GbScorecard *card)
{
  double most = 0;
  GtkWidget *worst = NULL, *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups));

  if (self->unfolded)
    return;
  for (int g = 0; g < GB_N_SCORE_GROUPS; g++, group = gtk_widget_get_next_sibling (group))
    if (card->groups[g].of - card->groups[g].points > most)
      {
        most = card->groups[g].of - card->groups[g].points;
        worst = group;
      }
  if (worst != NULL)
    gb_score_group_unfold (GB_SCORE_GROUP (worst));
  self->unfolded = TRUE;
}

static void
show_card (GbScoreView         *self,
           const GbScoreReport *report)
{
  const GbScorecard *card = selected_card (self, report);

  show_total (self, report, card);
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    gb_score_group_set (GB_SCORE_GROUP (group), report, card);
  unfold_worst (self, card);
}

static GtkWidget *
ranking_row_new (const GbScorecard *card,
                 const char        *name,
                 guint              rank)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *points = gb_score_words_points (card->total.points, card->total.of);
  g_autofree char *place = rank > 0 ? g_strdup_printf ("%u", rank) : g_strdup ("");
  g_autofree char *spoken = rank > 0 ? g_strdup_printf (_ ("%s, place %u, %s"), name, rank, points)
                                     : g_strdup_printf ("%s, %s", name, points);
  GtkWidget *number = gtk_label_new (place), *value = gtk_label_new (points);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_label_set_width_chars (GTK_LABEL (number), 3);
  gtk_widget_add_css_class (number, "gb-code");
  gtk_widget_add_css_class (number, "gb-secondary");
  gtk_widget_add_css_class (value, "gb-code");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  gtk_widget_set_name (row, card->commune != NULL ? card->commune : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_ranking (GbScoreView         *self,
              const GbScoreReport *report)
{
  GtkWidget *child, *chosen = NULL;

  gtk_widget_set_visible (self->ranking_box, report->communes->len > 1);
  self->showing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ranking))) != NULL)
    gtk_list_box_remove (self->ranking, child);
  if (report->communes->len > 1)
    gtk_list_box_append (self->ranking, ranking_row_new (report->total, _ ("All communes"), 0));
  for (guint i = 0; report->communes->len > 1 && i < report->communes->len; i++)
    {
      const GbScorecard *card = report->communes->pdata[i];
      GtkWidget *row = ranking_row_new (card, card->name != NULL ? card->name : card->commune, i + 1);

      gtk_list_box_append (self->ranking, row);
      if (g_strcmp0 (card->commune, self->selected) == 0)
        chosen = row;
    }
  gtk_list_box_select_row (self->ranking, chosen != NULL ? GTK_LIST_BOX_ROW (chosen)
                                                         : gtk_list_box_get_row_at_index (self->ranking, 0));
  self->showing = FALSE;
}

static void
show_reading (GbScoreView          *self,
              const GbScoreReading *reading)
{
  const GbPeriod *period = &reading->period;
  GbDay today = gb_time_day (reading->now);
  g_autofree char *days = gb_period_format (period->from, CLAMP (today, period->from, period->to));
  g_autofree char *freshness = gb_freshness_words (reading->as_of, reading->now);

  gb_period_button_set_period (self->period, period, today);
  gtk_label_set_label (self->days, days);
  gtk_label_set_label (self->freshness, freshness);
  if (reading->as_of == 0)
    {
      gb_state_view_show_empty (self->state, _ ("No data yet"), _ ("The scorecard is there after the first sync."));
      return;
    }
  show_ranking (self, reading->report);
  show_card (self, reading->report);
  gb_score_forecast_card_set (self->forecast, reading);
  gb_state_view_show_content (self->state);
}

static void
on_model_changed_cb (GbScoreView *self)
{
  const GbScoreReading *reading = gb_score_model_get_reading (self->model);
  const GError *error = gb_score_model_get_error (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->state, _ ("The scorecard cannot be read"), error->message);
  else if (reading != NULL && !gb_score_model_get_loading (self->model))
    show_reading (self, reading);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/* --- what the user does ------------------------------------------------------------------------ */

static void
on_period_changed_cb (GbScoreView *self)
{
  GbPeriod period;

  gb_period_button_get_period (self->period, &period);
  gb_score_model_set_period (self->model, &period);
}

static void
on_forecast_toggled_cb (GbScoreView *self,
                        const char  *code,
                        gboolean     left_out)
{
  gb_score_model_set_left_out (self->model, code, left_out);
}

static void
on_commune_selected_cb (GbScoreView   *self,
                        GtkListBoxRow *row)
{
  const GbScoreReading *reading = self->model != NULL ? gb_score_model_get_reading (self->model) : NULL;

  if (self->showing || row == NULL || reading == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));
  show_card (self, reading->report);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbScoreView *self = GB_SCORE_VIEW (widget);

  if (self->model != NULL)
    gb_score_model_reload (self->model);
}

static void
on_width_changed_cb (GbScoreView *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  int ring;
  GtkWidget *const boxes[] = { GTK_WIDGET (self->head), GTK_WIDGET (self->columns) };

  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (boxes[i]), orientation);
  gtk_widget_measure (GTK_WIDGET (self->ring), GTK_ORIENTATION_HORIZONTAL, -1, &ring, NULL, NULL, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->total_card),
                                  ring > WIDE_RING ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->left), narrow ? -1 : LEFT_WIDTH, -1);
  adw_clamp_set_maximum_size (self->left, narrow ? G_MAXINT16 : LEFT_WIDTH);
  adw_clamp_set_tightening_threshold (self->left, narrow ? G_MAXINT16 : LEFT_WIDTH);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_score_view_get_forms (GbExportable *exportable)
{
  GbScoreView *self = GB_SCORE_VIEW (exportable);
  const GbScoreReading *reading = self->model != NULL ? gb_score_model_get_reading (self->model) : NULL;

  return reading != NULL && reading->as_of != 0 ? GB_EXPORT_TABLES : 0;
}

static GbExport *
gb_score_view_make_export (GbExportable *exportable,
                           GbExportForm  form,
                           gboolean      marked)
{
  GbScoreView *self = GB_SCORE_VIEW (exportable);
  const GbScoreReading *reading = gb_score_model_get_reading (self->model);
  const GbScorecard *card = selected_card (self, reading->report);
  const GbPeriod *period = &reading->period;
  g_autofree char *days = gb_period_format (period->from, CLAMP (gb_time_day (reading->now), period->from, period->to));
  g_autofree char *whose = whose_words (reading->report, card);
  /* Translators: whose scorecard, and a period of days */
  g_autofree char *name = g_strdup_printf (_("Scorecard 766: %s, %s"), whose, days);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);

  g_ptr_array_add (tables, gb_export_score_table (card, name));
  if (reading->report->communes->len > 1)
    g_ptr_array_add (tables, gb_export_ranking_table (reading->report));
  return gb_export_new_for_tables (name, tables, -1);
}

static void
gb_score_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_score_view_get_forms;
  iface->make_export = gb_score_view_make_export;
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_score_view_map (GtkWidget *widget)
{
  GbScoreView *self = GB_SCORE_VIEW (widget);

  GTK_WIDGET_CLASS (gb_score_view_parent_class)->map (widget);
  on_width_changed_cb (self);
  if (self->model != NULL)
    gb_score_model_set_active (self->model, TRUE);
}

static void
gb_score_view_unmap (GtkWidget *widget)
{
  GbScoreView *self = GB_SCORE_VIEW (widget);

  if (self->model != NULL)
    gb_score_model_set_active (self->model, FALSE);
  GTK_WIDGET_CLASS (gb_score_view_parent_class)->unmap (widget);
}

static void
gb_score_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, gb_score_view_get_loading (GB_SCORE_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_score_view_dispose (GObject *object)
{
  GbScoreView *self = GB_SCORE_VIEW (object);

  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, g_free);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_score_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbScoreView, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-score-view.ui");
  BIND (bin);
  BIND (head);
  BIND (days);
  BIND (freshness);
  BIND (period);
  BIND (state);
  BIND (columns);
  BIND (left);
  BIND (total_card);
  BIND (ring);
  BIND (total);
  BIND (whose);
  BIND (of);
  BIND (lost);
  BIND (open);
  BIND (forecast);
  BIND (ranking_box);
  BIND (ranking);
  BIND (groups);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_forecast_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_commune_selected_cb);
}

static void
gb_score_view_class_init (GbScoreViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_score_view_get_property;
  object_class->dispose = gb_score_view_dispose;
  widget_class->map = gb_score_view_map;
  widget_class->unmap = gb_score_view_unmap;

  /* Whether the card is not yet what was asked for. */
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_PERIOD_BUTTON);
  g_type_ensure (GB_TYPE_SCORE_FORECAST_CARD);
  g_type_ensure (GB_TYPE_SCORE_RING);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  gtk_widget_class_install_action (widget_class, "score.reload", NULL, reload_action);
  bind_template (widget_class);
}

static void
gb_score_view_init (GbScoreView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int group = 1; group <= GB_N_SCORE_GROUPS; group++)
    gtk_box_append (self->groups, gb_score_group_new (group));
  on_width_changed_cb (self);
}

/**
 * gb_score_view_set_store:
 * @store: where the figures come from; set once
 */
void
gb_score_view_set_store (GbScoreView *self,
                         GbStore     *store)
{
  GbDay today = gb_time_day (gb_clock_now (gb_store_get_clock (store)));
  GbPeriod period = gb_period_of (GB_PERIOD_THIS_MONTH, today);

  g_return_if_fail (GB_IS_SCORE_VIEW (self));
  g_return_if_fail (self->model == NULL);

  self->model = gb_score_model_new (store);
  gb_period_button_set_period (self->period, &period, today);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  gb_score_model_set_active (self->model, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * gb_score_view_set_commune:
 * @commune: (nullable): whose card alone, by code; %NULL for the whole scope
 */
void
gb_score_view_set_commune (GbScoreView *self,
                           const char  *commune)
{
  g_return_if_fail (GB_IS_SCORE_VIEW (self));
  g_return_if_fail (self->model != NULL);

  gb_score_model_set_commune (self->model, commune);
}

gboolean
gb_score_view_get_loading (GbScoreView *self)
{
  g_return_val_if_fail (GB_IS_SCORE_VIEW (self), FALSE);

  return self->model != NULL && gb_score_model_get_loading (self->model);
}
