/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pane.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"
#include "gb-map-words.h"

/**
 * GbMapPane:
 *
 * One commune beside the map: its figure, its place among the others, and what it was made of.
 */
struct _GbMapPane
{
  AdwBin parent_instance;

  GtkLabel *title; /* the template's */
  GtkLabel *code;
  GtkListBox *figures;
  GtkListBox *facts;
  GtkLabel *made_of;
  GtkListBox *old_units;
};

G_DEFINE_FINAL_TYPE (GbMapPane, gb_map_pane, ADW_TYPE_BIN)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
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
}

static void
show_figures (GbMapPane       *self,
              const GbMapView *view,
              guint            commune)
{
  const GbIndicator *indicator;
  const GbIndicatorValue *value = view->values->pdata[commune];
  g_autofree char *amount = NULL;
  g_autofree char *rank = gb_map_words_rank (view, commune);

  gtk_widget_set_visible (GTK_WIDGET (self->figures), view->indicator != G_MAXUINT);
  if (view->indicator == G_MAXUINT)
    return;
  indicator = view->indicators->pdata[view->indicator];
  amount = gb_map_words_amount (view->amounts[commune], indicator->unit);
  add_row (self->figures, indicator->name, amount != NULL ? amount : _("no data yet"));
  if (value != NULL && !isnan (value->denominator))
    {
      g_autofree char *part = gb_format_number ((gint64) value->numerator);
      g_autofree char *whole = gb_format_number ((gint64) value->denominator);
      g_autofree char *both = g_strdup_printf ("%s / %s", part, whole);

      add_row (self->figures, _("Number / of how many"), both);
    }
  if (rank != NULL)
    add_row (self->figures, _("Rank in the province"), rank);
}

static void
show_facts (GbMapPane          *self,
            const GbMapCommune *commune)
{
  g_autofree char *km2 = gb_map_words_km2 (commune->km2);
  g_autofree char *number = gb_format_number (commune->population);
  /* Translators: how many people live there */
  g_autofree char *people = g_strdup_printf (_("%s people"), number);

  add_row (self->facts, _("Area"), km2);
  add_row (self->facts, _("Population"), people);
}

/**
 * gb_map_pane_show:
 * @view: what the map shows
 * @commune: a commune's place in it
 * @looked_for: (nullable): the old unit by which it was found
 */
void
gb_map_pane_show (GbMapPane       *self,
                  const GbMapView *view,
                  guint            commune,
                  const char      *looked_for)
{
  const GbMapCommune *of = view->communes->pdata[commune];
  g_autofree char *title = gb_map_words_title (of);
  g_autofree char *code = gb_map_words_code (of);
  g_autofree char *made_of = gb_map_words_made_of (of);

  g_return_if_fail (GB_IS_MAP_PANE (self));
  clear (self->figures);
  clear (self->facts);
  clear (self->old_units);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->code, code);
  show_figures (self, view, commune);
  show_facts (self, of);
  gtk_label_set_label (self->made_of, made_of);
  gtk_widget_set_visible (GTK_WIDGET (self->made_of), of->old_units->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->old_units), of->old_units->len > 0);
  for (guint i = 0; i < of->old_units->len; i++)
    {
      const char *unit = of->old_units->pdata[i];

      add_row (self->old_units, unit,
               looked_for != NULL && g_str_has_prefix (unit, looked_for) ? _("looked for") : NULL);
    }
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
  gtk_widget_class_bind_template_child (widget_class, GbMapPane, title);
  gtk_widget_class_bind_template_child (widget_class, GbMapPane, code);
  gtk_widget_class_bind_template_child (widget_class, GbMapPane, figures);
  gtk_widget_class_bind_template_child (widget_class, GbMapPane, facts);
  gtk_widget_class_bind_template_child (widget_class, GbMapPane, made_of);
  gtk_widget_class_bind_template_child (widget_class, GbMapPane, old_units);
}

static void
gb_map_pane_init (GbMapPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
