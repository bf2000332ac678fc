/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pane.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-dossier-query.h"
#include "gb-format.h"
#include "gb-map-words.h"

/**
 * GbMapPane:
 *
 * One commune beside the map: its figures, its place among the others, what it was made of and what it borders on, and
 * a way to the dossiers that were counted where the cache has them. Emits "chosen" with an indicator's id and
 * "neighbour" with a commune's code.
 */
struct _GbMapPane
{
  AdwBin parent_instance;

  GtkLabel *title; /* the template's */
  GtkLabel *code;
  GtkListBox *figures;
  GtkButton *open;
  GtkLabel *told;
  GtkListBox *others;
  GtkListBox *facts;
  GtkLabel *made_of;
  GtkListBox *old_units;
  GtkLabel *borders_on;
  GtkListBox *neighbours;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_NEIGHBOUR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbMapPane, gb_map_pane, ADW_TYPE_BIN)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
add_row (GtkListBox *list,
         const char *name,
         const char *value)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", name, "activatable", FALSE,
                                 "title-lines", 3, NULL);

  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
    }
  gtk_list_box_append (list, row);
  return row;
}

static void
add_choice (GtkListBox *list,
            const char *name,
            const char *value,
            const char *choice)
{
  GtkWidget *row = add_row (list, name, value);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "gb-choice", g_strdup (choice), g_free);
}

/* --- figures -------------------------------------------------------------------------------------- */

static const char *
parts_words (const GbIndicator *indicator)
{
  GbCommuneIndicator computed;

  if (gb_commune_indicator_parse (indicator->id, &computed) && computed == GB_COMMUNE_LATE_SHARE)
    return _("Late / in process with a due date");
  return _("Number / of how many");
}

static void
show_figures (GbMapPane       *self,
              const GbMapView *view,
              guint            commune)
{
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  const GbIndicatorValue *value = view->values->pdata[commune];
  g_autofree char *amount = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->figures), indicator != NULL);
  if (indicator == NULL)
    return;
  amount = gb_map_words_amount (view->amounts[commune], indicator->unit);
  gtk_widget_add_css_class (add_row (self->figures, gb_map_words_indicator (indicator),
                                     amount != NULL ? amount : _("no data yet")), "gb-map-figure");
  if (value != NULL && !isnan (value->denominator))
    {
      g_autofree char *part = gb_format_number ((gint64) value->numerator);
      g_autofree char *whole = gb_format_number ((gint64) value->denominator);
      g_autofree char *both = g_strdup_printf ("%s / %s", part, whole);

      add_row (self->figures, parts_words (indicator), both);
    }
  if (view->ranks[commune] != 0)
    {
      /* Translators: of how many communes something is known */
      g_autofree char *known = g_strdup_printf (ngettext ("of %u commune with data", "of %u communes with data",
                                                          view->n_known), view->n_known);
      g_autofree char *rank = g_strdup_printf ("%u / %u", view->ranks[commune], view->n_known);

      g_object_set (add_row (self->figures, _("Rank in the province"), rank), "subtitle", known, NULL);
    }
}

/* What else is counted of every commune; a row shows it on the map. */
static void
show_others (GbMapPane       *self,
             const GbMapView *view,
             guint            commune)
{
  gboolean any = FALSE;

  for (guint i = 0; i < view->indicators->len; i++)
    {
      const GbIndicator *indicator = view->indicators->pdata[i];
      const GbIndicatorValue *value;
      GbCommuneIndicator computed;
      g_autofree char *amount = NULL;

      if (i == view->indicator || !gb_commune_indicator_parse (indicator->id, &computed))
        continue;
      value = gb_map_view_get_computed (view, commune, computed);
      amount = value != NULL ? gb_map_words_amount (gb_indicator_value_amount (value), indicator->unit) : NULL;
      add_choice (self->others, gb_map_words_indicator (indicator), amount != NULL ? amount : "–", indicator->id);
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), any);
}

/* The dossiers that were counted, which the dossiers' page then has, no more and no fewer. */
static char *
owned_set (const GbMapView    *view,
           const GbMapCommune *commune,
           GbDossierFilter     filter)
{
  g_autoptr (GbDossierSet) set = gb_dossier_set_new (GB_DOSSIER_SET_OWNED, (int) filter, gb_time_day (view->now),
                                                     gb_time_day (view->now));

  set->unit = g_strdup (commune->code);
  set->unit_name = gb_map_words_title (commune);
  return gb_dossier_set_to_text (set);
}

static void
show_way (GbMapPane       *self,
          const GbMapView *view,
          guint            commune)
{
  const GbMapCommune *of = view->communes->pdata[commune];
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  gboolean here = view->now != 0 && gb_map_reach_has (&view->reach, of->code);
  gboolean open = indicator != NULL && g_str_equal (indicator->id, gb_commune_indicator_id (GB_COMMUNE_OPEN));
  const GbIndicatorValue *value = gb_map_view_get_computed (view, commune, open ? GB_COMMUNE_OPEN : GB_COMMUNE_OVERDUE);
  gint64 count = value != NULL ? (gint64) value->numerator : 0;
  g_autofree char *number = gb_format_number (count);
  g_autofree char *label = NULL;
  g_autofree char *set = owned_set (view, of, open ? GB_DOSSIER_FILTER_OPEN : GB_DOSSIER_FILTER_OVERDUE);
  g_autofree char *time = gb_format_moment (view->as_of, view->now != 0 ? view->now : view->as_of);
  g_autofree char *told = g_strdup_printf (_("The province's figures, as of %s. The dossiers themselves are not on this machine."),
                                           time);

  if (open)
    label = g_strdup_printf (ngettext ("Open %s open dossier", "Open %s open dossiers", (gulong) count), number);
  else
    label = g_strdup_printf (ngettext ("Open %s late dossier", "Open %s late dossiers", (gulong) count), number);
  gtk_widget_set_visible (GTK_WIDGET (self->open), here && count > 0);
  gtk_button_set_label (self->open, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", set);
  gtk_label_set_label (self->told, told);
  gtk_widget_set_visible (GTK_WIDGET (self->told), !here && view->as_of != 0);
}

static void
show_facts (GbMapPane       *self,
            const GbMapView *view,
            guint            commune)
{
  const GbMapCommune *row = view->communes->pdata[commune];
  g_autofree char *km2 = gb_map_words_km2 (row->km2);
  g_autofree char *number = gb_format_number (row->population);
  /* Translators: how many people live there */
  g_autofree char *people = g_strdup_printf (_("%s people"), number);

  add_row (self->facts, _("Area"), km2);
  add_row (self->facts, _("Population"), people);
  if (!view->illustrated && !gb_map_view_has_borders (view, commune))
    add_row (self->facts, _("Borders"), _("not known yet"));
  /* The feed does not have seats. */
  g_object_set (add_row (self->facts, _("Seat"), _("not known yet")), "subtitle",
                _("The ring on the map is the middle of the commune"), NULL);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const GbMapView *view = user_data;
  const GbMapCommune *x = view->communes->pdata[view->of_area[*(const guint *) a]];
  const GbMapCommune *y = view->communes->pdata[view->of_area[*(const guint *) b]];

  return g_utf8_collate (x->name, y->name);
}

static void
show_neighbours (GbMapPane       *self,
                 const GbMapView *view,
                 guint            area)
{
  g_autoptr (GArray) neighbours = gb_geo_coverage_find_neighbours (view->coverage, area);
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  g_autofree char *heading = g_strdup_printf (ngettext ("Borders on %u commune", "Borders on %u communes", neighbours->len),
                                              neighbours->len);

  g_array_sort_with_data (neighbours, compare_titles, (gpointer) view);
  for (guint i = 0; i < neighbours->len; i++)
    {
      guint commune = view->of_area[g_array_index (neighbours, guint, i)];
      const GbMapCommune *of = view->communes->pdata[commune];
      g_autofree char *title = gb_map_words_title (of);
      g_autofree char *amount = indicator != NULL ? gb_map_words_amount (view->amounts[commune], indicator->unit) : NULL;

      add_choice (self->neighbours, title, amount != NULL ? amount : "–", of->code);
    }
  gtk_label_set_label (self->borders_on, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->borders_on), neighbours->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->neighbours), neighbours->len > 0);
}

static void
show_old_units (GbMapPane          *self,
                const GbMapCommune *of,
                const char         *looked_for)
{
  g_autofree char *made_of = gb_map_words_made_of (of);

  gtk_label_set_label (self->made_of, made_of);
  gtk_widget_set_visible (GTK_WIDGET (self->made_of), of->old_units->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->old_units), of->old_units->len > 0);
  for (guint i = 0; i < of->old_units->len; i++)
    {
      const char *unit = of->old_units->pdata[i];
      g_autofree char *first = g_utf8_substring (unit, 0, 1);
      g_autofree char *upper = g_utf8_strup (first, -1);
      g_autofree char *title = g_strconcat (upper, g_utf8_next_char (unit), NULL);
      gboolean found = looked_for != NULL && g_str_has_prefix (unit, looked_for);
      GtkWidget *row = add_row (self->old_units, title, found ? _("looked for") : NULL);

      if (found)
        gtk_widget_add_css_class (row, "gb-map-found");
    }
}

static void
on_row_activated_cb (GbMapPane     *self,
                     GtkListBoxRow *row,
                     GtkListBox    *list)
{
  const char *choice = g_object_get_data (G_OBJECT (row), "gb-choice");

  if (choice != NULL)
    g_signal_emit (self, signals[list == self->others ? SIGNAL_CHOSEN : SIGNAL_NEIGHBOUR], 0, choice);
}

/**
 * gb_map_pane_show:
 * @view: what the map shows
 * @area: of which area
 * @looked_for: (nullable): the old unit by which it was found
 */
void
gb_map_pane_show (GbMapPane       *self,
                  const GbMapView *view,
                  guint            area,
                  const char      *looked_for)
{
  guint commune = view->of_area[area];
  const GbMapCommune *of = view->communes->pdata[commune];
  g_autofree char *title = gb_map_words_title (of);
  g_autofree char *code = gb_map_words_code (of);

  g_return_if_fail (GB_IS_MAP_PANE (self));
  clear (self->figures);
  clear (self->others);
  clear (self->facts);
  clear (self->old_units);
  clear (self->neighbours);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->code, code);
  show_figures (self, view, commune);
  show_way (self, view, commune);
  show_others (self, view, commune);
  show_facts (self, view, commune);
  show_old_units (self, of, looked_for);
  show_neighbours (self, view, area);
}

static void
gb_map_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_map_pane_parent_class)->dispose (object);
}

static void
gb_map_pane_class_init (GbMapPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_map_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbMapPane, name)
  BIND (title);
  BIND (code);
  BIND (figures);
  BIND (open);
  BIND (told);
  BIND (others);
  BIND (facts);
  BIND (made_of);
  BIND (old_units);
  BIND (borders_on);
  BIND (neighbours);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", GB_TYPE_MAP_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         1, G_TYPE_STRING);
  signals[SIGNAL_NEIGHBOUR] = g_signal_new ("neighbour", GB_TYPE_MAP_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gb_map_pane_init (GbMapPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
