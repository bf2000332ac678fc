/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-programmes-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-adaptive-bin.h"
#include "gb-bar-chart.h"
#include "gb-commune-words.h"
#include "gb-drop-down.h"
#include "gb-export-figures.h"
#include "gb-exportable.h"
#include "gb-programme-row.h"
#include "gb-programme-words.h"
#include "gb-programmes-model.h"
#include "gb-row-section.h"
#include "gb-state-view.h"
#include "gb-wrap-layout.h"

/* How many communes of the ranking are shown at first. */
#define TOP_COMMUNES 10

/**
 * GbProgrammesView:
 *
 * Programme indicators (chỉ tiêu chương trình) against their targets: a list, and of the chosen one how it stands, how
 * it went month by month, and how the communes of the scope stand beside each other. A commune of the ranking opens on
 * the map.
 */
struct _GbProgrammesView
{
  AdwBin parent_instance;

  GbStateView *states; /* the template's */
  GbAdaptiveBin *bin;
  GtkBox *columns;
  GtkWidget *left;
  GtkListBox *programmes;
  GtkListBox *computed;
  GtkWidget *computed_title;
  GtkDropDown *choice;
  GtkLabel *title;
  GtkLabel *amount;
  GtkBox *chip;
  GtkImage *chip_icon;
  GtkLabel *chip_text;
  GtkLabel *due;
  GtkLabel *pace;
  GtkLabel *source;
  GbBarChart *chart;
  GtkWidget *target_legend;
  GtkBox *ranking_box;
  GtkLabel *ranking_note;

  GbRowSection *ranking; /* (owned by the widget tree) */
  GbProgrammesModel *model; /* (owned) (nullable) */
  gboolean loading;
  gboolean filling;
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_programmes_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbProgrammesView, gb_programmes_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_programmes_view_exportable_init))

/* --- the list --- */

static void
empty_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Which row the focus was in goes to the one that comes in its place. */
static void
fill_list (GbProgrammesView *self,
           GPtrArray        *list)
{
  const GbProgramme *chosen = gb_programmes_model_get_chosen (self->model);
  gint64 now = gb_programmes_model_get_now (self->model);
  gboolean focused = gtk_widget_get_focus_child (self->left) != NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;

  self->filling = TRUE;
  empty_list (self->programmes);
  empty_list (self->computed);
  for (guint i = 0; i < list->len; i++)
    {
      const GbProgramme *programme = list->pdata[i];
      GtkWidget *row = gb_programme_row_new (programme, now);
      GtkListBox *box = programme->computed ? self->computed : self->programmes;

      gtk_list_box_append (box, row);
      gtk_string_list_append (names, programme->name);
      if (programme != chosen)
        continue;
      gtk_list_box_select_row (box, GTK_LIST_BOX_ROW (row));
      position = i;
      if (focused)
        gtk_widget_grab_focus (row);
    }
  gtk_widget_set_visible (self->computed_title, gtk_list_box_get_row_at_index (self->computed, 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->computed), gtk_widget_get_visible (self->computed_title));
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, position);
  self->filling = FALSE;
}

/* One is chosen in both lists together. */
static void
on_row_selected_cb (GbProgrammesView *self,
                    GtkListBoxRow    *row,
                    GtkListBox       *list)
{
  if (self->filling || row == NULL)
    return;
  self->filling = TRUE;
  gtk_list_box_unselect_all (list == self->programmes ? self->computed : self->programmes);
  self->filling = FALSE;
  gb_programmes_model_set_chosen (self->model, gb_programme_row_get_id (GB_PROGRAMME_ROW (row)));
}

static void
on_choice_cb (GbProgrammesView *self)
{
  GPtrArray *list = self->model != NULL ? gb_programmes_model_get_list (self->model) : NULL;
  guint position = gtk_drop_down_get_selected (self->choice);

  if (!self->filling && list != NULL && position < list->len)
    gb_programmes_model_set_chosen (self->model, ((GbProgramme *) list->pdata[position])->id);
}

/* --- the chosen one --- */

static void
set_text (GtkLabel *label,
          char     *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  g_free (text);
}

static void
show_chip (GbProgrammesView  *self,
           const GbProgramme *programme,
           gint64             now)
{
  static const char *const styles[] = { "late", "due-today", "due-soon", "on-track" };
  g_autofree char *state = gb_programme_words_state (programme, now);

  gtk_widget_set_visible (GTK_WIDGET (self->chip), state != NULL);
  if (state == NULL)
    return;
  gtk_label_set_label (self->chip_text, state);
  gtk_image_set_from_icon_name (self->chip_icon, gb_programme_words_icon (programme));
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->chip), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), gb_programme_words_style (programme));
}

/* Shares are drawn as shares, all else as it is counted. */
static double
bar_of (const GbProgramme      *programme,
        const GbProgrammePoint *point)
{
  if (g_strcmp0 (programme->unit, "%") == 0)
    return gb_programme_amount (point->numerator, point->denominator, point->target);
  return point->numerator;
}

static void
show_chart (GbProgrammesView  *self,
            const GbProgramme *programme)
{
  GArray *trend = gb_programmes_model_get_trend (self->model);
  gboolean shares = g_strcmp0 (programme->unit, "%") == 0, targets = FALSE;

  gb_bar_chart_clear (self->chart);
  for (guint i = 0; trend != NULL && i < trend->len; i++)
    {
      const GbProgrammePoint *point = &g_array_index (trend, GbProgrammePoint, i);
      double target = shares ? NAN : point->target;
      g_autofree char *month = gb_programme_words_month (point);
      g_autofree char *spoken = gb_programme_words_point (programme, point);

      targets = targets || !isnan (target);
      gb_bar_chart_add (self->chart, bar_of (programme, point), target, month, NULL, spoken);
    }
  gtk_widget_set_visible (self->target_legend, targets);
}

/* --- the ranking --- */

static GtkWidget *
label_new (const char *text,
           const char *style,
           gboolean    wide)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", wide ? 0.0f : 1.0f, "wrap", wide, "hexpand",
                                   wide, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_rank (guint    index,
           gpointer data)
{
  GbProgrammesView *self = data;
  const GbProgramme *programme = gb_programmes_model_get_chosen (self->model);
  const GbProgrammeRank *rank = gb_programmes_model_get_ranking (self->model)->pdata[index];
  gboolean own = g_strcmp0 (rank->commune, gb_programmes_model_get_commune (self->model)) == 0;
  g_autofree char *amount = gb_programme_words_rank (programme, rank->amount);
  g_autofree char *number = g_strdup_printf ("%u", rank->rank);
  g_autofree char *name = gb_commune_words_capital (rank->name);
  /* Translators: a number, a commune, an amount */
  g_autofree char *spoken = g_strdup_printf (_("Rank %u: %s, %s"), rank->rank, name, amount);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *place = label_new (number, "gb-secondary", FALSE);
  GtkWidget *figure = label_new (amount, "row-figure", FALSE);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_width_chars (GTK_LABEL (place), 3);
  gtk_widget_add_css_class (place, "gb-code");
  gtk_widget_add_css_class (figure, "gb-code");
  gtk_widget_add_css_class (arrow, "gb-secondary");
  gtk_box_append (GTK_BOX (box), place);
  gtk_box_append (GTK_BOX (box), label_new (name, own ? "row-title" : "row-name", TRUE));
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", rank->commune, "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-place");
  gtk_widget_set_tooltip_text (row, _("Show on the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_ranking (GbProgrammesView *self)
{
  GPtrArray *ranking = gb_programmes_model_get_ranking (self->model);
  gboolean others = ranking != NULL && ranking->len > 1;

  gb_row_section_fill (self->ranking, others ? ranking->len : 0, make_rank, self);
  gtk_widget_set_visible (GTK_WIDGET (self->ranking_note), !others);
  gtk_label_set_label (self->ranking_note,
                       ranking != NULL && ranking->len == 1
                           ? _("A commune has its own figures of this; the communes are compared in the province's scope.")
                           : _("There are no figures of single communes."));
}

/* Of when the figures are, and where the commune stands by them. */
static char *
source_text (GbProgrammesView  *self,
             const GbProgramme *programme,
             gint64             now)
{
  g_autofree char *source = gb_programme_words_source (programme, now);
  g_autofree char *place = gb_programme_words_place (gb_programmes_model_get_ranking (self->model),
                                                     gb_programmes_model_get_commune (self->model));

  return place != NULL ? g_strdup_printf ("%s · %s", source, place) : g_steal_pointer (&source);
}

static void
show_chosen (GbProgrammesView *self)
{
  const GbProgramme *programme = gb_programmes_model_get_chosen (self->model);
  gint64 now = gb_programmes_model_get_now (self->model);

  if (programme == NULL)
    return;
  gtk_label_set_label (self->title, programme->name);
  set_text (self->amount, gb_programme_words_amount (programme));
  set_text (self->due, gb_programme_words_due (programme, now));
  set_text (self->pace, gb_programme_words_pace (programme, gb_programmes_model_get_trend (self->model), now));
  set_text (self->source, source_text (self, programme, now));
  show_chip (self, programme, now);
  show_chart (self, programme);
  show_ranking (self);
}

/* --- all of it --- */

static void
set_loading (GbProgrammesView *self,
             gboolean          loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
on_model_changed_cb (GbProgrammesView *self)
{
  const GError *error = gb_programmes_model_get_error (self->model);
  GPtrArray *list = gb_programmes_model_get_list (self->model);
  gboolean loading = gb_programmes_model_get_loading (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->states, _("The indicators cannot be read"), error->message);
  else if (list == NULL)
    gb_state_view_show_loading (self->states);
  else if (!loading && list->len == 0)
    gb_state_view_show_empty (self->states, _("No indicator has a value yet"),
                              _("They appear after a synchronisation."));
  else if (!loading)
    {
      fill_list (self, list);
      show_chosen (self);
      gb_state_view_show_content (self->states);
    }
  set_loading (self, loading);
}

static void
on_width_changed_cb (GbProgrammesView *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);

  gtk_widget_set_visible (self->left, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), narrow);
  /* The button says it. */
  gtk_widget_set_visible (GTK_WIDGET (self->title), !narrow);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_programmes_view_get_forms (GbExportable *exportable)
{
  GbProgrammesView *self = GB_PROGRAMMES_VIEW (exportable);
  GPtrArray *list = self->model != NULL ? gb_programmes_model_get_list (self->model) : NULL;

  return list != NULL && list->len > 0 ? GB_EXPORT_TABLES : 0;
}

static GbExport *
gb_programmes_view_make_export (GbExportable *exportable,
                                GbExportForm  form,
                                gboolean      marked)
{
  GbProgrammesView *self = GB_PROGRAMMES_VIEW (exportable);
  GPtrArray *list = gb_programmes_model_get_list (self->model), *ranking = gb_programmes_model_get_ranking (self->model);
  const GbProgramme *chosen = gb_programmes_model_get_chosen (self->model);
  GArray *trend = gb_programmes_model_get_trend (self->model);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);

  g_ptr_array_add (tables, gb_export_programmes_table (list, gb_programmes_model_get_now (self->model)));
  if (chosen != NULL && trend != NULL)
    g_ptr_array_add (tables, gb_export_trend_table (chosen, trend));
  if (chosen != NULL && ranking != NULL && ranking->len > 1)
    g_ptr_array_add (tables, gb_export_ranks_table (chosen, ranking));
  return gb_export_new_for_tables (_("Programmes"), tables, -1);
}

static void
gb_programmes_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_programmes_view_get_forms;
  iface->make_export = gb_programmes_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbProgrammesView *self = GB_PROGRAMMES_VIEW (widget);

  if (self->model != NULL)
    gb_programmes_model_reload (self->model);
}

static void
gb_programmes_view_map (GtkWidget *widget)
{
  GbProgrammesView *self = GB_PROGRAMMES_VIEW (widget);

  GTK_WIDGET_CLASS (gb_programmes_view_parent_class)->map (widget);

  if (self->model != NULL)
    gb_programmes_model_set_active (self->model, TRUE);
}

static void
gb_programmes_view_unmap (GtkWidget *widget)
{
  GbProgrammesView *self = GB_PROGRAMMES_VIEW (widget);

  if (self->model != NULL)
    gb_programmes_model_set_active (self->model, FALSE);

  GTK_WIDGET_CLASS (gb_programmes_view_parent_class)->unmap (widget);
}

static void
gb_programmes_view_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, GB_PROGRAMMES_VIEW (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_programmes_view_dispose (GObject *object)
{
  GbProgrammesView *self = GB_PROGRAMMES_VIEW (object);

  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_programmes_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_BAR_CHART);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-programmes-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbProgrammesView, name)
  BIND (states);
  BIND (bin);
  BIND (columns);
  BIND (left);
  BIND (programmes);
  BIND (computed);
  BIND (computed_title);
  BIND (choice);
  BIND (title);
  BIND (amount);
  BIND (chip);
  BIND (chip_icon);
  BIND (chip_text);
  BIND (due);
  BIND (pace);
  BIND (source);
  BIND (chart);
  BIND (target_legend);
  BIND (ranking_box);
  BIND (ranking_note);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
}

static void
gb_programmes_view_class_init (GbProgrammesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_programmes_view_get_property;
  object_class->dispose = gb_programmes_view_dispose;
  widget_class->map = gb_programmes_view_map;
  widget_class->unmap = gb_programmes_view_unmap;

  /* Whether something it shows is still on its way. */
  props[PROP_LOADING] =
      g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "programmes.retry", NULL, retry_action);
}

static void
gb_programmes_view_init (GbProgrammesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_drop_down_tell (self->choice);
  self->ranking = GB_ROW_SECTION (gb_row_section_new (_("Ranking of the communes"), FALSE, TOP_COMMUNES));
  g_signal_connect_object (self->ranking, "more", G_CALLBACK (show_ranking), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (gb_row_section_get_list (self->ranking)), "gb-facts");
  gtk_box_append (self->ranking_box, GTK_WIDGET (self->ranking));
}

/**
 * gb_programmes_view_set_store:
 *
 * Once.
 */
void
gb_programmes_view_set_store (GbProgrammesView *self,
                              GbStore          *store)
{
  g_return_if_fail (GB_IS_PROGRAMMES_VIEW (self) && self->model == NULL);

  self->model = gb_programmes_model_new (store);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gb_programmes_model_set_active (self->model, TRUE);
}

/**
 * gb_programmes_view_set_commune:
 * @commune: (nullable): a commune's code; %NULL for the whole scope
 */
void
gb_programmes_view_set_commune (GbProgrammesView *self,
                                const char       *commune)
{
  g_return_if_fail (GB_IS_PROGRAMMES_VIEW (self) && self->model != NULL);

  gb_programmes_model_set_commune (self->model, commune);
}

/**
 * gb_programmes_view_choose:
 * @indicator: the id of the one to be shown in full
 */
void
gb_programmes_view_choose (GbProgrammesView *self,
                           const char       *indicator)
{
  g_return_if_fail (GB_IS_PROGRAMMES_VIEW (self) && self->model != NULL);

  gb_programmes_model_set_chosen (self->model, indicator);
}
