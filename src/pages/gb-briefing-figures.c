/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-figures.h"

#include <glib/gi18n-lib.h>

#include "gb-briefing-words.h"
#include "gb-format.h"

/**
 * GbBriefingFigures:
 *
 * The figures of a briefing (bảng số liệu). Each opens exactly the dossiers it counted.
 */
struct _GbBriefingFigures
{
  AdwBin parent_instance;

  GtkWidget *box; /* the template's */
  GtkButton *open;
  GtkListBox *list;

  GtkLabel *values[GB_N_BRIEFING_FIGURES];
  GtkLabel *changes[GB_N_BRIEFING_FIGURES];
};

G_DEFINE_FINAL_TYPE (GbBriefingFigures, gb_briefing_figures, ADW_TYPE_BIN)

static void
on_row_activated_cb (GbBriefingFigures *self,
                     GtkListBoxRow     *row)
{
  const char *set = g_object_get_data (G_OBJECT (row), "gb-set");

  if (set != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-dossier-set", "s", set);
}

static void
show_figure (GbBriefingFigures      *self,
             GbBriefingFigureId      id,
             const GbBriefingFigure *figure)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) id);
  g_autofree char *value = gb_format_number (figure->value);
  g_autofree char *before = gb_format_number (figure->before);
  g_autofree char *change = gb_briefing_words_change (figure);
  /* Translators: what is counted, how many, how many in the period before */
  g_autofree char *told = g_strdup_printf (_("%s: %s, the period before %s"), gb_briefing_words_figure (id), value, before);

  gtk_label_set_label (self->values[id], value);
  gtk_label_set_label (self->changes[id], change);
  gtk_list_box_row_set_activatable (row, figure->value > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  g_object_set_data_full (G_OBJECT (row), "gb-set", g_strdup (figure->set), g_free);
  if (id == GB_BRIEFING_LATE && figure->value > 0)
    gtk_widget_add_css_class (GTK_WIDGET (row), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "late");
}

static GtkLabel *
append_number (GtkWidget  *line,
               const char *style,
               int         width)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 1);
  gtk_label_set_width_chars (label, width);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (label));
  return label;
}

static void
add_row (GbBriefingFigures  *self,
         GbBriefingFigureId  id)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (gb_briefing_words_figure (id));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (line), name);
  self->values[id] = append_number (line, "figure-value", 4);
  self->changes[id] = append_number (line, "figure-change", 5);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_append (self->list, row);
}

static void
gb_briefing_figures_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_briefing_figures_parent_class)->dispose (object);
}

static void
gb_briefing_figures_class_init (GbBriefingFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_briefing_figures_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-briefing-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, GbBriefingFigures, box);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingFigures, open);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingFigures, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
gb_briefing_figures_init (GbBriefingFigures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int id = 0; id < GB_N_BRIEFING_FIGURES; id++)
    add_row (self, id);
}

/**
 * gb_briefing_figures_show:
 * @briefing: whose figures
 */
void
gb_briefing_figures_show (GbBriefingFigures *self,
                          const GbBriefing  *briefing)
{
  const GbBriefingFigure *open = &briefing->figures[GB_BRIEFING_OPEN];
  g_autofree char *number = gb_format_number (open->value);
  /* Translators: %s is how many dossiers are in hand */
  g_autofree char *words = g_strdup_printf (ngettext ("Open %s dossier", "Open %s dossiers", (gulong) open->value), number);

  g_return_if_fail (GB_IS_BRIEFING_FIGURES (self));

  gtk_button_set_label (self->open, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open), open->value > 0);
  /* In this order: an action without its target would be the wrong one. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", open->set);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "win.show-dossier-set");
  for (int id = 0; id < GB_N_BRIEFING_FIGURES; id++)
    show_figure (self, id, &briefing->figures[id]);
}
